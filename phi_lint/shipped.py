"""Where the rule set and the model lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder `name` that ships with phi-lint (`rules`, `models/phi_lint_en`).

    A wheel carries it inside the package; in a checkout, editable installs included, it lies beside it.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
