"""How a report is to be shown; every format takes the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from phi_lint.types import Severity

if TYPE_CHECKING:
    from phi_lint.rulebook import Rule


@dataclass(frozen=True, slots=True)
class View:
    """The wishes of whoever reads the report."""

    version: str
    """Of phi-lint."""
    rules_digest: str
    """Of the rule set and the model."""
    min_severity: Severity = Severity.MEDIUM
    show_all: bool = False
    """Also ignored, accepted and authorized findings."""
    show_phi: bool = False
    """Values in clear; only at a terminal or when asked for."""
    colour: bool = False
    width: int | None = None
    """Characters in a line of the terminal; None where the report goes elsewhere, and lines stay whole."""
    quiet: bool = False
    """Only findings and failures, no notes and no summary."""
    rules: Mapping[str, Rule] = field(default_factory=dict, repr=False)
    """The rule set, for formats that explain the rules of their findings."""
