"""What stands in an MP4 or MOV file beside frames and sound: taken out in place, so that nothing else moves.

A box that says something is called `free` and filled with zeros: it keeps its size, and all that points into the file
stays right. Boxes are kept by a list, so that what nobody has thought of goes, too.
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import regex

from phi_lint.errors import UnreadableError
from phi_lint.media.mpeg4 import LARGEST_HEAD, MOST_BOXES, TEXT_TRACKS, box_at, places

PROGRAM = regex.compile(rb"Lav[cf][\d.]*(?: [\w-]+)?|\d\d:\d\d:\d\d\.\d+")
"""What FFmpeg names itself, and how long it says that the film is."""
DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
"""Boxes that begin with a version, flags and the time of recording."""
OPENED = frozenset((b"moov", b"trak", b"mdia", b"minf", b"dinf"))
KEPT = frozenset(b"ftyp styp mdat moof mfra sidx iods mvex edts tapt load tref vmhd smhd nmhd sthd gmhd stbl".split())
"""Boxes that hold frames and sound, or tell where they lie and how they are shown."""
HANDLERS = frozenset(
    (b"", b"VideoHandler", b"SoundHandler", b"DataHandler", b"Core Media Video", b"Core Media Audio",
     b"Core Media Data Handler", b"SubtitleHandler")
)  # fmt: skip
HEARD = (b"vide", b"soun")
PADDING = (b"free", b"skip", b"wide")
HANDLER_NAME = 24
"""Bytes of a handler box before the name that the recorder gave it."""
REFERENCE = 20
"""Bytes of a data reference that says "this file"; a longer one may hold a path."""
CHUNK = 1 << 20


class Blank(NamedTuple):
    """Bytes of a file to be overwritten: by `head`, and from there to `end` by zeros."""

    start: int
    end: int
    head: bytes = b""


def blanks(file: Path, with_text: bool = False) -> list[Blank]:
    """What must be overwritten, so that a film says nothing beside what it shows and plays; none where it says nothing.

    `with_text` takes tracks of subtitles and chapters along. Raises UnreadableError where a film is built otherwise.
    """
    try:
        with file.open("rb") as content:
            return [*_film(content, () if with_text else TEXT_TRACKS)]
    except (struct.error, IndexError, ArithmeticError) as error:
        raise UnreadableError("is damaged") from error


def stripped(file: Path, there: Path, with_text: bool) -> None:
    """Write a film to `there` without what it says, frame for frame and sound for sound. Raises UnreadableError."""
    found = blanks(file, with_text)
    shutil.copyfile(file, there)
    with there.open("r+b") as content:
        for blank in found:
            content.seek(blank.start)
            content.write(blank.head)
            for at in range(blank.start + len(blank.head), blank.end, CHUNK):
                content.write(bytes(min(CHUNK, blank.end - at)))
    if blanks(there, with_text):
        raise UnreadableError("still says something when it is taken out")


def _film(content: BinaryIO, texts: tuple[bytes, ...]) -> Iterator[Blank]:
    end = content.seek(0, os.SEEK_END)
    at = 0
    names: set[bytes] = set()
    dropped = False
    for _ in range(MOST_BOXES):
        if at == end:
            break
        content.seek(at)
        size, name = struct.unpack(">I4s", content.read(8))
        head = 16 if size == 1 else 8
        if size == 1:
            size = int.from_bytes(content.read(8), "big")
        size = size or end - at
        if size < head or at + size > end:
            raise UnreadableError("is damaged")
        names.add(name)
        if name == b"moov":
            if size > LARGEST_HEAD:
                raise UnreadableError("is damaged")
            inside = content.read(size - head)
            tracks = [track for track in _inside(inside, 0) if track[0] == b"trak"]
            dropped = any(not _heard(inside[begin:stop], texts) for _, begin, stop in tracks)
            yield from _moov(inside, at + head, texts, dropped, content)
        elif name in PADDING:
            yield from _zeroed(content, at + head, at + size)
        elif name not in KEPT:
            yield Blank(at + 4, at + size, b"free" + (size.to_bytes(8, "big") if head == 16 else b""))
        at += size
    if at != end or b"moov" not in names or (dropped and b"moof" in names):
        raise UnreadableError("is built in another way")


def _zeroed(content: BinaryIO, start: int, end: int) -> Iterator[Blank]:
    content.seek(start)
    for at in range(start, end, CHUNK):
        if any(content.read(min(CHUNK, end - at))):
            yield Blank(start, end)
            return


def _inside(data: bytes, at: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box's name, and where its content begins and ends."""
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        if size < 8 or at + size > len(data):
            raise UnreadableError("is damaged")
        yield name, at + 8, at + size
        at += size


def _moov(data: bytes, base: int, texts: tuple[bytes, ...], dropped: bool, content: BinaryIO) -> Iterator[Blank]:
    """What must go of a box that holds boxes; `base` is where its content begins in the file."""
    for name, begin, end in _inside(data, 0):
        inside, start, stop = data[begin:end], base + begin, base + end
        gone = Blank(start - 4, stop, b"free")
        if name == b"trak" and not _heard(inside, texts):
            yield gone
            for offset, size in places(box_at(inside, b"mdia", b"minf", b"stbl")):
                yield Blank(offset, offset + size)
        elif name in OPENED:
            yield from _moov(inside, start, texts, dropped, content)
        elif name in DATED:
            length = 16 if inside[:1] == b"\1" else 8
            if any(inside[4 : 4 + length]):
                yield Blank(start + 4, start + 4 + length)
        elif name == b"hdlr":
            if inside[HANDLER_NAME:].rstrip(b"\0").lstrip(bytes(range(32))) not in HANDLERS:
                yield Blank(start + HANDLER_NAME, stop)
        elif name == b"dref":
            if any(inside[REFERENCE:]):
                yield Blank(start + REFERENCE, stop)
        elif name in PADDING:
            if any(inside):
                yield Blank(start, stop)
        elif name == b"udta" and _names_programs(inside):
            continue
        elif name not in KEPT or (name == b"tref" and dropped):
            yield gone


def _heard(track: bytes, texts: tuple[bytes, ...]) -> bool:
    """Whether a track is of frames or sound, or of text that was looked at."""
    return box_at(track, b"mdia", b"hdlr")[8:12] in HEARD + texts


def _names_programs(data: bytes) -> bool:
    """Whether what a user may write into a film names nothing but the program that wrote it."""
    for name, begin, end in _inside(data, 0):
        inside = data[begin:end]
        if name == b"meta":
            fine = _names_programs(inside[4:])
        elif name == b"ilst":
            fine = _names_programs(inside)
        elif name == b"\xa9too":
            fine = PROGRAM.fullmatch(inside[16:]) is not None
        elif name == b"\xa9swr":
            fine = PROGRAM.fullmatch(inside[4:]) is not None
        else:
            fine = name == b"hdlr" or (name in PADDING and not any(inside))
        if not fine:
            return False
    return True
