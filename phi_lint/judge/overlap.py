"""One finding an occurrence: of findings that overlap, the one that says most is kept."""

from __future__ import annotations

from collections.abc import Sequence

from phi_lint.rulebook import Entity, Pattern, Rulebook
from phi_lint.types import Finding, Identifier, Part

BEFORE_OTHERS = {Part.BODY: 0, Part.TITLE: 0}
"""A hashtag or link inside a body is part of the body: the body's finding is kept."""

NUMBERS = frozenset(map(Identifier, "DEGHIJKLMO"))
"""Identifiers whose inside holds nothing else; an e-mail address or a link may hold a name."""


def one_each(findings: Sequence[Finding], rulebook: Rulebook) -> list[Finding]:
    """The findings without those that overlap a better one, in the order of the text."""
    kept: list[Finding] = []
    whole = [finding for finding in findings if not _is_splinter(finding, findings, rulebook)]
    for finding in sorted(whole, key=lambda finding: _worth(finding, rulebook)):
        if not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.place.start is None, f.place.start or 0, f.start, f.rule))


def _worth(finding: Finding, rulebook: Rulebook) -> tuple[object, ...]:
    """The sort key that puts the finding to keep first: severest, then an identifier before a disclosure,
    then the longest, one by a pattern before one by Presidio and one by the model, one of a rule for just these
    people, the surest."""
    rule = rulebook.rules[finding.rule]
    return (
        -finding.severity,
        finding.identifier is Identifier.X,
        BEFORE_OTHERS.get(finding.passage.part, 1),
        finding.start - finding.end,
        isinstance(rule.match, Entity) + _by_model(finding, rulebook),
        not rule.about,
        -finding.confidence,
        finding.rule,
    )


def _is_splinter(finding: Finding, findings: Sequence[Finding], rulebook: Rulebook) -> bool:
    """Whether the model read a piece of a number, whose form a pattern knows, as something of its own."""
    return _by_model(finding, rulebook) and any(
        other.identifier in NUMBERS
        and other.passage is finding.passage
        and other.start <= finding.start
        and finding.end <= other.end
        and other.end - other.start > finding.end - finding.start
        and isinstance(rulebook.rules[other.rule].match, Pattern)
        for other in findings
    )


def _by_model(finding: Finding, rulebook: Rulebook) -> bool:
    match = rulebook.rules[finding.rule].match
    return isinstance(match, Entity) and match.by_model


def _overlap(one: Finding, other: Finding) -> bool:
    """Whether two findings share characters of the file, or of the same passage."""
    if one.passage is other.passage:
        return one.start < other.end and other.start < one.end
    a, b = one.place, other.place
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start < b.end and b.start < a.end
