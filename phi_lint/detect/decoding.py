"""From the model's probabilities for each piece to spans of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from phi_lint.detect.pieces import ABOUTS, LETTERS, Encoded

Floats = npt.NDArray[np.float32]

LEAST = 0.35
"""A piece makes a mention where this is at least the chance that it is in one; low, since the judge weighs."""
REACH = 0.2
"""A mention takes in the pieces beside it down to this chance: an edge is less sure than the core."""
EDGES = " \t\r\n.,;:!?\"“”‘’'()[]{}<>…–—-·•|*_~#@^=&"
FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but so to of for with by we i you he she it they us me him her them his "
    "their our your my its is was are were be been not no yes up out all who what when then now just very too "
    "el la los las lo un una unos unas de del al en con por para y o que se su sus mi mis tu tus es fue muy le".split()
)
"""A span of one of these alone, English or Spanish, is a splinter of a mention, and tells nothing."""
HANGING = re.compile(
    r"(?i)(?:\s+(?:after|before|at|in|on|of|for|with|to|and|or|but|from|by|as|than|is|are|was|were|has|have|had|the|an?))+$"
)
"""What a mention does not end with: it belongs to what comes next."""
LONGEST_RUN = 2000
"""Characters; no link is longer."""
GROUP = np.array([LETTERS.index(letter if letter in "ABCFNRX" else "D") for letter in LETTERS])
"""Letters that one span does not mix; the numbers count as one kind, since the model tells them apart badly."""


@dataclass(frozen=True, slots=True)
class Read:
    """A span that the model read."""

    start: int
    end: int
    letter: str
    """One of LETTERS."""
    score: float
    """The chance that it is a mention of that kind, 0 to 1."""
    abouts: Floats
    """The chances of ABOUTS."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the model says of a text."""

    spans: tuple[Read, ...]
    care: float
    """The chance that the text speaks of a particular patient's care."""
    offsets: npt.NDArray[np.int64]
    tags: Floats
    """Probabilities of shape (pieces, tags)."""
    abouts: Floats
    """Probabilities of shape (pieces, abouts)."""

    def leanings(self, start: int, end: int) -> dict[str, float]:
        """Whom the model holds `start:end` to be about, as chances; empty where it has no piece."""
        inside = self._inside(start, end)
        if inside.start >= inside.stop:
            return {}
        return dict(zip(ABOUTS, map(float, self.abouts[inside].mean(0)), strict=True))

    def chance_of(self, letter: str, start: int, end: int) -> float:
        """The mean chance that the pieces of `start:end` are an identifier of this letter."""
        inside = self._inside(start, end)
        first = 1 + 2 * LETTERS.index(letter)
        return float(self.tags[inside, first : first + 2].sum(1).mean()) if inside.start < inside.stop else 0.0

    def _inside(self, start: int, end: int) -> slice:
        """The pieces, which are in order, that touch `start:end`."""
        return slice(bisect_right(self.offsets[:, 1], start), bisect_left(self.offsets[:, 0], end))


def decode(text: str, encoded: Encoded, tags: Floats, abouts: Floats) -> tuple[Read, ...]:
    """The spans in probabilities of shapes (pieces, tags) and (pieces, abouts)."""
    if not len(encoded):
        return ()
    begins, insides = tags[:, 1::2], tags[:, 2::2]
    by_letter = begins + insides
    chance = 1 - tags[:, 0]
    held = chance >= LEAST
    opens = begins.sum(1) > insides.sum(1)
    groups = GROUP[by_letter.argmax(1)]
    breaks = ["\n" in text[a:b] for a, b in zip(encoded.offsets[:-1, 1], encoded.offsets[1:, 0], strict=True)]
    spans: list[Read] = []
    free = piece = 0
    while piece < len(encoded):
        if not held[piece]:
            piece += 1
            continue
        start, stop = piece, piece + 1
        while stop < len(encoded) and chance[stop] >= REACH and not breaks[stop - 1]:
            if not _same_word(encoded, stop) and (opens[stop] or groups[stop] != groups[piece]):
                break
            stop += 1
        while start > free and chance[start - 1] >= REACH and not breaks[start - 1]:
            if opens[start] or groups[start - 1] != groups[piece]:
                break
            start -= 1
        first, last = _trimmed(text, int(encoded.offsets[start, 0]), int(encoded.offsets[stop - 1, 1]))
        if first < last and text[first:last].casefold() not in FUNCTION_WORDS:
            core = start + np.flatnonzero(held[start:stop])
            # Rare kinds of number are told apart badly and from no identifier well, so the letters' chances add up.
            letter = LETTERS[by_letter[core].sum(0).argmax()]
            spans.append(Read(first, last, letter, float(chance[core].mean()), abouts[core].mean(0)))
        free = piece = stop
    return tuple(spans)


def _same_word(encoded: Encoded, piece: int) -> bool:
    """Whether a piece continues the word of the one before it."""
    return bool(encoded.offsets[piece, 0] == encoded.offsets[piece - 1, 1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, except in hashtags, handles and links, and without edge punctuation."""
    if _in_word(text, start) and not _joined(text, start):
        while _in_word(text, start):
            start -= 1
    if _in_word(text, end) and not _joined(text, end):
        while _in_word(text, end):
            end += 1
    while start < end and text[start] in EDGES and not (text[start] == "(" and ")" in text[start:end]):
        start += 1
    while start < end and text[end - 1] in EDGES and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    if hanging := HANGING.search(text, start, end):
        end = hanging.start()
    if text[max(start, end - 2) : end].lower() in ("'s", "’s") and end - start > 3:
        end -= 2
    return start, end


def _in_word(text: str, at: int) -> bool:
    """Whether a place has a letter or digit on both sides."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _joined(text: str, at: int) -> bool:
    """Whether the run of non-space characters around `at` is a hashtag, handle, link or address."""
    start = end = at
    while start > max(0, at - LONGEST_RUN) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), at + LONGEST_RUN) and not text[end].isspace():
        end += 1
    run = text[start:end]
    return "#" in run or "@" in run or "/" in run or "_" in run
