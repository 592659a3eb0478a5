"""Sentences as posts write them: ended by a full stop, a line end or an emoji, often by nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex

BREAK = regex.compile(
    r"""(?x)
    (?<= [.!?…] ["'”’)]? ) \s+ (?= [\p{Lu}\p{N}"'“‘(¿¡@\#\[] )   # a full stop and a new beginning
    | \s* \n \s*                                                  # a line end
    """
)
ABBREVIATION = regex.compile(
    r"(?i)(?:^|[\s(])(?:dr|mrs?|ms|mx|st|jr|sr|sra|prof|no|apt|vs|rev|fr|ave|rd|rm|ext|\p{L})\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text, in order, covering all of it but the space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in BREAK.finditer(text):
        if "\n" not in found[0] and ABBREVIATION.search(text[max(start, found.start() - 8) : found.start()]):
            continue
        if found.start() > start:
            spans.append((start, found.start()))
        start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def sentence_around(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span from the first to the last sentence that `start:end` touches."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0]) - 1
    return (spans[first][0], spans[last][1]) if first <= last else (start, end)
