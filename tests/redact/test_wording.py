"""What to write instead: the post stays readable and true, and where no wording is honest there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.redact import Suggester
from phi_lint.redact.wording import WORDINGS, Spot
from phi_lint.rulebook import marked_span
from phi_lint.types import About, Identifier

from fixtures import MakeFinding

P, R = About.PATIENT, About.RELATIVE
ROWS = [
    pytest.param("A", P, "we love [[Maribel Quintero]]!", "we love one of our patients!", id="a name"),
    pytest.param("A", P, "So proud of our patient [[Maribel]]!", "So proud of one of our patients!", id="one title"),
    pytest.param("A", P, "Mrs. [[Bell]] is home", "One of our patients is home", id="a title goes, a capital stays"),
    pytest.param("A", P, "💛 [[Bell]] is home", "💛 One of our patients is home", id="a capital after an emoji"),
    pytest.param("A", P, "so [[Maribel]]'s last round", "so our patient's last round", id="a possessive"),
    pytest.param("A", R, "her husband [[Tobias]] waits", "her husband waits", id="kinship says enough"),
    pytest.param("A", R, "her husband, [[Tobias]], waits", "her husband waits", id="between commas"),
    pytest.param("A", R, "so [[Pilar]] waits", "so a family member waits", id="a relative without kinship"),
    pytest.param("A", R, "he cooks at [[Sorrel Diner]].", "he cooks at a local business.", id="an employer"),
    pytest.param("A", R, "the whole [[Ashgrove High]] band", "the whole local school band", id="a school"),
    pytest.param("A", R, "her sister [[Dana Mills]] waits", "her sister waits", id="a name like a company's"),
    pytest.param("A", P, "Go #[[Maribel]] go", "Go go", id="a hashtag goes whole"),
    pytest.param("A", P, "at x.example/for-[[maribel]] now", "at now", id="part of a link takes it along"),
    pytest.param("B", P, "She lives in [[Tamarack Hollow]].", "She lives in the area.", id="a verb that wants a place"),
    pytest.param("B", P, "ZIP [[83201]] here", "ZIP 832 here", id="the three digits that may stay"),
    pytest.param("B", P, "in ZIP [[03601]] here", "in here", id="not where few people live"),
    pytest.param("C", P, "Admitted on [[March 3rd]].", "Admitted.", id="a day"),
    pytest.param("C", P, "born on [[March 3, 1951]] here", "born in 1951 here", id="the year may stay"),
    pytest.param("C", P, "she is [[97]] now", "she is 90 or older now", id="an age over 89"),
    pytest.param("C", P, "she is [[ninety-four]] now", "she is 90 or older now", id="in words"),
    pytest.param("C", P, "she came on the [[12]] again", "she came again", id="a day is no age over 89"),
    pytest.param("C", P, "she came on the [[nineteenth]]!", "she came!", id="nineteen is not ninety"),
    pytest.param("D", P, "Call her at [[208-555-0134]].", "Call her.", id="a phone with its preposition"),
    pytest.param("H", P, "Bed 4, MRN: [[00123456]], going home", "Bed 4, going home", id="a number with its label"),
    pytest.param("H", P, "[[00123456]]", "", id="nothing is left"),
    pytest.param("G", P, "SSN [[219-09-9999]] on a sticky note", "on a sticky note", id="at the beginning"),
    pytest.param("R", P, "is in [[room 6]] again", "is here again", id="a room"),
    pytest.param("R", P, "[[the only survivor]] of it", None, id="what makes unique must be reworded"),
    pytest.param("X", P, "when [[we treated you]]", None, id="a confirmation must be written anew"),
    pytest.param("Q", P, "[[her smile]]", None, id="no wording for a face"),
]


@pytest.mark.parametrize(("letter", "about", "marked", "expected"), ROWS)
def test_wording(letter: str, about: About, marked: str, expected: str | None, make_finding: MakeFinding) -> None:
    finding = make_finding(marked, identifier=Identifier(letter), about=about)
    (suggested,) = Suggester().suggest([finding])
    if expected is None:
        assert suggested.suggestion is None
        return
    text, suggestion = finding.passage.text, suggested.suggestion
    assert suggestion is not None
    assert text[: suggestion.start] + suggestion.text + text[suggestion.end :] == expected


def test_a_second_mention_is_the_same_patient(make_finding: MakeFinding) -> None:
    first = make_finding("our [[Maribel Quintero]] and Maribel")
    second = make_finding("our Maribel Quintero and [[Maribel]]")
    texts = [finding.suggestion and finding.suggestion.text for finding in Suggester().suggest([first, second])]
    assert texts == ["one of our patients", "our patient"]


def test_what_has_no_place_in_a_file_has_no_suggestion(make_finding: MakeFinding) -> None:
    finding = make_finding("our [[Maribel]]")
    nowhere = replace(finding, passage=replace(finding.passage, source=None))
    assert Suggester().suggest([nowhere])[0].suggestion is None


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(WORDINGS)),
    st.sampled_from(["MRN: [[00123456]]", "on [[3/14]]", "her son [[Enzo]]", "[[room 6]]", "#[[enzo]]", "[[83201]]"]),
    st.text(max_size=12),
    st.text(max_size=12),
)
def test_the_value_never_survives_and_the_span_stays_inside(letter: str, core: str, before: str, after: str) -> None:
    text, start, end = marked_span((before + core + after) if "[[" not in before else core)
    worded = WORDINGS[Identifier(letter)](Spot(text, start, end, P))
    if worded is None:
        return
    words, first, last = worded
    assert 0 <= first <= start < end <= last <= len(text)
    assert text[start:end] not in words
