"""Which frames of a film are looked at: some a second, and both sides of each cut; near-identical ones once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from phi_lint.errors import UnreadableError
from phi_lint.media.opencv import cv2

EVERY = 1.0
"""Seconds between frames that are compared: a name that is shown for less can hardly be read."""
CLOSELY = 0.5
"""The same where the film is covered: what moves is followed from one such frame to the next."""
CHANGED = 6.0
"""Mean difference of grey values, of 255, in the most changed ninth of a small copy, from which on a frame is new."""
SMALL = (96, 54)
"""Pixels of the copies that are compared."""
CHANGED_AT_ALL = 3.0
"""The same in the most changed of `PARTS`, where the film is covered: a word that moves by its own length is more."""
FINE, PARTS = (240, 135), (16, 9)
CUT = 15.0
"""Mean difference of two neighbours' grey values from which on a new scene begins,"""
SUDDEN = 3.0
"""if it is so many times the difference before: a camera that is swung changes every frame."""

Frame = tuple[int, Any]
"""A frame's number, from 0, and its pixels: height × width × 3 bytes, blue first."""
Sample = tuple[int, Any | None]
"""A frame that is compared; its pixels where it is to be looked at."""


def speed(capture: Any) -> float:
    """Frames a second."""
    rate = float(capture.get(cv2().CAP_PROP_FPS))
    return rate if 0 < rate < 1000 else 25.0


def samples(capture: Any) -> Iterator[Sample]:
    """A frame a second, to be looked at where it differs from the last few that were."""
    before: list[Any] = []
    step = max(1, round(speed(capture) * EVERY))
    index = 0
    while capture.grab():
        if index % step == 0:
            pixels = decoded(capture, index)
            small = grey(pixels, SMALL)
            new = not any(_difference(small, other, (3, 3)) < CHANGED for other in before[-8:])
            if new:
                before.append(small)
            yield index, pixels if new else None
        index += 1


def close_samples(capture: Any) -> Iterator[Sample]:
    """Two frames a second and both sides of each cut, to be looked at where they differ from the last that was."""
    step = max(1, round(speed(capture) * CLOSELY))
    cuts = Cuts()
    looked: Any = None
    before: Frame | None = None
    for index, pixels in every_frame(capture):
        fine = grey(pixels, FINE)
        cut = cuts.between(pixels)
        for number, frame, copy in (
            *([(*before, grey(before[1], FINE))] if cut and before is not None else []),
            *([(index, pixels, fine)] if cut or index % step == 0 else []),
        ):
            new = looked is None or _difference(copy, looked, PARTS) >= CHANGED_AT_ALL
            if new:
                looked = copy
            yield number, frame if new else None
        before = index, pixels


def every_frame(capture: Any) -> Iterator[Frame]:
    """All frames. Raises UnreadableError where one cannot be decoded."""
    index = 0
    while capture.grab():
        yield index, decoded(capture, index)
        index += 1


def decoded(capture: Any, index: int) -> Any:
    """The frame that was grabbed. Raises UnreadableError."""
    fine, pixels = capture.retrieve()
    if not fine:
        raise UnreadableError(f"cannot be decoded from second {index / speed(capture):.0f} on; export it again")
    return pixels


class Cuts:
    """Is shown one frame after the other, and tells where a new scene begins."""

    def __init__(self) -> None:
        self._last: Any = None
        self._change = 0.0

    def between(self, pixels: Any) -> bool:
        """Whether a cut lies between the last frame and this one."""
        small = grey(pixels, SMALL)
        change = 0.0 if self._last is None else _difference(small, self._last, (1, 1))
        cut = change > max(CUT, SUDDEN * self._change)
        self._last, self._change = small, 0.0 if cut else change
        return cut


def grey(pixels: Any, size: tuple[int, int]) -> Any:
    """A small copy in shades of grey."""
    small = cv2().resize(pixels, size, interpolation=cv2().INTER_AREA)
    return cv2().cvtColor(small, cv2().COLOR_BGR2GRAY)


def _difference(one: Any, other: Any, parts: tuple[int, int]) -> float:
    """Of two small copies, in the most changed part: where a name appears, little else changes."""
    difference = cv2().absdiff(one, other).astype("float32")
    return float(cv2().resize(difference, parts, interpolation=cv2().INTER_AREA).max())
