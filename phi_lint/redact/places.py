"""Places → the state, the first three ZIP digits where they may stay, or nothing (45 CFR 164.514(b)(2)(i)(B))."""

from __future__ import annotations

from dataclasses import replace

import regex

from phi_lint.redact.spot import NOUN, REACH, VERB, Spot, Wording, cased, cut
from phi_lint.rulebook.zip3 import public_zip3

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
"""The states by their postal letters; a state is no identifier."""
STATE = rf"(?:{'|'.join([*STATES, *STATES.values()])})"
STATE_AFTER = regex.compile(rf"\A,?\s+(?={STATE}\b)")
STATE_INSIDE = regex.compile(rf",\s*(?P<state>{STATE})\b[\s\d-]*\Z")
ZIP = regex.compile(r"(?P<three>\d{3})\d{2}(?:-\d{4})?")
LEAD = regex.compile(
    r"(?i)(?:^|(?<=[\s(,;]))(?:(?:all\s+the\s+way|just|only|right)\s+)?(?:on|in|at|from|of|by|near|to|off"
    r"|around|outside|through|towards?|under|beneath|behind|along|past|beside|below|above|close\s+to|north\s+of"
    r"|south\s+of|east\s+of|west\s+of|across\s+from|"
    r"en|de|desde|cerca\s+de)\s+(?:the\s+|la\s+|el\s+)?\Z"
)
LIVES = regex.compile(
    r"(?i),?\s+(?:who\s+)?(?:lives|lived|living|born\s+and\s+raised|based|vive|vivía)\s+(?:over\s+|out\s+|up\s+"
    r"|down\s+)?(?:on|in|at|near|by|en)\s+(?:the\s+)?\Z"
)
LABEL = regex.compile(
    r"(?i)\b(?:(?:home\s+)?address|addr|city|town|zip(?:\s*code)?|lives\s+at|dirección|domicilio)\s*[:=]\s*\Z"
)
STAYS = regex.compile(
    r"(?i)(?:\b(?:lives?|lived|living|stays?|grew\s+up|raised|based|is|was|are|were|vive|vivía|es|está)|['’]s)\s+\Z"
)
"""A verb that wants a place."""
STOPS = regex.compile(r"(?i)\A\s*(?:[.,;:!?)]|\Z|and\b|with\b|but\b|y\b|con\b)")
AFTER_LIVES = regex.compile(r"\s*[,.;!?)]|\s+(?:and|y)\b|\Z")
ITSELF = regex.compile(r"(?i)\A(?P<s>['’]s)(?=\s*(?:[.,;:!?)]|\Z|(?:on|in|at|and|with|for|to|when|where)\b))")
"""The end of a name that owns nothing."""
WORD_BEFORE = regex.compile(r"(?<![\p{L}'’])\p{Ll}+[ \t]\Z")
FIXED = regex.compile(r"(?i)\b(?:the|a|an|her|his|their|zip|code)\s\Z")
SUBJECT = regex.compile(r"\A\s+[a-z]")
OBJECT = regex.compile(r"\A\s*(?:[.,;:!?]|\Z)")


def place(spot: Spot) -> Wording | None:
    """The state or the ZIP code's first three digits where they stand there, else nothing, with the lead before it."""
    if regex.search(r"(?i)\b(?:flat|apt|apartment|unit|suite|lot|box)\Z", spot.value) and (
        door := regex.match(r"\s+#?\w*\d\w*\b", spot.right)
    ):
        spot = replace(spot, end=spot.end + len(door[0]))
    code = ZIP.fullmatch(spot.value)
    if code and public_zip3(code["three"]):
        return code["three"], spot.start, spot.end
    if code:
        return cut(spot, regex.compile(r"(?i)\b(?:zip(?:\s*code)?)\s*:?\s*\Z"))
    if state := STATE_INSIDE.search(spot.value):
        of, start = _from(spot)
        name = STATES.get(state["state"], state["state"])
        return (f"{of} {name}" if of else name), start, spot.end
    if state := STATE_AFTER.match(spot.right):
        of, start = _from(spot)
        return of, start, spot.end + len(state[0])
    if (link := _link(spot)) is not None:
        return link
    community = "la comunidad" if spot.spanish else "our community"
    if (lead := LEAD.search(spot.left)) and (owned := ITSELF.match(spot.right)):  # "at St. Luke's on …"
        return "", spot.start - len(lead[0]), spot.end + len(owned["s"])
    if regex.match(r"['’]s\b", spot.right):
        return cased(spot.text, spot.start, community), spot.start, spot.end
    if (lives := LIVES.search(spot.left)) and "," in lives[0] and AFTER_LIVES.match(spot.right):
        return "", spot.start - len(lives[0]), spot.end
    lead = LABEL.search(spot.left) or LEAD.search(spot.left)
    if lead is not None:
        return _led(spot, lead[0])
    if spot.begins and SUBJECT.match(spot.right):
        return cased(spot.text, spot.start, community), spot.start, spot.end
    if WORD_BEFORE.search(spot.left) and OBJECT.match(spot.right) and not FIXED.search(spot.left):
        return _area(spot), spot.start, spot.end
    return "", spot.start, spot.end


def _from(spot: Spot) -> tuple[str, int]:
    """ "Ines Vaart of Duluth, Minnesota" is one of our patients from Minnesota."""
    of = regex.search(r"\p{Lu}[\p{L}.’'-]*\s+(?P<of>of\s+)\Z", spot.left)
    return ("from", spot.start - len(of["of"])) if of else ("", spot.start)


def _area(spot: Spot) -> str:
    return "la zona" if spot.spanish else "the area"


def _led(spot: Spot, lead: str) -> Wording:
    """Nothing, with the preposition; where the verb wants a place, a vague one."""
    start = spot.start - len(lead)
    if regex.search(r"(?i)\bthe\s+\Z", lead) and NOUN.match(spot.right) and not VERB.match(spot.right):
        return "", spot.start, spot.end  # "at the Tamsui Street crash"
    if not (STAYS.search(spot.text, max(0, start - REACH), start) and STOPS.match(spot.right)):
        return "", start, spot.end
    article = regex.search(r"(?i)(?:\b(?:the|la|el)\s+)?\Z", lead)
    return _area(spot), spot.start - len(article[0] if article else ""), spot.end


def _link(spot: Spot) -> Wording | None:
    """A place inside a hashtag, handle or link goes with all of it."""
    start, end = spot.token
    token = spot.text[start:end]
    return ("", start, end) if token.startswith(("#", "@")) or "://" in token else None
