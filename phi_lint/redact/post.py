"""Post → edits of its file: every passage's findings rewritten, within the room that the platform gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from phi_lint.redact.draft import Edit
from phi_lint.redact.rewrite import Known, rewrite
from phi_lint.redact.wording import Style
from phi_lint.redact.writing import in_file
from phi_lint.types import Finding, Part, Passage, Post

ROOM = {
    "x": 280,
    "twitter": 280,
    "threads": 500,
    "bluesky": 300,
    "mastodon": 500,
    "instagram": 2200,
    "tiktok": 2200,
    "linkedin": 3000,
}
"""The most characters of a post, as each platform's own help pages state for a plain account."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What is to be done to a file for one of its posts."""

    edits: tuple[Edit, ...]
    """Of the file's decoded text, in order; they do not overlap."""
    texts: tuple[str, ...]
    """What each of the post's passages then reads."""


class Redactor:
    """Rewrites posts."""

    def __init__(self, style: Style = Style.NATURAL) -> None:
        self._style = style
        from phi_lint.redact.operators import Operators  # costs a second, and suggestions do not need it

        self._operators = Operators()

    def rewrite(self, post: Post, findings: Sequence[Finding], text: str) -> Rewritten:
        """The edits of a file's decoded text that take a post's findings out of it, where a wording is honest."""
        room = ROOM.get((post.platform or "").lower())
        before = sum(len(passage.text) for passage in post.passages if passage.part is Part.BODY)
        limit = None if room is None else max(room, before)
        tries = [(self._style, False), (self._style, True), (Style.MASK, True)]
        for style, short in tries:
            done = self._passages(post, findings, style, short)
            length = sum(len(new) for passage, new, _ in done if passage.part is Part.BODY)
            if limit is None or length <= limit:
                break
        ending = PurePath(post.file).suffix.lower()
        edits = [edit for passage, _, own in done for edit in in_file(text, ending, passage, own)]
        return Rewritten(_apart(edits), tuple(new for _, new, _ in done))

    def _passages(
        self, post: Post, findings: Sequence[Finding], style: Style, short: bool
    ) -> list[tuple[Passage, str, list[Edit]]]:
        known = Known()
        known.learns(findings)
        done: list[tuple[Passage, str, list[Edit]]] = []
        for passage in post.passages:
            own = [finding for finding in findings if finding.passage is passage]
            if not own or (passage.source is None and not in_cell(passage)):
                done.append((passage, passage.text, []))
                continue
            draft, _ = rewrite(passage.text, own, known, style, short)
            edits = draft.edits()
            new, _ = self._operators.carry_out(passage.text, edits)
            done.append((passage, new, edits))
        return done


def in_cell(passage: Passage) -> bool:
    """Whether a passage is a cell of a workbook, which has a row and no place in a text."""
    return passage.source is None and passage.media is None and "row" in passage.where


def _apart(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits in order, of two that overlap the earlier one alone."""
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return tuple(apart)
