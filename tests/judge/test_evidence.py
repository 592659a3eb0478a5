"""Cues are heard where they must stand, and nowhere else."""

from __future__ import annotations

import pytest
from phi_lint.config import Practice
from phi_lint.judge.evidence import Witnesses, speaks_of_care
from phi_lint.rulebook import Cue, Rulebook, Where, marked_span
from phi_lint.types import About, Identifier, Mention, Passage, Post


def heard(
    rulebook: Rulebook, where: Where, pattern: str, marked: str, letters: tuple[Identifier, ...] = (), **post: str
) -> list[str]:
    """The reasons that one cue, alone in the rule set, gives for the marked name."""
    cue = Cue("cues/mine", About.PATIENT, "it stands there", where, pattern, 3.0, (), (), letters)
    text, start, end = marked_span(marked)
    passage = Passage(text)
    book = Rulebook(rulebook.rules, (cue,), "")
    mention = Mention("a-names/patient", passage, start, end, 0.9, "the test")
    return [voice.reason for voice in Witnesses(Post("a.txt", "a", (passage,), **post), book, Practice()).hear(mention)]


FAR = "x " * 60
ROWS = [
    pytest.param(Where.BEFORE, "patient", "our patient [[Bell]]", True, id="right before"),
    pytest.param(Where.BEFORE, "patient", "our patient, dear [[Bell]]", False, id="before, with something between"),
    pytest.param(Where.BEFORE, "patient", "[[Bell]], our patient", False, id="after is not before"),
    pytest.param(Where.BEFORE, "patient .*", f"our patient {FAR}[[Bell]]", False, id="too far before"),
    pytest.param(Where.AFTER, r",\ our\ patient", "[[Bell]], our patient", True, id="right after"),
    pytest.param(Where.AFTER, "our", "[[Bell]], our patient", False, id="after, with something between"),
    pytest.param(Where.INSIDE, "^Mrs", "our [[Mrs. Bell]]", True, id="inside"),
    pytest.param(Where.INSIDE, "our", "our [[Mrs. Bell]]", False, id="beside is not inside"),
    pytest.param(Where.SENTENCE, "chemo", "[[Bell]] had her chemo.", True, id="in the sentence"),
    pytest.param(Where.SENTENCE, "chemo", "Chemo is hard: chemo.\n[[Bell]] waits.", False, id="in another sentence"),
    pytest.param(Where.SENTENCE, "Bell", "[[Bell]] waits.", False, id="a mention is no cue for itself"),
    pytest.param(Where.POST, "chemo", "All about chemo.\n\n[[Bell]] waits.", True, id="anywhere in the post"),
    pytest.param(Where.POST, "chemo", "[[Bell]] waits.", False, id="nowhere in the post"),
    pytest.param(Where.BEFORE, "patient's", "our patient’s [[Bell]]", True, id="typographic quotes"),
    pytest.param(
        Where.BEFORE, "patient", "our pa\u200bti\u00adent\u200b [[Bell]]", True, id="split by what is invisible"
    ),
    pytest.param(Where.AFTER, r",\ patient", "o\u200bur [[Be\u200bll]], pat\u200bient", True, id="invisible, after"),
    pytest.param(Where.INSIDE, "Bell", "our [[Be\u200bll]]", True, id="invisible, inside"),
    pytest.param(Where.SENTENCE, "chemo", "che\u200bmo for [[Bell]].", True, id="invisible, in the sentence"),
    pytest.param(Where.POST, "chemo", "che\u200bmo.\n\n[[Bell]] waits.", True, id="invisible, in the post"),
    pytest.param(
        Where.BEFORE, "patient  # a comment", "our patient [[Bell]]", True, id="a pattern ends with a comment"
    ),
]


@pytest.mark.parametrize(("where", "pattern", "marked", "speaks"), ROWS)
def test_where_a_cue_is_heard(where: Where, pattern: str, marked: str, speaks: bool, rulebook: Rulebook) -> None:
    assert heard(rulebook, where, pattern, marked) == (["it stands there"] if speaks else [])


def test_a_cue_for_other_letters_is_silent(rulebook: Rulebook) -> None:
    assert heard(rulebook, Where.BEFORE, "patient", "our patient [[Bell]]", (Identifier.D,)) == []
    assert heard(rulebook, Where.BEFORE, "patient", "our patient [[Bell]]", (Identifier.A,)) == ["it stands there"]


def test_whom_a_reply_addresses_is_likely_a_patient(rulebook: Rulebook) -> None:
    said = "it is the name of whom this replies to"
    assert said in heard(rulebook, Where.BEFORE, "nothing", "Dear [[Tobias]],", reply_to="Tobias R.")
    assert said not in heard(rulebook, Where.BEFORE, "nothing", "Dear [[Rosalind]],", reply_to="Tobias R.")


def test_the_models_chances_speak(rulebook: Rulebook) -> None:
    passage = Passage("Bell")
    leanings = {About.PATIENT: 0.75, About.STAFF: 0.25}
    mention = Mention("a-names/patient", passage, 0, 4, 0.9, "the model", leanings)
    voices = Witnesses(Post("a.txt", "a", (passage,)), Rulebook(rulebook.rules, (), ""), Practice()).hear(mention)
    assert {voice.about: voice.reason for voice in voices} == {
        About.PATIENT: "the model reads it as a patient's (75%)",
        About.STAFF: "the model reads it as staff's (25%)",
    }


@pytest.mark.parametrize(
    ("texts", "weight"),
    [
        pytest.param(["her chemo"], 1.5, id="in the body"),
        pytest.param(["x", "her chemo", "chemo again"], 1.5, id="once, however often"),
        pytest.param(["open house"], 0, id="not at all"),
    ],
)
def test_a_post_speaks_of_care(texts: list[str], weight: float) -> None:
    cue = Cue("cues/care", None, "care", Where.POST, "chemo", 1.5, (), ())
    assert speaks_of_care(Post("a.txt", "a", tuple(map(Passage, texts))), [cue]) == weight


def test_what_a_reply_answers_is_heard_and_is_no_text_of_ours(rulebook: Rulebook) -> None:
    said = "in what this answers, it stands there"
    review = {"context": "They kept my son Bram waiting. The hygienist Kalani was kind."}
    assert heard(rulebook, Where.BEFORE, r"my\ son", "We hope [[Bram]] is well", **review) == [said]
    assert heard(rulebook, Where.BEFORE, r"my\ son", "We hope [[Kalani]] is well", **review) == []
    assert heard(rulebook, Where.INSIDE, "Bram", "We hope [[Bram]] is well", **review) == ["it stands there"]


def test_what_a_reply_answers_may_speak_of_care(rulebook: Rulebook) -> None:
    cue = Cue("cues/mine", None, "care", Where.POST, "surgery", 1.0, (), ())
    post = Post("a.txt", "a", (Passage("We are sorry."),), context="My surgery ran late.")
    assert speaks_of_care(post, [cue]) == 1.0
