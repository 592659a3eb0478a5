"""Faces, by YuNet through OpenCV. It finds faces and recognises nobody; no picture leaves memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from threading import get_ident
from typing import Any

from phi_lint.errors import FaultyModelError
from phi_lint.media.abreast import MOST
from phi_lint.media.opencv import cv2
from phi_lint.media.picture import Picture
from phi_lint.shipped import shipped
from phi_lint.types import Sighting

FOLDER = "models/faces"
MODEL = "face_detection_yunet_2023mar_int8bq.onnx"
DIGEST = "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10"
"""SHA-256, the same as in the OpenCV model zoo."""
SURE = 0.8
"""YuNet's score from which 48 of 48 real faces and none of 27 faceless pictures were found."""
SURE_TURNED = 0.9
"""The same for a picture that was turned: fur and feet look like lying faces up to 0.88."""
DOUBTFUL = 0.6
"""From here on a finding of low confidence; two of the faceless pictures reach it."""
DOUBT = 0.3
"""How sure a face between the two is."""
LONGEST = 1280
"""Pixels of the longer side; faces from 14 pixels on are found, so from 14/1280 of a large picture."""
CLOSE = 2560
"""Pixels of the longer side of a second look, for small faces: of 23 masked ones 24 pixels wide it finds 19, not 7."""
ENLARGED = 2.0
"""Times that a picture is enlarged for it at most."""
SMALL = 64
"""Pixels of a copy of `LONGEST` up to which a face counts as small: the second look sees animals as large faces."""
OVERLAP = 0.3
"""Boxes that share more than this part of their union are the same face."""
TURNS = (0, 1, 2, 3)
"""Quarter turns at which the picture is looked at: YuNet misses about half of the faces that lie."""
Corners = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def see(picture: Picture) -> tuple[Sighting, ...]:
    """The faces of a picture, the surest first. Raises FaultyModelError where the model is damaged."""
    pixels = picture.array()
    faces = found(pixels, TURNS, LONGEST)
    if "time" not in picture.where:  # a film has dozens of frames, and whoever is small in one is larger in another
        faces = _apart(faces + _small(pixels))
    return tuple(
        Sighting("face", picture.media, round(score, 2), picture.box(*corners), picture.where)
        for score, corners in faces
    )


def _small(pixels: Any) -> list[tuple[float, Corners]]:
    """The small faces of which a closer look is sure."""
    longest = max(pixels.shape[:2])
    zoom = min(ENLARGED, CLOSE / longest)
    if zoom > 1:
        pixels = cv2().resize(pixels, None, fx=zoom, fy=zoom, interpolation=cv2().INTER_CUBIC)
    zoom = max(1.0, zoom)
    most = SMALL * max(1.0, longest / LONGEST)
    return [
        (score, (a / zoom, b / zoom, c / zoom, d / zoom))
        for score, (a, b, c, d) in found(pixels, TURNS[:1], CLOSE)
        if score >= SURE and max(c - a, d - b) <= most * zoom
    ]


def found(pixels: Any, turns_of: Sequence[int], longest: int) -> list[tuple[float, Corners]]:
    """Faces and how sure they are, the surest first, at some quarter turns of a copy with sides of at most `longest`.

    Raises FaultyModelError where the model is damaged.
    """
    shrink = min(1.0, longest / max(pixels.shape[:2]))
    if shrink < 1:
        pixels = cv2().resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2().INTER_AREA)
    height, width = pixels.shape[:2]
    seen: list[tuple[float, Corners]] = []
    for turns in turns_of:
        turned = _turned(pixels, turns)
        detector = _detector(get_ident())
        detector.setInputSize((turned.shape[1], turned.shape[0]))
        _, rows = detector.detect(turned)
        for row in rows if rows is not None else ():
            left, top, wide, high = (float(value) for value in row[:4])
            corners = _back((left, top, left + wide, top + high), turns, width, height)
            score = float(row[-1])
            seen.append((score if score >= (SURE_TURNED if turns else SURE) else DOUBT, corners))
    return [(score, (a / shrink, b / shrink, c / shrink, d / shrink)) for score, (a, b, c, d) in _apart(seen)]


def _apart(seen: Sequence[tuple[float, Corners]]) -> list[tuple[float, Corners]]:
    """Each face once, as it was seen most surely, the surest first."""
    kept: list[tuple[float, Corners]] = []
    for score, corners in sorted(seen, reverse=True):
        if not any(_shared(corners, other) > OVERLAP for _, other in kept):
            kept.append((score, corners))
    return kept


@lru_cache(maxsize=MOST + 1)
def _detector(thread: int) -> Any:
    """A thread's own, since it holds the size of the picture that it sees."""
    file = shipped(FOLDER) / MODEL
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FaultyModelError(str(file), f"cannot be read ({error.strerror})") from None
    if hashlib.sha256(content).hexdigest() != DIGEST:
        raise FaultyModelError(str(file), "is not the face detector that phi-lint ships")
    return cv2().FaceDetectorYN.create(str(file), "", (320, 320), DOUBTFUL, 0.3, 500)


def _turned(pixels: Any, turns: int) -> Any:
    """The pixels after so many quarter turns clockwise."""
    codes = (None, cv2().ROTATE_90_CLOCKWISE, cv2().ROTATE_180, cv2().ROTATE_90_COUNTERCLOCKWISE)
    return pixels if not turns else cv2().rotate(pixels, codes[turns])


def _back(corners: Corners, turns: int, width: int, height: int) -> Corners:
    """Corners seen in a turned picture as corners in the unturned one, which is `width` × `height`."""
    left, top, right, bottom = corners
    if turns == 1:
        return top, height - right, bottom, height - left
    if turns == 2:
        return width - right, height - bottom, width - left, height - top
    if turns == 3:
        return width - bottom, left, width - top, right
    return corners


def _shared(one: Corners, other: Corners) -> float:
    """Intersection over union."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / (sum(areas) - wide * high)
