"""Subtitles that lie in an MP4 or MOV file as a track of text (ISO/IEC 14496-12 and -30, 3GPP TS 26.245)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from phi_lint.media.subtitles import Cue, plain

LONGEST_CUE = 10_000
"""Bytes that are read of a cue."""
TEXT_TRACKS = (b"sbtl", b"text", b"subt")
"""Handlers of tracks that hold text."""
LARGEST_HEAD = 50_000_000
"""Bytes of a film's `moov` box at most: an hour has about one million."""


def cues(file: Path) -> Iterator[Cue]:
    """The subtitles of every track of text.

    A damaged track ends where it is damaged: the pictures of the film are looked at all the same.
    """
    with file.open("rb") as content:
        for number, track in enumerate(_boxes(_head(content), b"trak")):
            try:
                for second, text in _cues(track, content):
                    yield Cue(number, second, text)
            except (struct.error, IndexError, ZeroDivisionError):
                pass


def _head(content: BinaryIO) -> bytes:
    """The `moov` box's content, wherever it lies in the file."""
    while len(start := content.read(8)) == 8:
        size, name = struct.unpack(">I4s", start)
        length = size - 8
        if size == 1:
            length = int.from_bytes(content.read(8), "big") - 16
        if name == b"moov":
            return content.read(min(max(0, length), LARGEST_HEAD))
        if size == 0 or length < 0:  # reaches to the end, or is damaged
            break
        content.seek(length, 1)
    return b""


def _boxes(data: bytes, name: bytes) -> Iterator[bytes]:
    """The contents of the boxes of one name."""
    at = 0
    while at + 8 <= len(data):
        size, found = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return
        if found == name:
            yield data[at + 8 : at + size]
        at += size


def _box(data: bytes, *path: bytes) -> bytes:
    """The content of the first box along a path; empty where there is none."""
    for name in path:
        data = next(_boxes(data, name), b"")
    return data


def _cues(track: bytes, content: BinaryIO) -> Iterator[tuple[float, str]]:
    media = _box(track, b"mdia")
    table = _box(media, b"minf", b"stbl")
    if _box(media, b"hdlr")[8:12] not in TEXT_TRACKS:
        return
    form = _box(table, b"stsd")[12:16]
    ticks = _box(media, b"mdhd")
    scale = struct.unpack_from(">I", ticks, 20 if ticks[0] else 12)[0]
    for (offset, size), time in zip(_places(table), _times(table), strict=False):
        content.seek(offset)
        sample = content.read(min(size, LONGEST_CUE))
        if form == b"wvtt":
            text = plain(_box(sample, b"vttc", b"payl").decode("utf-8", "ignore"))
        else:
            text = sample[2 : 2 + int.from_bytes(sample[:2], "big")].decode("utf-8", "ignore")
        yield time / scale, " ".join(text.split())


def _places(table: bytes) -> Iterator[tuple[int, int]]:
    """Offset and size of each sample: samples lie one behind the other in chunks."""
    sizes = _box(table, b"stsz")
    same, count = struct.unpack_from(">II", sizes, 4)
    wide = _box(table, b"co64")
    chunks = wide or _box(table, b"stco")
    runs = _box(table, b"stsc")
    held = [struct.unpack_from(">II", runs, 8 + 12 * i) for i in range(struct.unpack_from(">I", runs, 4)[0])]
    sample = 0
    for chunk in range(struct.unpack_from(">I", chunks, 4)[0]):
        offset = struct.unpack_from(">Q" if wide else ">I", chunks, 8 + (8 if wide else 4) * chunk)[0]
        in_chunk = next((many for first, many in reversed(held) if first <= chunk + 1), 0)
        for _ in range(in_chunk):
            if sample >= count:
                return
            size = same or struct.unpack_from(">I", sizes, 12 + 4 * sample)[0]
            yield offset, size
            offset += size
            sample += 1


def _times(table: bytes) -> Iterator[int]:
    """When each sample begins, in ticks."""
    steps = _box(table, b"stts")
    now = 0
    for i in range(struct.unpack_from(">I", steps, 4)[0]):
        count, step = struct.unpack_from(">II", steps, 8 + 8 * i)
        for _ in range(count):
            yield now
            now += step
