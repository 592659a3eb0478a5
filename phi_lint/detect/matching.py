"""Where a rule's match holds in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product, takewhile
from operator import attrgetter

from phi_lint.errors import UnreadableError
from phi_lint.rulebook import AllOf, Entity, Match, Pattern, Sighting, Terms
from phi_lint.rulebook.hints import Searched
from phi_lint.rulebook.rule import Within
from phi_lint.rulebook.validators import VALIDATORS
from phi_lint.sentences import sentence_around, sentences

PATIENCE = 10.0
"""Seconds that one pattern may take on one text before the text counts as not examined."""
COMPANY = 8
"""Hits of one part that are tried as company for another's."""
START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Hit:
    """A span where a match holds, and how sure that is."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Named:
    """A span that a model gives the name of an entity."""

    entity: str
    hit: Hit


def find(match: Match, text: Searched, named: Sequence[Named]) -> Iterator[Hit]:
    """All hits of a match in a text, in which a model has named some spans.

    Raises UnreadableError where a pattern takes too long.
    """
    match match:
        case Pattern() | Terms():
            yield from _find_pattern(match, text)
        case Entity():
            yield from (n.hit for n in named if n.entity == match.entity and n.hit.score >= match.min_score)
        case AllOf():
            yield from _find_all_of(match, text, named)
        case Sighting():
            return


def _find_pattern(match: Pattern | Terms, searched: Searched) -> Iterator[Hit]:
    if not searched.may_hold(match.hints):
        return
    text = searched.text
    check = VALIDATORS[match.check] if isinstance(match, Pattern) and match.check else None
    pattern = match.compiled
    has_value = "value" in pattern.groupindex
    try:
        for found in pattern.finditer(text, timeout=PATIENCE):
            # A pattern with alternatives may hold its value in only some of them.
            group = "value" if has_value and found["value"] is not None else 0
            start, end = found.span(group)
            if start < end and (check is None or check(found[group])):
                yield Hit(start, end, match.score)
    except TimeoutError:
        raise UnreadableError(f"a pattern took more than {PATIENCE:.0f} s on this text; shorten the text") from None


def _find_all_of(match: AllOf, text: Searched, named: Sequence[Named]) -> Iterator[Hit]:
    """Hits of the first part that have the others for company."""
    found = [sorted(find(part, text, named), key=START) for part in match.all_of]
    if not all(found):
        return
    spans = sentences(text.text) if match.within is Within.SENTENCE else [(0, len(text.text))]
    for hit in found[0]:
        left, right = sentence_around(spans, hit.start, hit.end)
        if any(_apart((hit, *company)) for company in product(*(_within(hits, left, right) for hits in found[1:]))):
            yield hit


def _within(hits: Sequence[Hit], left: int, right: int) -> list[Hit]:
    """The first of some hits, in order, that lie in a span."""
    following = (hits[at] for at in range(bisect_left(hits, left, key=START), len(hits)))
    near = takewhile(lambda hit: hit.start <= right, following)
    return list(islice((hit for hit in near if hit.end <= right), COMPANY))


def _apart(hits: tuple[Hit, ...]) -> bool:
    """Whether no two of the hits overlap: one phrase must not be its own company."""
    ordered = sorted(hits, key=lambda hit: hit.start)
    return all(a.end <= b.start for a, b in pairwise(ordered))
