"""Employers and schools → "a local business", "a local school": they go with the names of 164.514(b)(2)(i)."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from phi_lint.redact import around_names as around
from phi_lint.redact.spot import DETERMINER, Spot, Wording, cased


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation, by the words that end its name, and what it is called instead."""

    ends: regex.Pattern[str]
    english: str
    spanish: str


def _ending(*words: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)(?<!\w)(?:{'|'.join(words)})\.?\Z")


KINDS = (
    Kind(
        _ending("school", "(?-i:High)", "elementary", "(?-i:Middle)", "academy", "preschool", "daycare", "escuela"),
        "local school", "escuela",
    ),
    Kind(_ending("college", "university", "universidad"), "college", "universidad"),
    Kind(_ending(r"\S+ \S+ church", "iglesia"), "local church", "iglesia"),
    Kind(
        _ending("co", "company", "inc", "llc", "ltd", "corp", "(?:&|and) (?:sons|daughters|brothers)", "bank",
                "credit union", "cannery", "diner", "foods", "farms?", "dairy", "depot", "motors", "electric",
                "plumbing", "trucking", "hardware", "construction", "garage", "bakery", "salon", "caf[eé]", "grill",
                "feed", "logistics", "brewery", "orchards?", "lumber", "roofing", "towing", "pizza", "realty"),
        "local business", "empresa",
    ),
)  # fmt: skip
"""Words that are also surnames (Mills, Temple, Steel) are left out."""
DETERMINED = regex.compile(rf"(?i){DETERMINER.pattern}|\b(?:his|her|their|our|your|whole|entire|same|old|new)\s+\Z")


def workplace(spot: Spot) -> Wording | None:
    """What kind of organisation it is, where the name's last word tells; None for names of people."""
    words = regex.sub(r"\s*\Z", "", spot.value)
    kind = next((each for each in KINDS if each.ends.search(words)), None)
    if kind is None or " " not in words:
        return None
    noun = kind.spanish if spot.spanish else kind.english
    article = "" if DETERMINED.search(spot.left) else "una " if spot.spanish else "a "
    owns = around.POSSESSIVE.match(spot.right)
    return (
        cased(spot.text, spot.start, article + noun) + ("'s" if owns else ""),
        spot.start,
        spot.end + (owns.end() if owns else 0),
    )
