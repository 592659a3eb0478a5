"""The whole pipeline on one page: read → detect → judge → suggest → accept → report.

`check`, the hook and the batch all go through `Linter`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phi_lint import accept, posts
from phi_lint.config import Config, load, nearest
from phi_lint.errors import Fault, FaultyConfigError, UnreadableError
from phi_lint.judge import judge
from phi_lint.rulebook import BUILT_IN, Rulebook
from phi_lint.rulebook import load as load_rules
from phi_lint.strict import nearest as nearest_word
from phi_lint.types import Failure, Finding, Identifier, Post, Report

if TYPE_CHECKING:  # the engine costs a second to import, and only a post needs it
    from phi_lint.detect import Detector
    from phi_lint.redact import Suggester

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check: its name as the user gave it, and where its bytes are."""

    file: str
    path: Path | None
    content: bytes | None = field(default=None, repr=False)
    """The bytes where they are already here, as from standard input."""


@dataclass
class Linter:
    """Checks posts; loads the engine when the first post needs it."""

    flags: Mapping[str, Any] = field(default_factory=dict)
    """Settings that win over every config file."""
    config_file: Path | None = None
    """One config file for all posts, in place of the nearest above each."""
    isolated: bool = False
    """Pay no heed to config files."""
    _rulebooks: dict[tuple[Path, ...], Rulebook] = field(default_factory=dict, repr=False)
    _detectors: dict[tuple[object, ...], Detector] = field(default_factory=dict, repr=False)
    _suggester: Suggester | None = field(default=None, repr=False)

    def config_for(self, path: Path | None) -> Config:
        """The settings that count for a file. Raises FaultyConfigError."""
        if self.isolated:
            return load(None, self.flags)
        folder = path.resolve().parent if path else Path.cwd()
        return load(self.config_file or nearest(folder), self.flags)

    def rulebook(self, config: Config) -> Rulebook:
        """The built-in rules and the config's own. Raises FaultyRulesError, and FaultyConfigError for unknown rules."""
        folders = (BUILT_IN, *config.rule_folders)
        if folders not in self._rulebooks:
            self._rulebooks[folders] = load_rules(folders)
        rulebook = self._rulebooks[folders]
        if faults := list(_unknown_rules(config, rulebook)):
            raise FaultyConfigError(faults)
        return rulebook

    def check(self, targets: Iterable[Target]) -> Report:
        """Everything there is to say about some files. A file that cannot be read is a failure; the rest goes on."""
        findings: list[Finding] = []
        failures: list[Failure] = []
        notes: list[str] = []
        count = 0
        for target in targets:
            try:
                for post in self._read(target):
                    count += 1
                    if not post.passages:
                        notes.append(f"{target.file}: is empty")
                        continue
                    found, said = self.check_post(post, self.config_for(target.path))
                    findings += found
                    notes += said
            except UnreadableError as error:
                failures.append(Failure(target.file, error.reason, line=error.line))
        findings.sort(key=lambda f: (f.file, f.place.start is None, f.place.start or 0, f.rule))
        return Report(tuple(findings), tuple(failures), tuple(notes), posts=count)

    def check_post(self, post: Post, config: Config) -> tuple[list[Finding], list[str]]:
        """The findings of one post, of every severity and verdict, and notes on its suppressions."""
        rulebook = self.rulebook(config)
        detections = list(self._detector(config, rulebook).detect(post.passages))
        mentions = [mention for detection in detections for mention in detection.mentions]
        care = [detection.care for detection in detections]
        findings = judge(post, mentions, care, rulebook, config.practice)
        return accept.apply(post, self._suggested(findings), rulebook, config.suppress, config.origin)

    def _read(self, target: Target) -> Iterator[Post]:
        content = target.content
        if content is None:
            assert target.path is not None  # noqa: S101 - a target has bytes or a path
            content = posts.load(target.path)
        yield from posts.read(target.file, content)

    def _detector(self, config: Config, rulebook: Rulebook) -> Detector:
        selected = rulebook.selected(config.select, config.ignore)
        key = (rulebook.digest, selected, config.model)
        if key not in self._detectors:
            from phi_lint.detect import Detector

            self._detectors[key] = Detector(rulebook, selected, config.model)
        return self._detectors[key]

    def _suggested(self, findings: list[Finding]) -> list[Finding]:
        if not findings:
            return findings
        if self._suggester is None:
            from phi_lint.redact import Suggester

            self._suggester = Suggester()
        return self._suggester.suggest(findings)


def _unknown_rules(config: Config, rulebook: Rulebook) -> Iterator[Fault]:
    """A fault for every word of the settings that should name a rule and names none."""
    wanted = {
        "select": config.select,
        "ignore": config.ignore,
        "suppress": [rule for rules in config.suppress.values() for rule in rules],
    }
    groups = {name for identifier in Identifier for name in (identifier.value, identifier.folder)}
    for setting, words in wanted.items():
        for word in words:
            if word not in groups and not any(rule.selected_by(word) for rule in rulebook):
                known = rulebook.rules if "/" in word else groups
                yield Fault(setting, None, f"no rule {word!r}; {nearest_word(word, known)}")


def find_targets(paths: Iterable[str]) -> tuple[list[Target], list[Failure], int]:
    """The files that paths stand for, each once, those that do not exist, and how many were skipped as no posts."""
    targets: dict[Path, Target] = {}
    failures: list[Failure] = []
    skipped = 0
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for file, is_post in posts.walk(path):
                if is_post:
                    name = (Path(given) / file.relative_to(path)).as_posix()
                    targets.setdefault(file.resolve(), Target(name, file))
                else:
                    skipped += 1
        elif path.exists():
            targets.setdefault(path.resolve(), Target(path.as_posix(), path))
        else:
            failures.append(Failure(path.as_posix(), "does not exist; mend the path"))
    return list(targets.values()), failures, skipped
