"""Words with boxes → one text in reading order, with the box of each word's characters.

Words of one height form a row; a wide gap in a row divides cells; under a row of labels, each value is read
after its label, so that a table says `MRN: 00998877` as a form does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import regex

from phi_lint.media.halves import goes_on
from phi_lint.media.picture import Picture
from phi_lint.types import Part, Passage

SAME_ROW = 0.5
"""Words that share this part of the lower one's height stand in one row."""
CELL_GAP = 1.6
"""Heights of a letter between two words from which on they stand in different cells."""
FAR_GAP = 8.0
"""Heights of a letter between two cells from which on they are strangers, unless the left one is a label."""
ALIGNED = 2.0
"""Heights of a letter by which a value may stand to the left or right of its label."""
OVERLAP = 0.3
"""Words that share more of the smaller one's area are the same word."""
LABEL = regex.compile(
    r"""(?xi) ^ (?:
      (?: patient | pt | member | subscriber | resident | client | guarantor | emergency | last | first | full )? \W*
      (?: name | names | contact ) | patient | resident | d\.?o\.?b\.? | date\ of\ birth | birth\ ?date | born
    | m\.?r\.?n\.? | mr\ ?\# | (?: medical\ )? record (?: \ (?: no | number | \# ) )? \.?
    | chart (?: \ (?: no | \# ) )? \.?
    | ssn | phone | tel | cell | fax | e-?mail | address | account (?: \ (?: no | \# ) )? \.? | acct\.? (?: \ ? \# )?
    | (?: member | group | policy | plan ) \ (?: id | no | number | \# ) \.?
    | member | subscriber | insured | enrollee
    | (?: (?: member | patient | policy ) \ )? id (?: \ (?: no | number | \# ) )? \.?
    | group (?: \ (?: no | number | \# | name ) )? \.? | policy | dependents? | effective (?: \ date )? | address | sex
    | room | rm | bed | admit(?:ted)? | date
    | appt | time | dx | diagnosis | provider | doctor | dr | nurse | rn | md | age | sex
    ) \ ? :? $"""
)
SLIGHT = 0.05
"""Radians: boxes around short words are no more exact, so that such a slant may be none."""
CONFUSED = str.maketrans("OoQlIiSsBZ|", "00011155821")
"""What a reader of pictures takes digits for."""
NUMBER = regex.compile(
    r"(?<![\w-]) (?= (?: \D* \d ){3} ) [\dOoQlISB|] [\dOoQlISB|.\-/]{3,} [\dOoQlISB|] (?![\w-])", regex.X
)
"""A run of digits and their look-alikes, at least three of them digits."""

Corners = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an engine read it."""

    text: str = field(repr=False)
    corners: Corners
    slant: float = 0.0
    """Radians by which its line falls to the right."""
    upright: Corners | None = None
    """The corners in the picture as it was turned for reading, where that is not how it stands."""


def same(one: Word, other: Word) -> bool:
    """Whether two engines, or two passes of one, read the same word."""
    a, b = one.corners, other.corners
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if wide <= 0 or high <= 0:
        return False
    return wide * high > OVERLAP * min((c[2] - c[0]) * (c[3] - c[1]) for c in (a, b))


@dataclass(frozen=True, slots=True)
class Placed:
    """A word in coordinates in which lines are level."""

    word: Word
    left: float
    right: float
    middle: float
    height: float


def passage(picture: Picture, words: Sequence[Word]) -> Passage | None:
    """All words of a picture as one passage; None where there are none."""
    text, boxes = "", []
    for piece in _pieces(words):
        if isinstance(piece, Word):
            shown = piece.text
            boxes.append((len(text), len(text) + len(shown), picture.box(*piece.corners)))
            text += shown
        else:
            text += piece
    if not text.strip():
        return None
    text = NUMBER.sub(lambda found: found[0].translate(CONFUSED), text)
    return Passage(text, Part.IMAGE_TEXT, None, picture.media, picture.where, tuple(boxes))


def _pieces(words: Sequence[Word]) -> Iterator[Word | str]:
    """Words and what stands between them, in reading order."""
    labels: list[list[Placed]] = []
    for row in _rows(_levelled(words)):
        cells = _cells(row)
        matched = _under(labels, cells)
        if matched:
            for label, cell in matched:
                if label is not None:
                    yield from _joined(label)
                    if not label[-1].word.text.endswith(":"):
                        yield ":"
                    yield " "
                yield from _joined(cell)
                yield "\n"
            continue
        is_head = len(cells) > 1 and all(LABEL.match(_text(cell)) for cell in cells)
        labels = cells if is_head else []
        for index, cell in enumerate(cells):
            if index:
                yield _between(cells[:index], cell)
            yield from _joined(cell)
        yield "\n"


def _between(before: Sequence[Sequence[Placed]], cell: Sequence[Placed]) -> str:
    """What stands between a row's cells and the next one: a space where a name goes on in a box of its own."""
    near = cell[0].left - before[-1][-1].right <= FAR_GAP * min(before[-1][-1].height, cell[0].height)
    begun, text = " ".join(_text(one) for one in before[-2:]), _text(cell)
    if near and not LABEL.match(text) and goes_on(begun, text):
        return " "
    return "\n" if _strangers(before[-1], cell) else "  "


