"""Where in a file of subtitles each letter of what it says stands, so that a word can be written anew in its place."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

import regex

from phi_lint.media.sidecar import spoken
from phi_lint.media.subtitles import MARKUP, VOICE, Cue, plain, sentences
from phi_lint.sourcemap import LINE_END, LineIndex, SourceMap
from phi_lint.types import Part, Passage

ENTITY = regex.compile(r"&#?\w+;?")
Unit = tuple[str, int, int]


def sourced(media: str, text: str) -> Iterator[Passage]:
    """The passages that `sidecar.read` gives, each with its source in the file's text."""
    starts = LineIndex.of(text).starts
    lines = LINE_END.split(text)
    cues = [*spoken(lines)]
    at = {cue.line: index for index, cue in enumerate(cues)}
    for sentence in sentences(cues):
        units: list[Unit] = []
        for cue in cues[at[sentence.line] :]:
            own = _units(lines[_line(cue)], starts[_line(cue)])
            if units and own:
                # Of one piece with the letter before: no line end is ever rewritten.
                units.append((" ", *units[-1][1:]))
            units += own
            if "".join(piece for piece, _, _ in units) == sentence.text:
                break
        said, source = SourceMap.from_units(units)
        if said == sentence.text:
            yield Passage(said, Part.SUBTITLE, source, media, {"line": _line(sentence) + 1})


def _line(cue: Cue) -> int:
    """The index of its line."""
    return (cue.line or 1) - 1


def _units(line: str, at: int) -> list[Unit]:
    """A line as it is read on the screen, character by character, each with where it was written."""
    units = _without_gaps([*_pieces(line, at)])
    wanted = " ".join(plain(line).split())
    if "".join(piece for piece, _, _ in units) != wanted:  # unusual markup: the line is written anew as a whole
        return [(character, at, at + len(line)) for character in wanted]
    return units


def _pieces(line: str, at: int) -> Iterator[Unit]:
    here = 0
    while here < len(line):
        if name := VOICE.match(line, here):
            yield from _pieces(name[1], at + name.start(1))
            yield from ((piece, at + name.end() - 1, at + name.end()) for piece in ": ")
            here = name.end()
        elif markup := MARKUP.match(line, here):
            here = markup.end()
        elif entity := ENTITY.match(line, here):
            yield from ((piece, at + here, at + entity.end()) for piece in html.unescape(entity[0]))
            here = entity.end()
        else:
            yield line[here], at + here, at + here + 1
            here += 1


def _without_gaps(units: Sequence[Unit]) -> list[Unit]:
    """The units with one space for several, and none at either end."""
    kept: list[Unit] = []
    for piece, start, end in units:
        if not piece.isspace():
            kept.append((piece, start, end))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", start, end))
    return kept[:-1] if kept and kept[-1][0] == " " else kept
