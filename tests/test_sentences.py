"""Where sentences of posts end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.sentences import sentence_around, sentences

ROWS = [
    pytest.param("She is home. He waits.", ["She is home.", "He waits."], id="a full stop"),
    pytest.param("So happy! 34 weeks", ["So happy!", "34 weeks"], id="a number begins one"),
    pytest.param("line one\nline two", ["line one", "line two"], id="a line end without a full stop"),
    pytest.param("one\r\n\r\ntwo", ["one", "two"], id="CR LF and an empty line"),
    pytest.param("Dr. Vos and Mrs. Bell", ["Dr. Vos and Mrs. Bell"], id="a title is no end"),
    pytest.param("Ask J. Bell", ["Ask J. Bell"], id="an initial is no end"),
    pytest.param("Dr.\nVos", ["Dr.", "Vos"], id="a line end always is one"),
    pytest.param("at 2.5 mg. then rest", ["at 2.5 mg. then rest"], id="no capital, no new sentence"),
    pytest.param('He said "go." She went', ['He said "go."', "She went"], id="a closing quote belongs to the first"),
    pytest.param("¡Gracias! ¿Y tú?", ["¡Gracias!", "¿Y tú?"], id="Spanish"),
    pytest.param("", [], id="nothing"),
    pytest.param("\n \n", [], id="only space"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='aA.!?\n\r "Dr1'))
def test_sentences_cover_all_but_space_in_order(text: str) -> None:
    spans = sentences(text)
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in inside)
    assert len(inside) == sum(end - start for start, end in spans)
    assert spans == sorted(spans)


def test_a_span_over_two_sentences_takes_both() -> None:
    spans = sentences("One. Two. Three.")
    assert sentence_around(spans, 2, 7) == (0, 9)
    assert sentence_around(spans, 11, 12) == (10, 16)
    assert sentence_around([], 3, 4) == (3, 4)
