"""Dates → the year or nothing; ages over 89 → "90 or older" (45 CFR 164.514(b)(2)(i)(C))."""

from __future__ import annotations

import datetime
from dataclasses import replace

import regex

from phi_lint.redact.spot import IN_ROW, NOUN, Spot, Wording, cased, cut

OLDEST = 89
"""The highest age that may be told."""
AGE_IN_WORDS = regex.compile(r"(?i)ninet(?:y|ies)|hundred|nonagenarian|centenarian|noventa|cien")
YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
TIMELY = regex.compile(
    r"(?ix) \d | jan(?:uary)?\b | feb(?:ruary)?\b | mar(?:ch)?\b | apr(?:il)?\b | may\b | june?\b | july?\b "
    r"| aug(?:ust)?\b | sept?(?:ember)?\b | oct(?:ober)?\b | nov(?:ember)?\b | dec(?:ember)?\b"
    r"| (?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b | day\b | yesterday | today "
    r"| tonight | tomorrow | morning | afternoon | evening | night | noon | week | month | year | weekend"
    r"| spring | summer | autumn | fall\b | winter | easter | christmas | thanksgiving | halloween | ramadan "
    r"| hanukkah | passover | diwali | eve\b | holiday | birthday | shift | ago\b | last\b | first\b "
    r"| second\b | third\b | \w+th\b | twelve | dawn | midnight"
    r"| enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre "
    r"| diciembre | lunes | martes | miércoles | jueves | viernes | sábado | domingo | ayer | hoy\b | anoche "
    r"| mañana | tarde | noche | semana | mes\b | año | navidad | pascua | verano | invierno | otoño | primavera"
)
"""What makes a text a date or age at all; anything else is for a person."""
WHEN = (
    r"(?:this\s+past|this|last|next|past|early|late|that|every|el|la|los|este|esta|el\s+pasado|cada|todos\s+los"
    r"|todas\s+las)"
)
LEAD = regex.compile(
    rf"(?i)(?:^|(?<=[\s(,;]))(?:(?:back|just|only|early|late|as\s+of|way\s+back)\s+)?(?:on|in|at|from|to|of|not"
    rf"|since|until|till|by|before|after|around|during|between|over|for|as\s+of|through|en|desde|hasta|del|de"
    rf")\s+(?:the\s+|an?\s+|{WHEN}\s+)?\Z"
)
WHEN_LEAD = regex.compile(rf"(?i)(?:^|(?<=[\s(,;])){WHEN}\s+\Z")
BORN = regex.compile(r"(?i)(?:,\s+|(?<=\())(?:born|b\.|nacid[oa])\s+(?:on\s+|in\s+|en\s+|el\s+)?\Z")
LABEL = regex.compile(
    r"(?i)\b(?:DOB|D\.O\.B\.|date\s+of\s+(?:birth|service|admission)|birth\s*date|born|admit(?:ted)?|DOS"
    r"|fecha)\s*[:=]?\s*\Z"
)
DETERMINER = regex.compile(r"(?i)\b(?:the|a|an|his|her|their|our|my|your|this|that|one|un|una|su)\s\Z")
HABIT = regex.compile(r"(?i)\b(?P<verb>turn(?:s|ed|ing)?|cumple|cumplió)\s+\Z")
CLAUSE = regex.compile(r"(?i)\A(?:the|el|la)\s+\p{L}+\s+(?:the|that|when|que|en\s+que)\b")
"""A day told by what happened on it: "the Sunday the clocks went back"."""
CLOCK_AFTER = regex.compile(r"(?i)\A:\d\d(?:\s*[ap]\.?m\b\.?)?")
LIKE = regex.compile(r"(?i)(?<=\blike\s+)(?:an?\s+)?\Z")
SAME_AS = regex.compile(r"(?i)\bsame\s+as\s+\Z")
UNIT = regex.compile(
    r"(?i)(?:day|week|month|year|hour|minute|time)s?|last|first|second|third|next|then|now|before|after|later|después|antes|luego"
)
"""Words that alone are no date."""
COPULA = regex.compile(r"(?i)\b(?P<be>is|are|was|were)\s+(?:(?:on|in|at)\s+)?\Z")
STOP = regex.compile(r"\A\s*(?:[.,;!?]|\Z|and\b|but\b)")
ALLOWED_AGE = regex.compile(r"(?i)(?<=, )[1-8]?\d(?=[,!.] )|[1-8]?\d(?=[\s-]+(?:years?|yrs?|months?|años)\b)")
"""An age that may be told."""
PARTY = {
    "turn": "celebrate a birthday",
    "turns": "celebrates a birthday",
    "turned": "celebrated a birthday",
    "turning": "celebrating a birthday",
    "cumple": "celebra su cumpleaños",
    "cumplió": "celebró su cumpleaños",
}
YEARS_OLD = regex.compile(
    r"(?i)\A(?P<ordinal>st|nd|rd|th)?[\s-]*(?:years?|yrs?|yo|y/o|años)(?:[\s-]+(?:old|young|of\s+age"
    r"|de\s+edad))?\b|\A\s*y/?o\b"
)
ORDINAL = regex.compile(r"(?i)\A(?:(?:st|nd|rd|th)\s+(?=year)|(?:st|nd|rd|th)?\s+(?=birthday|cumpleaños))")
WHILE = regex.compile(r"\A\s+(?:is|was|will|marks|marked|brought|meant|came|fue|es)\b")


