"""What an HTML comment asks for: `<!-- phi-lint: ignore RULE: reason -->` silences a rule in the post."""

from __future__ import annotations

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.types import Suppression

SPOKEN_TO = regex.compile(r"(?i)<!--\s*phi-?lint\b\s*:?")
"""The beginning of a comment that means us, whatever it then says."""
DIRECTIVE = regex.compile(r"(?s)<!--\s*phi-lint:\s*ignore\s+(?P<rule>[\w/-]+)\s*(?::\s*(?P<reason>.*?))?\s*-->")


def wish(document: Document, comment: str, at: int) -> list[Suppression]:
    """The suppression that a comment asks for, if it asks for one.

    Raises UnreadableError where it speaks to phi-lint and cannot be understood: silence would mislead.
    """
    if not SPOKEN_TO.match(comment):
        return []
    line, _ = document.lines.position(at)
    found = DIRECTIVE.fullmatch(comment)
    if found is None:
        raise UnreadableError(
            "has a comment that cannot be understood; write <!-- phi-lint: ignore RULE: reason -->", line
        )
    if not found["reason"]:
        raise UnreadableError("ignores a rule without a reason; write <!-- phi-lint: ignore RULE: reason -->", line)
    return [Suppression(found["rule"], found["reason"], f"{document.file}:{line}")]
