"""What a finding or a failure says in formats that have room for a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from phi_lint.masking import mask
from phi_lint.report.view import View
from phi_lint.types import Failure, Finding


def sentence(finding: Finding, view: View) -> str:
    """Message, excerpt (masked unless asked for), reasons and what to write instead, in one line."""
    excerpt = " ".join((finding.value if view.show_phi else mask(finding.value)).split())
    told = f"{finding.message} “{excerpt}”: {'; '.join(finding.reasons)}; in all {finding.confidence:.0%} sure."
    place = [finding.passage.media] if finding.passage.media else []
    place += details(finding) if finding.place.line is None else ()
    if place:
        told += f" In {', '.join(place)}."
    if finding.suggestion is not None:
        told += f" Write “{finding.suggestion.text}”." if finding.suggestion.text else " Delete it."
    return told


def details(finding: Finding) -> Iterator[str]:
    """Sheet, row and column, page, time: what the format has more of the place."""
    where = finding.passage.where
    if "row" in where:
        # The id of a post in one of several sheets is file#sheet#row; `where` has no key for a sheet.
        stem = f"{PurePath(finding.file).name.split('.')[0]}#"
        sheet = finding.post.removesuffix(f"#{where['row']}").removeprefix(stem)
        if finding.post == f"{stem}{sheet}#{where['row']}":
            yield f"sheet {sheet}"
    yield from (f"{key} {value}" for key, value in where.items())


def where_failed(failure: Failure) -> str:
    """The post's file, and the line where one is known."""
    return failure.file if failure.line is None else f"{failure.file}:{failure.line}"


def what_failed(failure: Failure) -> str:
    """The reason, and of what: a missing picture is no missing post."""
    if failure.media and failure.media != failure.file:
        return f"{failure.media} {failure.reason}"
    return failure.reason
