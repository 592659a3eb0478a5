"""Finding → Suggestion, through an operator of presidio-anonymizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult
from presidio_anonymizer.operators import Operator, OperatorType

from phi_lint.redact.wording import WORDINGS, Spot
from phi_lint.types import Finding, Identifier, Suggestion


class Reworded(Operator):  # type: ignore[misc]
    """Puts the wording of an identifier in its place; it is told which by `wording`."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """The wording handed in."""
        return str((params or {})["wording"])

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raise ValueError without a wording."""
        if "wording" not in (params or {}):
            raise ValueError("the operator 'reworded' needs a wording")

    def operator_name(self) -> str:
        return "reworded"

    def operator_type(self) -> OperatorType:
        return OperatorType.Anonymize


class Suggester:
    """Says what to write instead."""

    def __init__(self) -> None:
        self._engine = AnonymizerEngine()
        self._engine.add_anonymizer(Reworded)

    def suggest(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of one post, each with a suggestion where there is an honest one."""
        named: set[str] = set()
        suggested = []
        for finding in findings:
            key = finding.value.casefold()
            suggested.append(replace(finding, suggestion=self._one(finding, bool(named & set(key.split())))))
            if finding.identifier is Identifier.A:
                named |= set(key.split())
        return suggested

    def _one(self, finding: Finding, again: bool) -> Suggestion | None:
        wording = WORDINGS.get(finding.identifier)
        text = finding.passage.text
        worded = wording(Spot(text, finding.start, finding.end, finding.about, again)) if wording else None
        if worded is None or finding.passage.source is None:
            return None
        words, start, end = worded
        result = self._engine.anonymize(
            text,
            [RecognizerResult(finding.identifier.value, start, end, finding.confidence)],
            {finding.identifier.value: OperatorConfig("reworded", {"wording": words})},
        )
        item = result.items[0]
        source_start, source_end = finding.passage.source.span(start, end)
        return Suggestion(result.text[item.start : item.end], source_start, source_end)
