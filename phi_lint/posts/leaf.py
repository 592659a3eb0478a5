"""A value of JSON or YAML that holds no others: its pointer, and how its text is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from phi_lint.sourcemap import SourceMap

Pointer = tuple[str | int, ...]
"""Keys and indexes from the top of the file."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; its text is made only when somebody wants it."""

    pointer: Pointer = field(repr=False)
    start: int
    end: int
    """Where it stands in the file's decoded text."""
    is_text: bool
    """Whether it is a text, and no number, truth value or nothing."""
    decode: Callable[[str, int, int], tuple[str, SourceMap]] = field(repr=False)
    """From the file's text, `start` and `end` to the value and where its characters stand."""

    @property
    def key(self) -> str:
        """The innermost key, `""` where there is none."""
        return next((part for part in reversed(self.pointer) if isinstance(part, str)), "")


def written(pointer: Pointer) -> str:
    """A pointer as RFC 6901 writes it."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)
