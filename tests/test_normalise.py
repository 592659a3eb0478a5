"""Disguises are undone, and every character still leads back to what was written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.normalise import normalise

ROWS = [
    pytest.param("MRN:\u200b 0012\u20603456", "MRN: 00123456", id="zero-width space and word joiner"),
    pytest.param("Ma\u00adria", "Maria", id="soft hyphen"),
    pytest.param("MRN 0012\b3456", "MRN 00123456", id="a control character"),
    pytest.param("ＭＲＮ ００１２", "MRN 0012", id="full width"),
    pytest.param("𝗠𝗮𝗿𝗶𝗮 ①②", "Maria 12", id="mathematical letters, circled digits"),
    pytest.param("Маria", "Maria", id="Cyrillic letters in a Latin word"),
    pytest.param("Мария", "Мария", id="a Cyrillic word stays"),
    pytest.param("&#77;aria&nbsp;&amp; x", "Maria & x", id="HTML entities"),
    pytest.param("&zzz; R&D; &", "&zzz; R&D; &", id="what only looks like one"),
    pytest.param("Jose\u0301", "José", id="an accent written apart, as macOS writes it"),
    pytest.param("M\u0336a\u0336r\u0336ia", "Maria", id="letters struck through"),
    pytest.param("1\u03362", "12", id="digits struck through"),
    pytest.param("“x”—y’s", '"x"-y\'s', id="typographic quotes and dashes"),
    pytest.param("a\u2003b\u2028c", "a b\nc", id="spaces and line ends of other kinds"),
    pytest.param("½ ﬁ", "½ ﬁ", id="no one character may become two"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_disguises(text: str, expected: str) -> None:
    assert normalise(text)[0] == expected


@pytest.mark.parametrize("text", ["Plain, with 00123456.", "Zúñiga 👩", ""])
def test_what_has_no_disguise_needs_no_map(text: str) -> None:
    assert normalise(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "read", "written"),
    [
        pytest.param("a\u200b MRN 0012\u200b3456!", "00123456", "0012\u200b3456", id="a hidden space inside"),
        pytest.param("&amp; Maria &amp;", "Maria", "Maria", id="after an entity"),
        pytest.param("x &#77;aria", "Maria", "&#77;aria", id="an entity inside"),
        pytest.param("👩‍⚕️ Jose\u0301!", "José", "Jose\u0301", id="an accent at the end"),
    ],
)
def test_spans_lead_back(text: str, read: str, written: str) -> None:
    normal, source = normalise(text)
    at = normal.index(read)
    assert source is not None
    start, end = source.span(at, at + len(read))
    assert text[start:end] == written


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=8) | st.sampled_from(["&amp;", "e\u0301", "\u200d", "Маria", "1\u0336", "\r\n"])))
def test_the_map_runs_forward_and_stays_inside(pieces: list[str]) -> None:
    text = "".join(pieces)
    normal, source = normalise(text)
    if source is None:
        assert normal == text
        return
    spans = [source.span(at, at + 1) for at in range(len(normal))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(spans))
