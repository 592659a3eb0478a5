"""Annotated copies: the numbers hide neither boxes nor what stands beside them."""

from __future__ import annotations

import io

from phi_lint.media.picture import picture
from phi_lint.media.showing import COLOURS, marked
from phi_lint.types import Severity
from PIL import Image, ImageDraw

RED = COLOURS[Severity.CRITICAL]


def test_numbers_hide_no_box_where_lines_are_dense() -> None:
    boxes = [((140, 40 + 40 * row, 200, 30), str(row + 1), Severity.CRITICAL) for row in range(3)]
    image = shown(Image.new("RGB", (1000, 400), "white"), boxes)
    for (left, top, wide, high), _, _ in boxes:
        inside = image.crop((left + 2, top + 2, left + wide - 2, top + high - 2))
        assert inside.getcolors() == [((wide - 4) * (high - 4), (255, 255, 255))]


def test_numbers_hide_no_words_where_there_is_room() -> None:
    image = Image.new("RGB", (1000, 400), "white")
    ImageDraw.Draw(image).rectangle((130, 60, 400, 98), fill="black")  # a line of text above the box
    image = shown(image, [((140, 104, 200, 30), "1", Severity.CRITICAL)])
    assert image.crop((130, 60, 400, 98)).getcolors() == [(270 * 38, (0, 0, 0))]
    assert RED in {colour for _, colour in image.getcolors() or ()}


def shown(image: Image.Image, boxes: list[tuple[tuple[int, int, int, int], str, Severity]]) -> Image.Image:
    return Image.open(io.BytesIO(marked(picture("a", image), boxes, in_clear=True))).convert("RGB")
