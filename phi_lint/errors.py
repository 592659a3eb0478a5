"""Errors that compose their own message: what is wrong, where, and the mend.

Every one derives from `PhiLintError`; the command line prints its message and exits 2, without a traceback.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PhiLintError(Exception):
    """Anything that keeps phi-lint from doing its work and that the user can mend."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of a rule set or a config."""

    file: str
    line: int | None
    problem: str
    """What is wrong and how to mend it."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.problem}"


class FaultyRulesError(PhiLintError):
    """The rule set has faults; all of them are listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


class FaultyConfigError(PhiLintError):
    """A config file or flag has faults; all of them are listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


class UnreadableError(PhiLintError):
    """A file that could not be examined; becomes a `Failure`, the rest goes on."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason)


def internal_error(error: Exception) -> str:
    """Where a fault of our own happened. A traceback or the error's words could quote the post."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "an unknown place"
    return f"internal error ({type(error).__name__} at {where}); please report it"


class FaultyModelError(PhiLintError):
    """The model's folder is missing, incomplete or damaged."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}; install phi-lint again, or name another pipeline as `model`")
