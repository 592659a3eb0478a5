"""A finding as an entry of the cache: where its value stands, or the value masked, never the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from phi_lint.masking import mask
from phi_lint.types import (
    About,
    Finding,
    Identifier,
    Part,
    Passage,
    Place,
    Post,
    Severity,
    Suggestion,
    Verdict,
)


def numbers_of(posts: Sequence[Post]) -> dict[str, int]:
    """The number of each post by its id; of the first where several share one."""
    return {post.id: number for number, post in reversed([*enumerate(posts)])}


def finding_to(finding: Finding, posts: Sequence[Post], numbers: Mapping[str, int]) -> dict[str, Any]:
    """What is kept. Names of files and posts may tell something, so only their numbers are.

    Raises ValueError where the finding's post or medium is none of these.
    """
    if finding.post not in numbers:
        raise ValueError("a finding of another post")
    post = numbers[finding.post]
    passage = next((i for i, other in enumerate(posts[post].passages) if other is finding.passage), None)
    media = [medium.path for medium in posts[post].media]
    place, suggestion = finding.place, finding.suggestion
    return {
        "rule": finding.rule,
        "identifier": finding.identifier.value,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "about": finding.about.value,
        "reasons": finding.reasons,
        "message": finding.message,
        "post": post,
        "passage": passage,
        "masked": mask(finding.value) if passage is None else None,
        "part": finding.passage.part.value,
        "media": None if finding.passage.media is None else media.index(finding.passage.media),
        "where": dict(finding.passage.where),
        "span": (finding.start, finding.end),
        "place": (place.start, place.end, place.line, place.column, place.end_line, place.end_column),
        "box": finding.box,
        "suggestion": suggestion and (suggestion.text, suggestion.start, suggestion.end),
        "verdict": finding.verdict.value,
        "verdict_reason": finding.verdict_reason,
    }


def finding_from(told: dict[str, Any], posts: Sequence[Post]) -> Finding:
    """The finding again, on the posts as they are read now. Raises KeyError and the like where it does not fit."""
    post = posts[told["post"]]
    start, end = told["span"]
    if told["passage"] is not None:
        passage = post.passages[told["passage"]]
    else:
        media = None if told["media"] is None else post.media[told["media"]].path
        passage = Passage(told["masked"], Part(told["part"]), media=media, where=told["where"])
        start, end = 0, len(passage.text)
    return Finding(
        rule=told["rule"],
        identifier=Identifier(told["identifier"]),
        severity=Severity[told["severity"].upper()],
        confidence=told["confidence"],
        about=About(told["about"]),
        reasons=tuple(told["reasons"]),
        message=told["message"],
        post=post.id,
        file=post.file,
        passage=passage,
        start=start,
        end=end,
        place=Place(*told["place"]),
        box=tuple(told["box"]) if told["box"] else None,
        suggestion=Suggestion(*told["suggestion"]) if told["suggestion"] else None,
        verdict=Verdict(told["verdict"]),
        verdict_reason=told["verdict_reason"],
    )
