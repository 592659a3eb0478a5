"""What a walk passes over: the `exclude` of the settings, and what git ignores. Patterns are git's."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pathspec import GitIgnoreSpec

ALWAYS = ("node_modules/", "__pycache__/", "venv/", "_site/")
"""Folders that hold no posts of anybody's own; hidden ones are passed over anyway."""


class Excluded:
    """The patterns of `exclude`, read from the folder of the config file."""

    def __init__(self, base: Path, patterns: Iterable[str]) -> None:
        self._base = os.path.realpath(base)
        self._spec = GitIgnoreSpec.from_lines((*ALWAYS, *patterns))

    def __call__(self, path: Path, is_folder: bool) -> bool:
        below = os.path.relpath(os.path.realpath(path), self._base)
        return self._spec.match_file(_named(below, is_folder))


class GitIgnored:
    """The `.gitignore` files from the repository's top down, the nearest one winning, as git reads them."""

    def __init__(self, folder: Path) -> None:
        start = Path(os.path.realpath(folder))
        above = [start, *start.parents]
        top = next((each for each in above if (each / ".git").exists()), start)
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        self._top = str(top)
        own = top / ".git" / "info" / "exclude"
        self._private = _spec(own) if own.is_file() else None

    def __call__(self, path: Path, is_folder: bool) -> bool:
        real = os.path.realpath(path.parent) + os.sep + path.name
        folder = os.path.dirname(real)  # noqa: PTH120 - strings, for speed in large walks
        while folder.startswith(self._top):
            said = self._asked(self._spec_of(folder), real, folder, is_folder)
            if said is not None:
                return said
            folder = os.path.dirname(folder)  # noqa: PTH120
        return bool(self._asked(self._private, real, self._top, is_folder))

    @staticmethod
    def _asked(spec: GitIgnoreSpec | None, real: str, folder: str, is_folder: bool) -> bool | None:
        """What one file says; None where it says nothing."""
        return None if spec is None else spec.check_file(_named(os.path.relpath(real, folder), is_folder)).include

    def _spec_of(self, folder: str) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            file = Path(folder) / ".gitignore"
            self._specs[folder] = _spec(file) if file.is_file() else None
        return self._specs[folder]


def _spec(file: Path) -> GitIgnoreSpec | None:
    try:
        return GitIgnoreSpec.from_lines(file.read_text(encoding="utf-8", errors="replace").splitlines())
    except OSError:  # git, too, goes on without a file that it may not read
        return None


def _named(path: str, is_folder: bool) -> str:
    return path.replace(os.sep, "/") + ("/" if is_folder else "")