def date(spot: Spot) -> Wording | None:
    """The year where one is written and gives no age over 89 away, else nothing; of a high age "90 or older"."""
    if time := CLOCK_AFTER.match(spot.right):
        spot = replace(spot, end=spot.end + len(time[0]))
    if CLAUSE.match(spot.value):
        stop = regex.compile(r"[.,;:!?\n)—–]|\Z").search(spot.text, spot.end)
        spot = replace(spot, end=stop.start() if stop else len(spot.text))
    if UNIT.fullmatch(spot.value) or ALLOWED_AGE.match(spot.text, spot.start):
        return None
    digits = regex.fullmatch(r"(?i)(\d{2,3})(?:st|nd|rd|th|s)?(?:[\s-]*(?:years?|yrs?|yo|años).*)?", spot.value)
    if (digits and OLDEST < int(digits[1]) < 130) or AGE_IN_WORDS.search(spot.value):
        return _age(spot)
    if not TIMELY.search(spot.value) and not LEAD.search(spot.left):
        return None
    if like := LIKE.search(spot.left):
        return "any other day", spot.start - len(like[0]), spot.end
    if SAME_AS.search(spot.left):
        return "before", spot.start, spot.end
    if (row := IN_ROW.search(spot.left)) and row["name"] and spot.in_row:  # a birthday beside a name
        return "", spot.start, spot.end
    year = YEAR.search(spot.value)
    if year and int(year[0]) < datetime.datetime.now(tz=datetime.UTC).year - OLDEST:
        return cut(spot, BORN, LABEL, LEAD)
    if year and len(spot.value.strip()) > len(year[0]):
        lead = LEAD.search(spot.left)
        start = spot.start - (len(lead[0]) if lead else 0)
        return ("en " if spot.spanish else "in ") * bool(lead) + year[0], start, spot.end
    return _without(spot)


def _without(spot: Spot) -> Wording:
    """Nothing in place of a date, in a way that the sentence survives."""
    owns = regex.match(r"['’]s?(?=[\s:,.;!?])", spot.right)
    if owns and not spot.right[len(owns[0]) :][:1].isspace():
        words, start, end = cut(spot, LEAD, WHEN_LEAD)
        return words, start, end + len(owns[0])
    if owns:
        held = cut(spot, WHEN_LEAD)
        fixed = DETERMINER.search(spot.text[: held[1]][-12:])
        return ("" if fixed else cased(spot.text, held[1], "the")), held[1], spot.end + len(owns[0]) + bool(fixed)
    if spot.begins and WHILE.match(spot.right):
        return cased(spot.text, spot.start, "ese día" if spot.spanish else "that day"), spot.start, spot.end
    if (be := COPULA.search(spot.left)) and STOP.match(spot.right) and not spot.spanish:
        coming = be["be"].lower() in ("is", "are")
        return f"{be['be']} coming up" if coming else "has come and gone", spot.start - len(be[0]), spot.end
    lead = LEAD.search(spot.left)
    if (
        lead
        and lead[0].lower().endswith("the ")
        and NOUN.match(spot.right)
        and not regex.search(r"(?i)\b(?:last|next|before|ago)\Z", spot.value)
        and not regex.fullmatch(r"\d+\w*|\w+th", spot.value)
    ):
        return "", spot.start, spot.end
    return cut(
        spot,
        BORN,
        regex.compile(r"(?i)\b(?:DOB|D\.O\.B\.|DOS|date\s+of\s+\w+|fecha\s+de\s+\w+)\s*[:=]?\s*\Z"),
        LEAD,
        WHEN_LEAD,
    )


def _age(spot: Spot) -> Wording:
    """ "90 or older", or the birthday without its number."""
    old = "90 años o más" if spot.spanish else "90 or older"
    years = YEARS_OLD.match(spot.right)
    end = spot.end + (len(years[0]) if years else 0)
    if found := ORDINAL.match(spot.right):
        return "", spot.start, spot.end + len(found[0])
    if verb := HABIT.search(spot.left):
        words = PARTY[verb["verb"].lower()]
        start = spot.start - len(verb[0])
        return cased(spot.text, start, words), start, end
    if (years or regex.search(r"(?i)year|arian", spot.value)) and DETERMINER.search(spot.left):
        if regex.match(r"\s+\p{Ll}", spot.text[end : end + 4]) and NOUN.match(spot.text[end : end + 20]):
            return "", spot.start, end
        return ("persona de " + old) if spot.spanish else "patient", spot.start, end
    return old, spot.start, end
