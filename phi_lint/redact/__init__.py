"""Finding → Suggestion: the only room that imports presidio-anonymizer."""

from phi_lint.redact.suggest import Suggester

__all__ = ["Suggester"]
