"""Films whose tables and boxes do not end: a little time, and a failure that says so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import box, numbers
from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media import look
from phi_lint.media.mpeg4 import cues
from phi_lint.media.subtitles import sentences
from phi_lint.types import Medium, Post

MANY = 300_000
HUGE = 2**32 - 1
AT = 8
"""Where in the file the cues begin."""
CUE = box(b"free") * 1_200
PATIENCE = 5.0
"""Seconds of CPU; the slowest takes 0.13."""


def track(*tables: bytes, form: bytes = b"tx3g") -> bytes:
    """A track of text with tables of its samples."""
    table = box(b"stbl", box(b"stsd", numbers(0, 1), box(form, bytes(38))), *tables)
    handler = box(b"hdlr", numbers(0, 0), b"sbtl", bytes(13))
    return box(b"trak", box(b"mdia", box(b"mdhd", numbers(0, 0, 0, 600, 600, 0)), handler, box(b"minf", table)))


def table(name: bytes, *entry: int, count: int = MANY) -> bytes:
    return box(name, numbers(0, count), numbers(*entry) * count)


def endless() -> Iterator[tuple[str, bytes]]:
    sizes, always = box(b"stsz", numbers(0, len(CUE), HUGE)), table(b"stts", HUGE, 600, count=1)
    one_each = table(b"stsc", 1, 1, 1, count=1)
    yield "runs", track(sizes, always, table(b"stsc", HUGE, 1, 1), table(b"stco", AT))
    yield "chunks", track(sizes, always, one_each, table(b"stco", AT))
    yield "times", track(sizes, table(b"stts", 0, 600), one_each, table(b"stco", AT, count=9))
    yield "samples of a chunk", track(
        box(b"stsz", numbers(0, 0, HUGE), bytes(4 * MANY)), always, table(b"stsc", 1, HUGE, 1, count=1),
        table(b"stco", AT, count=1),
    )  # fmt: skip
    yield "tracks", box(b"trak") * MANY
    yield "boxes of a track", box(b"trak", box(b"free") * MANY)
    yield "boxes of a cue", track(sizes, always, one_each, table(b"stco", AT, count=90_000), form=b"wvtt")


def bounded() -> Iterator[tuple[str, bytes]]:
    sizes, always = box(b"stsz", numbers(0, len(CUE), HUGE)), table(b"stts", HUGE, 600, count=1)
    late = table(b"stsc", HUGE, 1, 1, count=90_000)
    yield "as many runs as chunks", track(sizes, always, late, table(b"stco", AT, count=90_000))
    yield "more entries told than there are", track(sizes, box(b"stts", numbers(0, HUGE)), late)
    deep = b""
    for _ in range(2_000):
        deep = box(b"mdia", deep)
    yield "boxes in boxes", box(b"trak", deep)
    beyond = box(b"co64", numbers(0, 1, HUGE, HUGE))
    yield "a chunk beyond every file", track(sizes, always, table(b"stsc", 1, 1, 1, count=1), beyond)


ENDLESS, BOUNDED = dict(endless()), dict(bounded())


def film(path: Path, tracks: bytes) -> Path:
    path.write_bytes(box(b"mdat", CUE) + box(b"moov", tracks))
    return path


@pytest.mark.parametrize("what", ENDLESS)
def test_what_does_not_end_is_a_failure(tmp_path: Path, what: str) -> None:
    path = film(tmp_path / "a.mp4", ENDLESS[what])
    began = time.process_time()
    seen = look(Post("a.md", "a", media=(Medium("a.mp4", path),)), Config())
    assert time.process_time() - began < PATIENCE
    assert "too many" in seen.failures[0].reason


@pytest.mark.parametrize("what", BOUNDED)
def test_a_damaged_track_says_nothing_and_takes_no_time(tmp_path: Path, what: str) -> None:
    began = time.process_time()
    assert [cue.text for cue in sentences(cues(film(tmp_path / "a.mp4", BOUNDED[what]))) if cue.text] == []
    assert time.process_time() - began < PATIENCE


def test_endless_boxes_of_a_film_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(box(b"free") * 1_000_000)
    with pytest.raises(UnreadableError, match="too many parts"):
        list(cues(tmp_path / "a.mp4"))
