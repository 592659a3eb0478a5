"""What a result depends on besides the post: the digests of the rule set and the model."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from phi_lint.rulebook import Rulebook
from phi_lint.shipped import shipped


def digest(rulebook: Rulebook, model: str | None) -> str:
    """One SHA-256 for rules, cues and model, in hexadecimal; a report names it, so that a result can be repeated."""
    return hashlib.sha256(f"{rulebook.digest}\0{digest_of_model(model)}".encode()).hexdigest()


@cache
def digest_of_model(model: str | None) -> str:
    """Of the model's own list of digests; of a foreign pipeline's file names, sizes and times."""
    folder = shipped("models/phi_lint_en") if model is None else Path(model)
    sums = folder / "phi_reader" / "SHA256SUMS"
    if sums.is_file():
        return sums.read_text()
    if model is not None and not folder.is_dir():
        with contextlib.suppress(PackageNotFoundError):
            return f"{model} {version(model)}"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return repr([(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files])
