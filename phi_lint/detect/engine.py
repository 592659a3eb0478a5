"""Presidio's AnalyzerEngine with our rules as its recognizers: Passage → Mention.

Built once; one pass for each passage. What stock Presidio does that a judge of posts must not is closed here:
no download, no context words (they match substrings and look backwards only; our judge weighs evidence), no
collapsing of different rules on one span, no explanations dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
    predefined_recognizers,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine

from phi_lint.detect.matching import find
from phi_lint.detect.normalise import normalise
from phi_lint.detect.reader import ENTITY
from phi_lint.errors import FaultyModelError
from phi_lint.rulebook import Entity, Rule, Rulebook
from phi_lint.rulebook.compiling import warm
from phi_lint.shipped import shipped
from phi_lint.types import About, Mention, Part, Passage

MODEL = shipped("models/phi_lint_en")
LANGUAGE = "en"
CELL_GAP = "  "
"""What stands between two cells of a row in a picture's text."""
LONGEST = 60_000_000
"""Characters; spaCy's own limit of a million is meant for parsers, which we do not use."""

PRESIDIO_OWN: Mapping[str, str] = {
    "CREDIT_CARD": "CreditCardRecognizer",
    "IBAN_CODE": "IbanRecognizer",
    "CRYPTO": "CryptoRecognizer",
    "US_MBI": "UsMbiRecognizer",
    "MAC_ADDRESS": "MacAddressRecognizer",
    "US_ITIN": "UsItinRecognizer",
}
"""Presidio's recognizers that rules may name by their entity."""


class RulesRecognizer(EntityRecognizer):  # type: ignore[misc]
    """All rules as one recognizer; each result's entity is the id of its rule."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        super().__init__(supported_entities=[rule.id for rule in rules], name="phi-lint rules")

    def load(self) -> None:
        """Nothing to load: the rules come compiled."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Every hit of every rule."""
        return [
            RecognizerResult(
                rule.id,
                hit.start,
                hit.end,
                hit.score,
                AnalysisExplanation(self.name, hit.score, textual_explanation=_spoke(rule)),
            )
            for rule in self.rules
            for hit in find(rule.match, nlp_artifacts.tokens, text)
        ]


class NoContext(ContextAwareEnhancer):  # type: ignore[misc]
    """Leaves scores alone."""

    def __init__(self) -> None:
        super().__init__(0, 0, 0, 0)

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: object, **__: object
    ) -> list[RecognizerResult]:
        return raw_results


class PipelineEngine(SpacyNlpEngine):  # type: ignore[misc]
    """Presidio's spaCy engine on a pipeline that is already here."""

    def load(self) -> None:
        """Load the folder. Raises FaultyModelError; never downloads."""
        folder = self.models[0]["model_name"]
        if not Path(folder).is_dir() and not spacy.util.is_package(folder):
            raise FaultyModelError(folder, "is neither a folder nor an installed spaCy pipeline")
        try:
            nlp = spacy.load(folder)
        except (OSError, ValueError) as error:
            raise FaultyModelError(folder, f"spaCy cannot load it ({type(error).__name__})") from error
        nlp.max_length = LONGEST
        self.nlp = {LANGUAGE: nlp}


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in one passage."""

    mentions: tuple[Mention, ...]
    care: float | None
    """The model's chance that the passage speaks of a particular patient's care; None where no model spoke."""


class Detector:
    """Finds what the selected rules look for."""

    def __init__(self, rulebook: Rulebook, selected: frozenset[str] | None = None, model: str | None = None) -> None:
        warm(rulebook.patterns)
        rules = [rule for rule in rulebook if selected is None or rule.id in selected]
        self._by_entity: dict[str, list[Rule]] = {}
        own: list[Rule] = []
        for rule in rules:
            if isinstance(rule.match, Entity) and rule.match.entity in PRESIDIO_OWN:
                self._by_entity.setdefault(rule.match.entity, []).append(rule)
            else:
                own.append(rule)
        self._rules = {rule.id: rule for rule in rules}
        nlp_engine = PipelineEngine(
            [{"lang_code": LANGUAGE, "model_name": model or str(MODEL)}],
            # Our recognizer reads the doc itself; nothing is left for Presidio to map.
            NerModelConfiguration(model_to_presidio_entity_mapping={}, labels_to_ignore=sorted(set(ENTITY.values()))),
        )
        recognizers: list[EntityRecognizer] = [RulesRecognizer(own)]
        recognizers += [getattr(predefined_recognizers, PRESIDIO_OWN[entity])() for entity in self._by_entity]
        self._analyzer = AnalyzerEngine(
            RecognizerRegistry(recognizers, supported_languages=[LANGUAGE]),
            nlp_engine,
            supported_languages=[LANGUAGE],
            context_aware_enhancer=NoContext(),
        )

    def detect(self, passages: Sequence[Passage]) -> Iterator[Detection]:
        """What is found in each passage, in order. Raises UnreadableError where one takes too long."""
        normal = [normalise(passage.text) for passage in passages]
        artifacts = self._analyzer.nlp_engine.process_batch([text for text, _ in normal], LANGUAGE, batch_size=64)
        for passage, (text, source), (_, read) in zip(passages, normal, artifacts, strict=True):
            results = self._analyzer.analyze(text, LANGUAGE, nlp_artifacts=read, return_decision_process=True)
            reading = read.tokens._.reading
            mentions = []
            for result in results:
                span = source.span(result.start, result.end) if source else (result.start, result.end)
                span = _in_one_cell(passage, *span)
                leanings = reading.leanings(result.start, result.end) if reading else {}
                for rule in self._asked_by(result):
                    mentions.append(
                        Mention(
                            rule=rule.id,
                            passage=passage,
                            start=span[0],
                            end=span[1],
                            score=result.score,
                            detector=_spoke(rule),
                            leanings={About(about): chance for about, chance in leanings.items()},
                        )
                    )
            mentions.sort(key=lambda mention: (mention.start, mention.end, mention.rule))
            yield Detection(tuple(mentions), reading.care if reading else None)

    def _asked_by(self, result: RecognizerResult) -> Sequence[Rule]:
        """The rules that a result speaks for."""
        if result.entity_type in self._rules:
            return (self._rules[result.entity_type],)
        return [
            rule
            for rule in self._by_entity.get(result.entity_type, ())
            if isinstance(rule.match, Entity) and result.score >= rule.match.min_score
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
