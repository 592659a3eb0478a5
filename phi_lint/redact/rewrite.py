"""All findings of a passage, rewritten together: what overlaps once, what is listed as one, what is cut healed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from phi_lint.redact import around_names as around
from phi_lint.redact.draft import Draft
from phi_lint.redact.seams import begins, capitals, heal, in_field
from phi_lint.redact.spot import REACH, VERB, Spot
from phi_lint.redact.wording import Style, word
from phi_lint.types import About, Finding, Identifier, Part

LISTED = regex.compile(
    r"(?i)(?:['’]s?(?=\s+(?:and|y|&)))?\s*(?:,\s*(?:and|y|&|or)?|\b(?:and|y|e|or|o|to|through|until|al?|hasta)\b|&|\+|/|[–-])"
    r"\s*@?"
)
"""What stands between the members of a list."""
AGE_AT_END = regex.compile(r"(?<=\p{L}),?\s*\b[1-8]?\d\Z")
"""An age below 90 that was found as part of a name; it may stay."""
SEVERAL = {
    "one of our patients": "several of our patients",
    "a patient": "several patients",
    "somebody": "several people",
    "una persona que atendemos": "varias personas que atendemos",
    "una de nuestras pacientes": "varias de nuestras pacientes",
    "alguien": "varias personas",
}
MOST_ALIKE = 3
"""Of that many on, people in a list are gathered."""
REPEATED = regex.compile(rf"(?i)\b(?P<who>{'|'.join(SEVERAL)})(?:(?:,? (?:and|y)|,) (?P=who)\b)+")
DIVIDED = regex.compile(r"[ \t]+|[ \t]*,[ \t]*")
AS_IT_IS = frozenset({Part.LINK, Part.FILE_NAME, Part.METADATA})
"""Parts that are no sentences: what is cut there leaves no seam to mend."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that one wording replaces: a couple, a list of dates, or one alone."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def span(self) -> tuple[int, int]:
        return self.first.start, max(finding.end for finding in self.findings)

    @property
    def people(self) -> int:
        """How many people a group of names speaks of: first and last name found apart are one."""
        if self.first.identifier is not Identifier.A:
            return 1
        pairs = zip(self.findings, self.findings[1:], strict=False)
        text = self.first.passage.text
        return 1 + sum(
            bool(LISTED.fullmatch(text[one.end : other.start]))
            for one, other in pairs
            if one.end <= other.start and not _last_first(one, other, text)
        )

    @property
    def mixed(self) -> bool:
        """Whether they are not all patients, or not all relatives."""
        return len({finding.about for finding in self.findings}) > 1


@dataclass(slots=True)
class Known:
    """The names that a post has already spoken of, word for word."""

    words: set[str] = field(default_factory=set)
    in_body: set[str] = field(default_factory=set)
    """Those that the body itself has spoken of: it introduces people anew, whatever its title says."""
    patients: set[str] = field(default_factory=set)
    """Those of patients."""

    def learns(self, findings: Iterable[Finding]) -> None:
        """Remember who is a patient: also where a name stands alone, its bearer is."""
        for finding in findings:
            if finding.identifier is Identifier.A and finding.about is About.PATIENT:
                self.patients |= _words(finding)

    def about(self, group: Group) -> About:
        """Whom a group of findings is about."""
        abouts = {finding.about for finding in group.findings}
        if About.PATIENT in abouts or (
            group.first.identifier is Identifier.A
            and not any(about.protected for about in abouts)
            and any(_words(finding) <= self.patients for finding in group.findings)
        ):
            return About.PATIENT
        return next((about for about in abouts if about.protected), About.UNKNOWN)

    def meets(self, finding: Finding) -> bool:
        """Whether a name of a post was met before; from now on it was."""
        words = _words(finding)
        body = finding.passage.part is Part.BODY
        again = bool(words & (self.in_body if body else self.words | self.in_body))
        (self.in_body if body else self.words).update(words)
        return again


def _words(finding: Finding) -> set[str]:
    return set(regex.findall(r"\p{L}{2,}", finding.value.casefold()))


def grouped(findings: Iterable[Finding], text: str) -> list[Group]:
    """The findings of a passage in groups, in the order of the text, overlapping ones together."""
    groups: list[Group] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        last = groups[-1] if groups else None
        if last is not None and _together(last, finding, text):
            groups[-1] = Group((*last.findings, finding))
        else:
            groups.append(Group((finding,)))
    return groups


