"""What subtitles say, whatever file they lie in: cues without their markup, put together until a sentence ends."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from phi_lint.errors import UnreadableError
from phi_lint.media.looking import Seen
from phi_lint.types import Part, Passage

MOST_CUES = 50_000
"""Of all tracks: an hour of film has about 1,500 in each language, and as many gaps."""
LONGEST_SENTENCE = 2_000
"""Characters after which a sentence ends at the latest: machines write subtitles without full stops."""
VOICE = regex.compile(r"(?i)<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
"""Who speaks, in WebVTT: `<v.loud Name>`."""
MARKUP = regex.compile(
    r"""(?x) </?\p{Alpha}[^<>]*>    # <i>, </font>, <c.yellow>
    | <[\d:.]+>                     # when a word of karaoke is sung
    | \{\\[^{}]*\}                  # {\an8}: where a line stands, in ASS and what is made from it
    """
)


class Cue(NamedTuple):
    """What is shown at a time."""

    track: int
    second: float
    """In the film."""
    text: str
    line: int | None = None
    """In the file, where that is text."""


def seen(media: str, cues: Iterable[Cue]) -> Iterator[Seen]:
    """Each sentence of a film's subtitles as a passage with its second. Raises UnreadableError where they are too many.

    One by one, so that those before a fault stay.
    """
    for cue in sentences(cues):
        where: dict[str, int | float | str] = {} if cue.line is None else {"line": cue.line}
        where["time"] = round(cue.second, 2)
        yield Seen((Passage(cue.text, Part.SUBTITLE, None, media, where),))


def sentences(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Cues put together until a sentence ends, each where its first stood; those of several tracks may come in turn.

    Raises UnreadableError where there are too many cues.
    """
    unfinished: dict[int, Cue] = {}
    for number, cue in enumerate(cues):
        if number == MOST_CUES:
            yield from unfinished.values()
            raise UnreadableError(f"has too many subtitles; they were read up to second {cue.second:.0f}; cut it")
        begun = unfinished.pop(cue.track, None)
        said = cue if begun is None else begun._replace(text=f"{begun.text} {cue.text}".strip())
        if said.text.endswith((".", "!", "?", "…")) or len(said.text) > LONGEST_SENTENCE:
            yield said
        elif said.text:
            unfinished[cue.track] = said
    yield from unfinished.values()


def plain(written: str) -> str:
    """A cue of SubRip or WebVTT as it is read on the screen, with the name of whoever speaks before it."""
    return html.unescape(MARKUP.sub("", VOICE.sub(r"\1: ", written)))
