"""The rule set as data: `rules/*/*.yaml` → `Rulebook`."""

from phi_lint.rulebook.load import BUILT_IN, find_rule, load, outline
from phi_lint.rulebook.rule import (
    AllOf,
    Cue,
    Entity,
    Match,
    Pattern,
    Rule,
    Rulebook,
    Sighting,
    Terms,
    Where,
    marked_span,
)

__all__ = [
    "BUILT_IN",
    "AllOf",
    "Cue",
    "Entity",
    "Match",
    "Pattern",
    "Rule",
    "Rulebook",
    "Sighting",
    "Terms",
    "Where",
    "find_rule",
    "load",
    "marked_span",
    "outline",
]
