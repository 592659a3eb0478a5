"""The judgement of one post, step by step: hear, weigh, agree, grade, and one finding an occurrence."""

from __future__ import annotations

from collections.abc import Sequence

from phi_lint.config import Practice
from phi_lint.judge.evidence import Witnesses, speaks_of_care
from phi_lint.judge.names import agree, echoes
from phi_lint.judge.overlap import one_each
from phi_lint.judge.seen import sightings
from phi_lint.judge.weigh import Opinion, weigh
from phi_lint.rulebook import Rule, Rulebook
from phi_lint.types import About, Box, Finding, Identifier, Mention, Place, Post, Severity, Sighting

CARE_CHANCE = 0.5
"""From this chance of the model's on a post speaks of a particular patient's care."""
NO_CARE = 0.3
"""Below this chance of the model's a post speaks of no patient, and the relatives in it are nobody's."""
CARE_WEIGHT = 1.0
"""From this weight of the cues' on, in nats, it does too."""
DOUBT = 0.25
"""A finding less sure than this is low: shown on request, no reason to stop a post."""
OWN = frozenset({About.STAFF, About.ORGANISATION, About.AUTHOR})
SURE = 0.8
"""From this chance on the model's word alone tells that a number is their own."""


def judge(
    post: Post,
    mentions: Sequence[Mention],
    chances_of_care: Sequence[float | None],
    rulebook: Rulebook,
    practice: Practice,
    sighted: Sequence[tuple[Sighting, Rule]] = (),
) -> list[Finding]:
    """The findings of a post, one for each occurrence, of every severity.

    `chances_of_care` are the model's for each passage, None where no model spoke. `sighted` is what was
    seen in pictures, each with a rule that speaks of it.
    """
    witnesses = Witnesses(post, rulebook, practice)
    opinions = _opinions(post, mentions, rulebook, witnesses)
    told = [(mention, opinion) for mention, opinion in opinions if _concerns(rulebook.rules[mention.rule], opinion)]
    likely = max((chance for chance in chances_of_care if chance is not None), default=None)
    if likely is not None and likely < NO_CARE:
        told = [
            (mention, _nobodys(opinion) if opinion.about is About.RELATIVE else opinion) for mention, opinion in told
        ]
    care = (
        (likely or 0.0) >= CARE_CHANCE
        or speaks_of_care(post, rulebook.cues) >= CARE_WEIGHT
        or any(opinion.about.protected and mention.score * opinion.chance >= 0.5 for mention, opinion in told)
    )
    findings = [_finding(post, mention, opinion, rulebook.rules[mention.rule], care) for mention, opinion in told]
    seen = sightings(post, sighted, told, care)
    return one_each([*findings, *seen], rulebook)


def _nobodys(opinion: Opinion) -> Opinion:
    """A relative of nobody who is cared for, such as a colleague's wife where the colleague is introduced."""
    return Opinion(About.OTHER, opinion.chance, ("the post speaks of nobody's care", *opinion.reasons))


def _opinions(
    post: Post, mentions: Sequence[Mention], rulebook: Rulebook, witnesses: Witnesses
) -> list[tuple[Mention, Opinion]]:
    """Each mention with an opinion, names agreeing with each other, and names that were overlooked added."""
    opinions = [weigh(witnesses.hear(mention)) for mention in mentions]
    named = [i for i, m in enumerate(mentions) if rulebook.rules[m.rule].identifier is Identifier.A]
    for i, opinion in zip(named, agree([mentions[i] for i in named], [opinions[i] for i in named]), strict=True):
        opinions[i] = opinion
    known = [
        i
        for i in named
        if opinions[i].about.protected
        and _concerns(rulebook.rules[mentions[i].rule], opinions[i])
        and opinions[i].chance * mentions[i].score >= 0.5
    ]
    more = [
        (
            echo,
            Opinion(opinions[known[i]].about, opinions[known[i]].chance, (_repeats(opinions[known[i]].about),)),
        )
        for echo, i in echoes(post, [mentions[i] for i in known], [mentions[i] for i in named])
    ]
    return [*zip(mentions, opinions, strict=True), *more]


def _repeats(about: About) -> str:
    return f"it repeats a {about}'s name from elsewhere in the post"


def _concerns(rule: Rule, opinion: Opinion) -> bool:
    """Whether a rule speaks of those whom the mention is about."""
    return not rule.about or opinion.about in rule.about


def _finding(post: Post, mention: Mention, opinion: Opinion, rule: Rule, care: bool) -> Finding:
    severity = rule.severity_for(opinion.about, care)
    confidence = mention.score * opinion.chance
    sureness = mention.score if opinion.about is About.UNKNOWN else confidence
    if sureness < DOUBT and not rule.private and not isinstance(rule.severity, Severity):
        severity = Severity.LOW
    if rule.private and not opinion.told and not (opinion.about in OWN and opinion.chance >= SURE):
        # What is nobody's to publish is not let through because the model alone thinks that it is somebody else's.
        severity = max(severity, Severity.MEDIUM)
    return Finding(
        rule=rule.id,
        identifier=rule.identifier,
        severity=severity,
        confidence=round(confidence, 2),
        about=opinion.about,
        reasons=opinion.reasons or (f"{mention.detector} matches it",),
        message=rule.message,
        post=post.id,
        file=post.file,
        passage=mention.passage,
        start=mention.start,
        end=mention.end,
        place=_place(post, mention),
        box=_box(mention),
    )


def _box(mention: Mention) -> Box | None:
    """The box around the words of a picture that a mention covers."""
    boxes = [
        _cut(box, max(0.0, (mention.start - start) / (end - start)), min(1.0, (mention.end - start) / (end - start)))
        for start, end, box in mention.passage.boxes
        if start < mention.end and mention.start < end
    ]
    if not boxes:
        return None
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def _cut(box: Box, first: float, last: float) -> Box:
    """The part of a lying word's box between two shares of its length; of a standing one, which may be read up or down,
    all of it."""
    left, top, width, height = box
    if (first, last) == (0.0, 1.0) or width < height:
        return box
    return left + round(first * width), top, max(1, round((last - first) * width)), height


def _place(post: Post, mention: Mention) -> Place:
    """Where the mention stands in the file; nowhere where the file has no place in text."""
    if mention.passage.source is None or post.lines is None:
        return Place()
    start, end = mention.passage.source.span(mention.start, mention.end)
    return Place(start, end, *post.lines.position(start), *post.lines.position(end))
