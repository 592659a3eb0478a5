"""What must stand in a text before a pattern can match it, so that most patterns are passed over at a glance.

Of "MRN", "chart no." and "record number" one must be there, and a digit, or the pattern for record numbers finds
nothing. That is read from the pattern itself, so nobody writes it down, and it never changes what is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from phi_lint.rulebook.parsing import parts

Hints = tuple[tuple[str, ...], ...]
"""Of each of these one must stand in the text in lower case; nothing is known where there are none."""
DIGIT = "\0"
"""Stands for any digit; `Searched` puts it into a text that has one."""
HAS_DIGIT = regex.compile(r"\d")
MANY = 60
"""Words from which on looking for each costs what it saves."""
ENOUGH = 3
"""Needs of a pattern that are looked for."""
FOLDED = frozenset("\u017f\u212a\u0130\u0131")
"""Letters that a pattern takes for plain s, k and i, whatever their lower case."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A text in which patterns are sought."""

    text: str = field(repr=False)
    lowered: str | None = field(init=False, repr=False)
    """In lower case; None where that says too little."""

    def __post_init__(self) -> None:
        lowered = self.text.lower()
        if HAS_DIGIT.search(lowered):
            lowered += DIGIT
        unclear = not self.text.isascii() and not FOLDED.isdisjoint(self.text)
        object.__setattr__(self, "lowered", None if unclear else lowered)

    def may_hold(self, hints: Hints) -> bool:
        """Whether a pattern with these hints could match."""
        lowered = self.lowered
        if lowered is None:
            return True
        for need in hints:
            for hint in need:
                if hint in lowered:
                    break
            else:
                return False
        return True


def hints_of(pattern: str) -> Hints:
    """The hints of a pattern; none where only `regex` can read it."""
    parsed = parts(pattern, letter=r"\w", digit=r"\w")
    return tuple(tuple(sorted(need)) for need in _best(_needs(parsed))[:ENOUGH]) if parsed is not None else ()


def _best(found: Iterator[frozenset[str]]) -> list[frozenset[str]]:
    """Needs, those first that fewest texts meet: long words, and few of them."""
    fit = {need for need in found if len(need) <= MANY and min(map(_weight, need)) > 0}
    return sorted(fit, key=lambda need: (-min(map(_weight, need)), len(need), sorted(need)))


def _weight(hint: str) -> float:
    """How few texts hold a hint: a space nearly all, a digit every other, four letters few."""
    return {" ": 0.0, DIGIT: 1.5}.get(hint, min(len(hint), 4))


def _needs(parsed: Any) -> Iterator[frozenset[str]]:
    """For each part of a sequence that must match what the text must then hold one of."""
    run = ""
    for sign, value in (*parsed, ("END", None)):
        name = str(sign)
        if name == "LITERAL" and (char := chr(value)).isascii():
            run += char.lower()
            continue
        if run:
            yield frozenset([run])
            run = ""
        if name == "IN" and (chars := _of_set(value)):
            yield chars
        elif inner := _must(name, value):
            if name != "BRANCH":
                yield from (need for each in inner for need in _needs(each))
                continue
            bests = [_best(_needs(each))[:1] for each in inner]
            if all(bests):
                yield frozenset().union(*(best[0] for best in bests))


def _must(name: str, value: Any) -> list[Any]:
    """The sequences of which one must match where the part does."""
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [value[2]] if value[0] else []
    if name == "SUBPATTERN":
        return [value[-1]]
    if name == "BRANCH":
        return list(value[1])
    if name == "ATOMIC_GROUP":
        return [value]
    return [value[1]] if name == "ASSERT" else []


def _of_set(members: Any) -> frozenset[str] | None:
    """The characters of a set, where they are few; None where it takes others, too."""
    chars: set[str] = set()
    for sign, value in members:
        name, kind = str(sign), str(value)
        if name == "LITERAL" and chr(value).isascii():
            chars.add(DIGIT if chr(value).isdecimal() else chr(value).lower())
        elif (name == "CATEGORY" and kind == "CATEGORY_DIGIT") or (name == "RANGE" and _digits(value)):
            chars.add(DIGIT)
        else:
            return None
    return frozenset(chars)


def _digits(edges: tuple[int, int]) -> bool:
    return all(chr(edge).isascii() and chr(edge).isdecimal() for edge in edges)
