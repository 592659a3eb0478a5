"""What speaks for whom a mention is about: cues, the model, the practice profile."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from phi_lint.config import Practice
from phi_lint.normalise import normalise
from phi_lint.rulebook import Cue, Rulebook, Where
from phi_lint.rulebook.hints import Searched
from phi_lint.sentences import sentence_around, sentences
from phi_lint.sourcemap import SourceMap
from phi_lint.types import About, Identifier, Mention, Passage, Post

NO_WORD = regex.compile(r"[^\w]+")
NO_DIGIT = regex.compile(r"\D")
REACH = 90
"""Characters before and after a mention in which a cue may stand."""
LONGEST_SENTENCE = 2000
"""Characters before and after a mention; what has no stop for longer is a list or a log."""
LEAST_CHANCE = 0.01
"""The model's smaller chances count as this, so that alone it speaks with at most 4.6 nats."""
OWN = 6.0
"""The weight, in nats, of a line in the practice profile: more than any one other voice."""
ADDRESSEE = 2.5
"""The weight of being the one replied to: a public reply to a reviewer is nearly always to a patient."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One voice: for whom, how strongly (nats of log-odds), and why, in words."""

    about: About
    weight: float
    reason: str
    by_model: bool = False
    """Whether the model alone says so, and no words that a person can check."""


@dataclass(frozen=True, slots=True)
class Around:
    """The places in which the cues of one mention must stand."""

    before: Searched
    inside: Searched
    after: Searched
    sentence: Searched
    start: int
    end: int
    """The mention in its sentence: it is no cue for itself."""

    def holds(self, cue: Cue) -> bool:
        """Whether a cue's pattern stands where the cue wants it."""
        if cue.where is Where.SENTENCE:
            return self.sentence.may_hold(cue.hints) and any(
                found.end() <= self.start or found.start() >= self.end
                for found in cue.compiled.finditer(self.sentence.text)
            )
        place = {Where.BEFORE: self.before, Where.AFTER: self.after}.get(cue.where, self.inside)
        return place.may_hold(cue.hints) and cue.compiled.search(place.text) is not None


