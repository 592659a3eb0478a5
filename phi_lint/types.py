"""The words of the house: what a post is made of, what is found in it, and what is said of that.

Every type is frozen and slotted and checks itself. Offsets count Unicode code points from 0, ends are
exclusive; lines and columns count from 1. No `repr` here shows a text that may be PHI.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from phi_lint.sourcemap import LineIndex, SourceMap


class Identifier(enum.StrEnum):
    """The 18 identifiers of 45 CFR 164.514(b)(2)(i)(A)-(R), and X for a disclosure without one."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741 - the regulation's own letter
    J = "J"
    K = "K"
    L = "L"
    M = "M"
    N = "N"
    O = "O"  # noqa: E741 - the regulation's own letter
    P = "P"
    Q = "Q"
    R = "R"
    X = "X"

    @property
    def folder(self) -> str:
        """The folder of `rules/` that holds this identifier's rules."""
        return FOLDERS[self]

    @property
    def plain_name(self) -> str:
        """The identifier in plain words, as a report names it."""
        return PLAIN_NAMES[self]


FOLDERS: Mapping[Identifier, str] = MappingProxyType(
    {
        Identifier.A: "a-names",
        Identifier.B: "b-geography",
        Identifier.C: "c-dates-and-ages",
        Identifier.D: "d-phone-numbers",
        Identifier.E: "e-fax-numbers",
        Identifier.F: "f-email-addresses",
        Identifier.G: "g-social-security-numbers",
        Identifier.H: "h-medical-record-numbers",
        Identifier.I: "i-health-plan-numbers",
        Identifier.J: "j-account-numbers",
        Identifier.K: "k-certificates-and-licenses",
        Identifier.L: "l-vehicles",
        Identifier.M: "m-devices",
        Identifier.N: "n-web-urls",
        Identifier.O: "o-ip-addresses",
        Identifier.P: "p-biometrics",
        Identifier.Q: "q-face-photos",
        Identifier.R: "r-other-unique",
        Identifier.X: "x-disclosure",
    }
)

PLAIN_NAMES: Mapping[Identifier, str] = MappingProxyType(
    {
        Identifier.A: "name",
        Identifier.B: "place",
        Identifier.C: "date or age",
        Identifier.D: "phone number",
        Identifier.E: "fax number",
        Identifier.F: "e-mail address",
        Identifier.G: "social security number",
        Identifier.H: "medical record number",
        Identifier.I: "health plan number",
        Identifier.J: "account number",
        Identifier.K: "certificate or license number",
        Identifier.L: "vehicle identifier",
        Identifier.M: "device identifier",
        Identifier.N: "web address",
        Identifier.O: "IP address",
        Identifier.P: "biometric identifier",
        Identifier.Q: "face",
        Identifier.R: "unique number, characteristic or code",
        Identifier.X: "disclosure",
    }
)


class Severity(enum.IntEnum):
    """How bad it would be to publish a finding; comparable."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        return self.name.lower()


class About(enum.StrEnum):
    """Whom a mention speaks of."""

    PATIENT = "patient"
    RELATIVE = "relative"
    """A relative, employer or household member of a patient."""
    STAFF = "staff"
    ORGANISATION = "organisation"
    EVENT = "event"
    PUBLIC = "public"
    AUTHOR = "author"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def protected(self) -> bool:
        """Whether the regulation covers identifiers of these people."""
        return self in (About.PATIENT, About.RELATIVE)


class Verdict(enum.StrEnum):
    """What became of a finding."""

    REPORTED = "reported"
    IGNORED = "ignored"
    """Suppressed by whoever wrote the post or the config, with a reason."""
    ACCEPTED = "accepted"
    """Listed in a baseline."""
    AUTHORIZED = "authorized"
    """Covered by a patient's written authorization."""


class Part(enum.StrEnum):
    """Where in a post a text stands."""

    BODY = "body"
    TITLE = "title"
    DESCRIPTION = "description"
    ALT_TEXT = "alt_text"
    COMMENT = "comment"
    THREAD = "thread"
    LINK = "link"
    FILE_NAME = "file_name"
    IMAGE_TEXT = "image_text"
    METADATA = "metadata"
    SUBTITLE = "subtitle"


class Role(enum.StrEnum):
    """What a column of a table or a key of a tree holds."""

    BODY = "body"
    THREAD = "thread"
    TITLE = "title"
    DESCRIPTION = "description"
    ALT_TEXT = "alt_text"
    COMMENT = "comment"
    LINK = "link"
    MEDIA = "media"
    """Paths or addresses of pictures, videos, documents."""
    REPLY_TO = "reply_to"
    """The name of whoever is answered."""
    CONTEXT = "context"
    """What is answered, a review or a comment: read to understand the answer, never flagged."""
    PLATFORM = "platform"
    UNPUBLISHED = "unpublished"
    """What the public never sees."""


