"""Whether a film holds frames alone: then a safe copy is left as it is, and not written with a little loss again.

What is not known to say nothing counts as saying something, so that at worst a film is written anew.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import regex

from phi_lint.errors import UnreadableError
from phi_lint.media.ebml import elements
from phi_lint.media.matroska import MARK
from phi_lint.media.matroska_ids import HEADS, Id
from phi_lint.media.mpeg4 import LARGEST_HEAD, MOST_BOXES

PROGRAM = regex.compile(rb"Lav[cf][\d.]*(?: [\w-]+)?|\d\d:\d\d:\d\d\.\d+")
"""What FFmpeg names itself, and how long it says that the film is."""
OPENED = frozenset((b"moov", b"trak", b"mdia", b"minf", b"udta", b"ilst", b"edts", b"dinf", b"stbl"))
DATED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
"""Boxes that begin with a version, flags and the time of recording."""
SILENT = frozenset(b"ftyp mdat elst vmhd dref stsd stts ctts stss stsc stsz stco co64 sgpd sbgp".split())
"""Boxes that hold frames or tell where they lie."""
HANDLERS = frozenset((b"", b"VideoHandler", b"\x0cVideoHandler", b"\x0bDataHandler"))
SAID_BY_FFMPEG = frozenset((0x4D80, 0x5741, Id.TAG_STRING))
"""In Matroska: the names of the programs that wrote the file, and the values of its tags."""
SILENT_ELEMENTS = frozenset(
    (0x1A45DFA3, 0x114D9B74, 0x1C53BB6B, 0x4489, 0x63C0, 0x73C5, 0x73A4, 0x88, 0x55EE, 0x63A2, 0x22B59C, 0x23E383,
     0xE0, 0x9C, 0xBF, *HEADS, Id.TIMESTAMP_SCALE, Id.TRACK_NUMBER, Id.TRACK_TYPE, Id.CODEC_ID, Id.TAG_NAME, Id.CLUSTER)
) - {Id.CHAPTERS}  # fmt: skip
"""In Matroska: version, index, length, numbers, size, and the frames."""
PICTURES = 1
"""The type of a track of frames in Matroska."""
LARGEST_WORD = 10_000


def is_bare(file: Path) -> bool:
    """Whether a film says nothing beside what it shows: no sound, titles, days, positions, subtitles, chapters."""
    try:
        with file.open("rb") as content:
            if content.read(len(MARK)) == MARK:
                content.seek(0)
                return _is_bare_matroska(content)
            content.seek(0)
            return _is_bare_mpeg4(content)
    except (struct.error, UnreadableError):
        return False


def _is_bare_mpeg4(content: BinaryIO) -> bool:
    tracks = 0
    for name, inside in _boxes(content):
        tracks += name == b"trak"
        if name == b"hdlr":
            fine = inside[8:12] in (b"vide", b"mdir", b"url ") and inside[24:].rstrip(b"\0") in HANDLERS
        elif name in DATED:
            fine = not any(inside[4 : 4 + (16 if inside[:1] == b"\1" else 8)])
        elif name in (b"free", b"wide", b"skip"):
            fine = not any(inside)
        elif name == b"\xa9too":
            fine = PROGRAM.fullmatch(inside[16:]) is not None
        elif name == b"\xa9swr":
            fine = PROGRAM.fullmatch(inside[4:]) is not None
        else:
            fine = name in SILENT or name in OPENED or name == b"meta"
        if not fine:
            return False
    return tracks == 1


def _boxes(content: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Every box's name, and what is inside; of the frames themselves nothing."""
    for _ in range(MOST_BOXES):
        start = content.read(8)
        if not start:
            return
        size, name = struct.unpack(">I4s", start)
        length = size - 8
        if size == 1:
            length = int.from_bytes(content.read(8), "big") - 16
        if length < 0 or (name != b"mdat" and length > LARGEST_HEAD):
            raise UnreadableError("is damaged")
        if name == b"mdat":
            content.seek(length, 1)
            yield name, b""
        else:
            inside = content.read(length)
            yield name, inside
            yield from _within(name, inside)
    raise UnreadableError("holds too many parts")


def _within(name: bytes, inside: bytes) -> Iterator[tuple[bytes, bytes]]:
    if name not in OPENED and name != b"meta":
        return
    at = 4 if name == b"meta" else 0
    while at + 8 <= len(inside):
        size, own = struct.unpack_from(">I4s", inside, at)
        if size < 8:
            raise UnreadableError("is damaged")
        yield own, inside[at + 8 : at + size]
        yield from _within(own, inside[at + 8 : at + size])
        at += size


def _is_bare_matroska(content: BinaryIO) -> bool:
    kinds: list[int] = []
    for name, length in elements(content, HEADS):
        if name in SAID_BY_FFMPEG:
            said = content.read(min(length, LARGEST_WORD)).rstrip(b"\0")
            fine = length < LARGEST_WORD and PROGRAM.fullmatch(said) is not None
        elif name == 0xEC:  # left empty
            fine = length < LARGEST_WORD and not any(content.read(length))
        else:
            fine = name in SILENT_ELEMENTS
            if name == Id.TRACK_TYPE:
                kinds.append(int.from_bytes(content.read(min(length, 8)), "big"))
        if not fine:
            return False
    return kinds == [PICTURES]
