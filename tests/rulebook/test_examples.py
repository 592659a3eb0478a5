"""Every example of every rule and cue, run through detection and judgement, span-exact."""

from __future__ import annotations

import pytest
from phi_lint import types
from phi_lint.config import Practice
from phi_lint.detect import Detector
from phi_lint.judge import judge
from phi_lint.judge.evidence import Witnesses
from phi_lint.rulebook import Rulebook, Sighting, load, marked_span
from phi_lint.rulebook.rule import Cue, Example, Rule
from phi_lint.types import Finding, Identifier, Mention, Passage, Post, Severity

BOOK = load()
TEXTUAL = [rule for rule in BOOK if not isinstance(rule.match, Sighting)]
SIGHTED = [rule for rule in BOOK if isinstance(rule.match, Sighting)]
SEEN_LEAKS = [pytest.param(rule, text, id=f"{rule.id}-{i}") for rule in SIGHTED for i, text in enumerate(rule.leaks)]
SEEN_SAFE = [pytest.param(rule, text, id=f"{rule.id}-{i}") for rule in SIGHTED for i, text in enumerate(rule.safe)]
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


def seen(rule: Rule, text: str, detail: str, detector: Detector, rulebook: Rulebook) -> list[Finding]:
    """What a rule for pictures reports of something seen beside a text, at medium severity or above."""
    assert isinstance(rule.match, Sighting)
    passages = (Passage(text),) if text.strip() else ()
    detections = list(detector.detect(passages))
    mentions = [mention for detection in detections for mention in detection.mentions]
    sighting = types.Sighting(rule.match.sighting, "a.jpg", 0.9, detail=detail)
    post = Post("a.txt", "a", passages)
    judged = judge(post, mentions, [d.care for d in detections], rulebook, Practice(), [(sighting, rule)])
    return [finding for finding in judged if finding.rule == rule.id and finding.severity >= Severity.MEDIUM]


@pytest.mark.parametrize(("rule", "marked"), SEEN_LEAKS)
def test_what_is_seen_in_a_leaking_post_is_found(
    rule: Rule, marked: str, detector: Detector, rulebook: Rulebook
) -> None:
    """The text without its mark is the post's; what is marked is what a sense saw in its picture."""
    text, start, end = marked_span(marked)
    found = seen(rule, text[:start] + text[end:], text[start:end], detector, rulebook)
    assert [finding.value for finding in found] == [text[start:end]]


@pytest.mark.parametrize(("rule", "text"), SEEN_SAFE)
def test_what_is_seen_in_a_safe_post_stays_silent(
    rule: Rule, text: str, detector: Detector, rulebook: Rulebook
) -> None:
    """The last word is what a sense saw."""
    words, _, detail = text.rpartition(". ") if ". " in text else text.rpartition("! ")
    assert seen(rule, words, detail, detector, rulebook) == []


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
