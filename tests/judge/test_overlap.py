"""One finding for each occurrence: of several on the same characters the one that says most."""

from __future__ import annotations

from dataclasses import replace

import pytest
from phi_lint.judge.overlap import one_each
from phi_lint.rulebook import Rulebook
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Finding, Identifier, Part, Passage, Place, Severity

from fixtures import MakeFinding

TEXT = "our patient Maribel Quintero, MRN 00123456"
PASSAGE = Passage(TEXT, source=SourceMap.shifted(len(TEXT)))


def at(make: MakeFinding, start: int, end: int, rule: str = "a-names/patient", **changes: object) -> Finding:
    identifier = Identifier(rule[0].upper())
    finding = make("[[x]]", passage=PASSAGE, rule=rule, identifier=identifier, **changes)
    return replace(finding, start=start, end=end, place=Place(start, end, 1, start + 1, 1, end + 1))


NAME, FIRST, NUMBER, PATIENT_WORD = (12, 28), (12, 19), (34, 42), (0, 28)
ROWS = [
    pytest.param(
        [(*NAME, "a-names/patient", {}), (*NUMBER, "h-medical-record-numbers/labelled", {})],
        ["a-names/patient", "h-medical-record-numbers/labelled"],
        id="apart: both stay, in the order of the text",
    ),
    pytest.param(
        [(*NAME, "a-names/person", {"severity": Severity.LOW}), (*FIRST, "a-names/patient", {})],
        ["a-names/patient"],
        id="the severer, however short",
    ),
    pytest.param(
        [(*FIRST, "a-names/patient", {}), (*NAME, "a-names/patient", {})],
        ["a-names/patient"],
        id="the longer",
    ),
    pytest.param(
        [(*PATIENT_WORD, "x-disclosure/is-our-patient", {}), (*NAME, "a-names/patient", {})],
        ["a-names/patient"],
        id="an identifier before a disclosure, however long",
    ),
    pytest.param(
        [(*NAME, "a-names/person", {}), (*NAME, "a-names/patient", {})],
        ["a-names/patient"],
        id="a rule for just these people before one for all",
    ),
    pytest.param(
        [(*NUMBER, "r-other-unique/number-in-context", {}), (*NUMBER, "h-medical-record-numbers/labelled", {})],
        ["h-medical-record-numbers/labelled"],
        id="a pattern before the model",
    ),
    pytest.param(
        [(*NUMBER, "d-phone-numbers/in-context", {"confidence": 1.0}), (*NUMBER, "j-account-numbers/card", {})],
        ["j-account-numbers/card"],
        id="what Presidio's checksum proves before the model",
    ),
    pytest.param(
        [(36, 40, "a-names/patient", {}), (*NUMBER, "h-medical-record-numbers/labelled", {"severity": Severity.LOW})],
        ["h-medical-record-numbers/labelled"],
        id="a piece of a number is no name",
    ),
    pytest.param(
        [(*FIRST, "a-names/patient", {}), (*NAME, "n-web-urls/fundraiser", {"severity": Severity.LOW})],
        ["a-names/patient"],
        id="a piece of a link may be one",
    ),
    pytest.param(
        [(*NUMBER, "m-devices/imei", {"confidence": 0.9}), (*NUMBER, "j-account-numbers/card", {"confidence": 1.0})],
        ["m-devices/imei"],
        id="a label before a checksum",
    ),
    pytest.param(
        [(12, 20, "a-names/patient", {}), (19, 28, "a-names/patient", {})],
        ["a-names/patient"],
        id="half and half",
    ),
    pytest.param(
        [(12, 19, "a-names/patient", {}), (19, 28, "a-names/patient", {})],
        ["a-names/patient", "a-names/patient"],
        id="side by side is not over each other",
    ),
]


@pytest.mark.parametrize(("rows", "kept"), ROWS)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned around"])
def test_the_best_is_kept(
    rows: list[tuple[int, int, str, dict[str, object]]],
    kept: list[str],
    turned: bool,
    make_finding: MakeFinding,
    rulebook: Rulebook,
) -> None:
    findings = [at(make_finding, start, end, rule, **changes) for start, end, rule, changes in rows]
    assert [finding.rule for finding in one_each(findings[::-1] if turned else findings, rulebook)] == kept


def test_a_link_and_the_body_that_holds_it_are_one(make_finding: MakeFinding, rulebook: Rulebook) -> None:
    body = at(make_finding, *NAME)
    link = replace(body, passage=Passage(TEXT[12:28], Part.LINK, SourceMap.shifted(16, 12)), start=0, end=16)
    assert one_each([link, body], rulebook) == [body]


def test_without_a_place_only_the_same_passage_overlaps(make_finding: MakeFinding, rulebook: Rulebook) -> None:
    """Texts read from two pictures: equal offsets there mean nothing."""
    findings = [replace(at(make_finding, *NAME), passage=Passage(TEXT), place=Place()) for _ in range(2)]
    assert len(one_each(findings, rulebook)) == 2
