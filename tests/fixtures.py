"""The types of what conftest.py's fixtures give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from phi_lint.types import Finding


@dataclass(frozen=True)
class Outcome:
    """What a shell sees."""

    code: int
    out: str
    err: str


MakeFinding = Callable[..., Finding]
Run = Callable[..., Outcome]
