"""Before → after as a unified diff, with what was removed masked unless it may be shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

import click
import regex

from phi_lint.masking import mask

KEYED = (".md", ".markdown", ".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".toml")
TABLES = (".csv", ".tsv")
KEY = regex.compile(r"""(?m)^[ \t]*(?:-[ \t]+)?\K[A-Za-z_][\w-]*(?=[ \t]*[:=])|"\K[A-Za-z_][\w-]*(?="[ \t]*:)""")
COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the words that some spans touch masked; line ends stay."""
    pieces: list[str] = []
    last = 0
    for start, end in sorted(spans):
        start, end = _to_words(text, max(start, last), end)
        pieces += (text[last : max(start, last)], mask(text[max(start, last) : end]))
        last = max(end, last)
    return "".join((*pieces, text[last:]))


def without_keys(file: str, text: str, aside: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of a text that are no part of a post, as far as they hold more than the keys or columns of its form.

    A key tells what stands there, and is nobody's; its value may be a note about somebody.
    """
    keys = [found.span() for found in KEY.finditer(text)] if file.lower().endswith(KEYED) else []
    first = len(text.partition("\n")[0])
    for start, end in aside:
        if file.lower().endswith(TABLES) and start == 0 and end >= first:
            start = first
        for begin, stop in keys:
            if start <= begin and stop <= end:
                yield start, begin
                start = stop
        yield start, max(start, end)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1 : end].isalnum():
        end += 1
    return start, end


def difference(file: str, before: str, after: str) -> str:
    """A coloured unified diff, empty where nothing changed."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{file}", f"b/{file}"
    )
    return "".join(_coloured(line) for line in lines)


def _coloured(line: str) -> str:
    text = line.rstrip("\r\n")
    if line.startswith(("---", "+++")):
        return click.style(text, bold=True) + "\n"
    shown = click.style(text, fg=COLOURS[line[0]]) if line[0] in COLOURS else text
    return shown + "\n" + ("" if line.endswith("\n") or line[0] == "@" else "\\ No newline at end of file\n")
