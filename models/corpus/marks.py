"""Read files of marked posts (GUIDELINES.md) into plain texts with their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HEAD = re.compile(r"^### (?P<id>\S+)(?: \| platform=(?P<platform>\S+))?(?: \| kind=(?P<kind>\S+))?\s*$")
MARK = re.compile(
    r"\[\[(?P<letter>[A-RX])(?P<relative>\.relative)?\|(?P<phi>.*?)\]\]"
    r"|\{\{(?:(?P<about>staff|organisation|event|public|author|other)\|)?(?P<decoy>.*?)\}\}",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked mention of a post."""

    start: int
    end: int
    letter: str | None
    """The identifier's letter; None for a decoy."""
    about: str | None
    """patient, relative, staff, organisation, event, public, author, other; None where the file is silent."""


@dataclass(frozen=True, slots=True)
class MarkedPost:
    """One post without its marks, and the marks apart."""

    id: str
    platform: str
    kind: str
    text: str
    marks: tuple[Mark, ...]
    marked: str
    """The text with its marks, as written."""

    @property
    def identifiers(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.letter)

    @property
    def clean(self) -> bool:
        return not self.identifiers


def parse(head: str, marked: str) -> MarkedPost:
    """The post of a header line and the marked text below it. Raises ValueError on a bad header."""
    found = HEAD.match(head)
    if found is None:
        raise ValueError(f"header {head!r}; write '### id-1 | platform=x | kind=story'")
    pieces: list[str] = []
    marks: list[Mark] = []
    size = last = 0
    for mark in MARK.finditer(marked):
        before = marked[last : mark.start()]
        value = mark["phi"] if mark["letter"] else mark["decoy"]
        start = size + len(before)
        size = start + len(value)
        protected = "relative" if mark["relative"] else "patient"
        marks.append(Mark(start, size, mark["letter"], protected if mark["letter"] else mark["about"]))
        pieces += [before, value]
        last = mark.end()
    text = "".join(pieces) + marked[last:]
    return MarkedPost(found["id"], found["platform"] or "", found["kind"] or "", text, tuple(marks), marked)


def read(path: Path) -> list[MarkedPost]:
    """All posts of a file. Raises ValueError on a bad header."""
    posts = []
    for chunk in re.split(r"(?m)^(?=### )", path.read_text(encoding="utf-8")):
        head, _, body = chunk.partition("\n")
        if chunk.strip():
            posts.append(parse(head, body.strip("\n")))
    return posts
