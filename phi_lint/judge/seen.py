"""Sighting → Finding: whom a face, a code, a position is about follows from what the post says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from phi_lint.judge.weigh import Opinion
from phi_lint.rulebook import Rule
from phi_lint.types import About, Finding, Identifier, Mention, Part, Passage, Post, Severity, Sighting

DOUBTED = 0.5
"""A sighting less sure than this is low: shown on request, no reason to stop a post."""
CROWD = 8
"""From so many faces on a picture shows a group, in which nobody is singled out."""
METADATA = frozenset({"position", "serial", "capture_date"})
"""Kinds of sightings that stand in a file's metadata, not in its pixels."""
NOBODY = "the post does not say whose it is"


def sightings(
    post: Post, sighted: Sequence[tuple[Sighting, Rule]], told: Sequence[tuple[Mention, Opinion]], care: bool
) -> Iterator[Finding]:
    """A finding for each thing seen.

    In a post that speaks of somebody's care it is the patient's; where only staff are named, staff's; else unknown.
    """
    about, reason = _whose(told, care)
    for sighting, rule in sighted:
        whose, why = about, reason
        faces = sum(other.kind == "face" and _same_picture(other, sighting) for other, _ in sighted)
        if sighting.kind == "face" and faces >= CROWD and whose is not About.STAFF:
            whose, why = About.UNKNOWN, f"{faces} faces are in the picture; {reason}"
        severity = rule.severity_for(whose, care)
        if sighting.score < DOUBTED:
            severity, why = Severity.LOW, "it may be none"
        text = sighting.detail or sighting.kind
        part = Part.METADATA if sighting.kind in METADATA else Part.IMAGE_TEXT
        yield Finding(
            rule=rule.id,
            identifier=rule.identifier,
            severity=severity,
            confidence=round(sighting.score * (0.9 if whose.protected else 0.7), 2),
            about=whose,
            reasons=(why,),
            message=rule.message,
            post=post.id,
            file=post.file,
            passage=Passage(text, part, None, sighting.media, sighting.where),
            start=0,
            end=len(text),
            box=sighting.box,
        )


def _whose(told: Sequence[tuple[Mention, Opinion]], care: bool) -> tuple[About, str]:
    """Whom the pictures of a post are taken to show or to come from."""
    sure = [(mention, opinion) for mention, opinion in told if mention.score * opinion.chance >= 0.5]
    if any(opinion.about.protected for _, opinion in sure):
        return About.PATIENT, "the post tells of a patient"
    if care:
        return About.PATIENT, "the post speaks of somebody's care"
    if any(opinion.about is About.STAFF and mention.rule.startswith(Identifier.A.folder) for mention, opinion in sure):
        return About.STAFF, "the post names staff only; is this everybody in the picture?"
    return About.UNKNOWN, NOBODY


def _same_picture(one: Sighting, other: Sighting) -> bool:
    return one.media == other.media and one.where == other.where
