"""Plain text: one post a file."""

from __future__ import annotations

from collections.abc import Iterator

from phi_lint.posts.document import Document
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Passage, Post


def read(document: Document) -> Iterator[Post]:
    """The file as one post."""
    passage = Passage(document.text, source=SourceMap.shifted(len(document.text)))
    passages = (passage,) if document.text.strip() else ()
    yield Post(document.file, document.stem, passages, lines=document.lines)
