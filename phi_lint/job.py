"""One file's way through cache and linter: what a process of a batch does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phi_lint.cache import Cache
from phi_lint.config import Config
from phi_lint.errors import PhiLintError, UnreadableError, internal_error
from phi_lint.lint import Linter, Target
from phi_lint.types import Failure, Post, Report

SHARED = 64_000
"""Bytes from which on a file's posts are shared out among the processes."""
BLOCK = 16
"""Neighbouring posts that stay in one share."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or the posts of it that are one of several equal shares."""

    target: Target
    size: int
    """Bytes."""
    index: int = 0
    count: int = 1

    def holds(self, number: int) -> bool:
        """Whether the file's post with this number belongs to the share."""
        return number // BLOCK % self.count == self.index


def units(target: Target, jobs: int) -> Iterator[Unit]:
    """A small file whole, a large one in as many shares as there are processes."""
    try:
        size = target.path.stat().st_size if target.path is not None else len(target.content or b"")
    except OSError:
        size = 0  # reading it says what is wrong
    count = jobs if size >= SHARED else 1
    yield from (Unit(target, size, index, count) for index in range(count))


@dataclass(frozen=True, slots=True)
class Job:
    """How to check; can be sent to another process."""

    linter: Linter
    cache: Cache | None = None
    in_clear: bool = False
    """Values will be shown, so that a cached finding is of use only where its text can be read again."""

    def known(self, unit: Unit) -> Report | None:
        """What the cache knows of a small file; None where it knows nothing."""
        if self.cache is None or unit.count > 1:
            return None
        try:
            posts, config, content = self._read(unit)
        except UnreadableError:
            return None
        return self.cache.load(self._key(unit, content, posts, config), posts, self.in_clear)

    def check(self, unit: Unit) -> Report:
        """What there is to say. A fault of ours concerns this file alone, and its report never quotes it.

        Raises PhiLintError for what concerns every file.
        """
        try:
            posts, config, content = self._read(unit)
            own = [post for number, post in enumerate(posts) if unit.holds(number)]
            if self.cache is None:
                return self.linter.check_posts(unit.target, own)
            key = self._key(unit, content, own, config)
            report = self.cache.load(key, own, self.in_clear) if unit.count > 1 else None
            if report is None:
                report = self.linter.check_posts(unit.target, own)
                self.cache.store(key, report, own)
            return report
        except UnreadableError as error:
            return self._failed(unit, error.reason, error.line)
        except PhiLintError:
            raise
        except Exception as error:
            return self._failed(unit, internal_error(error))

    def _read(self, unit: Unit) -> tuple[Sequence[Post], Config, bytes]:
        content = self.linter.content(unit.target)
        return self.linter.read(unit.target, content), self.linter.config_for(unit.target.path), content

    def _key(self, unit: Unit, content: bytes, posts: Sequence[Post], config: Config) -> str:
        assert self.cache is not None  # noqa: S101 - the callers asked
        share = f"{unit.target.file}\0{unit.index}/{unit.count}"
        return self.cache.key(share, content, posts, config, self.linter.rulebook(config).digest)

    @staticmethod
    def _failed(unit: Unit, reason: str, line: int | None = None) -> Report:
        """A file that could not be examined; its first share tells."""
        return Report((), () if unit.index else (Failure(unit.target.file, reason, line=line),))
