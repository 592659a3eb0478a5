"""One medium on its way to a safe copy: read once, never mixed up with what the file may hold later."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path

from phi_lint.errors import UnreadableError
from phi_lint.media import Look
from phi_lint.media.covering import Mark, cleaned
from phi_lint.media.kinds import kind
from phi_lint.media.looking import LARGEST, LARGEST_STILL, beginning
from phi_lint.safe_films import Film
from phi_lint.types import Medium

CHANGED = "has changed meanwhile; run again"


@dataclass(frozen=True, slots=True)
class SafeMedium:
    """What became of one medium."""

    path: str
    """As the post names it, or as the user gave it."""
    file: Path
    digest: bytes = field(repr=False)
    """SHA-256 of the file as it was read."""
    content: bytes | Path | None = field(repr=False)
    """The safe copy, or where it lies; None where it is the file, byte for byte."""
    name: str
    """The safe copy's file name."""
    faces: int
    places: int
    """What was covered: faces, and everything else; of a film as many as are seen at once."""
    film: bool = False
    """Whether it is a video, too large to be held in memory."""
    silenced: bool = False
    """Whether its sound was left out."""
    unheard: bool = False
    """Whether it keeps a sound that nobody listened to."""

    @property
    def changed(self) -> bool:
        return self.content is not None or self.renamed

    @property
    def renamed(self) -> bool:
        return self.name != self.file.name


@dataclass(frozen=True, slots=True)
class Results:
    """What became of the media of one file."""

    made: tuple[SafeMedium, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    """Paths of those that cannot be read or written, each with the reason."""
    by_hand: tuple[tuple[str, str], ...] = ()
    """The same of those that are left for a person: films that are too long, and what is only a remote address."""


NO_MEDIA = Results()


@dataclass(slots=True)
class Held:
    """A medium while it is being made safe."""

    file: Path
    digest: bytes = b""
    content: bytes | Path | None = field(default=None, repr=False)
    film: Film | None = None
    """What is known of it where it is a video."""
    name: str = ""
    marks: list[Mark] = field(default_factory=list)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    problem: str | None = None
    """Why there is no safe copy."""
    left: bool = False
    """A person must make it safe."""

    def result(self, path: str) -> SafeMedium:
        """What became of it, by what a post calls it."""
        if self.film is not None:
            counts = self.film.faces, self.film.places
            anew = bool(self.film.rounds)  # what is written anew has no sound
            silenced, unheard = self.film.has_sound and anew, self.film.has_sound and not anew
            return SafeMedium(path, self.file, self.digest, self.content, self.name, *counts, True, silenced, unheard)
        faces = sum(mark.face for mark in self.marks)
        return SafeMedium(path, self.file, self.digest, self.content, self.name, faces, len(self.marks) - faces)

    def safe(self, path: str) -> Medium:
        """It as far as it is safe, under the name that it goes by."""
        if isinstance(self.content, Path):
            return Medium(path, self.content)
        return Medium(path, self.file, self.content)


def begin(held: Held, medium: Medium) -> None:
    """Read a medium and take its metadata out. Raises UnreadableError."""
    head, size = beginning(medium)
    what = kind(medium.path, head)
    if size == 0:
        raise UnreadableError("is empty; export it again")
    if size > (LARGEST if what == "video" else LARGEST_STILL):
        held.left = what == "video"
        raise UnreadableError(f"is {size / 1e6:.0f} MB large; make it smaller")
    if what == "video":
        # Its libraries load when the first video is here.
        from phi_lint.media.covering.bare_film import is_bare
        from phi_lint.media.video import has_sound

        held.digest = _digest(held.file)
        held.film = Film(is_bare(held.file), has_sound(held.file))
        return
    original = held.file.read_bytes()
    held.digest = sha256(original).digest()
    if what == "subtitles":
        return
    clean = cleaned(medium.path, original)
    held.content = None if clean == original else clean


def unchanged(file: Path, digest: bytes) -> bytes:
    """A file's bytes. Raises UnreadableError where they are not those that were read before."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unread(error) from None
    if sha256(content).digest() != digest:
        raise UnreadableError(CHANGED)
    return content


def same(file: Path, digest: bytes) -> Path:
    """A file that is too large to be held. Raises UnreadableError where it does not hold what was read before."""
    if _digest(file) != digest:
        raise UnreadableError(CHANGED)
    return file


def _digest(file: Path) -> bytes:
    try:
        with file.open("rb") as content:
            return file_digest(content, sha256).digest()
    except OSError as error:
        raise _unread(error) from None


def _unread(error: OSError) -> UnreadableError:
    return UnreadableError(f"cannot be read: {error.strerror or type(error).__name__}")
