"""From the characters that are read back to the characters that were written.

A reader strips markup, quoting and escapes; detection strips zero-width characters and look-alikes. Each
step hands on a `SourceMap`, so that a finding always points at what stands in the file.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

LINE_END = regex.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceMap:
    """For each character of a text, the span of the source that it came from."""

    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.starts) != len(self.ends):
            raise ValueError("a source map needs as many ends as starts")

    @classmethod
    def shifted(cls, length: int, offset: int = 0) -> SourceMap:
        """A text of `length` characters that stands unchanged in the source from `offset` on."""
        return cls(range(offset, offset + length), range(offset + 1, offset + length + 1))

    @classmethod
    def from_units(cls, units: Iterable[tuple[str, int, int]]) -> tuple[str, SourceMap]:
        """Put a text together from pieces and remember where each came from.

        Each unit is (piece, source start, source end). A piece as long as its source span maps character
        by character; any other maps as a whole, as `&amp;` does to one character.
        """
        pieces: list[str] = []
        starts = array("i")
        ends = array("i")
        for piece, start, end in units:
            pieces.append(piece)
            if len(piece) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(piece))
                ends.extend([end] * len(piece))
        return "".join(pieces), cls(starts, ends)

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of `start:end` (not empty) of the text."""
        return self.starts[start], self.ends[end - 1]

    def index(self, offset: int) -> int:
        """Where in the text the character stands that begins at a source offset, or else the next one."""
        return bisect_left(self.starts, offset)

    def then(self, outer: SourceMap) -> SourceMap:
        """The map from this text to the source that `outer`, the map of this map's source, leads to."""
        if isinstance(self.starts, range) and len(self):  # most texts stand there as they are read
            at = slice(self.starts[0], self.ends[-1])
            return SourceMap(outer.starts[at], outer.ends[at])
        starts = array("i", (outer.starts[start] for start in self.starts))
        ends = array("i", (outer.ends[end - 1] for end in self.ends))
        return SourceMap(starts, ends)


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Where the lines of a decoded text begin. Lines end at LF, CR or CR LF."""

    starts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> LineIndex:
        return cls((0, *(found.end() for found in LINE_END.finditer(text))))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
