"""The baseline: findings that somebody has looked at and answers for, until the post changes or the time is over.

An entry holds no value and no digest of one. It holds a scrypt digest, with a salt of its own, of the whole
passage in which the findings stand (of the whole file, for a picture), so a value cannot be tried out without
the sentence around it, and each try is slow. There is no key to share.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from phi_lint.errors import Fault, FaultyConfigError
from phi_lint.strict import Problems, build
from phi_lint.types import Finding, Verdict

FILE = ".phi-lint-baseline.json"
"""Its usual name, beside the config file."""
FORM = "phi-lint-baseline/1"
COST, BLOCK, LANES = 2**15, 8, 1
"""scrypt's N, r and p (RFC 7914): 32 MB and about a tenth of a second for each try."""
SALT = 16
"""Bytes, as RFC 7914's references recommend."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The findings of some rules in one passage, accepted."""

    file: str
    """As seen from the baseline's folder."""
    part: str
    rules: tuple[str, ...]
    reviewer: str
    reason: str
    accepted: str
    """The day, as in 2026-05-01."""
    expires: str
    """The last day on which it holds."""
    salt: str
    digest: str

    def __post_init__(self) -> None:
        for name in ("reviewer", "reason"):
            if not getattr(self, name).strip():
                raise ValueError(f"an entry for {self.file!r} has no {name}; write one")
        for day in (self.accepted, self.expires):
            date.fromisoformat(day)

    def covers(self, content: bytes) -> bool:
        """Whether the passage is still the one that was accepted. Takes a tenth of a second."""
        return secrets.compare_digest(_digest(content, bytes.fromhex(self.salt)), self.digest)


@dataclass(frozen=True, slots=True)
class _Content:
    entries: tuple[Entry, ...]
    schema: str = FORM


def read(file: Path) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises FaultyConfigError, which lists every fault."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise FaultyConfigError([Fault(str(file), None, f"cannot be read: {error.strerror}")]) from None
    except ValueError:
        raise FaultyConfigError([Fault(str(file), None, "is no JSON; write it with `phi-lint baseline`")]) from None
    problems = Problems()
    content = build(_Content, data, problems)
    if content is None:
        raise FaultyConfigError([Fault(str(file), None, problem) for _, problem in problems.found])
    return content.entries


def write(file: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline, in an order that makes small differences small."""
    ordered = sorted(entries, key=lambda entry: (entry.file, entry.part, entry.rules, entry.salt))
    told = {"schema": FORM, "entries": [asdict(entry) for entry in ordered]}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


class Baseline:
    """The entries of one file, and which of them were needed."""

    def __init__(self, file: Path, entries: Sequence[Entry], today: date) -> None:
        self.file = file
        self.entries = tuple(entries)
        self.used: set[Entry] = set()
        self._today = today
        self._seen: set[str] = set()

    def apply(self, findings: Sequence[Finding], file: str) -> tuple[list[Finding], list[str]]:
        """The findings of one file, those that an entry covers accepted, and a note for each entry that is over."""
        name = self.name_of(file)
        self._seen.add(name)
        own = [entry for entry in self.entries if entry.file == name]
        if not own:
            return list(findings), []
        known: dict[tuple[Entry, int], bool] = {}
        notes: dict[str, None] = {}
        judged = []
        for finding in findings:
            entry = self._entry_for(finding, own, known) if finding.verdict is Verdict.REPORTED else None
            if entry is None:
                judged.append(finding)
                continue
            self.used.add(entry)
            if date.fromisoformat(entry.expires) < self._today:
                notes[f"{file}: what {entry.reviewer} accepted ({entry.reason}) expired on {entry.expires}"] = None
                judged.append(finding)
                continue
            reason = f"{entry.reason} ({entry.reviewer}, {entry.accepted}, until {entry.expires})"
            judged.append(replace(finding, verdict=Verdict.ACCEPTED, verdict_reason=reason))
        return judged, list(notes)

    def not_needed(self) -> list[Entry]:
        """Entries of files that were checked, or are gone, and that covered nothing: fixed, or edited since."""
        return [
            entry
            for entry in self.entries
            if entry not in self.used and (entry.file in self._seen or not (self.file.parent / entry.file).exists())
        ]

    def new_entries(self, findings: Iterable[Finding], reviewer: str, reason: str, expires: date) -> list[Entry]:
        """An entry for each passage that holds reported findings."""
        together: dict[tuple[str, str, bytes], set[str]] = {}
        for finding in findings:
            if finding.verdict is Verdict.REPORTED:
                place = (self.name_of(finding.file), finding.passage.part.value, content_of(finding))
                together.setdefault(place, set()).add(finding.rule)
        made = []
        for (file, part, content), rules in together.items():
            salt = secrets.token_bytes(SALT)
            days = (self._today.isoformat(), expires.isoformat())
            digest = _digest(content, salt)
            made.append(Entry(file, part, tuple(sorted(rules)), reviewer, reason, *days, salt.hex(), digest))
        return made

    def name_of(self, file: str) -> str:
        """A file as seen from the baseline's folder."""
        return os.path.relpath(os.path.realpath(file), os.path.realpath(self.file.parent)).replace(os.sep, "/")

    @staticmethod
    def _entry_for(finding: Finding, own: list[Entry], known: dict[tuple[Entry, int], bool]) -> Entry | None:
        """The entry that covers a finding; each passage is digested once for each entry."""
        for entry in own:
            if finding.rule in entry.rules and finding.passage.part.value == entry.part:
                key = (entry, id(finding.passage))
                if key not in known:
                    known[key] = entry.covers(content_of(finding))
                if known[key]:
                    return entry
        return None


def content_of(finding: Finding) -> bytes:
    """What must stay as it is: the passage, or for what a medium shows the medium's bytes."""
    media = finding.passage.media
    for file in (Path(finding.file).parent / media, Path(media)) if media else ():
        if file.is_file():
            return hashlib.sha256(file.read_bytes()).digest()
    return finding.passage.text.encode("utf-8", "surrogatepass")


def _digest(content: bytes, salt: bytes) -> str:
    memory = 256 * COST * BLOCK  # twice what RFC 7914 needs: 128 · N · r
    return hashlib.scrypt(content, salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=memory).hex()
