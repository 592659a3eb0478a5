"""Pictures as they are posted, more varied than `made.py`'s: ten kinds that leak and ten that do not.

Each layout is drawn anew for a number: the person, the wording, the font, the colours and what spoils it follow from
it. A leak's box reaches around the ink of its letters, moved along with whatever bends the picture.
"""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from made import PICTURES, Box, Made
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = os.environ.get("PHI_LINT_TEST_FONTS", "/usr/share/fonts")
"""A folder with fonts; where it holds none of ours, Pillow's own is used for all."""
PRINT = (
    "DejaVuSans",
    "DejaVuSans-Bold",
    "LiberationSans-Regular",
    "Roboto-Regular",
    "Lato-Regular",
    "Caladea-Regular",
    "LiberationSansNarrow-Regular",
    "DejaVuSerif",
)
TYPED = ("DejaVuSansMono", "LiberationMono-Regular", "Inconsolata", "OCRA")
BY_HAND = ("ComicNeue-Regular", "Rufscript010", "Breip", "Intuitive", "Humor-Sans", "ComicNeue-Bold")
FIRST = "Maribel Tobias Eulalia Thaddeus Ingrid Rosalind Anselm Priya Dmitri Leocadia Hollis Wendeline Amara".split()
LAST = (
    "Quintero Ferwell Camacho Okonkwo Halvorsen Bexley Tremaine Raghavan Sokolov Villareal Pemberton Lindqvist".split()
)
STREETS = "Larkspur Lane,Juniper Street,Old Mill Road,Cedar Avenue,Harbor View Drive,Quarry Court".split(",")
TOWNS = ("Boise, ID 83702", "Duluth, MN 55802", "Macon, GA 31201", "Salem, OR 97301")


class Person:
    """Somebody invented, always the same for a number."""

    def __init__(self, rng: random.Random) -> None:
        self.first, self.last = rng.choice(FIRST), rng.choice(LAST)
        month, day, year = rng.randint(1, 12), rng.randint(1, 28), rng.randint(1938, 2016)
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        self.born = rng.choice(
            (
                f"{month:02}/{day:02}/{year}",
                f"{month}/{day}/{year}",
                f"{day:02}-{names[month - 1]}-{year}",
                f"{year}-{month:02}-{day:02}",
                f"{names[month - 1]} {day}, {year}",
            )
        )
        self.record = rng.choice(
            (
                f"{rng.randint(10**6, 10**8):08}",
                f"{rng.randint(10**5, 10**6)}",
                f"M{rng.randint(10**6, 10**7)}",
                f"{rng.randint(100, 999)}-{rng.randint(10, 99)}-{rng.randint(10, 99)}",
            )
        )
        self.phone = f"({rng.choice((208, 218, 478, 503))}) 555-01{rng.randint(10, 99)}"
        self.street = f"{rng.randint(11, 2999)} {rng.choice(STREETS)}"
        self.town = rng.choice(TOWNS)
        self.member = f"{rng.choice(('W', 'XJB', 'ZGP', 'H'))}{rng.randint(10**7, 10**9)}"
        self.rx = f"{rng.randint(10**6, 10**7)}"
        self.plate = rng.choice(
            (
                f"{rng.randint(1, 9)}{''.join(rng.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))}{rng.randint(100, 999)}",
                f"{''.join(rng.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))} {rng.randint(1000, 9999)}",
                f"{''.join(rng.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))}-{rng.randint(100, 999)}",
            )
        )

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def filed(self) -> str:
        return f"{self.last}, {self.first}".upper()


