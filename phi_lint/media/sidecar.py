"""Subtitles in a file of their own beside a film: SubRip and WebVTT."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from phi_lint.encoding import decode
from phi_lint.media import subtitles
from phi_lint.media.looking import Seen
from phi_lint.media.subtitles import Cue, plain
from phi_lint.sourcemap import LINE_END

TIMING = regex.compile(r"\s*(?:(\d{1,4}):)?(\d{1,3}):(\d\d?)[.,](\d{1,3})\s*-->")
FORMAL = regex.compile(r"WEBVTT\b|(?:STYLE|REGION)\s*$")
"""With which blocks of WebVTT begin that say nothing."""


def read(media: str, content: bytes) -> Iterator[Seen]:
    """What the file says, with line and second. Raises UnreadableError where it is no text."""
    text, note = decode(content)
    yield Seen(note=note)
    yield from subtitles.seen(media, spoken(LINE_END.split(text)))


def spoken(lines: list[str]) -> Iterator[Cue]:
    """Each line that is read on the screen, at the time that was told last, and what is left to read beside it.

    Before a time stands a cue's number or name, and before that an empty line. A note, and a text that an empty line
    parts from its cue, is published as well.
    """
    second = 0.0
    formal = new = True
    for number, line in enumerate(lines, 1):
        if timing := TIMING.match(line):
            hours, minutes, seconds, parts = timing.groups("0")
            second = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts}")
            formal = new = False
        elif not line.strip():
            new = True
        else:
            formal = FORMAL.match(line) is not None if new else formal
            may_name = new or line.strip().isdigit()
            names = may_name and number < len(lines) and TIMING.match(lines[number])
            new = False
            if not formal and not names:
                yield Cue(0, second, " ".join(plain(line).split()), number)
