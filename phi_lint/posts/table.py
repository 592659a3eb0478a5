"""A table, a post a row: what its columns hold, by the config, by a known layout, or by a guess that is reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex

from phi_lint.posts import layouts
from phi_lint.posts.cells import Cell, Row, rows
from phi_lint.posts.document import Document
from phi_lint.posts.gathering import Gathering
from phi_lint.sourcemap import LineIndex
from phi_lint.types import Post, Role

TIME = regex.compile(
    r"(?i)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
    r"(?:[T ]+\d[\d:.]*(?: ?[AP]M)?(?:Z| ?[+-][\d:]+)?)?"
)
ADDRESS = regex.compile(r"(?i)(?:https?://|www\.)\S+")
LETTER = regex.compile(r"\p{L}")
NO_TEXT = frozenset({"true", "false", "yes", "no", "n/a", "na", "none", "null"})
HOW_TO = "name what it holds under [tool.phi-lint.columns]"


@dataclass(slots=True)
class Columns:
    """What the columns of one table hold."""

    headers: tuple[str, ...]
    """What a report calls them: by their header, or by a letter as in a spreadsheet."""
    roles: tuple[Role | None, ...]
    """What they hold; None where each cell must be looked at."""
    said: set[str] = field(default_factory=set)
    """Notes that were given already."""
    note: str | None = None
    """For the table as a whole."""

    def name(self, index: int) -> str:
        return self.headers[index] if index < len(self.headers) and self.headers[index] else letter(index)


def read(document: Document) -> Iterator[Post]:
    """The posts of a CSV or TSV file. Raises UnreadableError, behind the last row, for a quote never closed."""
    yield from posts_of(document.file, document.stem, rows(document), document.wanted, document.lines)


def posts_of(
    file: str, stem: str, table: Iterable[Row], wanted: layouts.Wanted, lines: LineIndex | None
) -> Iterator[Post]:
    """The posts of a table's rows; `row` counts from 1 and the header is a row."""
    columns: Columns | None = None
    first = True
    for number, row in enumerate(table, 1):
        if not any(cell.text.strip() for cell in row):
            continue
        if columns is None:
            columns, is_header = understand(row, wanted)
            if is_header:
                continue
        gathering = _gathered(file, number, row, columns)
        if first and columns.note:
            gathering.notes.insert(0, columns.note)
        if gathering.passages or gathering.media:
            first = False
            yield gathering.post(f"{stem}#{number}", lines)


def understand(row: Row, wanted: layouts.Wanted) -> tuple[Columns, bool]:
    """What the columns hold by the first row, and whether that row is a header."""
    headers = [cell.text.strip() for cell in row]
    layout = layouts.table(headers)
    roles = [
        wanted.column(header) or (layout and layout.role(layouts.plain(header))) or layouts.guess(header)
        for header in headers
    ]
    if layout is not None or any(role not in (None, Role.UNPUBLISHED) for role in roles):
        columns = Columns(tuple(headers), tuple(roles))
        if layout is None and not any(wanted.column(header) for header in headers):
            columns.note = f"is no export that phi-lint knows; its columns were guessed from their names; {HOW_TO}"
        return columns, True
    letters = tuple(letter(index) for index in range(len(row)))
    if TIME.fullmatch(headers[0]) and len(row) <= len(layouts.headerless()["hootsuite"]):
        return Columns(letters, layouts.headerless()["hootsuite"]), False
    guessed = (
        "has no header that phi-lint knows: its first row was read as a post, too, and every text in it as published; "
        f"add a header, or {HOW_TO}"
    )
    return Columns(letters, tuple(wanted.column(name) for name in letters), note=guessed), False


def _gathered(file: str, number: int, row: Row, columns: Columns) -> Gathering:
    gathering = Gathering(file)
    ragged = any(cell.text.strip() for cell in row[len(columns.roles) :])
    if ragged:
        gathering.notes.append(
            f"row {number} has {len(row)} cells and the first row {len(columns.roles)}: all of its texts were read as "
            "published; put quotes around a text that holds the delimiter"
        )
    has_body = any(role is Role.BODY for role in columns.roles) and not ragged
    for index, cell in enumerate(row):
        role = columns.roles[index] if index < len(columns.roles) else None
        if role is None or (ragged and role is Role.UNPUBLISHED):
            role = _guessed(cell, has_body)
            if role is not Role.UNPUBLISHED and index < len(columns.roles) and columns.note is None and not ragged:
                _say(gathering, columns, columns.name(index))
        has_body = has_body or role is Role.BODY
        gathering.add(role, cell.text, cell.source, {"row": number, "column": columns.name(index)})
    return gathering


def _guessed(cell: Cell, has_body: bool) -> Role:
    """What a cell holds, by its looks: a link, nothing to publish, or a text."""
    text = cell.text.strip()
    if ADDRESS.fullmatch(text):
        return Role.LINK
    if TIME.fullmatch(text) or not LETTER.search(text) or text.casefold() in NO_TEXT:
        return Role.UNPUBLISHED
    return Role.DESCRIPTION if has_body else Role.BODY


def _say(gathering: Gathering, columns: Columns, name: str) -> None:
    """Once for each column that was guessed."""
    note = f"what stands in the column {name!r} is not known and was read as published; {HOW_TO}"
    if note not in columns.said:
        columns.said.add(note)
        gathering.notes.append(note)


def letter(index: int) -> str:
    """A column's letters in a spreadsheet: 0 is A, 26 is AA."""
    name, left = "", index + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
