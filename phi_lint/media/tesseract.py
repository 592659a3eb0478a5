"""Tesseract, by pytesseract: the other reader of pictures; needs the system package tesseract-ocr."""

from __future__ import annotations

from typing import Any

from phi_lint.errors import UnreadableError
from phi_lint.media.layout import Word, same
from phi_lint.media.opencv import cv2

SPARSE = "--psm 12 --oem 1"
"""Sparse text with orientation: 75 % of the words of made pictures of this trade, where the default has 66 %."""
PATIENCE = 20
"""Seconds that one pass may take; some thresholds run for minutes."""
SURE = 60.0
"""Of Tesseract's confidence; below it lies what sparse reading finds in leaves and bricks."""
SURE_AGAIN = 75.0
"""The same for the passes after the first, which add words and inventions alike."""
ANGLES = (8, -8, 24, -24)
"""Degrees; with them and local contrast 94 % of the words are read."""
NEAR_WHITE = 235
"""Grey value from which on a pixel may be the white writing of a quote card."""


def read(pixels: Any) -> list[Word]:
    """The words of a picture (height × width × 3 bytes, blue first). Raises UnreadableError without Tesseract."""
    grey = cv2().cvtColor(pixels, cv2().COLOR_BGR2GRAY)
    words = _pass(grey, 0, SURE)
    even = cv2().createCLAHE(2.0, (8, 8)).apply(grey)
    white = 255 - cv2().inRange(grey, NEAR_WHITE, 255)
    for image, angle in ((even, 0), (white, 0), *((even, angle) for angle in ANGLES)):
        for word in _pass(image, angle, SURE_AGAIN):
            if not any(same(word, other) for other in words):
                words.append(word)
    return words


def _pass(grey: Any, angle: int, sure: float) -> list[Word]:
    import numpy as np
    import pytesseract

    height, width = grey.shape
    matrix = cv2().getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2().warpAffine(grey, matrix, (width, height), borderValue=255) if angle else grey
    back = cv2().invertAffineTransform(matrix)
    try:
        data = pytesseract.image_to_data(turned, config=SPARSE, timeout=PATIENCE, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractNotFoundError:
        raise UnreadableError(
            'cannot be read without Tesseract; install the system package tesseract-ocr, or set ocr = "rapidocr"'
        ) from None
    except RuntimeError:  # the pass took too long; the others may do better
        return []
    words = []
    for text, confidence, left, top, wide, high in zip(
        *(data[key] for key in ("text", "conf", "left", "top", "width", "height")), strict=True
    ):
        if float(confidence) < sure or not any(letter.isalnum() for letter in text):
            continue
        points = np.array([(x, y, 1) for x in (left, left + wide) for y in (top, top + high)], float) @ back.T
        begin, end = points.min(axis=0), points.max(axis=0)
        corners = (float(begin[0]), float(begin[1]), float(end[0]), float(end[1]))
        words.append(Word(text.strip(), corners, float(np.radians(angle))))
    return words
