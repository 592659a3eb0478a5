"""What a wording is chosen by: the span, whom it is about, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from phi_lint.redact.seams import begins, capitals
from phi_lint.types import About

REACH = 80
"""Characters to the left in which a lead may stand."""
SPANISH = regex.compile(
    r"(?i)\b(?:el|los|las|una|del|con|por|para|que|nuestr[oa]s?|la|en|de|le|te|se|lo|al|un|es|son"
    r"|nos|hoy|ya|más|sin|su|sus|años|doña|señora?|muy|está|fue|hija|hijo|gracias|feliz|después"
    r"|desde|paciente)\b"
)
ENGLISH = regex.compile(r"(?i)\b(?:the|and|of|to|our|with|was|is|her|his|for|patient|she|he|this|that|thank)\b")
VERB = regex.compile(
    r"\A,?[ \t]+(?:is|isn|was|wasn|has|had|will|can|could|would|did|does|went|came|got|made|took|said|told|left|gave"
    r"|found|rang|"
    r"sat|slept|woke|ate|wore|beat|kept|held|brought|needs?|loves?|asks?|says?|[a-z]{3,}ed|es|está|fue|tiene|ya"
    r"|quiere|vino|llegó|nos)\b"
)
"""A word after a name that shows the name to be the subject of its sentence."""
UNCHANGING = regex.compile(
    r"\A[ \t]+(?:will|can|could|would|did|had|went|came|got|made|took|said|told|left|gave|found|rang|sat|slept"
    r"|woke|ate|"
    r"wore|beat|kept|held|brought|[a-z]{3,}ed)\b"
)
"""A verb that is the same after "she" and after "they"."""
YOU = regex.compile(r"(?i)\b(?:you|your|yours|u|ur|usted|ustedes|tu|ti)\b")
DETERMINER = regex.compile(r"(?i)\b(?P<the>the|a|an|my|this|that|another|el|la|un|una|este|esta|su|sus)\s+\Z")
"""What wants a noun and no "one of"."""
ROW = (
    r"[ \t]*(?:[-•*–][ \t]*)?(?:\d{1,2}[:.]\d\d(?:[ \t]*[ap]\.?m\.?)?|[^:\n.!?]{2,24}:|(?<=[-•*–][ \t]))"
    r"[ \t]*(?:[-–—][ \t]*)?"
)
IN_ROW = regex.compile(rf"(?:\A|\n){ROW}(?P<name>(?:\p{{Lu}}[\p{{L}}.,'’-]*[ \t,(–-]+){{0,4}})\Z")
"""A line that begins with a time or a label."""
ANOTHER_ROW = regex.compile(rf"(?:\n{ROW}\S[^\n]*){{2}}|\A{ROW}\S[^\n]*\n{ROW}\S")
"""Two such lines that follow each other."""
NOUN = regex.compile(
    r"\A[ \t]+(?!(?:and|or|but|with|at|in|on|for|to|from|when|after|before|because|so|she|he|they|we|i|it|who"
    r"|that|as|by|is|was|are|were|has|had|will|would|can|could|did|does|of|off|out|up|down|where|which|while|if|than|then"
    r"|y|con|por|para|cuando)\b)\p{Ll}"
)
"""A noun, or another word that an adjective may stand before."""
CLOSING = regex.compile(r"(?:['’]s)?[.,;:!?…]*\Z")
"""What closes a run of characters without being part of a name or a link."""
LOUD = 8
"""Capitals around a name from which on a text shouts."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a text, whom it is about, and whether the post named that person before."""

    text: str
    start: int
    end: int
    about: About
    again: bool = False
    count: int = 1
    """How many people the span names."""
    mixed: bool = False
    """They are not all patients, or not all relatives."""
    short: bool = False
    """The shortest wording is wanted: the platform has no room."""

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - REACH) : self.start]

    @property
    def right(self) -> str:
        return self.text[self.end : self.end + 60]

    @property
    def spanish(self) -> bool:
        """Whether the words around are Spanish rather than English."""
        around = self.text[max(0, self.start - 300) : self.end + 300]
        return len(SPANISH.findall(around)) > len(ENGLISH.findall(around))

    @property
    def to_you(self) -> bool:
        """Whether the text speaks to somebody."""
        return YOU.search(self.text) is not None

    @property
    def in_row(self) -> bool:
        """Whether it stands behind the time or label of a line, and such lines follow each other."""
        around = "\n" + self.text[max(0, self.start - 2 * REACH) : self.end + 2 * REACH]
        return IN_ROW.search(self.left) is not None and ANOTHER_ROW.search(around) is not None

    @property
    def shouted(self) -> bool:
        """Whether the words around are all in capitals, and not the name alone."""
        return (
            self.value.isupper()
            and regex.search(r"\p{Ll}", self.left + self.right) is None
            and len(regex.findall(r"\p{Lu}", self.left[-40:] + self.right[:40])) >= LOUD
        )

    @property
    def begins(self) -> bool:
        return begins(self.text, self.start)

    @property
    def token(self) -> tuple[int, int]:
        """The span widened to the run of characters without a space that it stands in, closing stops aside."""
        start, end = self.start, self.end
        while start > 0 and not self.text[start - 1].isspace() and self.text[start - 1] not in '(<["“,':
            start -= 1
        while end < len(self.text) and not self.text[end].isspace() and self.text[end] not in ')>]"”,':
            end += 1
        stop = CLOSING.search(self.text[self.end : end])
        return start, end - (len(stop[0]) if stop else 0)


Wording = tuple[str, int, int]
"""The words, and the span that they take the place of, which holds the identifier's span."""


def cut(spot: Spot, *leads: regex.Pattern[str]) -> Wording:
    """Nothing, in the place of the span and of the first lead that stands before it."""
    for lead in leads:
        found = lead.search(spot.left)
        if found is not None and found[0]:
            return "", spot.start - len(found[0]), spot.end
    return "", spot.start, spot.end


def cased(text: str, start: int, words: str) -> str:
    """The words with a capital where a sentence begins and the text writes capitals there."""
    small = text[start : start + 1].islower()
    return words[0].upper() + words[1:] if begins(text, start) and capitals(text) and not small else words


__all__ = ["DETERMINER", "UNCHANGING", "VERB", "Spot", "Wording", "begins", "cased", "cut"]
