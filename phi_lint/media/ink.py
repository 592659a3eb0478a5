"""Boxes of words, drawn in to the ink: an engine's boxes reach out by a third of a line, into the lines beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from phi_lint.media.layout import Word
from phi_lint.media.opencv import cv2

DARK = 0.4
"""The share of the strongest contrast in a box from which on a pixel is ink."""
FAINT = 24
"""Grey values of contrast below which nothing in a box is told from its ground."""
MARGIN = 0.1
"""Of the ink's height, left around it, so that a box covers a letter's soft edges too."""
MOST = 0.4
"""Of a box's height, at most cut off on a side: what looks empty beyond that may be faint ink."""
MANY = 6
"""Pixels of height and width from which on a box can be told from its ink."""
BREAK = 0.06
"""Of a line's height, empty rows that part it from a line above or below."""


def rows(level: Any) -> tuple[float, float]:
    """Where the ink of a line, cut out and laid level (height × width × 3 bytes), begins and ends: 0 above, 1 below."""
    import numpy as np

    high = level.shape[0]
    grey = cv2().GaussianBlur(cv2().cvtColor(level, cv2().COLOR_BGR2GRAY), (3, 3), 0)
    ink = _ink(grey)
    if ink is None or min(level.shape[:2]) < MANY:
        return 0.0, 1.0
    counts = ink.sum(axis=1)
    filled = np.flatnonzero(counts >= 2)
    runs = np.split(filled, np.flatnonzero(np.diff(filled) > 1 + BREAK * high) + 1)
    run = max(runs, key=lambda run: int(counts[run].sum()))
    if not len(run):
        return 0.0, 1.0
    margin = 1 + MARGIN * (run[-1] - run[0])
    return float(max(0.0, run[0] - margin) / high), float(min(high, run[-1] + 1 + margin) / high)


def _ink(grey: Any) -> Any:
    """Which pixels stand out from the ground as letters do; None where nothing stands out."""
    import numpy as np

    contrast = np.abs(grey.astype("int16") - int(np.median(grey)))
    strongest = float(np.percentile(contrast, 98))
    return contrast > DARK * strongest if strongest >= FAINT else None


def fitted(pixels: Any, words: Iterable[Word]) -> list[Word]:
    """The words of a picture (height × width × 3 bytes, blue first), each box no larger than before."""
    grey = cv2().cvtColor(pixels, cv2().COLOR_BGR2GRAY)
    return [replace(word, corners=_fitted(grey, word.corners), upright=word.upright or word.corners) for word in words]


def _fitted(grey: Any, corners: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    import numpy as np

    left, top = (max(0, int(value)) for value in corners[:2])
    right, bottom = int(corners[2]) + 1, int(corners[3]) + 1
    cut = cv2().GaussianBlur(grey[top:bottom, left:right], (3, 3), 0) if bottom > top and right > left else grey[:0]
    ink = _ink(cut) if min(cut.shape) >= MANY else None
    if ink is None:
        return corners
    rows, columns = np.flatnonzero(ink.sum(axis=1) >= 2), np.flatnonzero(ink.sum(axis=0) >= 2)
    if not len(rows) or not len(columns):
        return corners
    high, wide = cut.shape
    margin = 1 + MARGIN * min(rows[-1] - rows[0], columns[-1] - columns[0])
    most = MOST * min(high, wide)
    return (
        left + min(max(0.0, columns[0] - margin), most),
        top + min(max(0.0, rows[0] - margin), most),
        left + max(min(float(wide), columns[-1] + 1 + margin), wide - most),
        top + max(min(float(high), rows[-1] + 1 + margin), high - most),
    )
