"""Patterns that a text can hold up: found by trying each on texts made from its own repetitions.

A pattern such as `(a+)+$` tries every way to share out a run of letters before it gives up. So for each
repetition in a pattern a text is made that reaches it, goes through it many times, and then fails; what takes too
long there, a post could make take too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import regex

from phi_lint.rulebook.parsing import parts

TURNS = (40, 2000)
"""How often a repetition is gone through: a few times, where only exponential growth is slow; and in a long post."""
PATIENCE = 1.0
"""Seconds of CPU that a pattern may take on one such text; sound ones take milliseconds."""
FAILING = ("\0", " !", "\n")
"""What follows the run, so that the match fails or has to be sought further on."""
LONGEST = 10_000
"""Characters of the longest text that is tried: what is slow there grows faster than the text."""
BESIDE = 200
"""Characters of the longest text that is tried on a cue which is only sought in or beside a mention."""
HELD_UP = (
    f"a text of {LONGEST} characters can hold the pattern up for more than {PATIENCE:.0f} s; leave one way to match "
    "what repeats, limit it as in {0,40}, or let it keep what it took as in ++"
)
USUAL = ("a", "a ", "A", "1", "1-", " ", "\n", ".", "a.", "a@", "#a", "ab, ", "Maria ")
"""Runs that every pattern is tried on, too: words, digits, space, as posts hold them."""
MANY = 12
"""Ways through a repetition that are tried."""


def holds_up(pattern: regex.Pattern[str], longest: int = LONGEST) -> bool:
    """Whether a text of at most about `longest` characters, made from the pattern's own parts, holds it up."""
    tried = set(_texts(pattern.pattern, longest))
    return any(_slow(pattern, text) for text in sorted(tried, key=len))


def _slow(pattern: regex.Pattern[str], text: str) -> bool:
    try:
        for _ in islice(pattern.finditer(text, timeout=PATIENCE), 10):
            pass
    except TimeoutError:
        return True
    return False


def _texts(pattern: str, longest: int) -> Iterator[str]:
    for turns in TURNS:
        for before, run, behind in (*_runs(pattern), *(("", usual, "") for usual in USUAL)):
            count = min(turns, max(1, (longest - len(before) - len(behind)) // len(run)))
            # What must follow stands there, too, but out of reach: without it `regex` would not even begin.
            yield from (before + run * count + end + behind for end in FAILING)


def _runs(pattern: str) -> Iterator[tuple[str, str, str]]:
    """For each repetition of a pattern a text that leads to it, texts that go through it once, and what follows it."""
    parsed = parts(pattern, letter="a", digit="1")
    if parsed is not None:  # otherwise the usual runs must do
        yield from _repeated(parsed, "", "")


def _repeated(parsed: Any, before: str, behind: str) -> Iterator[tuple[str, str, str]]:
    """The repetitions of a sequence, each between examples of all that stands before and behind it."""
    parts = list(parsed)
    for index, (sign, value) in enumerate(parts):
        rest = next(_ways(parts[index + 1 :])) + behind
        name = str(sign)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = value
            if most > 1:
                yield from ((before, way, rest) for way in islice(_ways(body), MANY) if way)
            yield from _repeated(body, before, rest)
        else:
            for inner in _inside(name, value):
                yield from _repeated(inner, before, rest)
        before += next(_way(name, value), "")


def _inside(name: str, value: Any) -> list[Any]:
    """The sequences that a part of a pattern holds."""
    if name == "SUBPATTERN":
        return [value[-1]]
    if name == "BRANCH":
        return list(value[1])
    if name == "ATOMIC_GROUP":
        return [value]
    return [value[1]] if name in ("ASSERT", "ASSERT_NOT") else []


def _ways(parsed: Any) -> Iterator[str]:
    """Texts that a sequence matches: each of its alternatives once, the first of all the others beside it."""
    parts = [list(islice(_way(str(sign), value), MANY)) or [""] for sign, value in parsed]
    usual = [part[0] for part in parts]
    yield "".join(usual)
    for index, part in enumerate(parts):
        yield from ("".join((*usual[:index], other, *usual[index + 1 :])) for other in part[1:])


def _way(name: str, value: Any) -> Iterator[str]:
    """Texts that one part matches."""
    if name == "LITERAL":
        yield chr(value)
    elif name == "NOT_LITERAL":
        yield "a" if value != ord("a") else "b"
    elif name == "ANY":
        yield "a"
    elif name == "IN":
        yield from _of_set(value)
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = value
        yield from (way * max(1, least) for way in _ways(body) if most)
    elif name in ("SUBPATTERN", "BRANCH", "ATOMIC_GROUP"):
        for inner in _inside(name, value):
            yield from _ways(inner)


def _of_set(members: Any) -> Iterator[str]:
    """A character for each member of a set, or one that none of them is."""
    shown = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}
    if str(members[0][0]) == "NEGATE":
        barred = re.compile("[" + "".join(map(_written, members[1:])) + "]")
        yield from (char for char in "a1 .-" if not barred.match(char))
        return
    for sign, value in members:
        if str(sign) == "LITERAL":
            yield chr(value)
        elif str(sign) == "RANGE":
            yield chr(value[0])
        else:
            yield shown.get(str(value), "-")


def _written(member: tuple[Any, Any]) -> str:
    """A member of a set as it is written."""
    sign, value = member
    if str(sign) == "LITERAL":
        return re.escape(chr(value))
    if str(sign) == "RANGE":
        return "-".join(re.escape(chr(edge)) for edge in value)
    kind = str(value).removeprefix("CATEGORY_")
    letter = kind.removeprefix("NOT_")[:1].lower()
    return "\\" + (letter.upper() if kind.startswith("NOT_") else letter)
