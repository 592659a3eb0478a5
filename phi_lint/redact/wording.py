"""What to write instead of an identifier, in place: by its letter, whom it is about and what stands around.

Each wording takes a `Spot` and gives the replacement and the span that it takes the place of, which may be wider:
a title before a name, a preposition before a date, a label before a number. None where no wording is honest and a
person must decide.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping

import regex

from phi_lint.nobody import LABELS, OTHER, names_nobody
from phi_lint.redact.dates import date
from phi_lint.redact.names import name
from phi_lint.redact.numbers import number, unique
from phi_lint.redact.places import place
from phi_lint.redact.seams import in_field
from phi_lint.redact.spot import Spot, Wording
from phi_lint.types import Identifier


class Style(enum.StrEnum):
    """How an identifier is replaced."""

    NATURAL = "natural"
    """By words that keep the post warm and readable."""
    LABEL = "label"
    """By what it was: [NAME]."""
    MASK = "mask"
    """By a dot for each letter and digit."""


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


def word(identifier: Identifier, spot: Spot, style: Style) -> Wording | None:
    """What to write in the place of an identifier, and over which span; None where a person must decide."""
    if names_nobody(spot.text, spot.start, spot.end) or identifier not in WORDINGS:
        return None
    tag = spot.text[spot.token[0]] in "#@" and identifier not in (Identifier.A, Identifier.R, Identifier.X)
    natural = ("", *spot.token) if tag else WORDINGS[identifier](spot)
    if natural is None:
        return None
    if style is Style.NATURAL:
        return ("", spot.start, spot.end) if in_field(spot.text, spot.start, spot.end) else natural
    start, end = spot.token if spot.text[spot.token[0]] in "#@" else (spot.start, spot.end)
    if style is Style.LABEL:
        return LABELS.get(identifier, OTHER), start, end
    return regex.sub(r"[\p{L}\p{N}]", "•", spot.text[start:end]), start, end


__all__ = ["WORDINGS", "Spot", "Style", "Wording", "word"]
