"""Finding → Suggestion, Post → safe copy: the only room that imports presidio-anonymizer."""

from phi_lint.redact.draft import NEW, Edit, apply, origins_after
from phi_lint.redact.offers import offer
from phi_lint.redact.post import Redactor, in_cell
from phi_lint.redact.suggest import Suggester
from phi_lint.redact.wording import Style

__all__ = ["NEW", "Edit", "Redactor", "Style", "Suggester", "apply", "in_cell", "offer", "origins_after"]
