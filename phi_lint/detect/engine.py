"""Passage → Mention: the model and the rules on every text, Presidio on those in which it could find something.

Presidio and spaCy take a second to import, and Presidio's own recognizers (cards, hardware addresses) concern few
posts. So a text takes the way through Presidio's AnalyzerEngine where one of these could match, or where a pipeline
of the user's own takes the place of our model, and the short way everywhere else. Both find the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from phi_lint.detect.direct import Direct, Heard
from phi_lint.detect.matching import Hit
from phi_lint.nobody import confirms_nobody, names_nobody
from phi_lint.normalise import normalise
from phi_lint.rulebook import Entity, Rule, Rulebook
from phi_lint.rulebook.compiling import warm
from phi_lint.shipped import shipped
from phi_lint.types import About, Mention, Part, Passage

if TYPE_CHECKING:
    from phi_lint.detect.presidio import Presidio

MODEL = shipped("models/phi_lint_en")
DISCLOSURE = "DISCLOSURE"
"""The model's word for what confirms somebody as a patient."""
CELL_GAP = "  "
"""What stands between two cells of a row in a picture's text."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One of Presidio's recognizers."""

    recognizer: str
    """Its class."""
    could: regex.Pattern[str]
    """What stands in every text in which it finds something."""


PRESIDIO_OWN: Mapping[str, Theirs] = {
    "CREDIT_CARD": Theirs("CreditCardRecognizer", regex.compile(r"\d(?:[- ]?\d){11}")),
    "IBAN_CODE": Theirs("IbanRecognizer", regex.compile(r"(?i)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2}")),
    "CRYPTO": Theirs("CryptoRecognizer", regex.compile(r"\w{26}")),
    "US_MBI": Theirs("UsMbiRecognizer", regex.compile(r"(?i)\d[A-Z][A-Z0-9]\d")),
    "MAC_ADDRESS": Theirs("MacAddressRecognizer", regex.compile(r"(?i)(?:[\dA-F]{2}[:-]){5}|(?:[\dA-F]{4}\.){2}")),
    "US_ITIN": Theirs("UsItinRecognizer", regex.compile(r"9\d{2}[- ]?\d")),
}
"""Presidio's recognizers that rules may name by their entity."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in one passage."""

    mentions: tuple[Mention, ...]
    care: float | None
    """The model's chance that the passage speaks of a particular patient's care; None where no model spoke."""


class Detector:
    """Finds what the selected rules look for."""

    def __init__(self, rulebook: Rulebook, selected: frozenset[str] | None = None, model: str | None = None) -> None:
        """Load our model, or the spaCy pipeline `model`. Raises FaultyModelError."""
        warm(rulebook.patterns)
        rules = [rule for rule in rulebook if selected is None or rule.id in selected]
        self._by_entity: dict[str, list[Rule]] = {}
        self._own: list[Rule] = []
        for rule in rules:
            if isinstance(rule.match, Entity) and rule.match.entity in PRESIDIO_OWN:
                self._by_entity.setdefault(rule.match.entity, []).append(rule)
            else:
                self._own.append(rule)
        self._rules = {rule.id: rule for rule in rules}
        self._direct = Direct(self._own, MODEL / "phi_reader") if model is None else None
        self._presidio = self._load_presidio(model) if model is not None else None

    def detect(self, passages: Sequence[Passage]) -> Iterator[Detection]:
        """What is found in each passage, in order. Raises UnreadableError where one takes too long."""
        normal = [normalise(passage.text) for passage in passages]
        for passage, (text, source), heard in zip(passages, normal, self._hear([t for t, _ in normal]), strict=True):
            reading = heard.reading
            mentions = []
            for spoke, hit in heard.found:
                if names_nobody(text, hit.start, hit.end):
                    continue
                if self._is_disclosure(spoke) and confirms_nobody(text, hit.start, hit.end):
                    continue
                start, end = source.span(hit.start, hit.end) if source else (hit.start, hit.end)
                start, end = _in_one_cell(passage, start, end)
                leanings = reading.leanings(hit.start, hit.end) if reading else {}
                whose = {About(about): chance for about, chance in leanings.items()}
                for rule in self._asked_by(spoke, hit):
                    mentions.append(Mention(rule.id, passage, start, end, hit.score, _spoke(rule), whose))
            mentions.sort(key=lambda mention: (mention.start, mention.end, mention.rule))
            yield Detection(tuple(mentions), reading.care if reading else None)

    def _hear(self, texts: list[str]) -> list[Heard]:
        """What is found in each text, by whichever way it takes."""
        if self._direct is None:
            return list(self._by_presidio(texts))
        asks = [any(PRESIDIO_OWN[entity].could.search(text) for entity in self._by_entity) for text in texts]
        short = self._direct.hear([text for text, asked in zip(texts, asks, strict=True) if not asked])
        long = self._by_presidio([text for text, asked in zip(texts, asks, strict=True) if asked])
        return [next(long if asked else short) for asked in asks]

    def _by_presidio(self, texts: list[str]) -> Iterator[Heard]:
        if texts:
            self._presidio = self._presidio or self._load_presidio(str(MODEL))
            yield from self._presidio.hear(texts)

    def _load_presidio(self, model: str) -> Presidio:
        from phi_lint.detect.presidio import Presidio

        return Presidio(self._own, [PRESIDIO_OWN[entity].recognizer for entity in self._by_entity], model)

    def _is_disclosure(self, spoke: str) -> bool:
        """Whether it is the model that calls something a confirmation."""
        match = self._rules[spoke].match if spoke in self._rules else None
        return isinstance(match, Entity) and match.entity == DISCLOSURE

    def _asked_by(self, spoke: str, hit: Hit) -> Sequence[Rule]:
        """The rules that a hit speaks for."""
        if spoke in self._rules:
            return (self._rules[spoke],)
        return [
            rule
            for rule in self._by_entity.get(spoke, ())
            if isinstance(rule.match, Entity) and hit.score >= rule.match.min_score
        ]


def _in_one_cell(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The part of a span before the gap that divides two cells of a picture's row."""
    gap = passage.text.find(CELL_GAP, start, end) if passage.part is Part.IMAGE_TEXT else -1
    return (start, gap) if gap > start else (start, end)


def _spoke(rule: Rule) -> str:
    """Who found a rule's mentions, in words for a reason."""
    if not isinstance(rule.match, Entity):
        return "the rule"
    return "Presidio" if rule.match.entity in PRESIDIO_OWN else "the model"
