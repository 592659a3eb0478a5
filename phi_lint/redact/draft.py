"""A passage while it is being rewritten: each run of it knows where it stood, so that the edits can be told apart."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

NEW = -1
"""The origin of a character that was put in."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text to put in the place of `start:end` of another; `start:end` may not be empty."""

    start: int
    end: int
    text: str


class Draft:
    """A text under way. Positions count its present characters; origins count those of the text it began as.

    It is rewritten from its end, so what is sought stands in the first runs, and a long text costs no more.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self._runs: list[tuple[int, int]] = [(0, len(text))]
        """The origin of the first character, or NEW, and the length of each run."""

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of `start:end`."""
        self.text = self.text[:start] + words + self.text[end:]
        first = self._cut(start)
        last = self._cut(end)
        self._runs[first:last] = [(NEW, len(words))] if words else []

    def _cut(self, at: int) -> int:
        """The index of the run that begins at a position, which is made to begin there."""
        begin = 0
        for index, (origin, length) in enumerate(self._runs):
            if begin >= at:
                return index
            if at < begin + length:
                kept = at - begin
                later = NEW if origin == NEW else origin + kept
                self._runs[index : index + 1] = [(origin, kept), (later, length - kept)]
                return index + 1
            begin += length
        return len(self._runs)

    def whole(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the original's `start:end` stands now, or what is left of it; None where nothing is left."""
        at = 0
        places: list[int] = []
        for origin, length in self._runs:
            if origin >= end:
                break
            if origin != NEW and origin + length > start:
                places += (at + max(0, start - origin), at + min(length, end - origin))
            at += length
        return (places[0], places[-1]) if places else None

    def edits(self) -> list[Edit]:
        """What was done to the original, in order, each edit as small as what was put in and taken out."""
        return list(self._edits())

    def _edits(self) -> Iterator[Edit]:
        at = last_at = last = 0  # behind the last character that was kept, here and in the original
        for origin, length in (*self._runs, (len(self.original), 0)):
            if origin != NEW:
                words = self.text[last_at:at]
                if last < origin:
                    yield Edit(last, origin, words)
                elif words and last:  # only put in: the character before goes along
                    yield Edit(last - 1, origin, self.original[last - 1] + words)
                elif words:
                    yield Edit(0, 1, words + self.original[:1])
                last_at, last = at + length, origin + length
            at += length


def apply(text: str, edits: list[Edit]) -> str:
    """The text with edits, which are in order and do not overlap, carried out."""
    pieces: list[str] = []
    last = 0
    for edit in edits:
        pieces += (text[last : edit.start], edit.text)
        last = edit.end
    return "".join((*pieces, text[last:]))


def origins_after(edits: list[Edit], origins: array[int]) -> array[int]:
    """The origins of a text's characters after edits, NEW for those put in."""
    after = array("l")
    last = 0
    for edit in edits:
        after.extend(origins[last : edit.start])
        after.extend([NEW] * len(edit.text))
        last = edit.end
    after.extend(origins[last:])
    return after


def touching(edits: list[Edit], start: int, end: int) -> bool:
    """Whether an edit touches `start:end`."""
    at = bisect_left([edit.end for edit in edits], start + 1)
    return at < len(edits) and edits[at].start < end
