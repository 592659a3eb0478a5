"""CSV and TSV cell by cell, each known by its place in the file, through quotes and line ends inside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.sourcemap import SourceMap

DELIMITERS = ",;\t"
"""What programs write between cells; the semicolon where the comma is the decimal sign."""
SAMPLE = 65_536
"""Characters of the file's head in which delimiters are counted."""
QUOTED = regex.compile(r'"(?:[^"]++|"")*+"')
PLAIN = {mark: regex.compile(rf"[^{mark}\r\n]*+") for mark in DELIMITERS}
LINE_END = regex.compile(r"\r\n|\r|\n")
UNITS = regex.compile(r'[^"]++|""|"')


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str = field(repr=False)
    start: int | None = None
    """Where its text begins in the file, behind the quote; None where the file is no text."""
    end: int | None = None
    written: str | None = field(default=None, repr=False)
    """How it is written between its quotes, where that is not its text."""

    @property
    def source(self) -> SourceMap | None:
        """Where each character of the text stands."""
        if self.start is None or self.end is None:
            return None
        if self.written is None:
            return SourceMap.shifted(len(self.text), self.start)
        start = self.start
        return SourceMap.from_units(
            ('"' if found[0] == '""' else found[0], start + found.start(), start + found.end())
            for found in UNITS.finditer(self.written)
        )[1]


Row = list[Cell]


def rows(document: Document) -> Iterator[Row]:
    """The rows of a file, blank ones as a row of one empty cell.

    Raises UnreadableError, after the last row, where a quote is never closed: what follows it was read as one cell.
    """
    text = document.text
    mark = delimiter(text, document.file)
    at, size = 0, len(text)
    if text[:4].casefold() == "sep=" and (line := LINE_END.search(text)):  # Excel's own first line
        at = line.end()
    open_quote: int | None = None
    while at < size:
        row: Row = []
        while True:
            cell, at, closed = _cell(text, at, mark)
            if not closed:
                open_quote = cell.start
            row.append(cell)
            if text[at : at + 1] != mark:
                break
            at += 1
        yield row
        found = LINE_END.match(text, at)
        at = found.end() if found else at + (at < size)
    if open_quote is not None:
        line_number, _ = document.lines.position(open_quote - 1)
        raise UnreadableError(
            "has a quote that is never closed; close it, or write it twice inside a cell", line_number
        )


def _cell(text: str, at: int, mark: str) -> tuple[Cell, int, bool]:
    """The cell that begins at `at`, where it ends, and whether its quote is closed."""
    if text[at : at + 1] != '"':
        found = PLAIN[mark].match(text, at)
        assert found is not None  # noqa: S101 - it matches nothing, too
        return Cell(found[0], at, found.end()), found.end(), True
    found = QUOTED.match(text, at)
    if found is None:
        return _read(text[at + 1 :], at + 1, len(text)), len(text), False
    tail = PLAIN[mark].match(text, found.end())
    assert tail is not None  # noqa: S101 - it matches nothing, too
    if tail[0].strip():  # `"Maria" said`: a quote that was not meant to enclose the cell
        return Cell(text[at : tail.end()], at, tail.end()), tail.end(), True
    return _read(text[at + 1 : found.end() - 1], at + 1, found.end() - 1), tail.end(), True


def _read(written: str, start: int, end: int) -> Cell:
    if '""' not in written:
        return Cell(written, start, end)
    return Cell(written.replace('""', '"'), start, end, written)


def delimiter(text: str, file: str) -> str:
    """What stands between the cells: a tab in a .tsv file, otherwise what the first row has most of."""
    if file.lower().endswith((".tsv", ".tab")):
        return "\t"
    head = QUOTED.sub("", text[:SAMPLE])
    first = LINE_END.split(head.lstrip("\r\n"), 1)[0]
    counts = {mark: first.count(mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counts[mark])