class Witnesses:
    """All that can be heard about the mentions of one post."""

    def __init__(self, post: Post, rulebook: Rulebook, practice: Practice) -> None:
        self._cues = [cue for cue in rulebook.cues if cue.says is not None]
        self._rules = rulebook.rules
        self._practice = practice
        self._reply_to = _plain(post.reply_to or "")
        self._context = Passage(post.context)
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._read: dict[int, tuple[str, SourceMap | None]] = {}
        whole = Searched("\n".join(self._undisguised(passage)[0] for passage in post.passages))
        self._spoken = [
            cue
            for cue in self._cues
            if cue.where is Where.POST and whole.may_hold(cue.hints) and cue.compiled.search(whole.text)
        ]
        self._local = [cue for cue in self._cues if cue.where is not Where.POST]

    def hear(self, mention: Mention) -> list[Evidence]:
        """Every voice about one mention."""
        letter = self._rules[mention.rule].identifier
        heard = self._cued(mention, letter, self._local)
        heard += [
            Evidence(cue.says, cue.weight, cue.reason)
            for cue in self._spoken
            if cue.says and (not cue.letters or letter in cue.letters)
        ]
        heard += self._profile(mention, letter)
        if letter is Identifier.A and self._reply_to and _plain(mention.text) in self._reply_to:
            heard.append(Evidence(About.PATIENT, ADDRESSEE, "it is the name of whom this replies to"))
        if letter is Identifier.A and self._context.text:
            heard += self._told_before(mention)
        return heard + list(_model(mention))

    def _cued(self, mention: Mention, letter: Identifier, cues: Sequence[Cue]) -> list[Evidence]:
        """What the words of a mention and around it say."""
        around = self._around(mention)
        return [
            Evidence(cue.says, cue.weight, cue.reason)
            for cue in cues
            if cue.says and (not cue.letters or letter in cue.letters) and around.holds(cue)
        ]

    def _told_before(self, mention: Mention) -> Iterator[Evidence]:
        """What the text that is answered says of the same name: who wrote of "my son Bram" knows whose name it is."""
        name = regex.search(rf"(?i)(?<!\w){regex.escape(mention.text)}(?!\w)", self._context.text)
        if name is None:
            return
        there = replace(mention, passage=self._context, start=name.start(), end=name.end())
        for voice in self._cued(there, Identifier.A, [cue for cue in self._local if cue.where is not Where.INSIDE]):
            yield replace(voice, reason=f"in what this answers, {voice.reason}")

    def _around(self, mention: Mention) -> Around:
        """Where cues are sought for a mention."""
        text, source = self._undisguised(mention.passage)
        start, end = (at if source is None else source.index(at) for at in (mention.start, mention.end))
        if id(mention.passage) not in self._sentences:
            self._sentences[id(mention.passage)] = sentences(text)
        left, right = sentence_around(self._sentences[id(mention.passage)], start, end)
        left, right = max(left, start - LONGEST_SENTENCE), min(right, end + LONGEST_SENTENCE)
        return Around(
            Searched(text[max(0, start - REACH) : start]),
            Searched(text[start:end]),
            Searched(text[end : end + REACH]),
            Searched(text[left:right]),
            start - left,
            end - left,
        )

    def _undisguised(self, passage: Passage) -> tuple[str, SourceMap | None]:
        """The passage as detection reads it: a word with something invisible inside is still heard."""
        if id(passage) not in self._read:
            self._read[id(passage)] = normalise(passage.text)
        return self._read[id(passage)]

    def _profile(self, mention: Mention, letter: Identifier) -> Iterator[Evidence]:
        """Whether the practice profile lists the mention as the organisation's own."""
        own = self._practice
        lists: dict[Identifier, tuple[tuple[str, ...], About]] = {
            Identifier.B: ((*own.addresses, *own.names), About.ORGANISATION),
            Identifier.D: ((*own.phones, *own.faxes), About.ORGANISATION),
            Identifier.E: ((*own.phones, *own.faxes), About.ORGANISATION),
            Identifier.F: (own.emails, About.ORGANISATION),
            Identifier.N: (own.sites, About.ORGANISATION),
            Identifier.R: (own.handles, About.ORGANISATION),
        }
        known, about = lists.get(letter, ((), About.ORGANISATION))
        reason = "it is listed in the practice profile"
        if any(_same(mention.text, entry) for entry in known):
            yield Evidence(about, OWN, reason)
        if letter is Identifier.A:
            if any(_same(mention.text, entry) for entry in own.staff):
                yield Evidence(About.STAFF, OWN, reason)
            elif any(_same(mention.text, entry) for entry in (*own.names, *own.handles)):
                yield Evidence(About.ORGANISATION, OWN, reason)


def _model(mention: Mention) -> Iterator[Evidence]:
    """The model's chances as evidence for everybody."""
    for about, chance in mention.leanings.items():
        reason = f"the model reads it as {PHRASE[about]} ({chance:.0%})"
        yield Evidence(about, math.log(max(chance, LEAST_CHANCE)), reason, by_model=True)


PHRASE = {
    About.PATIENT: "a patient's",
    About.RELATIVE: "a patient's relative's, employer's or household member's",
    About.STAFF: "staff's",
    About.ORGANISATION: "the organisation's",
    About.EVENT: "an event's",
    About.PUBLIC: "public knowledge",
    About.AUTHOR: "the author's own",
    About.OTHER: "nobody's identifier",
    About.UNKNOWN: "somebody's, unclear whose",
}


def _plain(text: str) -> str:
    return " ".join(NO_WORD.sub(" ", text.casefold()).split())


def _same(text: str, entry: str) -> bool:
    """Whether a mention is an entry of the profile, or whole words of it; numbers by their last digits."""
    digits, own = (NO_DIGIT.sub("", each) for each in (text, entry))
    if len(digits) >= 7 and len(own) >= 7:
        shorter = min(len(digits), len(own), 10)
        return str(digits[-shorter:]) == str(own[-shorter:])
    words = _plain(text)
    return bool(words) and f" {words} " in f" {_plain(entry)} "


def speaks_of_care(post: Post, cues: Sequence[Cue]) -> float:
    """The summed weight, in nats, of the cues which say that a post, or what it answers, speaks of somebody's care."""
    written = (*(passage.text for passage in post.passages), post.context)
    texts = [Searched(normalise(text)[0]) for text in written if text]
    silent = [cue for cue in cues if cue.says is None]
    return sum(
        cue.weight
        for cue in silent
        if any(text.may_hold(cue.hints) and cue.compiled.search(text.text) for text in texts)
    )
