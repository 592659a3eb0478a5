"""The texts of TOML, each with its keys and its place; `tomllib` itself keeps no places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from phi_lint.sourcemap import SourceMap

TOKEN = regex.compile(
    r"""(?xs)
      (?P<comment> \# [^\n]*+ )
    | ["]{3} (?P<long> (?: [^"\\]++ | \\. | ["]{1,2}(?!") )*+ ) ["]{3}
    | [']{3} (?P<long_raw> (?: [^']++ | [']{1,2}(?!') )*+ ) [']{3}
    | " (?P<short> (?: [^"\\\n]++ | \\. )*+ ) "
    | ' (?P<raw> [^'\n]*+ ) '
    | (?P<line> \r?\n )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<bare> [^\s\[\]{}=,."'\#]++ )
    | (?P<space> [^\S\n]++ )
    """
)
ESCAPE = regex.compile(r"(?s)\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\r?\n\s*|.)|[^\\]++")
FIRST_LINE = regex.compile(r"\r?\n")


@dataclass(frozen=True, slots=True)
class Text:
    """One text and the keys that lead to it, those of its table included."""

    keys: tuple[str, ...]
    value: str = field(repr=False)
    source: SourceMap = field(repr=False)
    start: int
    """Where it begins in the file, for a line number."""


def texts(text: str, begin: int, end: int) -> Iterator[Text]:
    """The texts of the valid TOML in `text[begin:end]`, in order; numbers, dates and truth values are none."""
    table: tuple[str, ...] = ()
    keys: list[str] = []
    depth = 0
    state = "key"  # of a statement; then `value`, or `table` between the brackets of a header
    inline: list[tuple[str, ...]] = []
    for found in TOKEN.finditer(text, begin, end):
        kind = found.lastgroup
        if kind in ("comment", "space"):
            continue
        sign = found[0]
        if kind == "line":
            if state == "table":
                table, state, keys = tuple(keys), "key", []
            elif depth == 0:
                state, keys = "key", []
            continue
        if kind == "mark":
            if state == "key" and sign == "[" and not keys and depth == 0:
                state = "table"
            elif sign == "=":
                state = "value"
            elif state == "value" and sign == "[":
                depth += 1
            elif state == "value" and sign == "{":
                depth += 1
                inline.append(tuple(keys))
                state = "key"
            elif sign == "," and inline and depth == len(inline):
                keys, state = list(inline[-1]), "key"
            elif sign == "}" and inline:
                depth -= 1
                keys, state = list(inline.pop()), "value"
            elif sign == "]" and depth:
                depth -= 1
            continue
        value, source, start = _value(found)
        if state in ("key", "table"):
            keys.append(value)
        elif kind != "bare":
            yield Text((*table, *keys), value, source, start)


def _value(found: regex.Match[str]) -> tuple[str, SourceMap, int]:
    kind = str(found.lastgroup)
    start, end = found.span(kind)
    if kind in ("long", "long_raw") and (first := FIRST_LINE.match(found.string, start, end)):
        start = first.end()  # a line end right behind the marks is no part of it
    if kind in ("long", "short"):
        value, source = SourceMap.from_units(
            (_unescaped(unit[0]), *unit.span()) for unit in ESCAPE.finditer(found.string, start, end)
        )
        return value, source, start
    return found.string[start:end], SourceMap.shifted(end - start, start), start


def _unescaped(written: str) -> str:
    if written[0] != "\\":
        return written
    if written[1:].isspace():
        return ""
    return str(tomllib.loads(f'a = "{written}"')["a"])