@lru_cache(maxsize=512)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A font by its file's name, or Pillow's own."""
    for found in sorted(Path(FONTS).rglob(f"{name}.[to]tf")):
        return ImageFont.truetype(found, size)
    made = ImageFont.load_default(size=size)
    assert isinstance(made, ImageFont.FreeTypeFont)
    return made


class Sheet:
    """A picture under the pen, and what was written on it that leaks."""

    def __init__(self, wide: int, high: int, paper: object = "white", font: str = "DejaVuSans") -> None:
        self.image = Image.new("RGB", (wide, high), paper)  # type: ignore[arg-type]
        self.pen = ImageDraw.Draw(self.image)
        self.font = font
        self.leaks: list[tuple[str, Box]] = []

    def write(self, left: float, top: float, text: str, size: int = 34, ink: object = "black", font: str = "") -> float:
        """Text at a place, what stands in `[[…]]` leaking; where it ends."""
        letters = face(font or self.font, size)
        for index, piece in enumerate(text.replace("]]", "[[").split("[[")):
            if not piece:
                continue
            self.pen.text((left, top), piece, font=letters, fill=ink)  # type: ignore[arg-type]
            if index % 2:
                a, b, c, d = self.pen.textbbox((left, top), piece, font=letters)
                self.leaks.append((piece, (int(a), int(b), int(c - a), int(d - b))))
            left += self.pen.textlength(piece, font=letters)
        return left

    def made(self, name: str) -> Made:
        return Made(name, self.image, tuple(self.leaks))


def bars(payload: str, high: int) -> Image.Image:
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.Code128)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=2)).convert("RGB")
    return drawn.resize((drawn.width, high))


def ground(rng: random.Random, wide: int, high: int) -> Image.Image:
    """Something out of focus: a photograph's ground."""
    rough = np.array([[[rng.randint(60, 210) for _ in range(3)] for _ in range(5)] for _ in range(4)], np.uint8)
    return Image.fromarray(rough).resize((wide, high), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(8))


def laid(made: Made, on: Image.Image, at: tuple[int, int]) -> Made:
    """A picture laid onto a larger one."""
    on.paste(made.image, at)
    return Made(made.name, on, tuple((t, (a + at[0], b + at[1], c, d)) for t, (a, b, c, d) in made.leaks))


def wristband(rng: random.Random, who: Person) -> Made:
    sheet = Sheet(1000, 200, rng.choice(("white", "#f3f6ff", "#fff6c9")), rng.choice(PRINT[:3] + TYPED[:2]))
    sheet.write(30, 18, rng.choice((f"[[{who.filed}]]", f"[[{who.name}]]")), 44)
    style = rng.randrange(3)
    if style == 0:
        sheet.write(30, 84, f"DOB: [[{who.born}]]   {rng.choice('MF')}   {rng.randint(20, 90)}y", 32)
        sheet.write(30, 136, f"MRN: [[{who.record}]]", 32)
    elif style == 1:
        sheet.write(30, 84, f"MRN [[{who.record}]]  DOB [[{who.born}]]", 30)
        sheet.write(30, 136, "Attending: Vos, A. MD   ALLERGY: NKDA", 26)
    else:
        sheet.write(30, 88, f"[[{who.born}]]   {rng.choice('MF')}", 32)
        sheet.write(30, 136, f"MR# [[{who.record}]]", 32)
    sheet.image.paste(bars(who.record, 90), (690, 80))
    return laid(sheet.made("wristband"), ground(rng, 1200, 760), (90, 270))


def whiteboard(rng: random.Random, who: Person) -> Made:
    other = Person(rng)
    font = rng.choice(BY_HAND)
    sheet = Sheet(1280, 800, "#fbfbf8", font)
    blue, red = "#17408f", "#a01522"
    if rng.randrange(2):
        sheet.write(
            60,
            40,
            f"{rng.choice(('4 WEST', 'ICU', 'ED', 'L&D'))}  {rng.choice(('TODAY', 'Census', 'Assignments'))}",
            54,
            red,
        )
        for row, someone in enumerate((who, other)):
            top = 150 + 110 * row
            sheet.write(60, top, f"{rng.randint(2, 6)}{rng.randint(10, 30)}", 46, blue)
            sheet.write(220, top, f"[[{someone.name}]]", 46, blue)
            sheet.write(740, top, rng.choice(("hip, day 2", "NPO", "CHF", "isolation")), 46, blue)
        sheet.write(60, 400, f"{rng.randint(2, 6)}{rng.randint(10, 30)}", 46, blue)
        sheet.write(220, 400, "clean", 46, blue)
        sheet.write(60, 560, "Charge RN: Kalani", 46, "#17703a")
    else:
        lines = (
            f"Patient: [[{who.name}]]",
            f"Room: {rng.randint(100, 499)}",
            "Nurse: Kalani",
            "Goal: walk to the chair",
            f"Family: [[{other.name}]] (daughter)",
            f"Phone: [[{who.phone}]]",
        )
        for row, line in enumerate(lines):
            sheet.write(70, 60 + 108 * row, line, 52, rng.choice((blue, "black")))
    return sheet.made("whiteboard")


