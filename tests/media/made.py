"""Pictures of this trade that the tests make: a form, a table, a whiteboard, a wristband, a chat, an x-ray's corner."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

PICTURES = Path(__file__).parents[1] / "pictures"
Box = tuple[int, int, int, int]
Line = tuple[int, int, str]
"""Left, top and text; what stands in `[[…]]` is known to leak."""


@dataclass(frozen=True)
class Made:
    """A picture and what it gives away, each with its box in pixels.

    A box reaches from the line's highest letters to its lowest, as a person would cover it.
    """

    name: str
    image: Image.Image
    leaks: tuple[tuple[str, Box], ...]


def font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own, so that no font needs to be installed."""
    made = ImageFont.load_default(size=size)
    assert isinstance(made, ImageFont.FreeTypeFont)
    return made


def drawn(
    name: str, lines: list[Line], size: int = 34, ink: object = "black", paper: object = "white", wide: int = 1280
) -> Made:
    """Lines of text on a plain ground."""
    high = max(top for _, top, _ in lines) + 3 * size
    image = Image.new("RGB", (wide, high), paper)  # type: ignore[arg-type]
    pen = ImageDraw.Draw(image)
    leaks: list[tuple[str, Box]] = []
    for left, top, text in lines:
        at: float = left
        for index, piece in enumerate(text.replace("]]", "[[").split("[[")):
            pen.text((at, top), piece, font=font(size), fill=ink)  # type: ignore[arg-type]
            wide = pen.textlength(piece, font=font(size))
            if index % 2:
                leaks.append((piece, (int(at), top, int(wide), sum(font(size).getmetrics()))))
            at += wide
    return Made(name, image, tuple(leaks))


PEOPLE = (
    ("Maribel Quintero", "03/14/1961", "00123456"),
    ("Tobias Ferwell", "02/11/1950", "00998877"),
    ("Eulalia Camacho", "11/30/1987", "40088213"),
    ("Thaddeus Okonkwo", "07/04/1978", "70014432"),
)


def form(number: int) -> Made:
    name, born, record = PEOPLE[number % len(PEOPLE)]
    lines = [
        (60, 60, "INTAKE FORM"),
        (60, 130, f"Patient Name: [[{name}]]"),
        (60, 190, f"DOB: [[{born}]]"),
        (60, 250, f"MRN: [[{record}]]"),
        (60, 330, "Allergies: none known"),
    ]
    return drawn("form", lines)


def columns(number: int) -> Made:
    (a, b, c), (d, e, f) = PEOPLE[number % len(PEOPLE)], PEOPLE[(number + 1) % len(PEOPLE)]
    lines = [(60, 60, "Patient Name"), (480, 60, "Date of birth"), (880, 60, "MRN")]
    for top, (name, born, record) in ((130, (a, b, c)), (200, (d, e, f))):
        lines += [(60, top, f"[[{name}]]"), (480, top, f"[[{born}]]"), (880, top, f"[[{record}]]")]
    return drawn("columns", lines, 30)


def board(number: int) -> Made:
    name, _, _ = PEOPLE[number % len(PEOPLE)]
    lines = [
        (60, 50, "TODAY"),
        (60, 130, f"Patient: [[{name}]]"),
        (60, 220, "Nurse: Kalani"),
        (60, 310, "Plan: walk x3"),
    ]
    return drawn("board", lines, 54, (20, 60, 160))


def band(number: int) -> Made:
    name, born, record = PEOPLE[number % len(PEOPLE)]
    made = drawn(
        "band", [(40, 30, f"Patient: [[{name}]]"), (40, 80, f"DOB [[{born}]]  MRN [[{record}]]")], 30, wide=900
    )
    ground = Image.new("RGB", (1100, 700), (205, 200, 190))
    ground.paste(made.image, (80, 200))
    moved = tuple((text, (a + 80, b + 200, c, d)) for text, (a, b, c, d) in made.leaks)
    return Made("band", ground, moved)


def chat(number: int) -> Made:
    name, _, _ = PEOPLE[number % len(PEOPLE)]
    lines = [(50, 60, f"our patient [[{name}]] coded at 3"), (50, 140, "room was full"), (50, 220, "going home now")]
    return drawn("chat", lines, 32, "white", (24, 24, 28), 800)


def scan(number: int) -> Made:
    name, born, record = PEOPLE[number % len(PEOPLE)]
    made = drawn(
        "scan", [(20, 20, f"Patient: [[{name}]]"), (20, 60, f"DOB: [[{born}]]"), (20, 100, f"MRN: [[{record}]]")], 26,
        "white", "black", 900,
    )  # fmt: skip
    ground = Image.new("RGB", (900, 900), "black")
    pen = ImageDraw.Draw(ground)
    for ring in range(12):
        pen.ellipse(
            (250 + 8 * ring, 300 + 8 * ring, 700 - 8 * ring, 800 - 8 * ring), outline=(60 + 12 * ring,) * 3, width=6
        )
    ground.paste(made.image.crop((0, 0, 900, 150)), (0, 0))
    return Made("scan", ground, made.leaks)


def as_it_is(image: Image.Image) -> Image.Image:
    return image


def jpeg(image: Image.Image) -> Image.Image:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=45)
    return Image.open(io.BytesIO(held.getvalue()))


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(1.4))


def noisy(image: Image.Image) -> Image.Image:
    noise = Image.frombytes("L", image.size, random.Random(7).randbytes(image.width * image.height))
    return Image.blend(image, noise.convert("RGB"), 0.18)


SPOILED: tuple[Callable[[Image.Image], Image.Image], ...] = (as_it_is, jpeg, blurred, noisy)
KINDS = (form, columns, board, band, chat, scan)


def leaking() -> Iterator[Made]:
    """Six kinds of pictures, each in four states and for three people: 72."""
    for kind in KINDS:
        for number in range(3):
            made = kind(number)
            for spoiled in SPOILED:
                yield Made(f"{made.name}-{number}-{spoiled.__name__}", spoiled(made.image), made.leaks)


def code(payload: str, form: str = "Code128", size: int = 160) -> Image.Image:
    """A barcode on white."""
    made = zxingcpp.create_barcode(payload, getattr(zxingcpp.BarcodeFormat, form))
    pixels = zxingcpp.write_barcode_to_image(made, scale=3)
    bars = Image.fromarray(pixels).convert("RGB")
    ground = Image.new("RGB", (max(640, bars.width + 120), max(420, bars.height + 120)), "white")
    ground.paste(bars, (60, 60))
    return ground


def box(name: bytes, *content: bytes) -> bytes:
    """A box of an MP4 file."""
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def numbers(*values: int) -> bytes:
    """Whole numbers as such a box holds them."""
    return b"".join(struct.pack(">I", value) for value in values)


def overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / (one[2] * one[3] + other[2] * other[3] - wide * high)
