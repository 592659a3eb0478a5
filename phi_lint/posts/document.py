"""A file's bytes as text, or a clear reason why they are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from phi_lint.encoding import decode
from phi_lint.errors import UnreadableError
from phi_lint.posts.layouts import Wanted
from phi_lint.sourcemap import LineIndex

UNCONFIGURED = Wanted()
LARGEST = 20_000_000
"""Bytes; no post is as large, and a larger file is likely named by mistake."""


def too_large(size: int) -> UnreadableError:
    """Why a file of so many bytes is not read."""
    return UnreadableError(
        f"is {size / 1e6:.0f} MB large, more than {LARGEST / 1e6:.0f} MB; split it into smaller files"
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was decoded."""

    file: str
    """The path as given by the user, or `-`."""
    text: str = field(repr=False)
    """Without a BOM; line ends as they are."""
    lines: LineIndex = field(repr=False)
    notes: tuple[str, ...] = ()
    """What was assumed of its encoding."""
    wanted: Wanted = field(default=UNCONFIGURED, repr=False)
    """What the config says of columns and pointers."""

    @classmethod
    def of(cls, file: str, content: bytes, wanted: Wanted = UNCONFIGURED) -> Document:
        """Decode a file's bytes. Raises UnreadableError where they are no text."""
        if len(content) > LARGEST:
            raise too_large(len(content))
        text, note = decode(content)
        return cls(file, text, LineIndex.of(text), (note,) if note else (), wanted)

    @property
    def stem(self) -> str:
        """The file's name without its folder and ending: what its post is called."""
        return Path(self.file).name.split(".")[0] or self.file
