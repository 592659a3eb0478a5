"""Barcodes and two-dimensional codes, by zxing-cpp; what they decode to is read like any other text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import regex

from phi_lint.media.opencv import cv2
from phi_lint.media.picture import Picture
from phi_lint.types import Part, Passage, Sighting

ENLARGED = 2.0
"""Small codes need it: together with the turn by 45 degrees two of nine Code 128 more are read."""
LARGEST = 1600
"""Pixels of the longer side up to which a picture is enlarged; above it codes are large enough."""
LONGEST = 3000
"""Pixels of the longer side that is searched; more takes seconds and finds no more."""
GOODS = ("EAN", "UPC", "ISBN", "DataBar")
"""Formats that stand on goods in shops and name a product, nobody."""
LINK = regex.compile(r"(?i)(?:https?://|www\.|tel:|mailto:|wifi:|geo:)")
"""A payload that says what it is: the text rules judge it."""


def see(picture: Picture) -> tuple[tuple[Passage, ...], tuple[Sighting, ...]]:
    """The payload of each code as a passage, and a sighting for each code that is neither a link nor on goods."""
    passages: list[Passage] = []
    sightings: list[Sighting] = []
    seen: set[str] = set()
    for payload, kind, corners in found(picture):
        if payload in seen:
            continue
        seen.add(payload)
        box = picture.box(*corners)
        goods = kind.startswith(GOODS)
        if not goods:
            words = ((0, len(payload), box),)
            passages.append(Passage(payload, Part.IMAGE_TEXT, None, picture.media, picture.where, words))
        if not goods and not LINK.match(payload):
            sightings.append(Sighting("code", picture.media, 0.9, box, picture.where, payload))
    return tuple(passages), tuple(sightings)


def found(picture: Picture) -> Iterator[tuple[str, str, tuple[float, float, float, float]]]:
    """Payload, format and corners of each code, as it stands, enlarged, and turned by 45 degrees."""
    import zxingcpp

    grey = cv2().cvtColor(picture.array(), cv2().COLOR_BGR2GRAY)
    longest = max(grey.shape)
    first = min(1.0, LONGEST / longest)
    yield from _read(zxingcpp, grey, first, 0)
    if longest <= LARGEST:
        yield from _read(zxingcpp, grey, ENLARGED, 0)
    yield from _read(zxingcpp, grey, first, 45)


def _read(
    zxingcpp: Any, grey: Any, scale: float, angle: int
) -> Iterator[tuple[str, str, tuple[float, float, float, float]]]:
    import numpy as np

    height, width = grey.shape
    matrix = cv2().getRotationMatrix2D((width / 2, height / 2), angle, scale)
    # The turned picture's own width and height, and its middle moved into them.
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = round(width * cosine + height * sine), round(width * sine + height * cosine)
    matrix[:, 2] += wide / 2 - width / 2, high / 2 - height / 2
    pixels = cv2().warpAffine(grey, matrix, (wide, high), borderValue=255, flags=cv2().INTER_CUBIC)
    back = cv2().invertAffineTransform(matrix)
    for code in zxingcpp.read_barcodes(pixels):
        text = code.text.strip()
        if not text:
            continue
        place = code.position
        points = np.array(
            [(p.x, p.y, 1) for p in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)], float
        )
        corners = points @ back.T
        left, top = corners.min(axis=0)
        right, bottom = corners.max(axis=0)
        yield text, str(code.format).removeprefix("BarcodeFormat."), (left, top, right, bottom)
