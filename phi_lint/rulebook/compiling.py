"""Regular expressions of the rule set, compiled when they are first needed.

All of them together take half a second, so their compiled form, which holds nothing of any post, is kept in the
user's own cache folder, as Python keeps its byte code.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

import regex

from phi_lint.rulebook.hints import Hints, hints_of

FLAGS = regex.VERSION1
ONE_TO_ONE = "(?-f)"
"""Full case-folding (ß to ss) is off: it makes compiling three times slower, and no rule needs it."""
FORM = "3"
"""Of a store; another form is another file."""
MANY = 20
"""Patterns to compile from which on their compiled form is worth keeping."""
_known: dict[str, regex.Pattern[str]] = {}
_hints: dict[str, Hints] = {}


def compiled(pattern: str) -> regex.Pattern[str]:
    """The compiled pattern. Raises ValueError where it is none."""
    if pattern not in _known:
        try:
            _known[pattern] = regex.compile(ONE_TO_ONE + pattern, FLAGS)
        except regex.error as error:
            raise ValueError(f"the pattern does not compile: {error}") from error
    return _known[pattern]


def hints(pattern: str) -> Hints:
    """What must stand in a text before the pattern can match."""
    if pattern not in _hints:
        _hints[pattern] = hints_of(pattern)
    return _hints[pattern]


def warm(patterns: Collection[str]) -> None:
    """Have all these ready, from an earlier run's store where there is one."""
    missing = sorted({pattern for pattern in patterns if pattern not in _known})
    if len(missing) < MANY:
        return
    file = _store(missing)
    try:
        if hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            raise OSError("somebody else's")
        stored, needed = _PatternsOnly(io.BytesIO(file.read_bytes())).load()
        _known.update(stored)
        _hints.update(needed)
    except Exception:  # missing or damaged in whatever way: compile them
        _keep(file, {each: compiled(each) for each in missing}, {each: hints(each) for each in missing})


class _PatternsOnly(pickle.Unpickler):
    """A store can hold texts, numbers and what `regex` makes of them, and nothing that runs."""

    def find_class(self, module: str, name: str) -> object:
        if name == "compile" and module in ("regex._regex", "_regex"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError("holds more than patterns")


def _store(patterns: list[str]) -> Path:
    """The file for these patterns, this regex and this Python."""
    told = "\0".join((FORM, regex.__version__, sys.version, str(int(FLAGS)), ONE_TO_ONE, *patterns))
    usual = os.environ.get("LOCALAPPDATA") or "~/.cache"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or usual).expanduser() / "phi-lint"
    return folder / f"patterns-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _keep(file: Path, patterns: dict[str, regex.Pattern[str]], needed: dict[str, Hints]) -> None:
    """Write a store whole or not at all; without one the next run only takes longer."""
    with contextlib.suppress(OSError, RuntimeError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as written:
            pickle.dump((patterns, needed), written)
        Path(unfinished).replace(file)
