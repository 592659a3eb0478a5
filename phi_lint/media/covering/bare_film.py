"""Whether a film says nothing beside what it shows and plays: then a safe copy is left as it is, byte for byte.

What is not known to say nothing counts as saying something, so that at worst a film is written anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from phi_lint.errors import UnreadableError
from phi_lint.media.covering.film_shell import PROGRAM, blanks
from phi_lint.media.ebml import elements
from phi_lint.media.matroska import MARK
from phi_lint.media.matroska_ids import HEADS, Id

SAID_BY_FFMPEG = frozenset((0x4D80, 0x5741, Id.TAG_STRING))
"""In Matroska: the names of the programs that wrote the file, and the values of its tags."""
SILENT_ELEMENTS = frozenset(
    (0x1A45DFA3, 0x114D9B74, 0x1C53BB6B, 0x4489, 0x63C0, 0x73C5, 0x73A4, 0x88, 0x55EE, 0x63A2, 0x22B59C, 0x23E383,
     0xE0, 0xE1, 0x56AA, 0x56BB, 0x9C, 0xBF, *HEADS, Id.TIMESTAMP_SCALE, Id.TRACK_NUMBER,
     Id.TRACK_TYPE, Id.CODEC_ID, Id.TAG_NAME, Id.CLUSTER)
) - {Id.CHAPTERS}  # fmt: skip
"""In Matroska: version, index, length, numbers, size, what sounds need, and the frames."""
HEARD = {1, 2}
"""The types of tracks of frames and of sound in Matroska."""
LARGEST_WORD = 10_000


def is_bare(file: Path) -> bool:
    """Whether a film says nothing beside what it shows and plays: no titles, days, positions."""
    try:
        with file.open("rb") as content:
            if content.read(len(MARK)) == MARK:
                content.seek(0)
                return _is_bare_matroska(content)
        return not blanks(file)
    except UnreadableError:
        return False


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
    return HEARD.issuperset(kinds)
