"""A file → its safe copy, and proof: rewrite, read again, check again, until nothing more can be rewritten."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from phi_lint.endings import is_medium
from phi_lint.errors import UnreadableError
from phi_lint.lint import Linter, Target
from phi_lint.media import NOTHING
from phi_lint.posts import WORKBOOKS
from phi_lint.posts.document import Document
from phi_lint.redact import NEW, Edit, Redactor, apply, in_cell, offer, origins_after
from phi_lint.redact.encoding import Written
from phi_lint.safe_media import SafeMedia, mentions, must_be_covered
from phi_lint.safe_medium import NO_MEDIA, Results
from phi_lint.types import Failure, Finding, Passage, Post, Severity, Verdict

ROUNDS = 8
"""How often a file is rewritten at most; what is found then is left for a person."""


@dataclass(frozen=True, slots=True)
class SafeCopy:
    """What became of one file."""

    file: str
    before: str = field(repr=False)
    """The file's decoded text."""
    after: str = field(repr=False)
    content: bytes = field(repr=False)
    """The safe copy, byte for byte."""
    original: bytes = field(repr=False)
    """The file as it was read."""
    changed: bool
    removed: tuple[tuple[int, int], ...]
    """Spans of `before` that are gone."""
    left: tuple[Finding, ...]
    """What a person must decide: found in the copy, with no honest wording."""
    offers: tuple[str, ...]
    """Neutral texts that could be published instead."""
    untouched: int
    """Attached pictures and documents that nobody asked for safe copies of."""
    verified: bool
    """Whether the copy was checked, and nothing is in it but what is left."""
    left_before: tuple[tuple[int, int], ...] = ()
    """Where what is left stands in `before`."""
    aside_before: tuple[tuple[int, int], ...] = ()
    """Spans of `before` that are no part of a post: keys, notes, whom it replies to."""
    aside_after: tuple[tuple[int, int], ...] = ()
    """The same of `after`."""
    posts: tuple[Post, ...] = field(default=(), repr=False)
    """What the copy reads as."""
    media: Results = NO_MEDIA
    """What became of its media."""

    @property
    def left_after(self) -> tuple[tuple[int, int], ...]:
        """Where what is left stands in `after`."""
        return tuple(span for finding in self.left for span in self._spans(finding))

    def _spans(self, finding: Finding) -> list[tuple[int, int]]:
        if finding.place.start is not None and finding.place.end is not None:
            return [(finding.place.start, finding.place.end)]
        value, starts = finding.value, []
        at = self.after.find(value)
        while at >= 0:
            starts.append((at, at + len(value)))
            at = self.after.find(value, at + len(value))
        return starts


def safe_copies(
    linter: Linter,
    redactor: Redactor,
    targets: Sequence[Target],
    platform: str | None,
    verify: bool,
    media: SafeMedia | None,
) -> list[SafeCopy | Failure]:
    """The safe copy of each file, or why there is none.

    A medium that several posts show is covered and named for all of them: a post that came before is done again.
    """
    copies: dict[str, SafeCopy | Failure] = {}
    again: Sequence[Target] = targets
    for _ in range(ROUNDS):
        for target in again:
            try:
                copies[target.file] = safe_copy(linter, redactor, target, platform, verify, media)
            except UnreadableError as error:
                copies[target.file] = Failure(target.file, error.reason, line=error.line)
        again = [target for target in targets if media and _is_stale(copies[target.file], media)]
    return [*copies.values()]


def _is_stale(copy: SafeCopy | Failure, media: SafeMedia) -> bool:
    return isinstance(copy, SafeCopy) and copy.media != media.results(copy.posts)


