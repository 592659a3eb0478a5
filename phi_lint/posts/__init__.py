"""Files → Post: one reader for each kind of file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath

from phi_lint.endings import is_medium
from phi_lint.errors import UnreadableError
from phi_lint.posts import html, markdown, plain, spreadsheet, table, tree
from phi_lint.posts.attaching import neighbours, with_neighbours, with_subtitles
from phi_lint.posts.document import LARGEST, UNCONFIGURED, Document, too_large
from phi_lint.posts.layouts import Wanted
from phi_lint.types import Medium, Post, Unread

READERS: Mapping[str, Callable[[Document], Iterator[Post]]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".rst": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".tab": table.read,
    ".json": tree.read,
    ".js": tree.read,
    ".jsonl": tree.read_lines,
    ".ndjson": tree.read_lines,
    ".yaml": tree.read_yaml,
    ".yml": tree.read_yaml,
}
"""The reader for each ending. A file named on the command line with any other ending is read as plain text."""
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
TREES = frozenset({".json", ".js", ".jsonl", ".ndjson", ".yaml", ".yml"})
"""Every program keeps its settings in such files: in a walk they are posts only where their keys say so."""
SEVERAL = frozenset({".csv", ".tsv", ".tab", *TREES})
"""Files of several posts, which name their media themselves."""
NO_POSTS = frozenset(
    "README.md CHANGELOG.md LICENSE.md LICENSE.txt CONTRIBUTING.md requirements.txt expected.json package.json "
    "package-lock.json tsconfig.json".split()
)

OTHER_DATA = "none of its keys is known as a post's; `pointers` in the config names them"


def read(file: str, content: bytes, wanted: Wanted = UNCONFIGURED) -> list[Post]:
    """The posts of a file. Raises UnreadableError where nothing of it can be read."""
    ending = PurePath(file).suffix.lower()
    if is_medium(file):
        return [with_subtitles(Post(file, PurePath(file).name.split(".")[0], media=(Medium(file, Path(file)),)))]
    if ending in WORKBOOKS:
        rows = _all(spreadsheet.read(file, content, wanted)) or [Post(file, PurePath(file).name.split(".")[0])]
        return [with_subtitles(post) for post in rows]
    reader = READERS.get(ending, plain.read)
    document = Document.of(file, content, wanted)
    found = _all(reader(document)) or [Post(file, document.stem, lines=document.lines)]
    if document.notes:
        found[0] = replace(found[0], notes=(*document.notes, *found[0].notes))
    return [with_subtitles(post if ending in SEVERAL else with_neighbours(post)) for post in found]


def _all(reading: Iterator[Post]) -> list[Post]:
    """All posts that can be read, the last one with what ended the reading. Raises UnreadableError where none can."""
    found: list[Post] = []
    try:
        found += reading  # one by one, so that those before a fault stay
    except UnreadableError as error:
        if not found:
            raise
        fault = Unread(error.reason, error.line)
        found[-1] = replace(found[-1], unread=(*found[-1].unread, fault))
    return found


def load(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableError where it is missing, forbidden or too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise too_large(size)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or type(error).__name__}; mend its path") from None


def walk(
    folder: Path,
    barred: Callable[[Path, bool], bool] = lambda _, __: False,
    wanted: Wanted = UNCONFIGURED,
) -> Iterator[tuple[Path, str | None]]:
    """Every file below a folder in a fixed order, and why it is no post, if it is none; hidden ones are passed over.

    A medium by itself is a post; one that lies beside a post and is published with it comes with that.

    `barred` is asked of each path, and whether it is a folder; what it bars is not walked into. JSON and YAML are
    posts where their keys are known, or wanted by the config.
    """
    beside: set[Path] = set()
    for top, folders, files in os.walk(folder):
        root = Path(top)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not barred(root / name, True))
        posts_here = (root / name for name in files if PurePath(name).suffix.lower() in {*READERS} - SEVERAL)
        beside |= {medium for post in posts_here if post.name not in NO_POSTS for medium in neighbours(post)}
        for name in sorted(files):
            path = root / name
            if not name.startswith(".") and path not in beside and path.is_file() and not barred(path, False):
                yield path, None if is_medium(name) else _why_no_post(path, wanted)


def _why_no_post(path: Path, wanted: Wanted) -> str | None:
    ending = path.suffix.lower()
    if path.name in NO_POSTS:
        return "by its name no post"
    if ending not in READERS and ending not in WORKBOOKS:
        return f"no posts end in {ending}" if ending else "no ending tells that it is a post"
    return OTHER_DATA if is_other_data(path, wanted) else None


def is_other_data(path: Path, wanted: Wanted) -> bool:
    """Whether a file is JSON, YAML or JavaScript whose keys tell of no posts."""
    return path.suffix.lower() in TREES and not tree.holds_posts(path, wanted)


__all__ = ["OTHER_DATA", "READERS", "Wanted", "is_other_data", "load", "read", "walk"]
