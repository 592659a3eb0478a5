"""A file's bytes as text: by its byte order mark, as UTF-8, or as what Windows programs write, which is then said."""

from __future__ import annotations

import codecs

import regex

from phi_lint.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HEAD = 8192
"""Bytes that are looked at to tell text from pictures and UTF-16 from both; git looks at as many."""
WIDE = 0.4
"""Of a UTF-16 text in a Latin script, nearly half of the bytes are zero, all on the same side."""
CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text holds."""


def decode(content: bytes) -> tuple[str, str | None]:
    """The text, without a byte order mark, and a note where its encoding was assumed.

    Raises UnreadableError where the bytes are no text.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), None
            except UnicodeDecodeError as error:
                raise _damaged(content, encoding.removesuffix("-sig").upper(), error.start) from None
    head = content[:HEAD]
    if b"\0" in head:
        return _wide(content, head)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _windows(content, error.start)


def _wide(content: bytes, head: bytes) -> tuple[str, str]:
    """UTF-16 without a mark, as some exports are."""
    for encoding, zeros, name in (("utf-16-le", head[1::2], "little"), ("utf-16-be", head[::2], "big")):
        if zeros.count(0) * 2 < WIDE * 2 * len(zeros):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text, f"was read as UTF-16 ({name} end first), which nothing in it says; save it as UTF-8"
    raise UnreadableError("is a binary file, not text; name a .txt or .md file")


def _windows(content: bytes, first: int) -> tuple[str, str]:
    """Windows-1252, unless it is UTF-8 with a damaged place, or no text at all."""
    tried = content.decode("utf-8", "replace")
    if sum(char > "\x7f" and char != "\ufffd" for char in tried) > tried.count("\ufffd"):
        raise _damaged(content, "UTF-8", first)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise _damaged(content, "UTF-8", first) from None
    if CONTROL.search(text):
        raise UnreadableError("is a binary file, not text; name a .txt or .md file")
    line = content.count(b"\n", 0, first) + 1
    return text, f"is not UTF-8 (line {line}) and was read as Windows-1252; save it as UTF-8"


def _damaged(content: bytes, encoding: str, at: int) -> UnreadableError:
    line = content.count(b"\n", 0, at) + 1
    return UnreadableError(f"is not {encoding} (byte {at}); save it as UTF-8", line)
