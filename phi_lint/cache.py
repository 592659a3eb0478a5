"""What is known of files that have not changed, so that an unchanged file costs no model.

An entry holds digests, offsets, boxes and masked excerpts, never a value: what a report shows in clear is read
from the file again. Its name is a digest of everything that a result depends on: the file's name and bytes,
the bytes of its media, the settings, the rule set, the model and phi-lint's version. Entries are written whole
or not at all, so runs beside each other do no harm; one that cannot be read counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from phi_lint import __version__
from phi_lint.cached import finding_from, finding_to, numbers_of
from phi_lint.config import Config
from phi_lint.provenance import digest_of_model
from phi_lint.types import Post, Report

FOLDER = ".phi-lint-cache"
FORM = "2"
"""Of the entries; another form makes all old ones unread."""
FILE = "\0"
"""Stands for the file's name in a note."""
PRESENTATION = {"min_severity": None, "fail_on": None, "output_format": None, "baseline": None}
"""Settings that change what is shown or accepted, not what is found."""


class Cache:
    """A folder of entries. Everything it does may fail, as on a full disk, and then it only costs time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, file: str, content: bytes, posts: Sequence[Post], config: Config, rules: str) -> str:
        """The entry's name for a file as the user named it, its bytes, its posts and what they are checked by.

        `rules` is the rule set's digest.
        """
        digest = hashlib.sha256()
        settings = repr(replace(config, **{name: getattr(Config(), name) for name in PRESENTATION}))
        for part in (FORM, __version__, digest_of_model(config.model), rules, settings, file):
            digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(content).digest())
        for medium in sorted({(medium.path, medium.file) for post in posts for medium in post.media}, key=str):
            digest.update(str(medium[0]).encode("utf-8", "surrogateescape") + b"\0" + _digest(medium[1]))
        return digest.hexdigest()

    def load(self, key: str, posts: Sequence[Post], in_clear: bool) -> Report | None:
        """What was found; None where nobody knows, or where `in_clear` asks for text that only media hold."""
        try:
            entry: dict[str, Any] = json.loads(self._file(key).read_bytes())
            findings = [finding_from(told, posts) for told in entry["findings"]]
            if in_clear and any(told["passage"] is None for told in entry["findings"]):
                return None
            notes = [note.replace(FILE, posts[0].file) for note in entry["notes"]]
            return Report(tuple(findings), (), tuple(notes), entry["posts"], entry["not_examined"])
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None

    def store(self, key: str, report: Report, posts: Sequence[Post]) -> None:
        """Keep what was found. A file that could not be examined is tried again each time."""
        if report.failures:
            return
        try:
            numbers = numbers_of(posts)
            findings = [finding_to(finding, posts, numbers) for finding in report.findings]
        except ValueError:  # a medium that no post names, as in a picture of a document
            return
        entry = {
            "posts": report.posts,
            "not_examined": report.not_examined,
            "notes": [note.replace(posts[0].file, FILE) for note in report.notes],
            "findings": findings,
        }
        file = self._file(key)
        with contextlib.suppress(OSError):
            self._prepare(file.parent)
            handle, unfinished = tempfile.mkstemp(dir=file.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as written:
                    json.dump(entry, written, ensure_ascii=False)
                Path(unfinished).replace(file)
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key[2:]}.json"

    def _prepare(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("# made by phi-lint\n*\n")


def _digest(file: Path | None) -> bytes:
    """Of a medium's bytes; its absence is a state of its own."""
    if file is None:
        return b"remote"
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").digest()
    except OSError:
        return b"missing"
