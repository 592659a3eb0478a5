"""HTML cut into tags, comments and texts as a browser cuts it, each with its place, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

NAME = regex.compile(r"</?[A-Za-z][^\s/>]*+")
ATTRIBUTE = regex.compile(r"[\s/]*+(?P<name>[^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?P<quote>[\"']?+))?+")
BARE = regex.compile(r"[^\s>]*+")
Span = tuple[int, int]
"""Where something stands in the file's text: start and end."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag."""

    name: str
    closing: bool
    attributes: dict[str, Span] = field(default_factory=dict, repr=False)
    """Where the value of each stands; the first of a name counts, as in a browser."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file: a text, a comment (with its marks), or a tag."""

    start: int
    end: int
    tag: Tag | None = None
    comment: bool = False


class Scanner:
    """Cuts HTML into tokens in one pass; what is broken is read as a text."""

    def __init__(self, text: str, begin: int = 0) -> None:
        self._text = text
        self._at = begin
        self._absent: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """Every piece in the file's order; together they are all of it."""
        text = self._text
        while self._at < len(text):
            start = self._at
            opened = text.find("<", start)
            if opened < 0:
                opened = len(text)
            if opened > start:
                self._at = opened
                yield Token(start, opened)
            elif text.startswith("<!--", start) and (end := self._find("-->", start + 4)) >= 0:
                self._at = end + 3
                yield Token(start, self._at, comment=True)
            elif text[start + 1 : start + 2] in ("!", "?") and (end := self._find(">", start)) >= 0:
                self._at = end + 1  # a doctype
            elif (found := NAME.match(text, start)) and (tag := self._tag(found[0], found.end())):
                yield Token(start, self._at, tag)
            else:
                self._at = start + 1
                yield Token(start, self._at)

    def raw(self, close: regex.Pattern[str]) -> Span:
        """The text up to an end tag, or to the file's end; the scanner goes on behind it."""
        start = self._at
        found = close.search(self._text, start) if close.pattern not in self._absent else None
        if found is None:
            self._absent.add(close.pattern)
            return start, start
        self._at = found.start()
        return start, self._at

    def _find(self, mark: str, at: int) -> int:
        """As `str.find`; what is not there is not looked for again, so that time stays linear."""
        found = -1 if mark in self._absent else self._text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
        return found

    def _tag(self, opening: str, at: int) -> Tag | None:
        """The tag, with the scanner behind it; None where it never ends."""
        text, attributes = self._text, dict[str, Span]()
        if self._find(">", at) < 0:
            return None
        while at < len(text):
            while text[at : at + 1].isspace() or text[at : at + 1] == "/":
                at += 1
            if text[at : at + 1] == ">":
                self._at = at + 1
                return Tag(opening.lstrip("</").lower(), opening[1] == "/", attributes)
            found = ATTRIBUTE.match(text, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            if found["quote"] is None:
                continue
            end = self._find(found["quote"], at) if found["quote"] else -1
            behind = end + 1
            if end < 0:  # no quote, or one that is never closed
                bare = BARE.match(text, at)
                end = behind = bare.end() if bare else at
            attributes.setdefault(found["name"].lower(), (at, end))
            at = behind
        return None
