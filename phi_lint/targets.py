"""Which files a command line means: those it names, and the posts below the folders it names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from phi_lint import posts
from phi_lint.config import Config
from phi_lint.endings import is_medium
from phi_lint.errors import UnreadableError
from phi_lint.ignoring import Excluded, GitIgnored
from phi_lint.types import Failure


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check: its name as the user gave it, and where its bytes are."""

    file: str
    path: Path | None
    content: bytes | None = field(default=None, repr=False)
    """The bytes where they are already here, as from standard input."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not examined since it is no post."""

    file: str
    why: str


def find_targets(
    paths: Iterable[str], config_for: Callable[[Path], Config] = lambda _: Config()
) -> tuple[list[Target], list[Failure], list[Skipped]]:
    """The files that paths stand for, each once, those that do not exist, and those skipped as no posts.

    `config_for` gives the settings that count for a folder or file: what they exclude is not walked into, and
    with `force-exclude` not examined when named, either; nor is JSON or YAML that holds no posts.
    """
    targets: dict[str, Target] = {}
    failures: list[Failure] = []
    walked: set[str] = set()
    named: set[str] = set()
    skipped: list[Skipped] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            config = config_for(path / "x")
            for file, why_not in posts.walk(path, _barred(path, config), posts.Wanted(pointers=config.pointers)):
                name = (path / file.relative_to(path)).as_posix()
                if why_not is not None:
                    skipped.append(Skipped(name, why_not))
                    continue
                if is_medium(file.name):
                    walked.add(_identity(file))
                targets.setdefault(_identity(file), Target(name, file))
        elif path.exists():
            config = config_for(path)
            if config.force_exclude and (why := _why_passed_over(path, config)):
                skipped.append(Skipped(path.as_posix(), why))
            else:
                named.add(_identity(path))
                targets.setdefault(_identity(path), Target(path.as_posix(), path))
        else:
            failures.append(Failure(path.as_posix(), "does not exist; mend the path"))
    for name in walked & _named_by_posts(targets.values()) - named if walked else ():
        del targets[name]
    return sorted(targets.values(), key=lambda target: target.file), failures, skipped


def _named_by_posts(targets: Iterable[Target]) -> set[str]:
    """The media that posts among the targets name: they are looked at with their post, not by themselves."""
    found: set[str] = set()
    for target in targets:
        if target.path is None or is_medium(target.file):
            continue
        try:
            for post in posts.read(target.file, posts.load(target.path)):
                found |= {_identity(medium.file) for medium in post.media if medium.file is not None}
        except UnreadableError:
            continue  # the check itself will say so
    return found


def _identity(path: Path) -> str:
    return os.path.realpath(path)


def _why_passed_over(path: Path, config: Config) -> str | None:
    """Why a walk of its folder would leave a named file out; None where it would not."""
    if _excluded(config)(path, False):
        return "the config excludes it"
    return posts.OTHER_DATA if posts.is_other_data(path, posts.Wanted(pointers=config.pointers)) else None


def _excluded(config: Config) -> Excluded:
    base = Path(config.origin).parent if config.origin else Path()
    return Excluded(base, (*config.exclude, *config.extend_exclude))


def _barred(folder: Path, config: Config) -> Callable[[Path, bool], bool]:
    """Whether a walk passes over a file or folder."""
    excluded = _excluded(config)
    if not config.respect_gitignore:
        return excluded
    ignored = GitIgnored(folder)
    return lambda path, is_folder: excluded(path, is_folder) or ignored(path, is_folder)
