"""Lines that end at words where a terminal would break inside one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

SOURCE = "    | "
"""Begins a line of the post, which stays whole: the caret below points into it."""
LABEL = "    "
"""Begins a line with a label, as `    why     `; what is said begins in the same column on every line."""
INDENTS = {True: 12, False: 4}
"""Spaces before the rest of a line, with and without a label."""
WORD = re.compile(r" *[^ ]+")
"""A word and the spaces before it."""


def folded(lines: Iterable[str], width: int | None) -> Iterator[str]:
    """The lines, none wider than `width` characters unless a word is; as they are where there is no width."""
    for line in lines:
        if width is None or line.startswith(SOURCE) or _seen(line) <= width:
            yield line
        else:
            yield from _broken(line, width, " " * INDENTS[line.startswith(LABEL)])


def _broken(line: str, width: int, indent: str) -> Iterator[str]:
    begun = ""
    for word in WORD.findall(line):
        if begun and _seen(begun + word) > width:
            yield begun
            begun = indent + word.lstrip(" ")
        else:
            begun += word
    yield begun


def _seen(text: str) -> int:
    """Characters that a terminal shows: those that colour the rest take no room."""
    return len(click.unstyle(text))
