"""EBML, the boxes in boxes that Matroska and WebM are made of (RFC 8794)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import BinaryIO

from phi_lint.errors import UnreadableError

MOST_ELEMENTS = 1_000_000
"""Elements of a file that are passed: an hour of picture and sound has about 400,000 blocks."""


def elements(content: BinaryIO, masters: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """The id of each element and the length of its content in bytes, at whose first byte the file then stands.

    What `masters` names is opened, so that what it holds comes next. So is an element of unknown length: where that
    ends is told by what follows, and nobody who reads elements one behind the other needs to know.

    Ends where the file ends or is damaged. Raises UnreadableError where the elements do not end.
    """
    here = content.tell()
    end = content.seek(0, os.SEEK_END)
    content.seek(here)
    for _ in range(MOST_ELEMENTS):
        head, size = number(content, 4), number(content, 8)
        if head is None or size is None:
            return
        name, length = head[0], size[0] - (1 << 7 * size[1])
        unknown = length == (1 << 7 * size[1]) - 1
        begin = content.tell()
        yield name, 0 if unknown else length
        content.seek(begin if unknown or name in masters else min(begin + length, end))
    raise UnreadableError("holds too many parts; export it as MP4")


def number(content: BinaryIO, widest: int) -> tuple[int, int] | None:
    """A number with the bit that marks its width, and its width in bytes; None where there is none of `widest`."""
    first = content.read(1)
    width = 9 - first[0].bit_length() if first else 9
    if width > widest:
        return None
    rest = content.read(width - 1)
    return (int.from_bytes(first + rest, "big"), width) if len(rest) == width - 1 else None