def chat(rng: random.Random, who: Person) -> Made:
    dark = rng.randrange(2)
    sheet = Sheet(780, 1200, "#101418" if dark else "#ece5dd", rng.choice(PRINT))
    ink = "white" if dark else "black"
    lines = rng.choice(
        (
            (f"is [[{who.name}]] still in 6?", "yes, transferring at 4", f"MRN [[{who.record}]] pls", "got it, ty"),
            ("you will not believe my night", f"our patient [[{who.name}]]", "pulled out her IV twice", "omg"),
            (f"pt [[{who.name}]] dob [[{who.born}]]", "needs a ride home", f"call [[{who.phone}]]", "on it"),
            (
                f"[[{who.first}]] was discharged today!",
                f"the {who.last} family brought donuts".replace(who.last, f"[[{who.last}]]"),
                "our favorite patient",
                "miss her",
            ),
        )
    )
    sheet.write(40, 30, "Night shift", 34, ink)
    for row, line in enumerate(lines):
        left = 40 if row % 2 == 0 else 150
        fill = ("#1f2c34" if row % 2 == 0 else "#005c4b") if dark else ("white" if row % 2 == 0 else "#d9fdd3")
        sheet.pen.rounded_rectangle((left, 130 + 150 * row, left + 600, 230 + 150 * row), 26, fill=fill)
        sheet.write(left + 30, 150 + 150 * row, line, 28, ink)
        sheet.write(left + 510, 198 + 150 * row, f"{rng.randint(1, 12)}:{rng.randint(10, 59)} PM", 16, "#8696a0")
    return sheet.made("chat")


