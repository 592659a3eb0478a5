"""The wheel carries the rule set and the model; an editable install reads them from the checkout."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryData(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `rules/` and the pipeline to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling's static force-include would leave a stale copy beside an editable install."""
        if version == "standard":
            build_data["force_include"] |= {
                "rules": "phi_lint/rules",
                "models/faces": "phi_lint/models/faces",
                "models/phi_lint_en": "phi_lint/models/phi_lint_en",
            }
