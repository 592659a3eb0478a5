"""A code in a picture is one thing to cover: either the code is told, or what its text says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from phi_lint.types import Finding


def codes_once(
    findings: Sequence[Finding], codes: Sequence[Finding], by_model: Callable[[Finding], bool]
) -> list[Finding]:
    """The findings, `codes` among them, with one for the same place in a code.

    What a rule finds in its text says more than that a code is there, if it is no less severe; it gets the code's
    whole box, since part of a barcode can still be read. A bare number means nothing to the model, which was trained
    on words.
    """
    dropped: set[int] = set()
    boxed: dict[int, Finding] = {}
    for code in codes:
        inside = [finding for finding in findings if finding is not code and _lies_in(finding, code)]
        if " " not in code.value:
            dropped |= {id(finding) for finding in inside if by_model(finding)}
        told = [f for f in inside if id(f) not in dropped and f.severity >= code.severity]
        if told:
            dropped.add(id(code))
        boxed |= {id(finding): replace(finding, box=code.box) for finding in inside}
    return [boxed.get(id(finding), finding) for finding in findings if id(finding) not in dropped]


def _lies_in(finding: Finding, code: Finding) -> bool:
    """Whether a finding stands in the text that a code holds."""
    one, other = finding.passage, code.passage
    boxes = [box for _, _, box in one.boxes]
    return boxes == [code.box] and (one.text, one.media, one.where) == (other.text, other.media, other.where)