def form(rng: random.Random, who: Person) -> Made:
    font = rng.choice(PRINT)
    filled = rng.choice((font, rng.choice(BY_HAND), rng.choice(TYPED)))
    sheet = Sheet(1240, 1000, rng.choice(("white", "#fdfcf4")), font)
    sheet.write(60, 40, rng.choice(("PATIENT REGISTRATION", "New Patient Intake", "Consent for Treatment")), 44)
    ink = rng.choice(("black", "#1a2a8a"))
    style = rng.randrange(4)
    rows = [
        ("Patient Name", who.name),
        ("Date of Birth", who.born),
        ("Phone", who.phone),
        ("Address", who.street),
        (rng.choice(("MRN", "Medical Record #", "Chart No.")), who.record),
    ]
    if style == 0:  # label: value
        for row, (label, value) in enumerate(rows):
            sheet.write(60, 140 + 80 * row, f"{label}: ", 30)
            sheet.write(60 + 30 * 11, 138 + 80 * row, f"[[{value}]]", 34, ink, filled)
            sheet.pen.line((380, 184 + 80 * row, 1180, 184 + 80 * row), fill="#999999", width=2)
    elif style == 1:  # label over value, in boxes of two columns
        for index, (label, value) in enumerate(rows):
            left, top = 60 + 580 * (index % 2), 140 + 150 * (index // 2)
            sheet.pen.rectangle((left - 12, top - 10, left + 550, top + 110), outline="#888888", width=2)
            sheet.write(left, top, label, 22, "#555555")
            sheet.write(left, top + 44, f"[[{value}]]", 34, ink, filled)
    elif style == 2:  # two columns of label and value
        for index, (label, value) in enumerate(rows):
            left, top = 60 + 590 * (index % 2), 150 + 100 * (index // 2)
            end = sheet.write(left, top, f"{label}: ", 26)
            sheet.write(end + 8, top - 2, f"[[{value}]]", 28, ink, filled)
    else:  # a table with a head and two people
        other = Person(rng)
        heads = (("Name", 60), ("DOB", 460), ("MRN", 700), ("Room", 980))
        for head, left in heads:
            sheet.write(left, 150, head, 28)
        for row, someone in enumerate((who, other)):
            for value, (_, left) in zip((someone.name, someone.born, someone.record), heads, strict=False):
                sheet.write(left, 220 + 70 * row, f"[[{value}]]", 28, ink, filled)
            sheet.write(980, 220 + 70 * row, str(rng.randint(100, 499)), 28, ink, filled)
    sheet.write(60, 700, "I have read the notice of privacy practices.", 24)
    sheet.write(60, 760, "Allergies: none known", 24)
    return sheet.made("form")


def label(rng: random.Random, who: Person) -> Made:
    sheet = Sheet(860, 520, "white", rng.choice(PRINT + TYPED[:2]))
    sheet.write(30, 20, "TIDEWATER PHARMACY", 34)
    sheet.write(30, 66, "(208) 555-0133", 22)
    sheet.write(30, 120, f"{rng.choice(('Rx#', 'RX:', 'Rx No.'))} [[{who.rx}]]", 34)
    sheet.write(30, 180, rng.choice((f"[[{who.filed}]]", f"[[{who.name}]]")), 36)
    sheet.write(30, 236, f"[[{who.street}]]", 26)
    sheet.write(30, 300, rng.choice(("METFORMIN 500 MG TABLETS", "Lisinopril 10 mg", "Amoxicillin 250 mg/5 ml")), 32)
    sheet.write(30, 350, "TAKE 1 TABLET BY MOUTH TWICE DAILY", 26)
    sheet.write(30, 400, f"Qty: {rng.randint(10, 90)}   Refills: {rng.randint(0, 5)}   Dr. A. Vos", 26)
    return laid(sheet.made("label"), ground(rng, 1100, 760), (120, 110))


def film(rng: random.Random, who: Person) -> Made:
    sheet = Sheet(1100, 1200, "black", rng.choice(("DejaVuSans", "LiberationSans-Regular", "DejaVuSansMono")))
    for ring in range(16):
        shade = 40 + 11 * ring
        sheet.pen.ellipse(
            (260 + 11 * ring, 280 + 17 * ring, 840 - 11 * ring, 1100 - 17 * ring), outline=(shade,) * 3, width=10
        )
    ink, size = rng.choice(("white", "#e8e8a0")), rng.choice((22, 26, 30))
    named = rng.choice((who.filed, who.filed.replace(", ", "^"), who.name))
    lines = rng.choice(
        (
            (f"[[{named}]]", f"ID: [[{who.record}]]", f"DOB: [[{who.born}]]"),
            (f"Name: [[{named}]]", f"MRN: [[{who.record}]]", f"[[{who.born}]]  {rng.choice('MF')}"),
            (f"Patient: [[{named}]]", f"Acc: [[A{who.rx}]]", f"DOB [[{who.born}]]"),
        )
    )
    for row, line in enumerate(lines):
        sheet.write(24, 24 + int(1.5 * size) * row, line, size, ink)
    sheet.write(940, 24, "AP CHEST", size, ink)
    sheet.write(1020, 1120, "L", 48, ink)
    return sheet.made("film")


def monitor(rng: random.Random, who: Person) -> Made:
    sheet = Sheet(1280, 760, "#0a0f14", rng.choice(PRINT))
    sheet.pen.rectangle((0, 0, 1280, 64), fill="#20303c")
    bed = rng.choice((f"BED {rng.randint(1, 30)}", f"ICU-{rng.randint(1, 30)}"))
    sheet.write(24, 12, f"{bed}   [[{rng.choice((who.filed, who.name))}]]   MRN [[{who.record}]]", 30, "white")
    for row, (colour, word, value) in enumerate(
        (
            ("#30e060", "HR", str(rng.randint(50, 140))),
            ("#40c0ff", "SpO2", f"{rng.randint(88, 100)}"),
            ("#ffe040", "RR", str(rng.randint(8, 30))),
        )
    ):
        top = 110 + 200 * row
        curve = [(x, top + 70 - (50 if x % 120 < 12 else 6 * ((x // 10) % 3))) for x in range(0, 900, 6)]
        sheet.pen.line(curve, fill=colour, width=3)
        sheet.write(960, top, word, 26, colour)
        sheet.write(1040, top + 10, value, 90, colour)
    return sheet.made("monitor")


def card(rng: random.Random, who: Person) -> Made:
    if rng.randrange(2):
        sheet = Sheet(860, 540, "#f4f8ff", rng.choice(PRINT))
        sheet.pen.rectangle((0, 0, 860, 90), fill="#1d4f9c")
        sheet.write(30, 22, "Bluewater Health Plan", 42, "white")
        if rng.randrange(2):
            sheet.write(30, 120, f"Member Name: [[{who.name}]]", 30)
            sheet.write(30, 180, f"Member ID: [[{who.member}]]", 30)
            sheet.write(30, 240, f"Group No: [[{who.rx}]]", 30)
        else:
            for left, top, head, value in (
                (30, 110, "MEMBER", who.name),
                (450, 110, "ID NUMBER", who.member),
                (30, 220, "GROUP NUMBER", who.rx),
            ):
                sheet.write(left, top, head, 20, "#555555")
                sheet.write(left, top + 30, f"[[{value}]]", 32)
        sheet.write(30, 340, "RxBIN 610014   RxPCN MEDDPRIME", 24)
        sheet.write(30, 400, "PCP $20   Specialist $40   ER $250", 24)
    else:
        sheet = Sheet(860, 540, "#eef3e6", rng.choice(PRINT))
        sheet.write(30, 20, rng.choice(("IDAHO", "OREGON", "MINNESOTA")) + "  DRIVER LICENSE", 38, "#224422")
        sheet.pen.rectangle((30, 100, 260, 400), fill="#c9d3c0")
        lines = (
            f"4d DLN [[{rng.choice('AKN')}{who.rx}]]",
            f"1 [[{who.last.upper()}]]",
            f"2 [[{who.first.upper()}]]",
            f"8 [[{who.street.upper()}]]",
            f"3 DOB [[{who.born}]]",
        )
        for row, line in enumerate(lines):
            sheet.write(300, 100 + 62 * row, line, 30)
    return laid(sheet.made("card"), ground(rng, 1100, 780), (110, 120))


def envelope(rng: random.Random, who: Person) -> Made:
    sheet = Sheet(1100, 560, rng.choice(("#fffdf6", "#f7f0e0")), rng.choice(PRINT + BY_HAND[:3] + TYPED[:2]))
    sheet.write(40, 30, "Tidewater Oncology Clinic", 26)
    sheet.write(40, 66, "200 Hospital Way", 24)
    sheet.write(430, 240, f"[[{who.name}]]", 40)
    sheet.write(430, 300, f"[[{who.street}]]", 40)
    sheet.write(430, 360, who.town, 40)
    sheet.pen.rectangle((960, 30, 1060, 150), fill="#b5523c")
    return laid(sheet.made("envelope"), ground(rng, 1280, 800), (80, 120))


def street(rng: random.Random, who: Person) -> Made:
    """A car behind the nurse, its plate small and a little turned."""
    scene = Image.open(PICTURES / rng.choice(("coffee.jpg", "rocket.jpg"))).convert("RGB").resize((1280, 860))
    scene = Image.blend(scene, ground(rng, 1280, 860), 0.75)
    pen = ImageDraw.Draw(scene)
    body = rng.choice(("#7a1f28", "#33496b", "#8d9196", "#e8e8e8", "#23262a"))
    left, top = rng.randint(120, 560), rng.randint(330, 420)
    pen.rounded_rectangle((left, top, left + 460, top + 250), 50, fill=body)
    pen.polygon(((left + 70, top), (left + 130, top - 120), (left + 340, top - 120), (left + 400, top)), fill=body)
    pen.polygon(
        ((left + 105, top - 6), (left + 148, top - 100), (left + 322, top - 100), (left + 362, top - 6)), fill="#1d2833"
    )
    for side in (30, 350):
        pen.rounded_rectangle((left + side, top + 60, left + side + 80, top + 100), 10, fill="#b3122a")
        pen.ellipse((left + side - 10, top + 210, left + side + 80, top + 300), fill="#151515")
    plate = Sheet(
        400,
        200,
        rng.choice(("white", "#f2f5ff", "#fff7cf")),
        rng.choice(("DejaVuSans-Bold", "LiberationSansNarrow-Bold", "Roboto-Bold", "DejaVuSansMono-Bold")),
    )
    plate.pen.rounded_rectangle((3, 3, 397, 197), 20, outline="#24427c", width=5)
    plate.pen.text(
        (200, 34),
        rng.choice(("OREGON", "Idaho", "MINNESOTA", "GEORGIA")),
        font=face("DejaVuSans", 30),
        fill="#24427c",
        anchor="mm",
    )
    size = next(s for s in range(110, 20, -2) if plate.pen.textlength(who.plate, font=face(plate.font, s)) < 370)
    letters = face(plate.font, size)
    at = 200 - plate.pen.textlength(who.plate, font=letters) / 2
    plate.write(at, 118 - size * 0.62, f"[[{who.plate}]]", size, "#1b2d5a")
    wide = rng.choice((90, 110, 140))
    turned = bent(plate.made("street"), turning(rng.uniform(-9, 9), 400, 200), (400, 260), body)
    factor = wide / 400
    small = turned.image.resize((wide, round(260 * factor)), Image.Resampling.LANCZOS)
    leaks = tuple((t, tuple(round(v * factor) for v in box)) for t, box in turned.leaks)
    return laid(Made("street", small, leaks), scene, (left + 230 - wide // 2, top + 130))  # type: ignore[arg-type]


KINDS: tuple[Callable[[random.Random, Person], Made], ...] = (
    wristband,
    whiteboard,
    chat,
    form,
    label,
    film,
    monitor,
    card,
    envelope,
    street,
)


def bent(made: Made, matrix: np.ndarray, size: tuple[int, int], border: str = "#6b6259") -> Made:
    """The picture through a projective map, each box around its moved corners."""
    fill = ImageDraw.ImageColor.getrgb(border)
    pixels = cv2.warpPerspective(np.asarray(made.image), matrix, size, flags=cv2.INTER_AREA, borderValue=fill)
    leaks = []
    for text, (a, b, c, d) in made.leaks:
        points = np.array([[(a, b), (a + c, b), (a + c, b + d), (a, b + d)]], np.float32)
        moved = cv2.perspectiveTransform(points, matrix)[0]
        (left, top), (right, bottom) = moved.min(axis=0), moved.max(axis=0)
        leaks.append((text, (round(left), round(top), round(right - left), round(bottom - top))))
    return Made(made.name, Image.fromarray(pixels), tuple(leaks))  # type: ignore[arg-type]


def turning(angle: float, wide: int, high: int, size: tuple[int, int] | None = None) -> np.ndarray:
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    new = size or (wide, high + 60)
    matrix[:2, 2] += (new[0] - wide) / 2, (new[1] - high) / 2
    return matrix


def tilted(made: Made, rng: random.Random) -> Made:
    wide, high = made.image.size
    angle = rng.choice((-1, 1)) * rng.uniform(3, 14)
    size = (round(wide * 1.15), round(high * 1.25))
    return bent(made, turning(angle, wide, high, size), size)


def in_perspective(made: Made, rng: random.Random) -> Made:
    wide, high = made.image.size
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    moved = np.array(
        [
            (x + rng.uniform(-0.07, 0.07) * wide + 0.08 * wide, y + rng.uniform(-0.07, 0.07) * high + 0.08 * high)
            for x, y in corners
        ],
        np.float32,
    )
    return bent(made, cv2.getPerspectiveTransform(corners, moved), (round(wide * 1.16), round(high * 1.16)))


def turned(made: Made, rng: random.Random) -> Made:
    wide, high = made.image.size
    quarter = rng.choice((1, 2, 3))
    matrix = {
        1: [[0, -1, high], [1, 0, 0], [0, 0, 1]],
        2: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        3: [[0, 1, 0], [-1, 0, wide], [0, 0, 1]],
    }
    return bent(made, np.array(matrix[quarter], float), (wide, high) if quarter == 2 else (high, wide))


def small(made: Made, rng: random.Random) -> Made:
    factor = rng.uniform(0.45, 0.6)
    size = (round(made.image.width * factor), round(made.image.height * factor))
    image = made.image.resize(size, Image.Resampling.LANCZOS)
    return Made(made.name, image, tuple((t, tuple(round(v * factor) for v in box)) for t, box in made.leaks))  # type: ignore[misc]


def far_away(made: Made, rng: random.Random) -> Made:
    """A small part of a large photograph."""
    return laid(made, ground(rng, 4000, 3000), (rng.randint(100, 2600), rng.randint(100, 1700)))


def recoloured(change: Callable[[Image.Image, random.Random], Image.Image]) -> Callable[[Made, random.Random], Made]:
    return lambda made, rng: Made(made.name, change(made.image, rng), made.leaks)


def jpeg(image: Image.Image, rng: random.Random) -> Image.Image:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=rng.randint(30, 60))
    return Image.open(io.BytesIO(held.getvalue())).convert("RGB")


def noisy(image: Image.Image, rng: random.Random) -> Image.Image:
    noise = Image.frombytes("RGB", image.size, rng.randbytes(3 * image.width * image.height))
    return Image.blend(image, noise, rng.uniform(0.12, 0.25))


def blurred(image: Image.Image, rng: random.Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(rng.uniform(1.0, 1.8)))


def in_half_light(image: Image.Image, rng: random.Random) -> Image.Image:
    shade = np.linspace(rng.uniform(0.25, 0.5), 1.0, image.width)[None, :, None]
    return Image.fromarray((np.asarray(image) * shade).astype(np.uint8))


SPOILED: tuple[tuple[str, Callable[[Made, random.Random], Made]], ...] = (
    ("plain", lambda made, _: made),
    ("jpeg", recoloured(jpeg)),
    ("tilted", tilted),
    ("noisy", recoloured(noisy)),
    ("perspective", in_perspective),
    ("blurred", recoloured(blurred)),
    ("small", small),
    ("turned", turned),
    ("far", far_away),
    ("half-light", recoloured(in_half_light)),
)


def leaking(rounds: range = range(8)) -> Iterator[Made]:
    """Each kind once a round, each time spoiled otherwise and for somebody else."""
    for number in rounds:
        for index, kind in enumerate(KINDS):
            rng = random.Random(f"{kind.__name__} {number}")
            name, spoil = SPOILED[(number + index) % len(SPOILED)]
            if kind is street and name in ("turned", "small", "far"):
                name, spoil = SPOILED[1]
            made = spoil(kind(rng, Person(rng)), rng)
            yield Made(f"{kind.__name__}-{number}-{name}", made.image, made.leaks)


CLEAN: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "poster",
        "#0b6e6e",
        "white",
        (
            "FLU SHOTS",
            "Saturday, October 10",
            "9 am to 2 pm",
            "Harbor Clinic, 200 Hospital Way",
            "No appointment needed",
        ),
    ),
    ("badge", "white", "#123a6b", ("TIDEWATER HOSPITAL", "KALANI REYES", "Registered Nurse", "Emergency Department")),
    (
        "menu",
        "#fff8e8",
        "#3b2a1a",
        (
            "Cafeteria - Monday",
            "Tomato soup  4.50",
            "Grilled salmon  9.75",
            "Chef Marcel's pie  3.25",
            "Open 11:00 to 14:30",
        ),
    ),
    (
        "quote",
        "#2a2440",
        "white",
        ("“The art of medicine consists", "of amusing the patient while", "nature cures the disease.”", "Voltaire"),
    ),
    (
        "flyer",
        "#f6e3ea",
        "#7a1040",
        (
            "Walk for Hope 5K",
            "Sunday, May 17, 2026",
            "Start: City Park, 8:00 am",
            "Register: tidewater.example/walk",
            "Call 208-555-0133",
        ),
    ),
    (
        "donor wall",
        "#d8c9a8",
        "#4a3b1c",
        (
            "WITH GRATITUDE TO OUR DONORS",
            "The Halvorsen Foundation",
            "Ruth and Samuel Bexley",
            "Dr. Amara Lindqvist",
            "The Rotary Club of Macon",
        ),
    ),
    (
        "wayfinding",
        "#1d4f9c",
        "white",
        ("Radiology  Level 2", "Emergency", "Maternity  Level 4", "Rooms 401-428", "Elevators B"),
    ),
    (
        "staff welcome",
        "#e8f4f0",
        "#0b4a3a",
        ("Please welcome", "Dr. Anneke Vos, MD", "Pediatric Cardiology", "Accepting new patients", "208-555-0133"),
    ),
    (
        "hours",
        "white",
        "black",
        ("CLINIC HOURS", "Mon-Fri 8:00-17:00", "Sat 9:00-12:00", "Closed November 26", "After hours: 208-555-0199"),
    ),
    (
        "hiring",
        "#ffd84d",
        "#202020",
        ("WE ARE HIRING", "RN - Night Shift", "$42-$55 / hour", "Apply by June 30", "jobs@tidewater.example"),
    ),
    (
        "nurses week",
        "#fbe4d8",
        "#7a3010",
        ("Happy Nurses Week!", "May 6-12", "DAISY Award: Ingrid Sokolov, RN", "Thank you for 15 years"),
    ),
    (
        "checklist",
        "white",
        "#222222",
        ("Hand hygiene audit", "Unit 4 West: 98%", "ICU: 97%", "Goal 2026: 99%", "Next review 03/15"),
    ),
    ("monitor demo", "#0a0f14", "#30e060", ("SIMULATION LAB", "HR 72", "SpO2 98", "NIBP 120/80", "TRAINING ONLY")),
    (
        "parking",
        "#205030",
        "white",
        ("VISITOR PARKING", "Lot C - Level 3", "2 HRS FREE", "Pay at kiosk 14", "No overnight parking"),
    ),
    (
        "coffee",
        "#3b2a1a",
        "#fff8e8",
        ("GRIND & BREW", "Latte 12 oz  4.25", "Cold brew 16 oz  4.75", "Order no. 88 ready"),
    ),
    ("podcast", "#101418", "#ffd84d", ("THE HEART SHOW", "Episode 112", "with Dr. Priya Raghavan", "Tuesday 6 PM")),
    (
        "award",
        "white",
        "#8a6d1d",
        ("2026 Leapfrog Grade A", "Best Hospital for Stroke", "Five years in a row", "Tidewater Medical Center"),
    ),
    (
        "blank form",
        "white",
        "black",
        (
            "PATIENT REGISTRATION",
            "Patient Name: ____________",
            "Date of Birth: ___/___/____",
            "MRN: ____________",
            "Phone: ____________",
        ),
    ),
    (
        "vaccine facts",
        "#eef6ff",
        "#0a2a5a",
        ("1 in 5 adults over 65", "gets shingles", "Ask about the vaccine", "CDC, 2024", "Call 1-800-555-0110"),
    ),
    (
        "blood drive",
        "#a01522",
        "white",
        ("GIVE BLOOD", "O-Neg needed", "Red Cross bus, Lot B", "Thu 10-4", "Appointments: bloodbus.example"),
    ),
)


def clean() -> Iterator[Made]:
    """Twenty pictures that give nobody away."""
    for index, (name, paper, ink, lines) in enumerate(CLEAN):
        rng = random.Random(name)
        sheet = Sheet(1200, 900, paper, (*PRINT, *BY_HAND[:2])[index % 10])
        for row, line in enumerate(lines):
            sheet.write(80, 90 + 150 * row, line, 74 if row == 0 else 54, ink)
        state, spoil = SPOILED[index % len(SPOILED)]
        made = spoil(sheet.made(name), rng) if state not in ("far", "turned") else sheet.made(name)
        yield Made(name, made.image, ())
