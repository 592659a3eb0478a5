"""What subtitles say, whatever file they lie in: cues without their markup, put together until a sentence ends."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

import regex

from phi_lint.errors import UnreadableError
from phi_lint.media.looking import Seen
from phi_lint.types import Part, Passage

Cue = tuple[int, float, str]
"""Track, second in the film, text."""
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


def seen(media: str, cues: Iterable[Cue]) -> Iterator[Seen]:
    """Each sentence of a film's subtitles as a passage with its second. Raises UnreadableError where they are too many.

    One by one, so that those before a fault stay.
    """
    for second, text in sentences(cues):
        yield Seen((Passage(text, Part.SUBTITLE, None, media, {"time": round(second, 2)}),))


def sentences(cues: Iterable[Cue]) -> Iterator[tuple[float, str]]:
    """Sentences, each with the second in which it begins; the cues of several tracks may come in turn.

    Raises UnreadableError where there are too many cues.
    """
    unfinished: dict[int, tuple[float, str]] = {}
    for number, (track, second, cue) in enumerate(cues):
        if number == MOST_CUES:
            yield from unfinished.values()
            raise UnreadableError(f"has too many subtitles; they were read up to second {second:.0f}; cut it")
        begin, said = unfinished.pop(track, (second, ""))
        said = f"{said} {cue}".strip()
        if said.endswith((".", "!", "?", "…")) or len(said) > LONGEST_SENTENCE:
            yield begin, said
        elif said:
            unfinished[track] = begin, said
    yield from unfinished.values()


def plain(written: str) -> str:
    """A cue of SubRip or WebVTT as it is read on the screen, with the name of whoever speaks before it."""
    return html.unescape(MARKUP.sub("", VOICE.sub(r"\1: ", written)))
