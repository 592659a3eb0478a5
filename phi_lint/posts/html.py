"""HTML, with or without front matter: title, description, alt text, links and body of one post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from phi_lint.posts.document import Document
from phi_lint.posts.frontmatter import split
from phi_lint.posts.gathering import Gathering
from phi_lint.posts.html_text import decoded, read_all
from phi_lint.posts.wishes import wish
from phi_lint.types import Post, Role


def read(document: Document) -> Iterator[Post]:
    """The file as one post. Raises UnreadableError for broken front matter and suppressions without a reason."""
    front, begin = split(document)
    page = read_all(document.text, begin)
    gathering = Gathering(document.file, [*front.passages, *page.passages], platform=front.platform)
    gathering.reply_to, gathering.context = front.reply_to, front.context
    for path in front.media:
        gathering.attach(path)
    for span in page.media:
        gathering.add(Role.MEDIA, *decoded(document.text, span), {})
    wishes = [each for start, end in page.comments for each in wish(document, document.text[start:end], start)]
    post = gathering.post(document.stem, document.lines)
    yield replace(post, suppressions=(*front.suppressions, *wishes))
