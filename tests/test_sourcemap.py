"""Offsets survive every step: reading, joining, chaining, counting lines."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.sourcemap import LineIndex, SourceMap

UNITS = [
    pytest.param([("Maria", 0, 5)], (0, 5), (0, 5), id="a plain piece maps character by character"),
    pytest.param([("Mar", 2, 5), ("ia", 7, 9)], (0, 5), (2, 9), id="a span over a gap takes the gap in"),
    pytest.param([("Mar", 2, 5), ("ia", 7, 9)], (3, 5), (7, 9), id="a span behind a gap does not"),
    pytest.param([("a", 0, 1), ("&", 1, 6), ("b", 6, 7)], (1, 2), (1, 6), id="an entity is pointed at whole"),
    pytest.param([("fi", 0, 1)], (1, 2), (0, 1), id="half of a ligature is all of it"),
    pytest.param([("", 0, 3), ("x", 3, 4)], (0, 1), (3, 4), id="what is taken away maps nowhere"),
]


@pytest.mark.parametrize(("units", "span", "source"), UNITS)
def test_pieces_lead_back(units: list[tuple[str, int, int]], span: tuple[int, int], source: tuple[int, int]) -> None:
    text, found = SourceMap.from_units(units)
    assert text == "".join(piece for piece, _, _ in units)
    assert len(found) == len(text)
    assert found.span(*span) == source


def test_two_steps_chain() -> None:
    # The file holds `**MRN** 7`; the reader drops the asterisks, detection then drops the space.
    _, read = SourceMap.from_units([("MRN", 2, 5), (" 7", 7, 9)])
    _, normal = SourceMap.from_units([("MRN", 0, 3), ("7", 4, 5)])
    assert normal.then(read).span(0, 3) == (2, 5)
    assert normal.then(read).span(3, 4) == (8, 9)


def test_a_shifted_text_keeps_its_distances() -> None:
    assert SourceMap.shifted(5, 10).span(1, 3) == (11, 13)


def test_ends_without_starts_are_refused() -> None:
    whole = SourceMap.shifted(3)
    with pytest.raises(ValueError, match="as many ends as starts"):
        SourceMap(whole.starts, whole.ends[:2])


POSITIONS = [
    pytest.param("abc", 2, (1, 3), id="the first line"),
    pytest.param("a\nb", 2, (2, 1), id="LF"),
    pytest.param("a\r\nb", 3, (2, 1), id="CR LF is one line end"),
    pytest.param("a\rb", 2, (2, 1), id="CR alone, as old Macs wrote"),
    pytest.param("a\r\rb", 3, (3, 1), id="two CR are two line ends"),
    pytest.param("a\n", 2, (2, 1), id="the end of the text"),
    pytest.param("👩‍⚕️ x", 4, (1, 5), id="code points are counted, not what they look like"),
    pytest.param("a\u2028b\x0cc", 4, (1, 5), id="editors do not count these as line ends"),
]


@pytest.mark.parametrize(("text", "offset", "expected"), POSITIONS)
def test_lines_and_columns(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert LineIndex.of(text).position(offset) == expected


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab\r\n"))
def test_lines_are_those_of_an_editor(text: str) -> None:
    index = LineIndex.of(text)
    lines = io.StringIO(text, newline=None).read().split("\n")
    assert len(index.starts) == len(lines)
    assert all(index.position(start) == (number, 1) for number, start in enumerate(index.starts, 1))
