"""phi-lint: stops a social-media post before it publishes protected health information."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phi_lint.api import check
    from phi_lint.config import Config
    from phi_lint.types import Finding, Report

__version__ = "0.1.0"
__all__ = ["Config", "Finding", "Report", "__version__", "check"]
_FROM = {"check": "phi_lint.api", "Config": "phi_lint.config", "Finding": "phi_lint.types", "Report": "phi_lint.types"}


def __getattr__(name: str) -> object:
    """Import what is asked for: `import phi_lint` alone costs nothing."""
    if name not in _FROM:
        raise AttributeError(f"module 'phi_lint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_FROM[name]), name)
