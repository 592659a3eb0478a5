"""A medium's page or frame again, with labelled boxes around what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from phi_lint.errors import UnreadableError
from phi_lint.media.kinds import kind
from phi_lint.media.picture import Picture, Where, opened, pictures
from phi_lint.types import Box, Severity

COLOURS = {
    Severity.CRITICAL: (204, 0, 34),
    Severity.HIGH: (214, 112, 0),
    Severity.MEDIUM: (0, 92, 196),
    Severity.LOW: (110, 110, 110),
}

COVER = (221, 221, 221)


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
    for (left, top, width, height), name, severity in boxes:
        a, b, c, d = (round(value / picture.scale) for value in (left, top, left + width, top + height))
        colour = COLOURS[severity]
        within = None if in_clear else COVER
        pen.rectangle((a - stroke, b - stroke, c + stroke, d + stroke), fill=within, outline=colour, width=stroke)
        label = pen.textbbox((a, b), f" {name} ", font=letters)
        wide, high = label[2] - label[0], label[3] - label[1] + 2 * stroke
        x, y = max(0, min(a - stroke, image.width - wide)), b - stroke - high if b - stroke >= high else d + stroke
        pen.rectangle((x, y, x + wide, y + high), fill=colour)
        pen.text((x, y), f" {name} ", font=letters, fill="white")
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
