"""What is to be covered, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from phi_lint.types import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a medium that must not be seen."""

    boxes: tuple[Box, ...]
    """Where it is, in pixels of the upright picture; none where the medium has no pixels, as a drawing's text."""
    where: Mapping[str, int | float | str] = field(default_factory=dict)
    """The page; a frame does not matter, for what is covered in one is covered in all."""
    face: bool = False
    lines: tuple[str, ...] = field(default=(), repr=False)
    """The lines of text that it stands in."""
    again: int = 0
    """How often it was found again when covered: each time the cover grows, and a blur becomes a box."""

    def on(self, page: int) -> bool:
        """Whether it is on a page, the first being 1."""
        return self.where.get("page", page) == page

    def holds(self, other: Mark) -> bool:
        """Whether the other is what shows of the same thing."""
        return dict(self.where).get("page") == dict(other.where).get("page") and self.covers(other)

    def covers(self, other: Mark) -> bool:
        """Whether the other lies where this one does."""
        if not self.boxes or not other.boxes:
            return False
        return all(any(_within(middle, box) for box in self.boxes) for middle in map(_middle, other.boxes))


def _middle(box: Box) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _within(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]
