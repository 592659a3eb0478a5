"""What stock Presidio does to posts, measured, and must not do here."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from phi_lint.detect import Detector, matching
from phi_lint.errors import FaultyModelError, UnreadableError
from phi_lint.rulebook import Rulebook, load
from phi_lint.types import Mention, Passage

RULE = """\
id: {id}
identifier: H
message: A number.
why: It is one.
fix: Delete it.
match: {match}
severity: critical
leaks: ["[[1]]", "[[2]]", "[[3]]"]
safe: [a, b, c]
references: [none]
"""


def rules(folder: Path, **matches: str) -> Rulebook:
    """A rule set of our own: for each name a match."""
    (folder / "h-medical-record-numbers").mkdir(parents=True)
    for name, match in matches.items():
        rule = f"h-medical-record-numbers/{name}"
        (folder / f"{rule}.yaml").write_text(RULE.format(id=rule, match=match))
    return load([folder])


def mentions(detector: Detector, text: str) -> tuple[Mention, ...]:
    (detection,) = detector.detect([Passage(text)])
    return detection.mentions


def found(detector: Detector, text: str) -> set[tuple[str, str]]:
    """(rule, text) of every mention."""
    return {(mention.rule, mention.text) for mention in mentions(detector, text)}


@pytest.mark.parametrize(
    "model",
    [
        pytest.param("en_core_web_lg", id="one that Presidio downloads by itself"),
        pytest.param("no/such/folder", id="a folder that is not there"),
    ],
)
def test_a_missing_model_is_an_error_and_no_download(
    model: str, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_: called.append(args))
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: called.append(address))
    with pytest.raises(FaultyModelError, match="neither a folder nor an installed spaCy pipeline"):
        Detector(rulebook, model=model)
    assert called == []


@pytest.mark.parametrize("number", ["4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "MRN: 00123456"])
def test_context_words_do_not_change_scores(number: str, detector: Detector) -> None:
    """Stock Presidio adds 0.35 for `credit`, and finds it in `accredited`."""
    scores = [
        {m.rule: m.score for m in mentions(detector, text) if m.detector != "the model"}
        for text in (f"it is {number}", f"accredited credit card bank mastercard visa is {number}")
    ]
    assert scores[0]
    assert scores[0].items() <= scores[1].items()


@pytest.mark.parametrize(
    ("text", "rule", "who"),
    [
        pytest.param("Bed 4, MRN: 00123456", "h-medical-record-numbers/labelled", "the rule", id="a pattern"),
        pytest.param("paid with 4111 1111 1111 1111", "j-account-numbers/card", "Presidio", id="one of Presidio's own"),
        pytest.param("our patient Maribel Quintero", "a-names/patient", "the model", id="the model"),
    ],
)
def test_who_found_it_is_kept(text: str, rule: str, who: str, detector: Detector) -> None:
    assert {mention.detector for mention in mentions(detector, text) if mention.rule == rule} == {who}


def test_two_rules_on_one_span_both_survive(tmp_path: Path, blank: str) -> None:
    book = rules(tmp_path, one=r"{pattern: '\d{8}'}", two=r"{pattern: '\d{8}'}", inner=r"{pattern: '\d{4}'}")
    assert found(Detector(book, model=blank), "MRN: 00123456") == {
        ("h-medical-record-numbers/one", "00123456"),
        ("h-medical-record-numbers/two", "00123456"),
        ("h-medical-record-numbers/inner", "0012"),
        ("h-medical-record-numbers/inner", "3456"),
    }


def test_two_rules_on_one_of_presidios_entities_both_survive(tmp_path: Path, blank: str) -> None:
    book = rules(
        tmp_path, one="{entity: CREDIT_CARD}", two="{entity: CREDIT_CARD}", sure="{entity: CREDIT_CARD, min_score: 1.1}"
    )
    number = "4111 1111 1111 1111"
    assert found(Detector(book, model=blank), f"paid with {number}") == {
        ("h-medical-record-numbers/one", number),
        ("h-medical-record-numbers/two", number),
    }


@pytest.mark.parametrize(
    ("pattern", "span"),
    [
        pytest.param(r"MRN: (?P<value>\d+)", "00123456", id="the group `value` is the span"),
        pytest.param(r"MRN: (\d+)", "MRN: 00123456", id="another group is not"),
        pytest.param(r"MRN: (?:x(?P<value>\d+)|\d+)", "MRN: 00123456", id="all of it where the group took no part"),
        pytest.param(r"(?<=MRN: )\d+", "00123456", id="a lookbehind"),
    ],
)
def test_the_value_is_the_span(pattern: str, span: str, tmp_path: Path, blank: str) -> None:
    book = rules(tmp_path, one=f"{{pattern: '{pattern}'}}")
    assert found(Detector(book, model=blank), "Bed 4, MRN: 00123456!") == {("h-medical-record-numbers/one", span)}


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("666-12-3456", id="area 666"),
        pytest.param("900-71-3348", id="area 9xx"),
        pytest.param("219-00-9999", id="group 00"),
        pytest.param("078-05-1120", id="the wallet's specimen"),
    ],
)
def test_never_issued_ssns_are_found(number: str, detector: Detector) -> None:
    assert ("g-social-security-numbers/by-its-form", number) in found(detector, f"row 40: {number}, who exported it?")


def test_an_address_at_a_reserved_domain_is_found(detector: Detector) -> None:
    assert ("f-email-addresses/address", "k.adeyemi@mailbox.example") in found(
        detector, "write to k.adeyemi@mailbox.example"
    )


def test_a_pattern_that_takes_too_long_is_no_silent_skip(
    tmp_path: Path, blank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matching, "PATIENCE", 0.05)
    detector = Detector(rules(tmp_path, slow=r"{pattern: '(?:\w|\w\w|\w+)+!'}"), model=blank)
    with pytest.raises(UnreadableError, match="a pattern took more than"):
        mentions(detector, "a" * 200 + " !")


def test_context_on_another_line_is_seen(detector: Detector) -> None:
    """presidio-cli reads line by line; here the label may stand above its number."""
    assert ("h-medical-record-numbers/labelled", "00123456") in found(detector, "MRN:\n00123456\n")


@pytest.mark.parametrize("score", [0.2, 0.9])
def test_a_rule_speaks_with_its_own_score(score: float, tmp_path: Path, blank: str) -> None:
    """Stock Presidio gives every hit of spaCy's the constant 0.85."""
    detector = Detector(rules(tmp_path, one=f"{{pattern: '[0-9]+', score: {score}}}"), model=blank)
    assert [mention.score for mention in mentions(detector, "MRN 0012")] == [score]
