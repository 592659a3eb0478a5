"""UTF-8 whose every byte became a character of its own, as Facebook and Instagram export it, put right again."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from phi_lint.sourcemap import SourceMap

BYTES = regex.compile(
    r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[^\xc2-\xf4]++|[\xc2-\xf4]"
)


def repaired(text: str, source: SourceMap) -> tuple[str, SourceMap]:
    """The text as it was written, and where its characters stand."""
    if text.isascii():
        return text, source
    right, inner = SourceMap.from_units(_units(text))
    return right, inner.then(source)


def _units(text: str) -> Iterator[tuple[str, int, int]]:
    for found in BYTES.finditer(text):
        try:
            piece = found[0].encode("latin-1").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            piece = found[0]
        yield piece, *found.span()
