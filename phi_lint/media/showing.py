"""A medium's page or frame again, with labelled boxes around what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from phi_lint.errors import UnreadableError
from phi_lint.media.kinds import kind
from phi_lint.media.picture import Picture, Where, opened, pictures
from phi_lint.types import Box, Severity

if TYPE_CHECKING:
    from PIL import Image

COLOURS = {
    Severity.CRITICAL: (204, 0, 34),
    Severity.HIGH: (214, 112, 0),
    Severity.MEDIUM: (0, 92, 196),
    Severity.LOW: (110, 110, 110),
}

COVER = (221, 221, 221)
INK = 96
"""Of 255, the difference in grey from which on something stands in a place."""
Frame = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def shown(media: str, file: Path, where: Where) -> Picture:
    """The picture, page or frame in which something was found. Raises UnreadableError."""
    with file.open("rb") as content:
        what = kind(media, content.read(1024))
    if what == "picture":
        for one in pictures(media, opened(file.read_bytes())):
            if dict(one.where) == dict(where):
                return one
    elif what == "pdf":
        from phi_lint.media.pdf import drawn

        return drawn(media, file.read_bytes(), int(where["page"]))
    elif what == "video":
        from phi_lint.media.video import frame

        return frame(media, file, where)
    elif what == "dicom":
        from phi_lint.media.dicom import shots

        for one in shots(media, file.read_bytes()):
            if dict(one.where) == dict(where):
                return one
    raise UnreadableError("holds no picture that can be drawn on")


def marked(picture: Picture, boxes: Sequence[tuple[Box, str, Severity]], in_clear: bool) -> bytes:
    """A PNG of the picture with each box drawn and labelled; what is in the boxes is seen only `in_clear`."""
    import io

    from PIL import ImageDraw, ImageFont

    image = picture.pixels.copy()
    pen = ImageDraw.Draw(image)
    stroke = max(2, max(image.size) // 400)
    letters = ImageFont.load_default(size=max(14, max(image.size) // 50))
    frames = [_around(picture, box, stroke) for box, _, _ in boxes]
    for frame, (_, _, severity) in zip(frames, boxes, strict=True):
        pen.rectangle(frame, fill=None if in_clear else COVER, outline=COLOURS[severity], width=stroke)
    ground = image.convert("L")  # as it is before the labels
    taken = list(frames)
    for frame, (_, name, severity) in zip(frames, boxes, strict=True):
        left, top, right, bottom = pen.textbbox((0, 0), name, font=letters)
        wide, high = round(right - left) + 4 * stroke, round(bottom - top) + 4 * stroke
        place = _free(ground, frame, (wide, high), taken)
        taken.append(place)
        pen.rectangle(place, fill=COLOURS[severity])
        pen.text((place[0] + 2 * stroke - left, place[1] + 2 * stroke - top), name, font=letters, fill="white")
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def _around(picture: Picture, box: Box, stroke: int) -> Frame:
    """A box's frame, outside of it, in pixels of the decoded picture."""
    left, top, width, height = box
    a, b, c, d = (round(value / picture.scale) for value in (left, top, left + width, top + height))
    return a - stroke, b - stroke, c + stroke, d + stroke


def _free(ground: Image.Image, frame: Frame, size: tuple[int, int], taken: Sequence[Frame]) -> Frame:
    """Where a label beside a frame hides the fewest others, and the least of what stands in the picture."""
    (left, top, right, bottom), (wide, high) = frame, size
    corners = (
        (left, top - high), (right - wide, top - high), (right, top), (left - wide, top),
        (left, bottom), (right - wide, bottom), (left, top),
    )  # fmt: skip

    def hides(at: tuple[int, int]) -> tuple[int, bool]:
        place = (*at, at[0] + wide, at[1] + high)
        inside = place[0] >= 0 and place[1] >= 0 and place[2] <= ground.width and place[3] <= ground.height
        if not inside:
            return len(taken) + 1, True
        others = sum(_touch(place, other) for other in taken)
        darkest, lightest = ground.crop(place).getextrema()
        return others, lightest - darkest > INK  # type: ignore[operator]

    x, y = min(corners, key=hides)
    x, y = max(0, min(x, ground.width - wide)), max(0, min(y, ground.height - high))
    return x, y, x + wide, y + high


def _touch(one: Frame, other: Frame) -> bool:
    return all(one[axis] < other[axis + 2] and other[axis] < one[axis + 2] for axis in (0, 1))
