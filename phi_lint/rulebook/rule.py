"""What a rule and a cue hold. The keys of their files are the names of these fields."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import regex

from phi_lint import types
from phi_lint.rulebook.compiling import compiled, hints
from phi_lint.rulebook.hints import Hints
from phi_lint.rulebook.validators import VALIDATORS
from phi_lint.types import About, Identifier, Part, Severity

MARKED = regex.compile(r"\[\[(.+?)\]\]", regex.S)

MODEL_ENTITIES = frozenset("PERSON PLACE DATE PHONE EMAIL LINK UNIQUE DISCLOSURE NUMBER".split())
"""What the model calls what it reads."""
USUAL_SEVERITY: Mapping[About, Severity] = MappingProxyType(
    {
        About.PATIENT: Severity.CRITICAL,
        About.RELATIVE: Severity.CRITICAL,
        About.UNKNOWN: Severity.MEDIUM,
    }
)
"""What a rule's table leaves out; everybody else is low."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression; its group `value`, where it has one, is the span."""

    pattern: str
    check: str | None = None
    """A validator that the value must pass: a name from `validators.py`."""
    score: float = 0.9
    """How often a hit is what the rule says, 0 to 1."""

    def __post_init__(self) -> None:
        if self.check is not None and self.check not in VALIDATORS:
            raise ValueError(f"unknown check {self.check!r}; known: {', '.join(sorted(VALIDATORS))}")
        if not 0 < self.score <= 1:
            raise ValueError("a score lies between 0 and 1")

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, ready to search. Raises ValueError where it does not compile."""
        return compiled(self.pattern)

    @property
    def hints(self) -> Hints:
        """What must stand in a text before it can match."""
        return hints(self.pattern)


@dataclass(frozen=True, slots=True)
class Terms:
    """Words or phrases, whatever their case, at word boundaries."""

    terms: tuple[str, ...]
    score: float = 0.9
    words: str = field(init=False, repr=False, compare=False)
    """The terms as one pattern."""

    def __post_init__(self) -> None:
        if not self.terms:
            raise ValueError("'terms' is empty; list at least one")
        longest_first = sorted(self.terms, key=len, reverse=True)
        words = "|".join(regex.escape(term).replace(r"\ ", r"\s+") for term in longest_first)
        object.__setattr__(self, "words", rf"(?i)(?<!\w)(?:{words})(?!\w)")

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The terms, ready to search."""
        return compiled(self.words)

    @property
    def hints(self) -> Hints:
        """What must stand in a text before it can match."""
        return hints(self.words)


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model, or one of Presidio's own recognizers, calls by this name."""

    entity: str
    """PERSON, PLACE, … of our model, or an entity of Presidio's such as CREDIT_CARD."""
    min_score: float = 0.5

    @property
    def by_model(self) -> bool:
        """Whether the model reads it; Presidio's recognizers prove what they find, as patterns do."""
        return self.entity in MODEL_ENTITIES


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a sense saw in a picture: a face, a code, a position."""

    sighting: str
    min_score: float = 0.5


class Within(enum.StrEnum):
    """How near to each other the parts of `all_of` must stand."""

    SENTENCE = "sentence"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several matches near each other; the first one listed is the finding, the others its company."""

    all_of: tuple[Pattern | Terms | Entity, ...]
    within: Within = Within.SENTENCE

    def __post_init__(self) -> None:
        if len(self.all_of) < 2:
            raise ValueError("'all_of' needs at least two matches")


