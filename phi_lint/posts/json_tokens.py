"""JSON read token by token, so that every value is known by its place in the file.

Nothing is nested in memory: a hundred megabytes of posts go by one value at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts.leaf import Leaf
from phi_lint.sourcemap import LineIndex, SourceMap

TOKEN = regex.compile(
    r"""(?xs)
      (?P<string> " (?: [^"\\]++ | \\. )*+ " )
    | (?P<mark> [{}\[\],:] )
    | (?P<literal> -?\d[-+.\deE]*+ | true | false | null | NaN | -?Infinity )
    """
)
SPACE = regex.compile(r"[\s\ufeff]*+")
ESCAPE = regex.compile(r"(?s)\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]++")
"""Two halves of one character, one character, a short escape, or plain characters."""
DEEPEST = 100
"""Levels; no export has as many, and each value's pointer is as long as it lies deep."""


def leaves(text: str, lines: LineIndex, begin: int = 0, end: int | None = None) -> Iterator[Leaf]:
    """The values of the one JSON value in `text[begin:end]` that hold no others, in the file's order.

    Raises UnreadableError, with the line, where it is no JSON.
    """
    end = len(text) if end is None else end
    path: list[str | int] = []
    expected = "value"
    at = _skip(text, begin, end)
    while at < end:
        found = TOKEN.match(text, at, end)
        if expected == "nothing":
            raise _fault(lines, at, "something stands behind its end")
        if found is None:
            raise _fault(lines, at, "a text is not closed" if text[at] == '"' else f"a {expected} was expected")
        sign, at = found[0], _skip(text, found.end(), end)
        if expected == "key" and found["string"]:
            path[-1] = str(json.loads(sign, strict=False)) if "\\" in sign else sign[1:-1]
            if text[at : at + 1] != ":":
                raise _fault(lines, at, "a colon is missing after a key")
            at = _skip(text, at + 1, end)
            expected = "value"
        elif expected in ("value", "first") and not found["mark"]:
            yield Leaf(tuple(path), found.start(), found.end(), bool(found["string"]), _decode)
            expected = "more" if path else "nothing"
        elif expected in ("value", "first") and sign in "[{":
            if len(path) == DEEPEST:
                raise _fault(lines, found.start(), f"it is nested deeper than {DEEPEST} levels")
            path.append(0 if sign == "[" else "")
            expected = "first" if sign == "[" else "key"
        elif sign == "," and expected == "more":
            top = path[-1]
            path[-1] = top + 1 if isinstance(top, int) else top
            expected = "first" if isinstance(top, int) else "key"
        elif path and sign == ("]" if isinstance(path[-1], int) else "}") and expected in ("more", "first", "key"):
            path.pop()
            expected = "more" if path else "nothing"
        else:
            raise _fault(lines, found.start(), f"a {expected} was expected")
    if path or expected != "nothing":
        raise _fault(lines, max(begin, end - 1), "it ends too early")


def _skip(text: str, at: int, end: int) -> int:
    found = SPACE.match(text, at, end)
    return found.end() if found else at


def _fault(lines: LineIndex, at: int, problem: str) -> UnreadableError:
    """Never quotes the text, which may be PHI."""
    line, column = lines.position(at)
    return UnreadableError(f"is no valid JSON: {problem} (column {column}); export it again", line)


def _decode(text: str, start: int, end: int) -> tuple[str, SourceMap]:
    """A value's text, each character mapped to where it is written."""
    if text[start] != '"':
        return text[start:end], SourceMap.shifted(end - start, start)
    start, end = start + 1, end - 1
    if text.find("\\", start, end) < 0:
        return text[start:end], SourceMap.shifted(end - start, start)
    return SourceMap.from_units((_unescaped(unit[0]), *unit.span()) for unit in ESCAPE.finditer(text, start, end))


def _unescaped(written: str) -> str:
    if written[0] != "\\":
        return written
    try:
        char = str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char
