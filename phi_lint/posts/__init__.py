"""Files → Post: one reader for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath

from phi_lint.errors import UnreadableError
from phi_lint.posts import markdown, plain
from phi_lint.posts.document import LARGEST, Document
from phi_lint.types import Post

READERS: Mapping[str, Callable[[Document], Iterator[Post]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}
"""The reader for each ending. A file named on the command line with any other ending is read as plain text."""
NO_POSTS = frozenset({"README.md", "CHANGELOG.md", "LICENSE.md", "LICENSE.txt", "CONTRIBUTING.md", "requirements.txt"})


def read(file: str, content: bytes) -> list[Post]:
    """The posts of a file. Raises UnreadableError where it cannot be read."""
    reader = READERS.get(PurePath(file).suffix.lower(), plain.read)
    return list(reader(Document.of(file, content)))


def load(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableError where it is missing, forbidden or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableError(
                f"is {size / 1e6:.0f} MB large, more than {LARGEST / 1e6:.0f} MB; split it into posts"
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or type(error).__name__}") from None


def walk(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Every file below a folder in a fixed order, and whether it is a post; hidden ones are passed over."""
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in below.parts):
            yield path, path.suffix.lower() in READERS and path.name not in NO_POSTS


__all__ = ["READERS", "load", "read", "walk"]
