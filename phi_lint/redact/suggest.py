"""Finding → Suggestion: what to write instead, for one finding at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phi_lint.redact.rewrite import Known, rewrite
from phi_lint.redact.wording import Style
from phi_lint.types import Finding, Identifier, Suggestion


class Suggester:
    """Says what to write instead."""

    def suggest(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of one post, each with a suggestion where there is an honest one."""
        known = Known()
        known.learns(findings)
        return [replace(finding, suggestion=self._one(finding, known)) for finding in findings]

    def _one(self, finding: Finding, known: Known) -> Suggestion | None:
        text, source = finding.passage.text, finding.passage.source
        if source is None:
            if finding.identifier is Identifier.A:
                known.meets(finding)
            return None
        draft, _ = rewrite(text, [finding], known, Style.NATURAL)
        edits = draft.edits()
        if not edits:
            return None
        start, end = edits[0].start, edits[-1].end
        words = draft.text[start : len(draft.text) - (len(text) - end)]
        if _ends_in_a_capital(words, text, end):
            words, end = words[:-1], end - 1
        return Suggestion(words, *source.span(start, end))


def _ends_in_a_capital(words: str, text: str, end: int) -> bool:
    """Whether the wording ends with the first letter of the next word, which now begins a sentence.

    "Today c" → "C" is right for a copy and puzzling as advice; and the word may be another identifier's.
    """
    return text[end : end + 1].isalpha() and words[-1:] == text[end - 1].upper() != text[end - 1]
