"""Subtitles that lie in an MP4 or MOV file as a track of text (ISO/IEC 14496-12 and -30, 3GPP TS 26.245)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from phi_lint.errors import UnreadableError
from phi_lint.media.looking import LARGEST
from phi_lint.media.subtitles import MOST_CUES, Cue, plain

LONGEST_CUE = 10_000
"""Bytes that are read of a cue."""
TEXT_TRACKS = (b"sbtl", b"text", b"subt")
"""Handlers of tracks that hold text."""
LARGEST_HEAD = 50_000_000
"""Bytes of a film's `moov` box at most: an hour has about one million."""
MOST_BOXES = 20_000
"""Boxes beside each other: an hour that is cut into fragments of a second has 7,200."""
MOST_ENTRIES = 2 * MOST_CUES
"""Of a table of a track of text."""
MOST_TRACKS = 64
LARGEST_TRACK = 2_000_000
"""Bytes of cues: an hour in one language has about 100,000."""
TOO_MANY = "holds too many parts; export it again"


def cues(file: Path) -> Iterator[Cue]:
    """The subtitles of every track of text.

    A damaged track ends where it is damaged: the pictures of the film are looked at all the same. Raises
    UnreadableError where there are more parts than a film has.
    """
    with file.open("rb") as content:
        for number, track in enumerate(_boxes(_head(content), b"trak")):
            if number == MOST_TRACKS:
                raise UnreadableError(TOO_MANY)
            try:
                for second, text in _cues(track, content):
                    yield Cue(number, second, text)
            except (struct.error, IndexError, ArithmeticError, ValueError, OSError):
                pass


def _head(content: BinaryIO) -> bytes:
    """The `moov` box's content, wherever it lies in the file."""
    for _ in range(MOST_BOXES):
        if len(start := content.read(8)) < 8:
            return b""
        size, name = struct.unpack(">I4s", start)
        length = size - 8
        if size == 1:
            length = int.from_bytes(content.read(8), "big") - 16
        if name == b"moov":
            return content.read(min(max(0, length), LARGEST_HEAD))
        if size == 0 or not 0 <= length <= LARGEST:  # reaches to the end, or is damaged
            return b""
        content.seek(length, 1)
    raise UnreadableError(TOO_MANY)


def _boxes(data: bytes, name: bytes) -> Iterator[bytes]:
    """The contents of the boxes of one name."""
    at = 0
    for _ in range(MOST_BOXES):
        if at + 8 > len(data):
            return
        size, found = struct.unpack_from(">I4s", data, at)
        if size < 8:
            return
        if found == name:
            yield data[at + 8 : at + size]
        at += size
    raise UnreadableError(TOO_MANY)


def box_at(data: bytes, *path: bytes) -> bytes:
    """The content of the first box along a path; empty where there is none."""
    for name in path:
        data = next(_boxes(data, name), b"")
    return data


def _cues(track: bytes, content: BinaryIO) -> Iterator[tuple[float, str]]:
    media = box_at(track, b"mdia")
    table = box_at(media, b"minf", b"stbl")
    if box_at(media, b"hdlr")[8:12] not in TEXT_TRACKS:
        return
    form = box_at(table, b"stsd")[12:16]
    ticks = box_at(media, b"mdhd")
    scale = struct.unpack_from(">I", ticks, 20 if ticks[0] else 12)[0]
    told = 0
    for (offset, size), time in zip(places(table), _times(table), strict=False):
        content.seek(offset)
        sample = content.read(min(size, LONGEST_CUE))
        told += len(sample)
        if told > LARGEST_TRACK:
            raise UnreadableError(TOO_MANY)
        if form == b"wvtt":
            text = plain(box_at(sample, b"vttc", b"payl").decode("utf-8", "ignore"))
        else:
            text = sample[2 : 2 + int.from_bytes(sample[:2], "big")].decode("utf-8", "ignore")
        yield time / scale, " ".join(text.split())


def places(table: bytes) -> Iterator[tuple[int, int]]:
    """Offset and size of each sample: samples lie one behind the other in chunks."""
    sizes = box_at(table, b"stsz")
    same, count = struct.unpack_from(">II", sizes, 4)
    wide = box_at(table, b"co64")
    runs = list(_entries(box_at(table, b"stsc"), ">III"))
    firsts = [first for first, _, _ in runs]
    sample = 0
    for chunk, (offset,) in enumerate(_entries(wide or box_at(table, b"stco"), ">Q" if wide else ">I"), 1):
        run = bisect_right(firsts, chunk)
        for _ in range(runs[run - 1][1] if run else 0):
            if sample >= count:
                return
            size = same or struct.unpack_from(">I", sizes, 12 + 4 * sample)[0]
            yield offset, size
            offset += size
            sample += 1


def _times(table: bytes) -> Iterator[int]:
    """When each sample begins, in ticks."""
    now = 0
    for count, step in _entries(box_at(table, b"stts"), ">II"):
        for _ in range(count):
            yield now
            now += step


def _entries(table: bytes, form: str) -> Iterator[tuple[int, ...]]:
    """The entries of a table, until one is cut off. Raises UnreadableError where there are too many."""
    wide = struct.calcsize(form)
    count = struct.unpack_from(">I", table, 4)[0]
    if min(count, (len(table) - 8) // wide) > MOST_ENTRIES:
        raise UnreadableError(TOO_MANY)
    yield from (struct.unpack_from(form, table, 8 + wide * i) for i in range(count))