def safe_copy(
    linter: Linter,
    redactor: Redactor,
    target: Target,
    platform: str | None,
    verify: bool,
    media: SafeMedia | None = None,
) -> SafeCopy:
    """The safe copy of a file, and of what it attaches where `media` is there to make them.

    Raises UnreadableError where it cannot be read, or not be written in its own form.
    """
    if is_medium(target.file) and (media is None or target.content is not None):
        raise UnreadableError(
            "is a picture, video or document, which needs a place; name the file, and add -o FOLDER or --in-place"
        )
    content = linter.content(target)
    if PurePath(target.file).suffix.lower() in WORKBOOKS:
        return _of_workbook(linter, redactor, target, content, platform, verify, media)
    written = Written.of(content, "" if is_medium(target.file) else Document.of(target.file, content).text)
    before = text = written.text
    origins = array("l", range(len(text)))
    aside_before: tuple[tuple[int, int], ...] | None = None
    for turn in range(ROUNDS + 1):
        read = [_on(post, platform) for post in _read(linter, target, written.with_text(text))]
        aside_before = _aside(read, text) if aside_before is None else aside_before
        found = [_found(linter, target, post, media) for post in read]
        if turn == ROUNDS or (turn and not verify):
            break
        hidden = _cover(media, read, found)
        if edits := mentions(text, _renamed(media, read, found)):
            origins, text = origins_after(edits, origins), apply(text, edits)
            continue
        done = [redactor.rewrite(post, own_, text) for post, own_ in zip(read, found, strict=True)]
        edits = _in_order([edit for each in done for edit in each.edits])
        if not edits or (new := apply(text, edits)) == text:
            if hidden:
                continue
            break
        _read_back(linter, target, written.with_text(new), [each.texts for each in done])
        origins, text = origins_after(edits, origins), new
    left = _left(found)
    offers = dict.fromkeys(s for post, each in zip(read, found, strict=True) if (s := offer(post, _in_text(each))))
    return SafeCopy(
        target.file,
        before,
        text,
        written.with_text(text),
        content,
        text != before,
        _gone(origins, len(before)),
        left,
        tuple(offers),
        0 if media else sum(len(post.media) for post in read),
        verify,
        _came_from(origins, left),
        aside_before or (),
        _aside(read, text),
        tuple(read),
        media.results(read) if media else NO_MEDIA,
    )


def _of_workbook(
    linter: Linter,
    redactor: Redactor,
    target: Target,
    content: bytes,
    platform: str | None,
    verify: bool,
    media: SafeMedia | None,
) -> SafeCopy:
    """The safe copy of a spreadsheet; what a diff shows of it is its texts, one a line."""
    from phi_lint.redact import workbook

    new, before = content, ""
    for turn in range(ROUNDS + 1):
        read = [_on(post, platform) for post in _read(linter, target, new)]
        texts = "".join(f"{_place(passage)}: {passage.text}\n" for post in read for passage in post.passages)
        before = before or texts
        found = [_found(linter, target, post, media) for post in read]
        if turn == ROUNDS or (turn and not verify):
            break
        hidden = _cover(media, read, found)
        paths = _renamed(media, read, found)
        rows = {int(passage.where["row"]) for post in read for passage in post.passages if "row" in passage.where}
        cells = {(row, old): path for row in rows for old, path in paths.items()} or {
            (int(passage.where["row"]), passage.text): text
            for post, each in zip(read, found, strict=True)
            for passage, text in zip(post.passages, redactor.rewrite(post, each, "").texts, strict=True)
            if in_cell(passage) and text != passage.text
        }
        if not cells:
            if hidden:
                continue
            break
        new = workbook.rewritten(new, cells)
    left = _left(found)
    offers = dict.fromkeys(s for post, each in zip(read, found, strict=True) if (s := offer(post, _in_text(each))))
    gone = ((0, len(before)),) if texts != before else ()
    return SafeCopy(
        target.file,
        before,
        texts,
        new,
        content,
        new != content,
        gone,
        left,
        tuple(offers),
        0 if media else sum(len(post.media) for post in read),
        verify,
        posts=tuple(read),
        media=media.results(read) if media else NO_MEDIA,
    )


