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


def fitted(pixels: Any, words: Iterable[Word]) -> list[Word]:
    """The words of a picture (height × width × 3 bytes, blue first), each box no larger than before."""
    grey = cv2().cvtColor(pixels, cv2().COLOR_BGR2GRAY)
    return [replace(word, corners=_fitted(grey, word.corners), upright=word.upright or word.corners) for word in words]


def _fitted(grey: Any, corners: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    import numpy as np

    left, top = (max(0, int(value)) for value in corners[:2])
    right, bottom = int(corners[2]) + 1, int(corners[3]) + 1
    cut = cv2().GaussianBlur(grey[top:bottom, left:right], (3, 3), 0) if bottom > top and right > left else grey[:0]
    if min(cut.shape) < 6:
        return corners
    contrast = np.abs(cut.astype("int16") - int(np.median(cut)))
    strongest = float(np.percentile(contrast, 98))
    if strongest < FAINT:
        return corners
    ink = contrast > DARK * strongest
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
