"""Every example of every rule and cue, run through detection and judgement, span-exact."""

from __future__ import annotations

import pytest
from phi_lint.config import Practice
from phi_lint.detect import Detector
from phi_lint.judge import judge
from phi_lint.judge.evidence import Witnesses
from phi_lint.rulebook import Rulebook, Sighting, load, marked_span
from phi_lint.rulebook.rule import Cue, Example, Rule
from phi_lint.types import Finding, Identifier, Mention, Passage, Post, Severity

BOOK = load()
TEXTUAL = [rule for rule in BOOK if not isinstance(rule.match, Sighting)]
LEAKS = [pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in TEXTUAL for i, example in enumerate(rule.leaks)]
SAFE = [pytest.param(rule, example, id=f"{rule.id}-{i}") for rule in TEXTUAL for i, example in enumerate(rule.safe)]


def findings(rule: Rule, text: str, example: str | Example, detector: Detector, rulebook: Rulebook) -> list[Finding]:
    """What this rule alone reports of a text at medium severity or above."""
    passage = Passage(text) if isinstance(example, str) else Passage(text, example.part)
    (detection,) = detector.detect([passage])
    own = [mention for mention in detection.mentions if mention.rule == rule.id]
    judged = judge(Post("a.txt", "a", (passage,)), own, [detection.care], rulebook, Practice())
    return [finding for finding in judged if finding.severity >= Severity.MEDIUM]


@pytest.mark.parametrize(("rule", "example"), LEAKS)
def test_leaks_are_found_exactly(rule: Rule, example: str | Example, detector: Detector, rulebook: Rulebook) -> None:
    text, start, end = marked_span(example if isinstance(example, str) else example.text)
    found = findings(rule, text, example, detector, rulebook)
    assert [text[f.start : f.end] for f in found] == [text[start:end]]


@pytest.mark.parametrize(("rule", "example"), SAFE)
def test_safe_texts_stay_silent(rule: Rule, example: str | Example, detector: Detector, rulebook: Rulebook) -> None:
    text = example if isinstance(example, str) else example.text
    assert [text[f.start : f.end] for f in findings(rule, text, example, detector, rulebook)] == []


def speaks(cue: Cue, marked: str, rulebook: Rulebook) -> bool:
    """Whether a cue is heard for the marked mention of an example."""
    text, start, end = marked_span(marked)
    passage = Passage(text)
    post = Post("a.txt", "a", (passage,))
    if cue.says is None:
        return cue.compiled.search(text) is not None
    letter = cue.letters[0] if cue.letters else Identifier.A
    rule = next(rule for rule in rulebook if rule.identifier is letter)
    mention = Mention(rule.id, passage, start, end, 0.9, "the test")
    return any(voice.reason == cue.reason for voice in Witnesses(post, rulebook, Practice()).hear(mention))


@pytest.mark.parametrize("cue", BOOK.cues, ids=lambda cue: cue.id)
def test_cues_speak_where_they_should(cue: Cue, rulebook: Rulebook) -> None:
    assert [text for text in cue.holds if not speaks(cue, text, rulebook)] == []


@pytest.mark.parametrize("cue", BOOK.cues, ids=lambda cue: cue.id)
def test_cues_are_silent_elsewhere(cue: Cue, rulebook: Rulebook) -> None:
    assert [text for text in cue.silent if speaks(cue, text, rulebook)] == []
