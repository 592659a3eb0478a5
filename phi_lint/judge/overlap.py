"""One finding an occurrence: of findings that overlap, the one that says most is kept."""

from __future__ import annotations

from collections.abc import Sequence

from phi_lint.judge.coded import codes_once
from phi_lint.judge.taken import Taken
from phi_lint.rulebook import Entity, Pattern, Rulebook, Sighting
from phi_lint.types import Finding, Identifier, Part

BEFORE_OTHERS = {Part.BODY: 0, Part.TITLE: 0}
"""A hashtag or link inside a body is part of the body: the body's finding is kept."""
NUMBERS = frozenset(map(Identifier, "DEGHIJKLMO"))
"""Identifiers whose inside holds nothing else; an e-mail address or a link may hold a name."""
FILE = "file"
"""Where places are spans of; passages that come from the same characters of it overlap there."""


def one_each(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    """The findings without those that overlap a better one, in the order of the text."""
    kept: list[Finding] = []
    taken = Taken()
    codes = [finding for finding in findings if _is_a_code(finding, rulebook)]
    findings = codes_once(findings, codes, lambda finding: _by_model(finding, rulebook))
    for finding in sorted(_without_splinters(findings, rulebook), key=lambda finding: _worth(finding, rulebook)):
        passage, place = finding.passage, finding.place
        if taken.overlaps(id(passage), finding.start, finding.end):
            continue
        if place.start is not None and place.end is not None:
            if taken.overlaps(FILE, place.start, place.end, but=passage):
                continue
            taken.add(FILE, place.start, place.end, passage)
        taken.add(id(passage), finding.start, finding.end)
        kept.append(finding)
    return sorted(kept, key=lambda f: (f.place.start is None, f.place.start or 0, f.start, f.rule))


def _without_splinters(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    """The findings without pieces of a number, whose form a pattern knows, that the model read as something else."""
    numbers = Taken()
    for finding in findings:
        if finding.identifier in NUMBERS and isinstance(rulebook.rules[finding.rule].match, Pattern):
            numbers.add(id(finding.passage), finding.start, finding.end)
    return [
        finding
        for finding in findings
        if not (_by_model(finding, rulebook) and numbers.hold_more(id(finding.passage), finding.start, finding.end))
    ]


def _worth(finding: Finding, rulebook: Rulebook) -> tuple[object, ...]:
    """The sort key that puts the finding to keep first: severest, then an identifier before a disclosure,
    then the longest, a number by its form before Presidio's and the model's, one of a rule for just these people, one
    by a pattern or checksum, the surest."""
    rule = rulebook.rules[finding.rule]
    guessed = isinstance(rule.match, Entity) + _by_model(finding, rulebook)
    return (
        -finding.severity,
        finding.identifier is Identifier.X,
        BEFORE_OTHERS.get(finding.passage.part, 1),
        finding.start - finding.end,
        guessed if finding.identifier is not Identifier.A else 0,
        not rule.about,
        guessed,
        -finding.confidence,
        finding.rule,
    )


def _by_model(finding: Finding, rulebook: Rulebook) -> bool:
    match = rulebook.rules[finding.rule].match
    return isinstance(match, Entity) and match.by_model


def _is_a_code(finding: Finding, rulebook: Rulebook) -> bool:
    match = rulebook.rules[finding.rule].match
    return isinstance(match, Sighting) and match.sighting == "code"
