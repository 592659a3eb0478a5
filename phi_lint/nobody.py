"""What is nobody's however it looks: words that redaction writes, labels, and the numbers of a thread's parts."""

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
    r"|una (?:escuela|universidad|iglesia|empresa)|90 años o más|la (?:zona|comunidad)|ese día)\b"
)
"""What the wordings of the style `natural` put in; "90 or older" is what 45 CFR 164.514(b)(2)(i)(C) allows."""
LONGEST = 30
"""Characters of the longest of them."""
PART = regex.compile(
    r"""(?mx) (?: ^ [^\w\n]* | [.!?…)\]] \s+ | [(\[] | 🧵 \s* )
    (?P<mark> (?P<number>\d{1,2}) / (?P<of>\d{1,2}) ) (?![\d/])
    | (?<![\d/]) (?P<mark>(?P<number>\d{1,2}) / (?P<of>\d{1,2})) (?= [)\]]? [^\w\n]* $ | \s* 🧵 )"""
)
"""What may be the number of a thread's part: 2/5 where a line or sentence begins, where a line ends, in brackets."""
COLUMN = regex.compile(
    r"(?i)(?:nurse|rn|cna|aide|tech|provider|physician|doctor|attending|patient|resident)(?=\ ?:|\ \ |\ ?\n|\ ?$)"
)
"""A label, or the head of a column, which is nobody's name."""
TELLING = regex.compile(r"[\p{L}\p{N}]")


def names_nobody(text: str, start: int, end: int) -> bool:
    """Whether `start:end` lies in such words, is a label or a part's number, or holds no letter and no digit at all."""
    if not TELLING.search(text, start, end) or _numbers_a_part(text, start, end):
        return True
    label = COLUMN.match(text, start)
    if label and label.end() == end:
        return True
    around = (max(0, start - LONGEST), end + LONGEST)
    written = (*LABEL.finditer(text, *around), *WORDS.finditer(text, *around))
    return any(found.start() <= start and end <= found.end() for found in written)


def _numbers_a_part(text: str, start: int, end: int) -> bool:
    """Whether `start:end` holds nothing but the number of one of several parts that follow each other."""
    if "/" not in text[max(0, start - 2) : end + 2]:
        return False
    found = [(int(part["number"]), int(part["of"]), part.span("mark")) for part in PART.finditer(text)]
    numbers = {(number, of) for number, of, _ in found if number <= of}
    return any(
        {(number - 1, of), (number + 1, of)} & numbers
        for number, of, (first, last) in found
        if number <= of and start < last and first < end and not TELLING.search(text[start:first] + text[last:end])
    )
