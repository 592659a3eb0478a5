"""Suppressions with a reason: applied, counted, and reported where nothing needs them any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from phi_lint.rulebook import Rulebook
from phi_lint.types import Finding, Post, Suppression, Verdict


def apply(
    post: Post,
    findings: Sequence[Finding],
    rulebook: Rulebook,
    by_path: Mapping[str, Mapping[str, str]],
    origin: str | None,
) -> tuple[list[Finding], list[str]]:
    """The findings with their verdicts, and a note for each suppression that nothing needs.

    `by_path` is the config's `suppress`: for a pattern of paths, rules and reasons.
    """
    wishes = [
        *post.suppressions,
        *(
            Suppression(rule, reason, origin or "the config")
            for pattern, rules in by_path.items()
            if covers(pattern, post.file, origin)
            for rule, reason in rules.items()
        ),
    ]
    used: set[Suppression] = set()
    judged = []
    for finding in findings:
        rule = rulebook.rules[finding.rule]
        wish = next((wish for wish in wishes if rule.selected_by(wish.rule)), None)
        if wish is None:
            judged.append(finding)
            continue
        used.add(wish)
        judged.append(replace(finding, verdict=Verdict.IGNORED, verdict_reason=wish.reason))
    unused = [wish for wish in post.suppressions if wish not in used]
    return judged, [f"{wish.origin}: the suppression of {wish.rule!r} is not needed; delete it" for wish in unused]


def covers(pattern: str, file: str, origin: str | None) -> bool:
    """Whether a pattern of paths means a file: as the user named it, or as seen from the config's folder."""
    if fnmatch(file, pattern):
        return True
    path, folder = Path(file).resolve(), Path(origin or ".").resolve().parent
    return origin is not None and path.is_relative_to(folder) and fnmatch(path.relative_to(folder).as_posix(), pattern)
