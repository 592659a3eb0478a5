"""A line of text as an engine read it → its words, each with the box around its letters.

All is measured along the line, from where reading begins, so that tilted, standing and upside-down lines are one case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from phi_lint.media.layout import Corners, Word

GAP = 0.6
"""Heights of a letter between two letters, from which on a space is missing between them."""
LABEL_ENDS = regex.compile(r"(?i) (?: \p{L} [:：#] | \b no\. ) $", regex.X)
"""`MRN:` or `No.`: a number that follows is a word of its own, also where the engine saw no space."""
LATE = 0.35
"""Heights of a letter by which a word's first letter may begin before its box."""
ASIDE = 0.3
"""Of the higher one's height, by which the middles of two readings of one line may lie beside each other."""
STEEP = math.radians(60)
"""A line that falls more than this, in a picture as it is read, stands on its side."""
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in one line."""

    text: str = field(repr=False)
    score: float
    """How sure the engine is, 0 to 1."""
    quad: Quad
    """Corners in pixels, clockwise from above the first letter."""
    middles: tuple[float, ...] = ()
    """For each letter that is no space, where its middle lies along the line, 0 to 1."""

    @property
    def length(self) -> float:
        return math.dist(self.quad[0], self.quad[1])

    @property
    def height(self) -> float:
        return math.dist(self.quad[0], self.quad[3])

    @property
    def angle(self) -> float:
        """Radians, clockwise, from rightwards to the direction of reading."""
        (left, top), (right, bottom) = self.quad[:2]
        return math.atan2(bottom - top, right - left)

    @property
    def quarter(self) -> int:
        """Quarter turns, clockwise, by which the line lies: 0 for a line that reads rightwards."""
        return round(self.angle / (math.pi / 2)) % 4

    @property
    def corners(self) -> Corners:
        return around(self.quad)

    @property
    def weight(self) -> float:
        """How much is read, and how surely."""
        return len(self.text) * self.score


def around(points: Sequence[Point]) -> Corners:
    """The upright box around points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def in_the_same_place(one: Line, other: Line) -> bool:
    """Whether two looks read the same line: measured along it, since the boxes around tilted lines overlap."""
    middles = [between(line.quad[0], line.quad[2], 0.5) for line in (one, other)]
    right, down = (middles[1][axis] - middles[0][axis] for axis in (0, 1))
    longer = max(one, other, key=lambda line: line.length)
    cosine, sine = math.cos(longer.angle), math.sin(longer.angle)
    along, aside = abs(right * cosine + down * sine), abs(down * cosine - right * sine)
    return along < (one.length + other.length) / 2 and aside < ASIDE * max(one.height, other.height)


def words(line: Line, turn: int) -> list[Word]:
    """A line's words, also where the engine lost the space between two; `turn` is how the whole picture lies."""
    slant = math.remainder(line.angle - turn * math.pi / 2, 2 * math.pi)
    slant = slant if abs(slant) < STEEP else 0.0
    return [Word(text, _corners(line, begin, end), slant) for text, begin, end in _widened(_parted(line), line)]


def _parted(line: Line) -> list[tuple[str, float, float]]:
    """Each word with its begin and end along the line, in pixels."""
    letters = [letter for letter in line.text if not letter.isspace()]
    if len(line.middles) != len(letters):
        return [(line.text.strip(), 0.0, line.length)]
    middles = [middle * line.length for middle in line.middles]
    half = _pitch(line) / 2
    begins = [max(0.0, middle - half) for middle in middles]
    ends = [min(line.length, middle + half) for middle in middles]
    for index, (end, begin) in enumerate(zip(ends, begins[1:], strict=False)):
        if begin < end:  # neighbours share what both claim
            ends[index] = begins[index + 1] = (begin + end) / 2
    parted: list[tuple[str, float, float]] = []
    apart = True
    spans = iter(zip(begins, ends, strict=True))
    for letter in line.text:
        if letter.isspace():
            apart = True
            continue
        begin, end = next(spans)
        apart = apart or (letter.isdigit() and LABEL_ENDS.search(parted[-1][0]) is not None)
        if parted and not apart and begin - parted[-1][2] <= GAP * line.height:
            parted[-1] = (parted[-1][0] + letter, parted[-1][1], end)
        else:
            parted.append((letter, begin, end))
        apart = False
    return parted


def _pitch(line: Line) -> float:
    """The usual distance between two letters, in pixels: the lower median of those inside words."""
    place = iter(line.middles)
    by_letter = [None if letter.isspace() else next(place) for letter in line.text]
    steps = sorted(b - a for a, b in pairwise(by_letter) if a is not None and b is not None)
    return (steps[(len(steps) - 1) // 2] if steps else 1 / max(1, len(line.text))) * line.length


def _widened(parted: list[tuple[str, float, float]], line: Line) -> list[tuple[str, float, float]]:
    """Words with their first and last letters whole: the engine's letters begin a little late."""
    wide = []
    for index, (text, begin, end) in enumerate(parted):
        before = parted[index - 1][2] if index else 0.0
        after = parted[index + 1][1] if index + 1 < len(parted) else line.length
        begin -= min(LATE * line.height, 0.6 * max(0.0, begin - before))
        end += min(LATE * line.height, 0.3 * max(0.0, after - end))
        wide.append((text, begin, end))
    return wide


def _corners(line: Line, begin: float, end: float) -> Corners:
    """The upright box around a stretch of a line."""
    top_left, top_right, bottom_right, bottom_left = line.quad
    length = max(line.length, 1e-6)
    ends = (begin / length, end / length)
    above = [between(top_left, top_right, part) for part in ends]
    below = [between(bottom_left, bottom_right, part) for part in ends]
    return around(above + below)


def between(one: Point, other: Point, part: float) -> Point:
    """The point that lies that part of the way from one to the other."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part