def _together(group: Group, finding: Finding, text: str) -> bool:
    start, end = group.span
    if finding.start < end:
        return finding.identifier is not Identifier.X and group.first.identifier is not Identifier.X
    if finding.identifier is not group.first.identifier or in_field(text, start, end):
        return False
    between = text[end : finding.start]
    if finding.identifier is Identifier.A:
        return _one_phrase(group, finding, between, text)
    if finding.identifier is Identifier.C and (_is_age(finding) or _is_age(group.first)):
        return False
    listed = finding.identifier in (Identifier.B, Identifier.C)
    return listed and (LISTED.fullmatch(between) or DIVIDED.fullmatch(between)) is not None


def _one_phrase(group: Group, finding: Finding, between: str, text: str) -> bool:
    """Whether one wording can stand for a group of names and the next name, which is not the same again."""
    same_person = finding.about is group.first.about
    if between in (" ", " from ") and same_person:  # "Ines from Filer": a town that was taken for a name
        return between == " " or group.first.value[:1].isupper()
    if LISTED.fullmatch(between) is None or "-" in between:
        return False
    words = [set(regex.findall(r"\p{L}+", each.value.casefold())) for each in (group.findings[-1], finding)]
    if words[0] == words[1]:
        return False
    before = text[max(0, group.span[0] - REACH) : group.span[0]]
    if "," in between and (
        regex.match(r"['’]s\b", text[finding.end : finding.end + 3]) or around.KIN_OF.search(before)
    ):
        return False
    clause = len(group.findings) == 1 and regex.match(r",\s+(?:and|y)\b", between) is not None
    if clause and VERB.match(text[finding.end : finding.end + 20]) and not begins(text, group.first.start):
        return False  # "we called Tom, and Ada was told"
    kin = around.AFTER_KIN.search(before)
    return same_person or kin is None or kin[0][: kin.start("cut") - kin.start()].endswith("s")


def _last_first(one: Finding, other: Finding, text: str) -> bool:
    """Whether two names are one as forms write it: LAST, FIRST."""
    return text[one.end : other.start].strip() == "," and (one.value + other.value).isupper()


def _is_age(finding: Finding) -> bool:
    return regex.fullmatch(r"\d{2,3}", finding.value) is not None


def rewrite(
    text: str, findings: Sequence[Finding], known: Known, style: Style, short: bool = False
) -> tuple[Draft, list[Finding]]:
    """The draft of a passage with its findings replaced, and the findings for which no wording is honest."""
    draft = Draft(text)
    left: list[Finding] = []
    known.learns(findings)
    groups = [
        (group, known.meets(group.first) if group.first.identifier is Identifier.A else False)
        for group in grouped(findings, text)
    ]
    for group, again in reversed(groups):
        start, end = group.span
        if group.first.identifier is Identifier.A and (age := AGE_AT_END.search(text[start:end])):
            end = start + age.start()
        place = draft.whole(start, end)
        if place is None:  # the wording of a later finding has taken it along
            continue
        spot = Spot(draft.text, *place, known.about(group), again, group.people, group.mixed, short)
        worded = word(group.first.identifier, spot, style)
        if worded is None:
            left += group.findings
            continue
        words, start, end = worded
        field_only = in_field(draft.text, start, end) or group.first.passage.part in AS_IT_IS
        first = draft.text[start : start + 1]
        capital = first.isupper() or (not first.isalpha() and capitals(text))
        draft.replace(start, end, words)
        if not field_only and style is Style.NATURAL:
            if words and draft.text[start + len(words) :][:1].isalnum():
                draft.replace(start + len(words), start + len(words), " ")
            elif not words:
                heal(draft, start, capital)
    if style is Style.NATURAL and len(findings) >= MOST_ALIKE:
        _gather(draft)
    return draft, left


def _gather(draft: Draft) -> None:
    """Several people who have become the same words in a row, as several."""
    for found in reversed([*REPEATED.finditer(draft.text)]):
        count = len(regex.findall(regex.escape(found["who"].lower()), found[0].lower()))
        if found[0] in draft.original or count < MOST_ALIKE:
            continue
        words = SEVERAL[found["who"].lower()]
        draft.replace(found.start(), found.end(), words[0].upper() + words[1:] if found[0][0].isupper() else words)
