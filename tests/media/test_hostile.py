"""Files that mean harm or are broken: bounded time and memory, a failure each, no traceback, nothing quoted."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from pathlib import Path

import pytest
from made import PICTURES, form
from phi_lint.config import Config
from phi_lint.media import Look, look
from phi_lint.types import Medium, Post
from PIL import Image

PATIENCE = 60.0
"""Seconds that no hostile file may take, on a machine that has other work."""


def looked_at(path: Path) -> Look:
    began = time.monotonic()
    seen = look(Post(str(path), "a", media=(Medium(str(path), path),)), Config())
    assert time.monotonic() - began < PATIENCE
    return seen


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_decompression_bomb_is_not_decoded(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bomb(60_000, 60_000))
    assert "pixels large" in looked_at(tmp_path / "a.png").failures[0].reason


def test_a_png_that_lacks_most_of_its_rows_fails(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bomb(9_000, 9_000))
    assert looked_at(tmp_path / "a.png").failures


def test_a_very_wide_picture_is_scaled_down(tmp_path: Path) -> None:
    Image.new("RGB", (30_000, 300), "white").save(tmp_path / "a.png")
    assert looked_at(tmp_path / "a.png").failures == ()


def test_endless_entities_are_refused(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    (tmp_path / "a.svg").write_text(f'<!DOCTYPE s [<!ENTITY l0 "lol">{lol}]><svg><text>&l9;</text></svg>')
    assert "entities" in looked_at(tmp_path / "a.svg").failures[0].reason


def test_a_pdf_of_many_pages_is_examined_in_part_and_fails(tmp_path: Path) -> None:
    page = Image.new("L", (60, 60), 255)
    page.save(tmp_path / "a.pdf", save_all=True, append_images=[page] * 70, resolution=300)
    assert "60 were examined" in looked_at(tmp_path / "a.pdf").failures[0].reason


@pytest.mark.parametrize("seed", range(6))
def test_mutated_files_never_raise(tmp_path: Path, seed: int) -> None:
    """Real files of each kind with bytes changed, cut, doubled: something is seen or a failure told."""
    chance = random.Random(seed)
    picture = form(0).image.resize((320, 160))
    for ending in ("jpg", "png", "gif", "webp", "tiff", "pdf"):
        held = io.BytesIO()
        picture.save(held, {"jpg": "JPEG"}.get(ending, ending.upper()))
        content = bytearray(held.getvalue())
        for _ in range(chance.choice((1, 20))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.5:
            del content[chance.randrange(len(content)) :]
        (tmp_path / f"a.{ending}").write_bytes(bytes(content))
        for failure in looked_at(tmp_path / f"a.{ending}").failures:
            assert "Quintero" not in failure.reason


def test_a_picture_that_is_really_a_document_is_looked_at_as_what_it_is(tmp_path: Path) -> None:
    form(0).image.save(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").rename(tmp_path / "a.png")
    assert any("00123456" in passage.text for passage in looked_at(tmp_path / "a.png").passages)


def test_faces_of_a_photograph_are_seen_upright_and_turned(tmp_path: Path) -> None:
    for angle in (0, 90, 180, 270):
        with Image.open(PICTURES / "astronaut.jpg") as photo:
            photo.rotate(angle, expand=True).save(tmp_path / "a.png")
        sure = [s for s in looked_at(tmp_path / "a.png").sightings if s.kind == "face" and s.score > 0.8]
        assert len(sure) == 1
