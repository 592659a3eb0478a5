"""The whole pipeline on one page: read → look → detect → judge → suggest → accept → report.

`check`, the hook and the batch all go through `Linter`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phi_lint import accept, posts
from phi_lint.config import Config, load, nearest
from phi_lint.endings import is_medium
from phi_lint.errors import Fault, FaultyConfigError, UnreadableError
from phi_lint.judge import judge
from phi_lint.media import NOTHING, Look, look
from phi_lint.media.kinds import is_binary_medium
from phi_lint.rulebook import BUILT_IN, Rule, Rulebook
from phi_lint.rulebook import load as load_rules
from phi_lint.strict import near
from phi_lint.strict import nearest as nearest_word
from phi_lint.targets import Skipped, Target, find_targets
from phi_lint.types import Failure, Finding, Identifier, Post, Report, Severity, Sighting

if TYPE_CHECKING:  # the engine costs a second to import, and only a post needs it
    from phi_lint.detect import Detector
    from phi_lint.redact import Suggester

STANDARD_INPUT = "-"
__all__ = ["STANDARD_INPUT", "Linter", "Skipped", "Target", "find_targets", "merged"]


@dataclass
class Linter:
    """Checks posts; loads the engine when the first post needs it."""

    flags: Mapping[str, Any] = field(default_factory=dict)
    """Settings that win over every config file."""
    config_file: Path | None = None
    """One config file for all posts, in place of the nearest above each."""
    isolated: bool = False
    """Pay no heed to config files."""
    fixed: Config | None = None
    """Settings for all posts, whatever files and flags say."""
    _rulebooks: dict[tuple[Path, ...], Rulebook] = field(default_factory=dict, repr=False)
    _detectors: dict[tuple[object, ...], Detector] = field(default_factory=dict, repr=False)
    _suggester: Suggester | None = field(default=None, repr=False)

    def config_for(self, path: Path | None) -> Config:
        """The settings that count for a file. Raises FaultyConfigError."""
        if self.fixed is not None:
            return self.fixed
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
        return merged(self.check_file(target) for target in targets)

    def check_file(self, target: Target) -> Report:
        """Everything there is to say about one file."""
        try:
            posts_of_it = self.read(target, self.content(target))
        except UnreadableError as error:
            return Report((), (Failure(target.file, error.reason, line=error.line),))
        return self.check_posts(target, posts_of_it)

    def check_posts(self, target: Target, posts_of_it: Sequence[Post]) -> Report:
        """Everything there is to say about posts of one file."""
        findings: list[Finding] = []
        notes: list[str] = []
        failures: tuple[Failure, ...] = ()
        count = not_examined = 0
        try:
            for post in posts_of_it:
                notes += (f"{target.file}: {note}" for note in post.notes)
                failures += tuple(Failure(target.file, unread.reason, line=unread.line) for unread in post.unread)
                if post.unread and not post.passages and not post.media:
                    continue
                count += 1
                if not post.passages and not post.media:
                    notes.append(f"{target.file}: is empty")
                    continue
                config = self.config_for(target.path)
                seen = look(post, config) if post.media else NOTHING
                failures += seen.failures
                notes += seen.notes
                not_examined += seen.not_examined
                found, said = self.check_post(post, config, seen)
                findings += found
                notes += said
        except UnreadableError as error:
            failures += (Failure(target.file, error.reason, line=error.line),)
        return Report(tuple(sorted(findings, key=_order)), failures, tuple(notes), count, not_examined)

    def check_post(self, post: Post, config: Config, seen: Look = NOTHING) -> tuple[list[Finding], list[str]]:
        """The findings of one post, of every severity and verdict, and notes on its suppressions."""
        rulebook = self.rulebook(config)
        post = replace(post, passages=(*post.passages, *seen.passages))
        detections = list(self._detector(config, rulebook).detect(post.passages))
        mentions = [mention for detection in detections for mention in detection.mentions]
        care = [detection.care for detection in detections]
        findings = judge(post, mentions, care, rulebook, config.practice, self._sighted(seen, rulebook, config))
        return accept.apply(post, self._suggested(findings), rulebook, config.silenced, config.origin)

    @staticmethod
    def _sighted(seen: Look, rulebook: Rulebook, config: Config) -> list[tuple[Sighting, Rule]]:
        """What was seen in pictures, each with a rule that speaks of it."""
        if not seen.sightings:
            return []
        selected = rulebook.selected(config.select, config.ignore)
        rules = [rule for rule in rulebook if rule.id in selected]
        return [(sighting, rule) for sighting in seen.sightings for rule in rules if rule.sees(sighting)]

    def content(self, target: Target) -> bytes:
        """The bytes of a text; none of a picture or video, which is opened only to be looked at.

        Raises UnreadableError.
        """
        if target.path is None and (is_medium(target.file) or is_binary_medium((target.content or b"")[:1024])):
            # a file of that name, if there is one, is another
            raise UnreadableError("is a picture, document or video from standard input; save it and name its path")
        if is_medium(target.file):
            return b""
        if target.content is not None:
            return target.content
        assert target.path is not None  # noqa: S101 - a target has bytes or a path
        return posts.load(target.path)

    def read(self, target: Target, content: bytes) -> Sequence[Post]:
        """The posts of a file. Raises UnreadableError."""
        config = self.config_for(target.path)
        return posts.read(target.file, content, posts.Wanted(config.columns, config.pointers))

    def _detector(self, config: Config, rulebook: Rulebook) -> Detector:
        key = (rulebook.digest, config.select, config.ignore, config.model)
        if key not in self._detectors:
            from phi_lint.detect import Detector

            selected = rulebook.selected(config.select, config.ignore)
            self._detectors[key] = Detector(rulebook, selected, config.model)
        return self._detectors[key]

    def _suggested(self, findings: list[Finding]) -> list[Finding]:
        """The findings with what to write instead; what is low may stay as it is."""
        heeded = [finding for finding in findings if finding.severity > Severity.LOW]
        if not heeded:
            return findings
        if self._suggester is None:
            from phi_lint.redact import Suggester

            self._suggester = Suggester()
        suggested = iter(self._suggester.suggest(heeded))
        return [next(suggested) if finding.severity > Severity.LOW else finding for finding in findings]


def merged(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    all_of_them = list(reports)
    return Report(
        tuple(sorted((finding for report in all_of_them for finding in report.findings), key=_order)),
        tuple(failure for report in all_of_them for failure in report.failures),
        # the posts of a large file say the same, each for itself
        tuple(dict.fromkeys(note for report in all_of_them for note in report.notes)),
        posts=sum(report.posts for report in all_of_them),
        not_examined=sum(report.not_examined for report in all_of_them),
        skipped=sum(report.skipped for report in all_of_them),
    )


def _order(finding: Finding) -> tuple[str, bool, int, str]:
    return finding.file, finding.place.start is None, finding.place.start or 0, finding.rule


def _unknown_rules(config: Config, rulebook: Rulebook) -> Iterator[Fault]:
    """A fault for every word of the settings that should name a rule and names none."""
    wanted = {
        "select": config.select,
        "ignore": config.ignore,
        "suppress": [rule for rules in config.suppress.values() for rule in rules],
        "per-file-ignores": [rule for rules in config.per_file_ignores.values() for rule in rules],
    }
    groups = {name for identifier in Identifier for name in (identifier.value, identifier.folder)}
    for setting, words in wanted.items():
        for word in words:
            if word not in groups and not any(rule.selected_by(word) for rule in rulebook):
                rule_near = near(word, rulebook.rules) or "`phi-lint rules` lists them"
                hint = rule_near if "/" in word else nearest_word(word, groups)
                yield Fault(setting, None, f"no rule {word!r}; {hint}")
