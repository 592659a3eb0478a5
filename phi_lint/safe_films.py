"""Films on their way to safe copies: too large to be held in memory, they lie in a folder until the program ends."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from phi_lint.errors import UnreadableError
from phi_lint.media.covering import Mark, covered_film, stripped_film

MOST_ROUNDS = 4
"""How often a film is written anew at most: each time takes minutes."""
STILL_SEEN = "still shows something that it should not when it is covered; leave it out, or have it cut"


@dataclass(slots=True)
class Film:
    """What is known of a film that is being made safe."""

    bare: bool
    """Whether the file says nothing beside what it shows and plays."""
    has_sound: bool
    rounds: int = 0
    """How often it was written."""
    marks: list[Mark] = field(default_factory=list)

    def add(self, marks: Sequence[Mark]) -> None:
        """Remember what was seen; what is seen in a copy gets a wider cover than what was seen before.

        A name that was found in two frames is two marks: between them each is followed, and one of them may be lost.
        """
        self.marks += [replace(mark, again=self.rounds) for mark in marks]

    @property
    def faces(self) -> int:
        """How many faces are seen at once."""
        return self._most([mark for mark in self.marks if mark.face])

    @property
    def places(self) -> int:
        """How many other things are."""
        return self._most([mark for mark in self.marks if not mark.face])

    @staticmethod
    def _most(marks: Sequence[Mark]) -> int:
        frames = [mark.where["frame"] for mark in marks if not mark.again]  # what is found again was counted before
        return max(map(frames.count, frames), default=0)


class Films:
    """Writes films."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._count = 0

    def written(self, path: str, file: Path, film: Film, solid: bool) -> Path:
        """A safe copy of a film, with all that is known of it covered. Raises UnreadableError."""
        if film.rounds == MOST_ROUNDS:
            raise UnreadableError(STILL_SEEN)
        film.rounds += 1
        there = self._place(file)
        covered_film(path, file, there, film.marks, solid)
        return there

    def stripped(self, file: Path, with_text: bool) -> Path | None:
        """A copy of a film that says nothing, and shows and plays what it did; None where it must be written anew."""
        there = self._place(file)
        try:
            stripped_film(file, there, with_text)
        except UnreadableError:
            there.unlink(missing_ok=True)
            return None
        return there

    def _place(self, file: Path) -> Path:
        """Where the next film may be written."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="phi-lint-"))  # nobody else may look into it
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._count += 1
        return self._folder / f"{self._count}{file.suffix.lower()}"
