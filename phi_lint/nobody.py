"""What is nobody's however it looks: words that redaction writes, labels, and the numbers of a thread's parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

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
KIN = (
    r"(?:parents|grandparents|mom|mum|mommy|mama|mother|dad|daddy|papa|father|son|daughter|brother|sister|twin|triplet"
    r"|bab(?:y|ie)|newborn|infant|toddler|kid|child|husband|wife|grandma|grandpa|grandmother|grandfather|aunt|uncle)s?"
)
PEOPLE = regex.compile(
    rf"(?i)\b(?:(?:el|la|los|las|the) (?:{KIN}|papá|mamá|padres?|madres?|hij[oa]s?|espos[oa]|herman[oa]s?|abuel[oa]s?)"
    rf" (?:de|of) )?(?:(?:(?:one|two|three|four|five|some|several) of )?our patients?|a patient"
    rf"|(?:her|his|their|the) patients?|(?:el|la|los|las) pacientes?"
    rf"|(?:a|the) family(?: member)?"
    rf"|the (?:(?:new|proud|loving|devoted) )*(?:{KIN}|driver|passenger"
    r"|pedestrian|cyclist|biker|motorcyclist|hiker|climber|skier|swimmer|pilot|runner)|a couple"
    r"|(?:una|esa|varias|dos) personas? que atendemos|esa persona|un[ao] de nuestr[ao]s pacientes"
    r"|nuestr[ao] paciente"
    r"|(?:un|ese) familiar|los padres|una pareja)\b"
)
"""What the wordings of the style `natural` call people."""
WORDS = regex.compile(
    r"(?i)\b(?:90 or older|somebody|several people|several patients|varias (?:personas|de nuestras pacientes)"
    r"|a patient's name|el nombre de un paciente|un paciente"
    r"|our community|the area|that day|any other day|they|(?:a )?local (?:school|church|business)|a college"
    r"|alguien|una (?:escuela|universidad|iglesia|empresa)|90 años o más|la (?:zona|comunidad)|ese día"
    r"|descans\p{L}+ en paz)\b"
)
"""What else they put in, and what is said of everybody; "90 or older" is what 45 CFR 164.514(b)(2)(i)(C) allows."""
SPOKEN_TO = regex.compile(
    r"(?i)\b(?:(?<!\bthank\s)you|thank\s+you(?!\s+to\b)|your|yours|yourself|u|ur"
    r"|usted|ustedes|te|tu|tus|ti|gracias\s+por\s+su|nos\s+alegra)\b|\A\s*@"
)
"""What a post says to somebody."""
SENTENCE = 120
"""Characters before and after, in which somebody is called by a role."""
LONGEST = 45
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
NUMBERED = regex.compile(r"(?i)(?:engine|medic|ladder|truck|rescue|squad|battalion|ambulance)[ #]+\d+")
"""A crew, which is no person."""
NO_NAME = regex.compile(
    r"Fecha|Nombre|Dirección|Teléfono|Domicilio|Expediente|Edad|\p{Ll}{2,}(?:ió|aron|ieron) [\p{Ll} ]+"
)
"""The label of a form; a verb and what follows it."""
RATED = regex.compile(
    r"(?im)(?:^|[.!?…][ \t]+|,[ \t]+)(?P<mark>10/10)[.,!]?[ \t]+(?:would|no notes|recommend|accurate)"
)
"""What somebody thinks of something."""
BEHIND = regex.compile(r"\s+(?:and|or|of|y|o|de)\Z")
"""What a finding may have taken along."""
TELLING = regex.compile(r"[\p{L}\p{N}]")


def names_nobody(text: str, start: int, end: int) -> bool:
    """Whether `start:end` lies in such words, is a label or a part's number, or holds no letter and no digit at all."""
    if not TELLING.search(text, start, end) or _numbers_a_part(text, start, end) or NO_NAME.fullmatch(text, start, end):
        return True
    if (label := COLUMN.match(text, start)) and label.end() == end:
        return True
    if (numbered := NUMBERED.match(text, start)) and numbered.end() >= end and text[start].isupper():
        return True
    if text[start:end] == "10/10" and _is_a_rating(text, start):
        return True
    if more := BEHIND.search(text, start, end):
        end = more.start()
    around = (max(0, start - LONGEST), end + LONGEST)
    written = (*LABEL.finditer(text, *around), *WORDS.finditer(text, *around), *PEOPLE.finditer(text, *around))
    return any(found.start() <= start and end <= found.end() for found in written)


def confirms_nobody(text: str, start: int, end: int) -> bool:
    """Whether what seems to confirm somebody as a patient speaks of people who were made nobody, and to nobody.

    A story of "one of our patients" tells no addressee that they are one.
    """
    if _speaks_to_somebody(text):
        return False
    return PEOPLE.search(text, max(0, start - SENTENCE), min(len(text), end + SENTENCE)) is not None


@lru_cache(maxsize=1)
def _speaks_to_somebody(text: str) -> bool:
    """Asked for each finding of a text, and the same each time."""
    return SPOKEN_TO.search(text) is not None


def _is_a_rating(text: str, start: int) -> bool:
    near = RATED.finditer(text, max(0, start - LONGEST), start + LONGEST)
    return any(found.start("mark") == start for found in near)


def _numbers_a_part(text: str, start: int, end: int) -> bool:
    """Whether `start:end` holds nothing but the number of one of several parts that follow each other."""
    if "/" not in text[max(0, start - 2) : end + 2]:
        return False
    found = _parts(text)
    numbers = {(number, of) for number, of, _ in found if number <= of}
    return any(
        {(number - 1, of), (number + 1, of)} & numbers
        for number, of, (first, last) in found
        if number <= of and start < last and first < end and not TELLING.search(text[start:first] + text[last:end])
    )


@lru_cache(maxsize=1)
def _parts(text: str) -> tuple[tuple[int, int, tuple[int, int]], ...]:
    """What may be numbers of parts in a text: which, of how many, and where. Asked for each finding of a text."""
    return tuple((int(part["number"]), int(part["of"]), part.span("mark")) for part in PART.finditer(text))