Box = tuple[int, int, int, int]
"""Left, top, width, height in pixels of the upright picture."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the public will see or can extract."""

    text: str = field(repr=False)
    """What is read, with markup, escapes and quoting taken away."""
    part: Part = Part.BODY
    source: SourceMap | None = field(default=None, repr=False)
    """From `text` to offsets of the file's decoded text; None where the file has no place in text."""
    media: str | None = None
    """The path of the medium that the text was read from."""
    where: Mapping[str, int | float | str] = field(default_factory=dict)
    """More of the place where the format has more: row, column, pointer, page, frame, time."""
    boxes: tuple[tuple[int, int, Box], ...] = ()
    """For a text read from a picture, the box of each word: start, end, box."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something seen in a picture that is not text: a face, a code, a position."""

    kind: str
    """The name that rules match by `sighting`: face, code, plate, position, serial, capture_date."""
    media: str
    score: float
    """How sure the sense is, 0 to 1."""
    box: Box | None = None
    where: Mapping[str, int | float | str] = field(default_factory=dict)
    """Page, frame or time, where the medium has them."""
    detail: str = field(default="", repr=False)
    """What the sense can say of it: may be PHI."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, video or document that is published with a post."""

    path: str
    """As the post names it, or as the user gave it; what a report calls it."""
    file: Path | None = None
    """Where it lies; None where it is only a remote address, which is never fetched."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes where they are already here, as those of a safe copy that is not written yet."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A wish of the author's or the config's that a rule be silent in one post."""

    rule: str
    """A letter, a folder of `rules/`, or a rule id."""
    reason: str
    origin: str
    """Where it stands, for a message: `posts/a.md:3` or `phi-lint.toml`."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A place of a file that could not be read, though others could."""

    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """What will be published as one thing."""

    file: str
    """The file's path as given by the user, or `-`."""
    id: str
    """What tells this post from the others of its file."""
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    media: tuple[Medium, ...] = ()
    platform: str | None = None
    reply_to: str | None = field(default=None, repr=False)
    """The name of whoever is replied to; None where this is no reply or nobody knows."""
    context: str = field(default="", repr=False)
    """What is replied to, in others' words: informs the judge, and nothing in it is a finding."""
    suppressions: tuple[Suppression, ...] = ()
    lines: LineIndex | None = field(default=None, repr=False)
    """Where the lines of the file's decoded text begin; None where the file is no text."""
    notes: tuple[str, ...] = ()
    """What its reader assumed, said once a file: an encoding, what a column holds."""
    unread: tuple[Unread, ...] = ()
    """What of the file could not be read beside it, said once a file."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate: something that a rule matched in a passage, before anybody knows whom it is about."""

    rule: str
    """The id of the rule that matched."""
    passage: Passage = field(repr=False)
    start: int
    end: int
    """The span, in characters of the passage's text."""
    score: float
    """How sure the detector is that this is such an identifier, 0 to 1."""
    detector: str
    """Who spoke, in words for a reason: `the rule`, `the model`, `Presidio`."""
    leanings: Mapping[About, float] = field(default_factory=dict)
    """What the model says of whom it is about, as probabilities; empty where no model spoke."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.passage.text):
            raise ValueError(f"{self.rule}: span {self.start}:{self.end} does not lie in the passage")

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in its file; every number None where the file has no place in text."""

    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put in the place of `start:end` of the file's decoded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """An identifier that a post gives away, judged."""

    rule: str
    identifier: Identifier
    severity: Severity
    confidence: float
    """The chance that this is what the rule says, about whom `about` says, 0 to 1."""
    about: About
    reasons: tuple[str, ...]
    """The evidence in words; never quotes the value."""
    message: str
    post: str
    file: str
    passage: Passage = field(repr=False)
    start: int
    end: int
    """The span, in characters of the passage's text."""
    place: Place = Place()
    box: Box | None = None
    suggestion: Suggestion | None = field(default=None, repr=False)
    verdict: Verdict = Verdict.REPORTED
    verdict_reason: str | None = None

    @property
    def value(self) -> str:
        """The text found, in clear: may be PHI, never to be logged."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be examined, and why."""

    file: str
    reason: str
    media: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that one run has to say."""

    findings: tuple[Finding, ...] = ()
    """Every finding of every verdict and severity, sorted by file, start, rule."""
    failures: tuple[Failure, ...] = ()
    notes: tuple[str, ...] = ()
    """What a user should hear that is neither: empty files, unused suppressions."""
    posts: int = 0
    not_examined: int = 0
    """Media that are only remote addresses."""
    skipped: int = 0
    """Files passed over in a walk because they are no posts."""

    def without_sources(self) -> Report:
        """The same, lighter to send: without the source maps, which only suggestions need."""
        light: dict[int, Passage] = {}
        for finding in self.findings:
            light.setdefault(id(finding.passage), replace(finding.passage, source=None))
        return replace(self, findings=tuple(replace(f, passage=light[id(f.passage)]) for f in self.findings))
