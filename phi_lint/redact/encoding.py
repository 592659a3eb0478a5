"""A rewritten text → bytes in the encoding that the file was read in, its byte order mark included."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from phi_lint.errors import UnreadableError

CANDIDATES = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (b"", "cp1252"),
    (b"", "latin-1"),
)
"""Marks and encodings that a file may have been written with."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text and how it became bytes."""

    text: str = field(repr=False)
    content: bytes = field(repr=False)
    mark: bytes
    encoding: str

    @classmethod
    def of(cls, content: bytes, text: str) -> Written:
        """Find how a text was written. Raises UnreadableError where no encoding gives the very same bytes."""
        for mark, encoding in CANDIDATES:
            try:
                if mark + text.encode(encoding) == content:
                    return cls(text, content, mark, encoding)
            except UnicodeEncodeError:
                continue
        raise UnreadableError("is in an encoding that cannot be written again byte for byte; save it as UTF-8")

    def with_text(self, text: str) -> bytes:
        """Another text in the same encoding. Raises UnreadableError where the encoding has no such characters."""
        if text == self.text:
            return self.content
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:
            raise UnreadableError(f"cannot be redacted as {self.encoding}; save it as UTF-8") from None
