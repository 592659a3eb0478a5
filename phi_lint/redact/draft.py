"""A passage while it is being rewritten: each character knows where it stood, so that the edits can be told apart."""

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
    """A text under way. Positions count its present characters; origins count those of the text it began as."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self._origins = array("l", range(len(text)))

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of `start:end`."""
        self.text = self.text[:start] + words + self.text[end:]
        self._origins[start:end] = array("l", [NEW] * len(words))

    def whole(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the original's `start:end` stands now, or what is left of it; None where nothing is left."""
        places = [at for at, origin in enumerate(self._origins) if start <= origin < end]
        return (places[0], places[-1] + 1) if places else None

    def edits(self) -> list[Edit]:
        """What was done to the original, in order, each edit as small as what was put in and taken out."""
        return list(self._edits())

    def _edits(self) -> Iterator[Edit]:
        kept = [(at, origin) for at, origin in enumerate(self._origins) if origin != NEW]
        last_at, last = -1, -1
        for at, origin in [*kept, (len(self.text), len(self.original))]:
            words = self.text[last_at + 1 : at]
            if last + 1 < origin:
                yield Edit(last + 1, origin, words)
            elif words and last >= 0:  # only put in: the character before goes along
                yield Edit(last, origin, self.original[last] + words)
            elif words:
                yield Edit(0, 1, words + self.original[:1])
            last_at, last = at, origin


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
