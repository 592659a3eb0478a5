"""Lines as an engine reads them → words with boxes, whichever way the line runs."""

from __future__ import annotations

import math

import pytest
from phi_lint.media.lines import Line, in_the_same_place, words

TEXT = "MRN:00123456 Maribel"
LONG, HIGH = 400.0, 40.0


def line(angle: float, text: str = TEXT, aside: float = 0.0) -> Line:
    """A line of letters of one width around (500, 500), turned clockwise by some degrees."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def point(along: float, down: float) -> tuple[float, float]:
        down += aside
        return 500 + along * cosine - down * sine, 500 + along * sine + down * cosine

    half, low = LONG / 2, HIGH / 2
    quad = (point(-half, -low), point(half, -low), point(half, low), point(-half, low))
    middles = tuple((index + 0.5) / len(text) for index, letter in enumerate(text) if not letter.isspace())
    return Line(text, 0.99, quad, middles)


@pytest.mark.parametrize(
    ("angle", "first"),
    [
        pytest.param(0, (300, 480, 380, 520), id="level"),
        pytest.param(90, (480, 300, 520, 380), id="read downwards"),
        pytest.param(180, (620, 480, 700, 520), id="on its head"),
        pytest.param(270, (480, 620, 520, 700), id="read upwards"),
    ],
)
def test_words_stand_where_their_letters_do(angle: float, first: tuple[float, ...]) -> None:
    label, number, name = words(line(angle), round(angle / 90))
    assert (label.text, number.text, name.text) == ("MRN:", "00123456", "Maribel")
    assert label.corners == pytest.approx(first, abs=HIGH / 2)
    assert [word.slant for word in (label, number, name)] == pytest.approx([0, 0, 0], abs=1e-6)


@pytest.mark.parametrize("angle", [-24, -8, 8, 24])
def test_tilted_words_do_not_overlap_along_their_line(angle: float) -> None:
    label, number, name = words(line(angle), 0)
    assert label.corners[0] < number.corners[0] < name.corners[0]
    assert math.degrees(number.slant) == pytest.approx(angle)
    middle = (number.corners[0] + number.corners[2]) / 2, (number.corners[1] + number.corners[3]) / 2
    expected = 500 - 40 * math.cos(math.radians(angle)), 500 - 40 * math.sin(math.radians(angle))
    assert math.dist(middle, expected) < HIGH / 4


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Rx No.5560375", ["Rx", "No.", "5560375"]),
        ("ID#88213", ["ID#", "88213"]),
        ("9:41 PM", ["9:41", "PM"]),  # a time is one word
        ("v2.5", ["v2.5"]),
    ],
)
def test_a_number_behind_its_label_is_a_word(text: str, parted: list[str]) -> None:
    assert [word.text for word in words(line(0, text), 0)] == parted


def test_where_the_letters_are_unknown_a_line_is_one_word() -> None:
    (word,) = words(Line(" Maribel Quintero ", 0.9, line(0).quad), 0)
    assert (word.text, word.corners) == ("Maribel Quintero", (300, 480, 700, 520))


@pytest.mark.parametrize("angle", [0, 13, 90, -24])
@pytest.mark.parametrize(
    ("aside", "same"), [pytest.param(6.0, True, id="read twice"), pytest.param(44.0, False, id="the next line")]
)
def test_two_looks_at_one_line_are_known(angle: float, aside: float, same: bool) -> None:
    assert in_the_same_place(line(angle), line(angle, aside=aside)) is same
