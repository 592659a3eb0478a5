"""Settings: `phi-lint.toml` or `[tool.phi-lint]` in `pyproject.toml` → a frozen `Config`.

The nearest file above a post counts; in the same folder `phi-lint.toml` wins. A command-line flag is the
field of the same name and wins over the file.
"""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from phi_lint.errors import Fault, FaultyConfigError
from phi_lint.strict import Problems, build
from phi_lint.types import Role, Severity

OWN_FILE = "phi-lint.toml"
SHARED_FILE = "pyproject.toml"


class Ocr(enum.StrEnum):
    """What reads the text in pictures."""

    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Practice:
    """What is the organisation's own, so that it is never taken for a patient's."""

    names: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, each with its default."""

    select: tuple[str, ...] = ()
    """Letters, folders or ids of the rules to apply; all where empty."""
    ignore: tuple[str, ...] = ()
    """Letters, folders or ids of rules to leave out."""
    min_severity: Severity = Severity.MEDIUM
    """Findings below it are counted and not shown."""
    fail_on: Severity = Severity.HIGH
    """The least severity that makes `check` exit with 1."""
    output_format: str = "text"
    rules: tuple[str, ...] = ()
    """Folders of rules of the organisation's own, relative to the config file."""
    model: str | None = None
    """A spaCy pipeline in place of the built-in one: a folder or an installed package."""
    exclude: tuple[str, ...] = ()
    """Patterns, as in `.gitignore`, of files and folders that a walk passes over."""
    extend_exclude: tuple[str, ...] = ()
    """More of them, so that a flag need not repeat the config's."""
    force_exclude: bool = False
    """What is excluded is not examined when it is named, either; for hooks that name every file."""
    respect_gitignore: bool = True
    """A walk passes over what git ignores."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a pattern of paths, letters, folders or ids of rules whose findings are ignored there."""
    baseline: str | None = None
    """The file of accepted findings, relative to the config file."""
    suppress: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a pattern of paths, rules to be silent there, each with its reason."""
    columns: Mapping[str, Role] = field(default_factory=dict)
    """For the header of a table's column, what the column holds."""
    pointers: Mapping[str, Role] = field(default_factory=dict)
    """For a pointer into JSON or YAML, as `/posts/*/text`, what stands there; `*` is any index."""
    ocr: Ocr = Ocr.RAPIDOCR
    """What reads the text in pictures; Tesseract needs its system package."""
    require_media: bool = False
    """A medium that is only a remote address is a failure, not just counted."""
    practice: Practice = Practice()
    origin: str | None = None
    """The file that the settings came from; not to be set."""

    @property
    def silenced(self) -> Mapping[str, Mapping[str, str]]:
        """`suppress` and `per-file-ignores` together: for a pattern of paths, rules and reasons."""
        merged = {
            pattern: dict.fromkeys(rules, f"per-file-ignores of {pattern!r}")
            for pattern, rules in self.per_file_ignores.items()
        }
        for pattern, reasons in self.suppress.items():
            merged[pattern] = {**merged.get(pattern, {}), **reasons}
        return merged

    @property
    def rule_folders(self) -> tuple[Path, ...]:
        """The organisation's own rule folders, resolved against the config file."""
        base = Path(self.origin).parent if self.origin else Path()
        return tuple(base / folder for folder in self.rules)


@lru_cache
def nearest(folder: Path) -> Path | None:
    """The config file that counts for posts in a folder; None where there is none above it."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    if own.is_file():
        return own
    if shared.is_file() and _table(shared) is not None:
        return shared
    return nearest(folder.parent) if folder.parent != folder else None


def here() -> Config:
    """The settings that count in the current folder. Raises FaultyConfigError."""
    return load(nearest(Path.cwd()))


def load(file: Path | None, flags: Mapping[str, Any] | None = None) -> Config:
    """The settings of a file (the defaults where None), with flags over them.

    Raises FaultyConfigError, which lists every fault.
    """
    config = Config() if file is None else _parse(file)
    return replace(config, **{name: value for name, value in (flags or {}).items() if value not in (None, ())})


@lru_cache
def _parse(file: Path) -> Config:
    data = _table(file)
    problems = Problems(joint="-")
    config = build(Config, {} if data is None else data, problems)
    if "origin" in (data or {}):
        problems.add(("origin",), "unknown key 'origin'; " + _known())
    for pattern, rules in config.suppress.items() if config else ():
        for rule, reason in rules.items():
            if not reason.strip():
                path = ("suppress", pattern, rule)
                problems.add(path, f"suppresses {rule!r} in {pattern!r} without a reason; write why")
    if config is None or problems.found:
        text = file.read_text(encoding="utf-8")
        raise FaultyConfigError([Fault(str(file), _line_of(text, path), problem) for path, problem in problems.found])
    return replace(config, origin=str(file))


def _table(file: Path) -> Mapping[str, Any] | None:
    """The settings in a file; None where a pyproject.toml has none."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FaultyConfigError([Fault(str(file), None, f"is no valid TOML: {error}")]) from None
    except OSError as error:
        raise FaultyConfigError([Fault(str(file), None, f"cannot be read: {error.strerror}")]) from None
    if file.name != SHARED_FILE:
        return data
    table = data.get("tool", {}).get("phi-lint")
    return table if isinstance(table, dict) or table is None else {"phi-lint": table}


def _known() -> str:
    return "known: " + ", ".join(sorted(f.name.replace("_", "-") for f in fields(Config) if f.name != "origin"))


def _line_of(text: str, path: tuple[str | int, ...]) -> int | None:
    """The first line that begins with the last key of a path; tomllib itself keeps no lines."""
    keys = [key for key in path if isinstance(key, str)]
    for number, line in enumerate(text.splitlines(), 1):
        if keys and line.split("=")[0].strip().strip("\"'[]").endswith(keys[-1]):
            return number
    return None
