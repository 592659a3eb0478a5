"""Copies of pictures with numbered or labelled boxes, so that a person can look rather than read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import regex

from phi_lint.errors import UnreadableError
from phi_lint.lint import Linter, Target
from phi_lint.media.showing import marked, shown
from phi_lint.types import Box, Finding, Medium, Severity


def annotated(
    linter: Linter,
    targets: Sequence[Target],
    findings: Sequence[Finding],
    least: Severity,
    in_clear: bool,
    by_rule: bool = False,
) -> Iterator[tuple[str, bytes, list[Finding]]]:
    """For each picture, page or frame with findings of at least `least`: a file name, a PNG, its findings by number.

    The boxes bear the findings' numbers, or with `by_rule` the ids of their rules; they cover what was found unless
    `in_clear`.

    Raises UnreadableError where a medium has changed or gone since it was examined.
    """
    taken: set[str] = set()
    for target in targets:
        own = [f for f in findings if f.file == target.file and f.box is not None and f.severity >= least]
        if not own:
            continue
        media: dict[str, Medium] = {
            medium.path: medium for post in linter.read(target, linter.content(target)) for medium in post.media
        }
        for key, group in _by_picture(own).items():
            path, where = key[0], dict(key[1])
            medium = media.get(path)
            if medium is None or medium.file is None:
                raise UnreadableError(f"{path} is no longer there")
            names = [f.rule if by_rule else str(number) for number, f in enumerate(group, 1)]
            boxes = [(f.box, name, f.severity) for f, name in zip(group, names, strict=True) if f.box is not None]
            yield _name(path, where, taken), marked(shown(path, medium.file, where), boxes, in_clear), group


def _by_picture(
    findings: Sequence[Finding],
) -> dict[tuple[str, tuple[tuple[str, int | float | str], ...]], list[Finding]]:
    groups: dict[tuple[str, tuple[tuple[str, int | float | str], ...]], list[Finding]] = {}
    for finding in findings:
        if finding.passage.media is not None:
            key = finding.passage.media, tuple(sorted(finding.passage.where.items()))
            groups.setdefault(key, []).append(finding)
    return {key: _in_reading_order(group) for key, group in groups.items()}


def _in_reading_order(group: list[Finding]) -> list[Finding]:
    """Row by row, as a person looks for the numbers."""
    rows: list[list[tuple[Box, Finding]]] = []
    for box, finding in sorted(((f.box, f) for f in group if f.box is not None), key=lambda pair: pair[0][1]):
        if rows and box[1] < rows[-1][0][0][1] + rows[-1][0][0][3] / 2:
            rows[-1].append((box, finding))
        else:
            rows.append([(box, finding)])
    return [finding for row in rows for _, finding in sorted(row, key=lambda pair: pair[0])]


def _name(path: str, where: Mapping[str, int | float | str], taken: set[str]) -> str:
    """A name for a copy that no other copy has."""
    stem = regex.sub(r"[^\w.-]+", "-", PurePath(path).stem).strip("-") or "picture"
    stem += "".join(f"-{key}-{where[key]}" for key in ("page", "frame") if key in where)
    name, number = f"{stem}.png", 2
    while name in taken:
        name, number = f"{stem}-{number}.png", number + 1
    taken.add(name)
    return name
