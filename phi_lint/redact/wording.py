"""What to write instead of an identifier, in place: by its letter, whom it is about and what stands around.

Each function takes a finding's passage text and span and gives the replacement and the span that it takes the
place of, which may be wider: a title before a name, a preposition before a date, a label before a number.
None where no wording is honest and a person must decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import regex

from phi_lint.rulebook.zip3 import public_zip3
from phi_lint.types import About, Identifier


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a text, whom it is about, and whether the post named that person before."""

    text: str
    start: int
    end: int
    about: About
    again: bool = False

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - 80) : self.start]

    @property
    def right(self) -> str:
        return self.text[self.end : self.end + 40]


Wording = tuple[str, int, int]

TITLE = regex.compile(
    r"(?i)(?:\b(?:(?:(?:our|my|a|the)\s+)?(?:(?:dear|sweet|little|brave|beloved|young|longtime|former)\s+)*(?:patient|client|resident|"
    r"warrior|fighter|survivor|guest|friend)s?\s+|(?:mr|mrs|ms|mx|miss|sr|sra|srta|don|doña)\.?\s+))+\Z"
)
KIN = (
    r"(?:husband|wife|partner|mother|father|mom|mum|dad|mama|papa|son|daughter|brother|sister|grandma|grandpa|"
    r"grandmother|grandfather|granddaughter|grandson|aunt|uncle|niece|nephew|cousin|parents|boss|employer)"
)
AFTER_KIN = regex.compile(rf"(?i)\b(?:her|his|their|the|our|my)\s+(?:\w+\s+)?{KIN}(?P<cut>\s*,?\s+)\Z")
POSSESSIVE = regex.compile(r"\A['’]s\b")
PREPOSITION = regex.compile(
    r"(?i)(?:^|(?<=[\s(,;]))(?:back\s+)?(?:on|in|at|from|of|since|until|by|near|before|after|around|early|late|this\s+past)\s+(?:the\s+)?\Z"
)
LABEL = regex.compile(
    r"(?i)(?:\b(?:MRN|DOB|SSN|SS|MCR|NPI|DEA|VIN|IP|ID|Rx|acct|account|member|policy|group|plan|claim|invoice|statement|chart|"
    r"case|record|medical\s+record|license|licence|plate|serial|device|phone|tel|cell|fax|e-?mail|call|at)\b"
    r"(?:\s*(?:no\.?|number|num\.?|id|\#))?\s*(?:is\s+)?[:#=]?\s*\#?\s*)\Z"
)
NOTHING = regex.compile(r"(?!)")
YEAR = regex.compile(r"\b(?:19|20)\d\d\b")


def name(spot: Spot) -> Wording | None:
    """ "one of our patients", later "our patient"; a relative by the kinship that stands before the name."""
    before_at = spot.text[spot.start - 1 : spot.start]
    if before_at in ("#", "@"):
        return _removed(replace(spot, start=spot.start - 1), NOTHING)
    if spot.text[: spot.start].endswith(("/", "-", "_")) or spot.right[:1] in ("_", "/"):
        return None
    kin = AFTER_KIN.search(spot.left)
    if kin is not None:
        end = spot.end + (1 if spot.right.startswith(",") and "," in kin["cut"] else 0)
        return "", spot.start - len(kin["cut"]), end
    title = TITLE.search(spot.left)
    start = spot.start - (len(title[0]) if title else 0)
    if spot.about is About.RELATIVE:
        words = "a family member"
    elif spot.again or POSSESSIVE.match(spot.right):
        words = "our patient"
    else:
        words = "one of our patients"
    return _cased(spot.text, start, words), start, spot.end


def place(spot: Spot) -> Wording | None:
    """Nothing, with the preposition before it; of a ZIP code the three digits that may stay."""
    zip3 = regex.fullmatch(r"(\d{3})\d{2}(?:-\d{4})?", spot.value)
    if zip3 and public_zip3(zip3[1]):
        return zip3[1], spot.start, spot.end
    return _removed(spot, PREPOSITION)


def date(spot: Spot) -> Wording | None:
    """The year where one is written, else nothing; an age over 89 becomes "90 or older"."""
    digits = regex.fullmatch(r"\d{2,3}", spot.value)
    if (digits and int(spot.value) > 89) or regex.search(r"(?i)ninet(?:y|ies)|hundred|noventa|cien", spot.value):
        return "90 or older", spot.start, spot.end
    year = YEAR.search(spot.value)
    before = PREPOSITION.search(spot.left)
    if year:
        start = spot.start - (len(before[0]) if before else 0)
        return ("in " if before else "") + year[0], start, spot.end
    return _removed(spot, PREPOSITION)


def number(spot: Spot) -> Wording | None:
    """Nothing, with the label before it."""
    return _removed(spot, LABEL)


def unique(spot: Spot) -> Wording | None:
    """A room, bed or number goes with its preposition; a unique characteristic is for a person to reword."""
    if regex.search(r"\d", spot.value):
        return _removed(spot, regex.compile(f"(?:{PREPOSITION.pattern})|(?:{LABEL.pattern})"))
    return None


def nothing_honest(spot: Spot) -> Wording | None:
    """A reply that confirms somebody as a patient must be written anew."""
    return None


WORDINGS: Mapping[Identifier, Callable[[Spot], Wording | None]] = {
    Identifier.A: name,
    Identifier.B: place,
    Identifier.C: date,
    Identifier.R: unique,
    Identifier.X: nothing_honest,
    **{Identifier(letter): number for letter in "DEFGHIJKLMNOP"},
}


def _removed(spot: Spot, lead: regex.Pattern[str]) -> Wording:
    """Nothing in place of the span, its lead and one of the spaces around it."""
    before = lead.search(spot.left)
    start = spot.start - (len(before[0]) if before else 0)
    end = spot.end
    if start > 0 and spot.text[start - 1] == " " and (end == len(spot.text) or spot.text[end] in " .,;:!?)\n"):
        start -= 1
    elif start == 0 and spot.text[end : end + 1] == " ":
        end += 1
    if spot.text[start - 1 : start] == "," and spot.text[end : end + 1] in (",", ".", ";", ":", "!", "?"):
        start -= 1
    return "", start, end


def _cased(text: str, start: int, words: str) -> str:
    """The words with a capital where a sentence begins."""
    before = text[:start].rstrip()
    begins = not before or before[-1] in ".!?…" or "\n" in text[len(before) : start]
    was_capital = text[start : start + 1].isupper() or any(char.isupper() for char in text[:200])
    return words[0].upper() + words[1:] if begins and was_capital else words