Match = Pattern | Terms | Entity | Sighting | AllOf


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule is tried on; `[[…]]` is the span that it must find."""

    text: str
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of `rules/`: one thing that must not be published."""

    id: str
    identifier: Identifier
    message: str
    why: str
    fix: str
    match: Match
    severity: Severity | Mapping[About, Severity]
    """One severity whoever it is about, or a table; what the table lacks is `USUAL_SEVERITY`."""
    leaks: tuple[str | Example, ...]
    safe: tuple[str | Example, ...]
    references: tuple[str, ...]
    about: tuple[About, ...] = ()
    """The rule speaks only of these; of anybody where empty."""
    private: bool = False
    """A kind of number that is nobody's to publish: medium also where the post speaks of no care."""
    case: str | None = None
    """A real enforcement case, for `explain`."""

    def severity_for(self, about: About, care: bool) -> Severity:
        """How bad a finding about somebody is, in a post that does or does not speak of care."""
        if isinstance(self.severity, Severity):
            return self.severity
        if about is About.UNKNOWN and not (care or self.private):
            return Severity.LOW
        return self.severity.get(about) or USUAL_SEVERITY.get(about, Severity.LOW)

    def sees(self, sighting: types.Sighting) -> bool:
        """Whether the rule speaks of what was seen in a picture."""
        match = self.match
        return isinstance(match, Sighting) and match.sighting == sighting.kind and sighting.score >= match.min_score

    def selected_by(self, selector: str) -> bool:
        """Whether a letter, a folder or an id names this rule."""
        return selector in (self.id, self.identifier.value, self.id.split("/")[0])


class Where(enum.StrEnum):
    """Where a cue's pattern must stand, seen from the mention."""

    BEFORE = "before"
    AFTER = "after"
    INSIDE = "inside"
    SENTENCE = "sentence"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Cue:
    """One file of `rules/cues/`: a phrase that tells whom a mention is about, or that a post speaks of care."""

    id: str
    says: About | None
    """Whom it speaks for; None where it only says that the post speaks of somebody's care."""
    reason: str
    """The evidence in words, as a report shows it."""
    where: Where
    pattern: str
    weight: float
    """How strongly, in nats of log-odds: 1 is a hint, 3 is nearly certain, 6 overrules everything."""
    holds: tuple[str, ...]
    """Texts in which it speaks for the mention in `[[…]]`."""
    silent: tuple[str, ...]
    """Texts in which it does not speak for the mention in `[[…]]`."""
    letters: tuple[Identifier, ...] = ()
    """The letters of the mentions that it may speak for; all where empty."""
    anchored: str = field(init=False, repr=False, compare=False)
    """The pattern, tied to the side of the mention where it must stand."""

    def __post_init__(self) -> None:
        anchored = {
            # The line end closes a comment that the pattern may end with.
            Where.BEFORE: f"(?:{self.pattern}\n)" + r"\s*\Z",
            Where.AFTER: r"\A\s*" + f"(?:{self.pattern}\n)",
        }
        object.__setattr__(self, "anchored", "(?x)" + anchored.get(self.where, self.pattern))
        for text in (*self.holds, *self.silent):
            marked_span(text)

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, ready to search. Raises ValueError where it does not compile."""
        return compiled(self.anchored)

    @property
    def hints(self) -> Hints:
        """What must stand in a text before it can match."""
        return hints(self.anchored)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules and cues, in the order of the regulation, and a digest of their files."""

    rules: Mapping[str, Rule]
    cues: tuple[Cue, ...]
    digest: str
    """SHA-256 of all rule files, in hexadecimal."""

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())

    @property
    def patterns(self) -> frozenset[str]:
        """Every regular expression of the rules and cues."""
        parts = [part for rule in self for part in (getattr(rule.match, "all_of", None) or (rule.match,))]
        own = [part.pattern for part in parts if isinstance(part, Pattern)]
        words = [part.words for part in parts if isinstance(part, Terms)]
        return frozenset((*own, *words, *(cue.anchored for cue in self.cues)))

    def selected(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
        """The ids of the rules that `select` names (all where empty) and `ignore` does not."""
        return frozenset(
            rule.id
            for rule in self
            if (not select or any(map(rule.selected_by, select))) and not any(map(rule.selected_by, ignore))
        )


def marked_span(marked: str) -> tuple[str, int, int]:
    """The text of an example without its mark, and the start and end of what was marked."""
    found = MARKED.search(marked)
    if found is None:
        raise ValueError(f"example without a span in [[…]]: {marked!r}")
    plain = marked[: found.start()] + found[1] + marked[found.end() :]
    return plain, found.start(), found.start() + len(found[1])
