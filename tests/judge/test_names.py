"""One name is one person throughout a post."""

from __future__ import annotations

import pytest
from phi_lint.judge.names import agree, echoes, words_of
from phi_lint.judge.weigh import Opinion
from phi_lint.rulebook import marked_span
from phi_lint.types import About, Mention, Part, Passage, Post


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Dr. Maribel O'Quintero-Bell, RN", {"maribel", "o'quintero-bell"}, id="titles and letters go"),
        pytest.param("MARIBEL'S", {"maribel"}, id="case and possessive go"),
        pytest.param("Zúñiga", {"zúñiga"}, id="accents stay"),
        pytest.param("J. Q.", set(), id="initials tell nothing"),
        pytest.param("Nurse", set(), id="only a title"),
    ],
)
def test_telling_words(name: str, words: set[str]) -> None:
    assert words_of(name) == words


def mention(marked: str, part: Part = Part.BODY) -> Mention:
    text, start, end = marked_span(marked)
    return Mention("a-names/patient", Passage(text, part), start, end, 0.9, "the test")


PATIENT = Opinion(About.PATIENT, 0.95, ("a cue",))
RELATIVE = Opinion(About.RELATIVE, 0.9, ("kin",))
NURSE = Opinion(About.STAFF, 0.97, ("a title",))
UNKNOWN = Opinion(About.UNKNOWN, 0.5, ("nothing",))
INTRODUCED = Opinion(About.STAFF, 0.99, ("licence letters",), told=True)
LIKELY = Opinion(About.PATIENT, 0.88, ("an age",))
UNSURE_STAFF = Opinion(About.STAFF, 0.6, ("a hint",))


@pytest.mark.parametrize(
    ("names", "opinions", "first"),
    [
        pytest.param(["Maribel", "Maribel Quintero"], [UNKNOWN, PATIENT], About.PATIENT, id="a first name alone"),
        pytest.param(["Quintero", "Maribel Quintero"], [UNKNOWN, NURSE], About.STAFF, id="staff too"),
        pytest.param(["Maribel", "Maribel Bell", "Maribel Vos"], [UNKNOWN, NURSE, PATIENT], About.PATIENT, id="both"),
        pytest.param(["Maribel", "Rosalind"], [UNKNOWN, PATIENT], About.UNKNOWN, id="another name"),
        pytest.param(["Maribel Bell", "Maribel Vos"], [UNKNOWN, PATIENT], About.UNKNOWN, id="another surname"),
        pytest.param(["Maribel", "Maribel"], [UNSURE_STAFF, PATIENT], About.PATIENT, id="a doubt gives way"),
        pytest.param(["Maribel", "Maribel"], [NURSE, PATIENT], About.STAFF, id="what is sure stays"),
        pytest.param(["Maribel", "Maribel"], [UNKNOWN, UNSURE_STAFF], About.UNKNOWN, id="doubt convinces nobody"),
        pytest.param(["Maribel", "Maribel Vos"], [LIKELY, INTRODUCED], About.STAFF, id="a colleague who is introduced"),
        pytest.param(["Maribel", "Maribel Vos"], [LIKELY, NURSE], About.PATIENT, id="not by the model alone"),
        pytest.param(["Maribel", "Maribel Vos"], [PATIENT, INTRODUCED], About.PATIENT, id="nor where it is sure"),
        pytest.param(
            ["Maribel", "Maribel Vos", "Maribel Bell"],
            [LIKELY, INTRODUCED, PATIENT],
            About.PATIENT,
            id="nor one of two",
        ),
        pytest.param(["J.", "J."], [UNKNOWN, PATIENT], About.UNKNOWN, id="an initial is nobody's"),
    ],
)
def test_sure_opinions_are_handed_on(names: list[str], opinions: list[Opinion], first: About) -> None:
    agreed = agree([mention(f"[[{name}]]") for name in names], opinions)
    assert agreed[0].about is first
    assert agreed[1:] == opinions[1:]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([("and Maribel again", Part.BODY)], ["Maribel"], id="a whole word with a capital"),
        pytest.param([("and QUINTERO again", Part.BODY)], ["QUINTERO"], id="in capitals"),
        pytest.param([("maribel again", Part.BODY)], [], id="in lower case anything could be meant"),
        pytest.param([("Maribella sings", Part.BODY)], [], id="inside a longer word"),
        pytest.param([("#prayformaribel now", Part.BODY)], ["maribel"], id="inside a hashtag"),
        pytest.param([("@teamquintero", Part.BODY)], ["quintero"], id="inside a handle"),
        pytest.param([("https://x.example/for-maribel", Part.BODY)], ["maribel"], id="inside a link of the text"),
        pytest.param([("x.example/maribelquintero", Part.LINK)], ["maribel", "quintero"], id="a link, both words"),
        pytest.param([("maribel.jpg", Part.FILE_NAME)], ["maribel"], id="a file name"),
        pytest.param([("Maribel", Part.ALT_TEXT), ("Maribel", Part.TITLE)], ["Maribel", "Maribel"], id="every passage"),
        pytest.param([("nobody here", Part.BODY)], [], id="not at all"),
    ],
)
def test_overlooked_occurrences_are_found(others: list[tuple[str, Part]], expected: list[str]) -> None:
    known = mention("our patient [[Maribel Quintero]] is home")
    passages = (known.passage, *(Passage(text, part) for text, part in others))
    found = echoes(Post("a.txt", "a", passages), [known], [known])
    assert sorted(echo.text for echo, _ in found) == sorted(expected)
    assert all(index == 0 for _, index in found)


def test_a_word_that_is_a_name_only_sometimes_is_no_echo() -> None:
    known = mention("our patient [[Hope Quintero]] is home. Hope to see you!")
    assert echoes(Post("a.txt", "a", (known.passage,)), [known], [known]) == []


def test_what_was_seen_already_is_no_echo() -> None:
    text = "our patient Maribel, and Maribel"
    passage = Passage(text)
    first, second = (Mention("a-names/patient", passage, at, at + 7, 0.9, "the test") for at in (12, 25))
    assert echoes(Post("a.txt", "a", (passage,)), [first], [first, second]) == []
