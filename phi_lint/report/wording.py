"""What a finding says in formats that have room for a few sentences."""

from __future__ import annotations

from phi_lint.masking import mask
from phi_lint.report.view import View
from phi_lint.types import Finding


def sentence(finding: Finding, view: View) -> str:
    """Message, excerpt (masked unless asked for), reasons and what to write instead, in one line."""
    excerpt = " ".join((finding.value if view.show_phi else mask(finding.value)).split())
    told = f"{finding.message} “{excerpt}”: {'; '.join(finding.reasons)} ({finding.confidence:.0%} sure)."
    if finding.passage.media:
        told += f" In {finding.passage.media}."
    if finding.suggestion is not None:
        told += f" Write “{finding.suggestion.text}”." if finding.suggestion.text else " Delete it."
    return told
