"""Finding → Verdict: what the post or the config asks to be silent about."""

from phi_lint.accept.suppression import apply, covers

__all__ = ["apply", "covers"]
