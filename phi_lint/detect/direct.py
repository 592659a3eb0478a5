"""The short way: the network and the rules, without spaCy and Presidio, for texts that need neither.

It finds what `presidio.py` finds, which a test proves, and spares a second of imports and a millisecond a post.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from phi_lint.detect.decoding import Reading
from phi_lint.detect.matching import Hit, Named, find
from phi_lint.detect.network import ENTITY, shared
from phi_lint.rulebook import Rule
from phi_lint.rulebook.hints import Searched


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found in one text."""

    found: tuple[tuple[str, Hit], ...]
    """Each hit with the id of its rule, or one of Presidio's entities."""
    reading: Reading | None
    """What the model says of the text; None where no model of ours spoke."""


class Direct:
    """The network and the rules."""

    def __init__(self, own: Sequence[Rule], folder: Path) -> None:
        """Load the network. Raises FaultyModelError."""
        self._rules = tuple(own)
        self._network = shared(folder)

    def hear(self, texts: Sequence[str]) -> Iterator[Heard]:
        """What is found in each text. Raises UnreadableError where one takes too long."""
        for text, reading in zip(texts, self._network.read(list(texts)), strict=True):
            spans, searched = named(reading), Searched(text)
            found = ((rule.id, hit) for rule in self._rules for hit in lasting(find(rule.match, searched, spans)))
            yield Heard(tuple(found), reading)


def named(reading: Reading) -> list[Named]:
    """What the model read, by the names that rules know."""
    return [Named(ENTITY[read.letter], Hit(read.start, read.end, read.score)) for read in reading.spans]


def lasting(hits: Iterable[Hit]) -> list[Hit]:
    """The hits of one rule without those that lie in another which is as sure, as Presidio keeps them."""
    kept: list[Hit] = []
    reaching: list[Hit] = []  # of those kept, what the next hit may lie in
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.score)):
        reaching = [other for other in reaching if other.end >= hit.start]
        if not any(hit.end <= other.end and hit.score <= other.score for other in reaching):
            kept.append(hit)
            reaching.append(hit)
    return kept
