"""Where a second, closer look is worth its time: at lines that were seen and read badly, and at all of a picture in
which little was read, or whose letters are small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from phi_lint.media.layout import Corners
from phi_lint.media.lines import Line

UNSURE = 0.88
"""Of the engine's score: nine in ten lines below it are misread, cut off or no text."""
TINY = 20.0
"""Pixels of a line's height below which it is doubted sooner."""
UNSURE_TINY = 0.96
NUMBER = regex.compile(r"(?=.*\d.*\d) [A-Z\d][A-Z\d•·:\- ]{3,9}", regex.X)
"""What may be a plate's number: worth a closer look even where it was read well, since its box decides about it."""
LOW = 100.0
"""Pixels of a line's height below which such a number is looked at again."""
READABLE = 120.0
"""Pixels of a line's height that a window is enlarged to."""
LARGEST = 3.0
"""Times that a window is enlarged at most: beyond that nothing is gained."""
HUGE = 0.4
"""Of a picture's shorter side: what is higher is the frame of something, no line, nor two lines taken for one."""
AIR = 1.5
"""Heights of a line around it that a window shows, or a little more for short lines."""
SIDE = 960
"""Pixels of a window's longer side, after it is enlarged."""
MOST = 4
"""Windows of a picture: a photograph of leaves would give hundreds."""
LITTLE = 5
"""Letters of a picture below which all of it is looked at more closely."""
FAINT = 9.0
"""Pixels of a line's height in the first look below which other lines may have been too small to be seen."""
MUCH = 0.6
"""Times that a picture was scaled down for the first look, above which its quarters show small letters no better."""
SHARED = 0.1
"""Of a tile's side, what it shares with its neighbour, so that a line is whole in one of them."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a picture that is looked at anew."""

    corners: tuple[int, int, int, int]
    """Left, top, right, bottom in pixels of the picture."""
    zoom: float


def tiles(read: Sequence[Line], shape: tuple[int, ...], zoom: float) -> list[Window]:
    """The quarters of a picture that was looked at in a copy `zoom` times as large, where that showed too little."""
    height, width = shape[:2]
    enough = sum(len(line.text) for line in read) >= LITTLE
    small = zoom < MUCH and any(line.height * zoom < FAINT for line in read)
    if zoom >= 1 or (enough and not small):
        return []
    high, wide = round(height * (0.5 + SHARED / 2)), round(width * (0.5 + SHARED / 2))
    closer = min(1.0, SIDE / max(high, wide))
    return [Window((x, y, x + wide, y + high), closer) for y in (0, height - high) for x in (0, width - wide)]


def windows(seen: Sequence[Line], shape: tuple[int, ...]) -> list[Window]:
    """At most a few windows, around the longest of the doubtful lines first, neighbours together."""
    chosen: list[tuple[Corners, float]] = []
    doubtful = (line for line in seen if _doubtful(line) and line.height < HUGE * min(shape[:2]))
    for line in sorted(doubtful, key=lambda line: -line.length):
        air = AIR * line.height
        left, top, right, bottom = line.corners
        corners = (left - air, top - air, right + air, bottom + air)
        for index, (other, height) in enumerate(chosen):
            both = _union(corners, other)
            if _side(both) * _zoom(min(height, line.height)) <= SIDE and _area(both) < 1.6 * (
                _area(corners) + _area(other)
            ):
                chosen[index] = (both, min(height, line.height))
                break
        else:
            chosen.append((corners, line.height))
    return [_window(corners, height, shape) for corners, height in chosen[:MOST]]


def _doubtful(line: Line) -> bool:
    if line.height < LOW and NUMBER.fullmatch(line.text):
        return True
    return line.score < (UNSURE_TINY if line.height < TINY else UNSURE)


def _zoom(height: float) -> float:
    return min(LARGEST, max(1.0, READABLE / max(height, 1.0)))


def _window(corners: Corners, height: float, shape: tuple[int, ...]) -> Window:
    left, top, right, bottom = corners
    inside = (max(0, int(left)), max(0, int(top)), min(shape[1], int(right) + 1), min(shape[0], int(bottom) + 1))
    return Window(inside, min(_zoom(height), max(SIDE / _side(corners), 0.1)))


def _union(one: Corners, other: Corners) -> Corners:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _side(corners: Corners) -> float:
    return max(corners[2] - corners[0], corners[3] - corners[1])


def _area(corners: Corners) -> float:
    return (corners[2] - corners[0]) * (corners[3] - corners[1])
