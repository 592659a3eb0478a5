"""Marks on pixels: a face becomes a few blurred blocks, everything else a plain bar in the colour around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFilter

from phi_lint.media.covering.mark import Mark
from phi_lint.types import Box

BLOCKS = 4
"""Blocks on the shorter side of a face.

McPherson, Shokri and Shmatikov (Defeating Image Obfuscation with Deep Learning, 2016) tell faces of 8 blocks apart and
hardly any of 4; 48 values hold no face that could be rebuilt. A tighter guess at who it is needs the solid box.
"""
ROOM = 0.3
"""Parts of a face's box that are covered on each side of it: hair, ears and chin lie outside."""
MARGIN = 0.22
"""Parts of a letter's height that are covered around a text."""
GROWTH = 0.6
"""How much wider a cover becomes, in parts of its own margin, each time that something is still seen."""
CONTRAST = 0.2
"""How far a bar's colour lies from the colour around it, so that it is seen to cover something."""
SAME_ROW = 0.5
"""Boxes that share this part of the lower one's height stand in one row."""
JOINED = 1.5
"""Heights up to which the gap between two boxes of a row is covered, too: its length tells a name's."""

Corners = tuple[int, int, int, int]


def hidden(image: Image.Image, marks: Sequence[Mark], solid: bool) -> None:
    """Cover marks on a picture, which is L, RGB or RGBA."""
    before = image.copy()
    for mark in marks:
        for box in [*mark.boxes] if mark.face else joined(mark.boxes):
            if mark.face and not solid and not mark.again:
                blurred(image, box)
            else:
                part = ROOM / 2 if mark.face else MARGIN
                margin = 2 + part * min(box[2:]) * (1 + GROWTH * mark.again)
                _bar(image, _widened(box, margin, margin, image.size), before)


def joined(boxes: Iterable[Box]) -> list[Box]:
    """The boxes of words with neighbours of one row made one."""
    rows: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[0], box[1])):
        for index, row in enumerate(rows):
            shared = min(row[1] + row[3], box[1] + box[3]) - max(row[1], box[1])
            low = min(row[3], box[3])
            if shared > SAME_ROW * low and box[0] - (row[0] + row[2]) < JOINED * low:
                rows[index] = _around(row, box)
                break
        else:
            rows.append(box)
    return rows


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _widened(box: Box, across: float, down: float, size: tuple[int, int]) -> Corners:
    left, top, width, height = box
    return (
        max(0, round(left - across)),
        max(0, round(top - down)),
        min(size[0], round(left + width + across)),
        min(size[1], round(top + height + down)),
    )


def blurred(image: Image.Image, face: Box, few: Image.Image | None = None) -> Image.Image | None:
    """Put a few blocks in the place of a face, their edges blurred away; its own, or those given. Returns them."""
    corners = _widened(face, ROOM * face[2], ROOM * face[3], image.size)
    width, height = corners[2] - corners[0], corners[3] - corners[1]
    if min(width, height) < 1:
        return few
    block = max(1.0, min(width, height) / BLOCKS)
    few = few or image.crop(corners).resize(
        (max(1, round(width / block)), max(1, round(height / block))), Image.Resampling.BOX
    )
    patch = few.resize((width, height), Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(block / 3))
    mask = Image.new("L", (width, height), 0)
    edge = max(1, round(min(width, height) * ROOM / 8))
    pen = ImageDraw.Draw(mask)
    pen.rounded_rectangle((edge, edge, width - 1 - edge, height - 1 - edge), 4 * edge, fill=255)
    image.paste(patch, corners[:2], mask.filter(ImageFilter.GaussianBlur(edge / 2)))
    return few


def _bar(image: Image.Image, corners: Corners, before: Image.Image) -> None:
    """A plain bar, a little darker than the ground that lay around it, or lighter than a dark one."""
    if corners[2] <= corners[0] or corners[3] <= corners[1]:
        return
    ground = _ground(before, corners)
    towards = 0 if sum(ground) / len(ground) > 127 else 255
    colour = tuple(round(value + (towards - value) * CONTRAST) for value in ground)
    fill = colour if image.mode != "RGBA" else (*colour, 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((corners[0], corners[1], corners[2] - 1, corners[3] - 1), fill=fill if len(fill) > 1 else fill[0])


def _ground(image: Image.Image, corners: Corners) -> tuple[int, ...]:
    """The middle colour of the rows and columns just outside a box."""
    left, top, right, bottom = corners
    across, down = (max(0, left - 2), min(image.width, right + 2)), (max(0, top - 2), min(image.height, bottom + 2))
    strips = [
        image.crop((a, c, b, d))
        for (a, b), (c, d) in (
            *((across, rows) for rows in pairwise((down[0], top)) if rows[0] < rows[1]),
            *((across, rows) for rows in pairwise((bottom, down[1])) if rows[0] < rows[1]),
            *((columns, down) for columns in pairwise((across[0], left)) if columns[0] < columns[1]),
            *((columns, down) for columns in pairwise((right, across[1])) if columns[0] < columns[1]),
        )
    ] or [image.crop(corners)]
    bands = len(image.getbands()) - (image.mode in ("LA", "RGBA"))
    middles = []
    for band in range(bands):
        counts = [sum(each) for each in zip(*(strip.getchannel(band).histogram() for strip in strips), strict=True)]
        half, seen = sum(counts) / 2, 0
        for value, count in enumerate(counts):
            seen += count
            if seen >= half:
                middles.append(value)
                break
    return tuple(middles)
