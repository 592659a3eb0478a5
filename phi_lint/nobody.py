"""The words that redaction writes in the place of people, places and days: in them nothing is found."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from phi_lint.types import Identifier

LABELS: Mapping[Identifier, str] = {
    Identifier.A: "[NAME]",
    Identifier.B: "[PLACE]",
    Identifier.C: "[DATE]",
    Identifier.D: "[PHONE]",
    Identifier.E: "[FAX]",
    Identifier.F: "[EMAIL]",
    Identifier.N: "[LINK]",
    Identifier.O: "[ADDRESS]",
}
"""What stands for an identifier in the style `label`."""
OTHER = "[NUMBER]"
"""The label of all others."""
LABEL = regex.compile("|".join(map(regex.escape, (*LABELS.values(), OTHER))))
WORDS = regex.compile(
    r"(?i)\b(?:(?:(?:one|two|some) of )?our patients?|(?:a|the) family(?: member)?|the parents|90 or older|somebody"
    r"|our community|the area|that day|they|(?:a )?local (?:school|church|business)|a college"
    r"|(?:una|esa|varias) personas? que atendemos|esa persona|(?:un|ese) familiar|alguien|los padres"
    r"|una (?:escuela|universidad|iglesia|empresa))\b"
)
"""What the wordings of the style `natural` put in; "90 or older" is what 45 CFR 164.514(b)(2)(i)(C) allows."""
LONGEST = 30
"""Characters of the longest of them."""
TELLING = regex.compile(r"[\p{L}\p{N}]")


def names_nobody(text: str, start: int, end: int) -> bool:
    """Whether `start:end` lies in such words, or holds no letter and no digit at all."""
    if not TELLING.search(text, start, end):
        return True
    around = (max(0, start - LONGEST), end + LONGEST)
    written = (*LABEL.finditer(text, *around), *WORDS.finditer(text, *around))
    return any(found.start() <= start and end <= found.end() for found in written)