def _text(cell: Sequence[Placed]) -> str:
    return " ".join(placed.word.text for placed in cell)


def _strangers(one: Sequence[Placed], other: Sequence[Placed]) -> bool:
    """Whether two cells of a row are read as two lines: far apart, and the left one no label, room or number."""
    gap = other[0].left - one[-1].right
    text = _text(one)
    leads = text.endswith(":") or LABEL.match(text) is not None or not any(len(word) > 3 for word in text.split())
    return gap > FAR_GAP * min(one[-1].height, other[0].height) and not leads


def _joined(cell: Sequence[Placed]) -> Iterator[Word | str]:
    for index, placed in enumerate(cell):
        if index:
            yield " "
        yield placed.word


def _levelled(words: Sequence[Word]) -> list[Placed]:
    """Words as they stand once their slant is taken away; a slight one only where that does not part rows."""
    slant = median(word.slant for word in words) if words else 0.0
    placed = _turned(words, slant)
    if 0 < abs(slant) < SLIGHT:
        straight = _turned(words, 0.0)
        return straight if len(_rows(straight)) < len(_rows(placed)) else placed
    return placed


def _turned(words: Sequence[Word], slant: float) -> list[Placed]:
    cosine, sine = math.cos(-slant), math.sin(-slant)
    placed = []
    for word in words:
        left, top, right, bottom = word.upright or word.corners
        # The box around a tilted word is higher than its letters are.
        wide, high = right - left, bottom - top
        height = max(4.0, (high - wide * abs(math.tan(slant))) if abs(slant) > 0.02 else high)
        x, y = (left + right) / 2, (top + bottom) / 2
        level = x * cosine - y * sine
        half = wide / 2 / math.cos(slant)
        placed.append(Placed(word, level - half, level + half, x * sine + y * cosine, height))
    return placed


def _rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    for one in sorted(placed, key=lambda each: each.middle):
        for row in reversed(rows[-3:]):
            last = median(each.middle for each in row)
            height = min(one.height, median(each.height for each in row))
            if abs(one.middle - last) < height * SAME_ROW:
                row.append(one)
                break
        else:
            rows.append([one])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _cells(row: Sequence[Placed]) -> list[list[Placed]]:
    cells = [[row[0]]]
    for before, one in pairwise(row):
        if one.left - before.right > CELL_GAP * min(before.height, one.height):
            cells.append([one])
        else:
            cells[-1].append(one)
    return cells


def _under(labels: list[list[Placed]], cells: list[list[Placed]]) -> list[tuple[list[Placed] | None, list[Placed]]]:
    """Each cell with the label above it, where at least two have one."""
    if len(labels) < 2:
        return []
    pairs = []
    for cell in cells:
        reach = ALIGNED * cell[0].height
        above = [
            label
            for label in labels
            if abs(label[0].left - cell[0].left) < reach
            or (label[0].left - reach < (cell[0].left + cell[-1].right) / 2 < label[-1].right + reach)
        ]
        nearest = min(above, key=lambda label: abs(label[0].left - cell[0].left), default=None)
        pairs.append((nearest, cell))
    return pairs if sum(label is not None for label, _ in pairs) >= 2 else []
