"""Presidio's AnalyzerEngine with our rules as its recognizers, on a spaCy pipeline.

What stock Presidio does that a judge of posts must not is closed here: no download, no context words (they match
substrings and look backwards only; our judge weighs evidence), no collapsing of different rules on one span, no
explanations dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from spacy.tokens import Doc

from phi_lint.detect.direct import Heard, named
from phi_lint.detect.matching import Hit, Named, find
from phi_lint.detect.network import ENTITY
from phi_lint.detect.reader import Reader  # noqa: F401 - gives docs their `reading`
from phi_lint.errors import FaultyModelError
from phi_lint.rulebook import Rule
from phi_lint.rulebook.hints import Searched

LANGUAGE = "en"
LONGEST = 60_000_000
"""Characters; spaCy's own limit of a million is meant for parsers, which we do not use."""
USUAL = 0.85
"""The score of what a foreign pipeline names, which says none itself; Presidio takes the same."""


class RulesRecognizer(EntityRecognizer):  # type: ignore[misc]
    """All rules as one recognizer; each result's entity is the id of its rule."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        super().__init__(supported_entities=[rule.id for rule in rules], name="phi-lint rules")

    def load(self) -> None:
        """Nothing to load: the rules come compiled."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """Every hit of every rule."""
        spans, searched = _named(nlp_artifacts.tokens), Searched(text)
        return [
            RecognizerResult(
                rule.id,
                hit.start,
                hit.end,
                hit.score,
                AnalysisExplanation(self.name, hit.score, textual_explanation=rule.message),
            )
            for rule in self.rules
            for hit in find(rule.match, searched, spans)
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


class Presidio:
    """The analyzer, built once."""

    def __init__(self, own: Sequence[Rule], recognizers: Sequence[str], model: str) -> None:
        """Load a pipeline, and Presidio's recognizers of these classes. Raises FaultyModelError."""
        nlp_engine = PipelineEngine(
            [{"lang_code": LANGUAGE, "model_name": model}],
            # Our recognizer reads the doc itself; nothing is left for Presidio to map.
            NerModelConfiguration(model_to_presidio_entity_mapping={}, labels_to_ignore=sorted(set(ENTITY.values()))),
        )
        theirs = [getattr(predefined_recognizers, name)() for name in recognizers]
        self._analyzer = AnalyzerEngine(
            RecognizerRegistry([RulesRecognizer(own), *theirs], supported_languages=[LANGUAGE]),
            nlp_engine,
            supported_languages=[LANGUAGE],
            context_aware_enhancer=NoContext(),
        )

    def hear(self, texts: Sequence[str]) -> Iterator[Heard]:
        """What is found in each text. Raises UnreadableError where one takes too long."""
        artifacts = self._analyzer.nlp_engine.process_batch(texts, LANGUAGE, batch_size=64)
        for text, (_, read) in zip(texts, artifacts, strict=True):
            results = self._analyzer.analyze(text, LANGUAGE, nlp_artifacts=read, return_decision_process=True)
            found = tuple((result.entity_type, Hit(result.start, result.end, result.score)) for result in results)
            yield Heard(found, read.tokens._.reading)


def _named(doc: Doc) -> list[Named]:
    """What the pipeline names: our model's readings with their scores, or another's entities."""
    if doc._.reading is not None:
        return named(doc._.reading)
    return [Named(entity.label_, Hit(entity.start_char, entity.end_char, USUAL)) for entity in doc.ents]
