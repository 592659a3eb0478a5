"""The operator of presidio-anonymizer through which every replacement is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig, RecognizerResult
from presidio_anonymizer.operators import Operator, OperatorType

from phi_lint.redact.draft import Edit


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


class Operators:
    """The anonymizer with our operator."""

    def __init__(self) -> None:
        self._engine = AnonymizerEngine()
        self._engine.add_anonymizer(Reworded)

    def carry_out(self, text: str, edits: Sequence[Edit]) -> tuple[str, list[str]]:
        """The text with edits carried out, and what was written for each of them, in order."""
        if not edits:
            return text, []
        # Each edit is an entity of its own, or Presidio would join neighbours of one kind.
        results = [RecognizerResult(f"EDIT_{n}", edit.start, edit.end, 1.0) for n, edit in enumerate(edits)]
        operators = {f"EDIT_{n}": OperatorConfig("reworded", {"wording": edit.text}) for n, edit in enumerate(edits)}
        done = self._engine.anonymize(text, results, operators)
        items = sorted(done.items, key=lambda item: int(item.entity_type.removeprefix("EDIT_")))
        return str(done.text), [done.text[item.start : item.end] for item in items]