def _cover(media: SafeMedia | None, read: Sequence[Post], found: Sequence[Sequence[Finding]]) -> bool:
    """Cover what was found in pictures; whether anything was done."""
    if media is None:
        return False
    done = [media.cover(post, each) for post, each in zip(read, found, strict=True)]
    return any(done)


def _renamed(media: SafeMedia | None, read: Sequence[Post], found: Sequence[Sequence[Finding]]) -> dict[str, str]:
    """The paths of media whose names leak, and what to write instead."""
    if media is None:
        return {}
    paths: dict[str, str] = {}
    for post, each in zip(read, found, strict=True):
        paths |= media.rename(post, each)
    return paths


def _left(found: Sequence[Sequence[Finding]]) -> tuple[Finding, ...]:
    """What no wording and no cover could mend."""
    return tuple(finding for each in found for finding in each if finding.severity >= Severity.MEDIUM)


def _in_text(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.passage.media is None]


def _place(passage: Passage) -> str:
    return " ".join(f"{key} {value}" for key, value in passage.where.items())


def _found(linter: Linter, target: Target, post: Post, media: SafeMedia | None) -> list[Finding]:
    """What of a post must not be published, and what of its media must not be seen."""
    config = linter.config_for(target.path)
    least = max(config.min_severity, Severity.MEDIUM)
    seen = media.seen(post, config) if media and post.media else NOTHING
    if not (post.passages or seen.passages or seen.sightings):
        return []
    findings, _ = linter.check_post(post, config, seen)
    return [
        finding
        for finding in findings
        if finding.verdict is Verdict.REPORTED and (finding.severity >= least or must_be_covered(finding))
    ]


def _on(post: Post, platform: str | None) -> Post:
    """The post, on the platform that the user names where the file names none."""
    return replace(post, platform=platform) if platform and not post.platform else post


def _in_order(edits: Sequence[Edit]) -> list[Edit]:
    ordered: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not ordered or edit.start >= ordered[-1].end:
            ordered.append(edit)
    return ordered


def _read(linter: Linter, target: Target, content: bytes) -> list[Post]:
    read = list(linter.read(replace(target, content=content), content))
    for unread in (each for post in read for each in post.unread):
        raise UnreadableError(unread.reason, unread.line)  # half a copy is none
    return read


def _read_back(linter: Linter, target: Target, content: bytes, wanted: Sequence[Sequence[str]]) -> None:
    """Raise UnreadableError unless the file, as it would be written, reads as it should."""
    try:
        read = [[passage.text for passage in post.passages] for post in _read(linter, target, content)]
    except UnreadableError as error:
        raise UnreadableError(f"would not be readable when redacted ({error.reason}); redact it by hand") from None
    told = [text.split() for texts in wanted for text in texts if text.strip()]
    if told != [text.split() for texts in read for text in texts if text.strip()]:
        raise UnreadableError("cannot be rewritten in its own form without changing other parts; redact it by hand")


def _came_from(origins: array[int], left: Sequence[Finding]) -> tuple[tuple[int, int], ...]:
    """Where findings in the last text stood in the first."""
    spans = []
    for finding in left:
        if finding.place.start is not None:
            own_ = [origin for origin in origins[finding.place.start : finding.place.end] if origin != NEW]
            spans += [(own_[0], own_[-1] + 1)] if own_ else []
    return tuple(spans)


def _aside(posts: Sequence[Post], text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a file's text that no passage comes from."""
    said = bytearray(len(text))
    for source in (passage.source for post in posts for passage in post.passages):
        for start, end in zip(source.starts, source.ends, strict=True) if source else ():
            said[start:end] = b"\1" * (end - start)
    return tuple(found.span() for found in re.finditer(rb"\0+", said))


def _gone(origins: array[int], length: int) -> tuple[tuple[int, int], ...]:
    """The spans of the first text that no character of the last one comes from."""
    gone: list[tuple[int, int]] = []
    last = -1
    for origin in [*(origin for origin in origins if origin != NEW), length]:
        if origin > last + 1:
            gone.append((last + 1, origin))
        last = origin
    return tuple(gone)
