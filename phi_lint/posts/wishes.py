"""What an HTML comment asks for: `<!-- phi-lint: ignore RULE: reason -->` silences a rule in the post."""

from __future__ import annotations

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.types import Suppression

DIRECTIVE = regex.compile(r"(?s)<!--\s*phi-lint:\s*ignore\s+(?P<rule>[\w/-]+)\s*(?::\s*(?P<reason>.*?))?\s*-->")


def wish(document: Document, comment: str, at: int) -> list[Suppression]:
    """The suppression that a comment asks for, if it asks for one. Raises UnreadableError where it says no reason."""
    found = DIRECTIVE.fullmatch(comment)
    if found is None:
        return []
    line, _ = document.lines.position(at)
    if not found["reason"]:
        raise UnreadableError("ignores a rule without a reason; write <!-- phi-lint: ignore RULE: reason -->", line)
    return [Suppression(found["rule"], found["reason"], f"{document.file}:{line}")]
