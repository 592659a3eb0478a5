"""RapidOCR: the reader of pictures that needs no system package. Its models lie inside its own package.

The first look is at the whole picture. A second one is at its quarters where the first saw little, and at places where
it saw something that it could not read well.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from phi_lint.media.abreast import each
from phi_lint.media.layout import Corners, Word
from phi_lint.media.lines import Line, Point, in_the_same_place, words
from phi_lint.media.opencv import cv2
from phi_lint.media.rapid_engine import lines, usual_zoom
from phi_lint.media.windows import Window, tiles, windows

SURE = 0.6
"""Of the engine's own score; below it lies what it reads into leaves and bricks."""
SURE_AGAIN = 0.75
"""The same for the second look, which sees more and invents more."""
TIE = 0.95
"""A closer look that read so much of what the first one read is believed: its boxes are finer."""
LARGE = 0.5
"""Of the picture's shorter side."""


def read(pixels: Any) -> list[Word]:
    """The words of a picture (height × width × 3 bytes, blue first), also of one that lies or stands on its head."""
    seen = lines(pixels)
    turn = _turn(seen)
    found = _upright(pixels, seen, turn) if turn % 2 else None
    return [
        replace(word, upright=_as_read(word.corners, turn, pixels.shape))
        for line in (_closer(seen, pixels) if found is None else found)
        for word in words(line, turn)
    ]


def _upright(pixels: Any, seen: list[Line], turn: int) -> list[Line] | None:
    """The lines of a picture that lies, read as it stands upright; None where that reads less than was `seen`."""
    codes = {1: cv2().ROTATE_90_COUNTERCLOCKWISE, 3: cv2().ROTATE_90_CLOCKWISE}
    upright = cv2().rotate(pixels, codes[turn])
    better = lines(upright)
    if _weight(better) < _weight(seen):
        return None
    return [_turned_back(line, turn, pixels.shape) for line in _closer(better, upright)]


def _closer(seen: list[Line], pixels: Any) -> list[Line]:
    """The lines that are read surely enough, after all looks."""
    kept = [line for line in seen if line.score >= SURE and not _is_an_edge(line, pixels.shape)]
    seen = list(seen)
    for more in each(partial(_through, pixels), tiles(kept, pixels.shape, usual_zoom(pixels.shape))):
        seen += more
        kept = _united(kept, more)
    for more in each(partial(_through, pixels), windows(seen, pixels.shape)):
        kept = _united(kept, more)
    return kept


def _is_an_edge(line: Line, shape: tuple[int, ...]) -> bool:
    """Whether a letter as large as the picture is read, which is the picture's frame."""
    return len(line.text) <= 2 and line.height > LARGE * min(shape[:2])


def _through(pixels: Any, window: Window) -> list[Line]:
    """The lines that a window shows, in pixels of the picture."""
    left, top, right, bottom = window.corners
    found = lines(pixels[top:bottom, left:right], window.zoom)
    return [replace(line, quad=tuple((x + left, y + top) for x, y in line.quad)) for line in found]  # type: ignore[arg-type]


def _united(before: list[Line], again: list[Line]) -> list[Line]:
    """Both looks' lines; where they differ about a place, what is read longer and more surely."""
    kept = list(before)
    for line in (line for line in again if line.score >= SURE_AGAIN):
        same = [other for other in kept if in_the_same_place(line, other)]
        if TIE * sum(other.weight for other in same) <= line.weight:
            kept = [other for other in kept if other not in same]
            kept.append(line)
    return kept


def _weight(seen: list[Line]) -> float:
    return sum(line.weight for line in seen if line.score >= SURE)


def _turn(seen: list[Line]) -> int:
    """Quarter turns, clockwise, by which most of what is written lies."""
    weights = [_weight([line for line in seen if line.quarter == turn and len(line.text) > 1]) for turn in range(4)]
    return weights.index(max(weights))


def _turned_back(line: Line, turn: int, shape: tuple[int, ...]) -> Line:
    """A line of the picture as it was turned for reading, in the picture as it lies."""
    height, width = shape[:2]

    def back(point: Point) -> Point:
        x, y = point
        return (width - y, x) if turn == 1 else (y, height - x)

    return replace(line, quad=tuple(back(point) for point in line.quad))  # type: ignore[arg-type]


def _as_read(corners: Corners, turn: int, shape: tuple[int, ...]) -> Corners:
    """A box of the picture as it lies, in the picture as it is read."""
    height, width = shape[:2]
    left, top, right, bottom = corners
    if turn == 1:
        return top, width - right, bottom, width - left
    if turn == 2:
        return width - right, height - bottom, width - left, height - top
    if turn == 3:
        return height - bottom, left, height - top, right
    return corners
