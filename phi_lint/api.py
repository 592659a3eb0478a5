"""The public Python API: `phi_lint.check(path_or_text, config) -> Report`."""

from __future__ import annotations

from pathlib import Path

from phi_lint.config import Config
from phi_lint.lint import Linter, Target, find_targets, merged
from phi_lint.types import Report

_linters: dict[str, Linter] = {}


def check(post: str | Path, config: Config | None = None) -> Report:
    """Check a post given as text, or the file or folder that a `Path` names.

    Without `config` the settings files count that the command line would heed; with one, it alone. The engine is
    loaded at the first call (a second or two) and kept. The report holds findings of every severity and verdict;
    `Finding.value` is the text found, in clear.

    Raises PhiLintError where settings, rules or the model are faulty. A file that cannot be read is no error but
    a `Failure` in the report.
    """
    linter = _linter(config)
    if isinstance(post, str):
        return linter.check([Target("-", None, post.encode())])
    targets, missing, skipped = find_targets([str(post)], linter.config_for)
    return merged([Report((), tuple(missing), skipped=len(skipped)), *map(linter.check_file, targets)])


def _linter(config: Config | None) -> Linter:
    key = repr(config)
    if key not in _linters:
        _linters[key] = Linter() if config is None else Linter(fixed=config)
    return _linters[key]
