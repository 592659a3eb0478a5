"""A file of subtitles with findings taken out of what it says; times, numbers, markup and notes stay byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from phi_lint.encoding import decode
from phi_lint.media.sidecar_source import sourced
from phi_lint.redact.draft import Edit, apply
from phi_lint.redact.encoding import Written
from phi_lint.redact.rewrite import Known, rewrite
from phi_lint.redact.wording import Style
from phi_lint.redact.writing import in_file
from phi_lint.types import Finding


def rewritten(media: str, content: bytes, findings: Sequence[Finding], style: Style) -> bytes:
    """The file with its sentences rewritten, where a wording is honest. Raises UnreadableError.

    The words that a sentence gets stand where its first finding stood, also where that was cut over two cues.
    """
    text, _ = decode(content)
    written = Written.of(content, text)
    known = Known()
    edits: list[Edit] = []
    for passage in sourced(media, text):
        own = [
            finding
            for finding in findings
            if finding.passage.text == passage.text and finding.passage.where.get("line") == passage.where["line"]
        ]
        if own:
            draft, _ = rewrite(passage.text, own, known, style)
            edits += in_file(text, PurePath(media).suffix.lower(), passage, draft.edits())
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return written.with_text(apply(text, apart))
