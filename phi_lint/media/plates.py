"""License plates: what reads like one and stands alone on a plate's ground, or with a state's name above or below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from phi_lint.media.opencv import cv2
from phi_lint.media.picture import Picture
from phi_lint.types import Box, Passage, Sighting

NUMBER = regex.compile(
    r"""(?x) (?<= ^ | \n | \ \  )            # alone in its line, or in its cell
    (?:
      \d [A-Z]{3} [-·•\ ]? \d{3}             # 7KLM012
    | (?P<word> [A-Z]{3} ) [-·•\ ]? \d{3,4}  # RRT 5518
    | \d{3,4} [-·•\ ]? [A-Z]{3}              # 418 RKP
    | \d [A-Z]{2} [-·•\ ]? \d{3,4} | [A-Z]{2} [-·•\ ]? \d{5}
    | \d{2} [-·•] [A-Z]\d{4} | [A-Z]\d{2} [-·•\ ]? \d?[A-Z]{2,3}
    | [A-Z]{2}\d{2} [-·•\ ]? [A-Z]{3}        # as in Britain
    | [A-Z]{1,3} [-:·•\ ] [A-Z]{1,2} \ ? \d{2,4}  # as in Germany
    ) (?= $ | \n | \ \  )"""
)
NO_PLATE = frozenset(
    "HWY RTE BED ICU LOT FAX TEL EXT MAX MIN ACC MRN DOB SSN NPI AGE QTY REF LOG SKU PIN ISO CPT ICD USD SPF BPM RPM"
    " JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC MON TUE WED THU FRI SAT SUN LAB VOL DAY BIN GRP NDC PCN".split()
)
"""Three letters that lead a number on anything but a plate."""
STATES = frozenset(
    "ALABAMA ALASKA ARIZONA ARKANSAS CALIFORNIA COLORADO CONNECTICUT DELAWARE FLORIDA GEORGIA HAWAII IDAHO ILLINOIS"
    " INDIANA IOWA KANSAS KENTUCKY LOUISIANA MAINE MARYLAND MASSACHUSETTS MICHIGAN MINNESOTA MISSISSIPPI MISSOURI"
    " MONTANA NEBRASKA NEVADA HAMPSHIRE JERSEY MEXICO YORK CAROLINA DAKOTA OHIO OKLAHOMA OREGON PENNSYLVANIA RHODE"
    " ISLAND TENNESSEE TEXAS UTAH VERMONT VIRGINIA WASHINGTON WISCONSIN WYOMING".split()
)
"""A word of each state's name."""
NEAR = 1.6
"""Heights of the number between it and the state's name."""
SURE = 0.85
"""A number under a state's name."""
LIKELY = 0.7
"""A number alone on a plate's ground: a sign may look so."""
ALIKE = 44
"""Grey values by which a plate's ground may differ from itself."""
TALL, WIDE = (0.9, 4.5), (0.8, 2.6)
"""Times that a plate is as high and as wide as its number's box, which may reach over the plate's edge."""
FILLED = 0.78
"""Of the smallest rectangle around a plate's ground, what the ground fills: corners are round."""


def see(picture: Picture, passages: Sequence[Passage]) -> Iterator[Sighting]:
    """The plates among what was read in a picture."""
    for passage in passages:
        for found in NUMBER.finditer(passage.text):
            if found["word"] in NO_PLATE:
                continue
            boxes = [box for start, end, box in passage.boxes if start < found.end() and found.start() < end]
            if not boxes:
                continue
            box = _around(boxes)
            named = any(
                passage.text[start:end].upper() in STATES and _beside(box, other) for start, end, other in passage.boxes
            )
            if named or _on_a_plate(picture, box):
                score = SURE if named else LIKELY
                yield Sighting("plate", picture.media, score, box, picture.where, found[0])


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top


def _beside(number: Box, name: Box) -> bool:
    """Whether a name stands right above or below a number, and is written smaller."""
    middle = name[0] + name[2] / 2
    over = number[0] - number[3] < middle < number[0] + number[2] + number[3]
    gap = max(number[1] - name[1] - name[3], name[1] - number[1] - number[3])
    return over and name[3] <= 1.1 * number[3] and gap < NEAR * number[3]


def _on_a_plate(picture: Picture, box: Box) -> bool:
    """Whether the ground under a number ends around it as a plate does: in a rectangle of a plate's proportions."""
    import numpy as np

    left, top, wide, high = (value / picture.scale for value in box)
    if min(wide, high) < 4:
        return False
    begin, above = round(left - wide), round(top - TALL[1] * high)
    cut = picture.pixels.crop((begin, above, round(left + 2 * wide), round(top + (1 + TALL[1]) * high)))
    grey = cv2().GaussianBlur(np.asarray(cut.convert("L")), (3, 3), 0)
    x, y = round(left - begin), round(top - above)
    inside = grey[y : y + round(high), x : x + round(wide)]
    ground = _ground(inside)
    alike = (np.abs(grey.astype("int16") - ground) < ALIKE).astype("uint8")
    outlines, _ = cv2().findContours(alike, cv2().RETR_EXTERNAL, cv2().CHAIN_APPROX_SIMPLE)
    middle = (x + wide / 2, y + high / 2)
    for outline in outlines:
        if cv2().pointPolygonTest(outline, middle, False) < 0:
            continue
        (_, _), (one, other), _ = cv2().minAreaRect(outline)
        long, short = max(one, other), min(one, other)
        filled = cv2().contourArea(outline) / max(1.0, long * short)
        return bool(filled > FILLED and WIDE[0] < long / wide < WIDE[1] and TALL[0] < short / high < TALL[1])
    return False


def _ground(inside: Any) -> int:
    """The grey value under the letters: the most frequent one, roughly."""
    import numpy as np

    counts = np.bincount(inside.ravel() // 16, minlength=16)
    return int(counts.argmax()) * 16 + 8
