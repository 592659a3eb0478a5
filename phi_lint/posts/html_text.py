"""HTML as a browser reads it, broken or not: what is seen or can be extracted, each character with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

import regex

from phi_lint.posts.html_tokens import Scanner, Span, Tag
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Part, Passage

ENTITY = regex.compile(r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[^&]++|&")
UNSEEN = {name: regex.compile(rf"(?i)</{name}") for name in ("script", "style", "template")}
"""Elements whose content is no text."""
LITERAL = {name: regex.compile(rf"(?i)</{name}") for name in ("title", "textarea")}
"""Elements in which a tag is text."""
BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section summary table tbody td tfoot th "
    "thead title tr ul".split()
)
"""Elements at whose edges a word ends."""
META = {
    "description": Part.DESCRIPTION,
    "og:description": Part.DESCRIPTION,
    "twitter:description": Part.DESCRIPTION,
    "og:title": Part.TITLE,
    "twitter:title": Part.TITLE,
    "og:image:alt": Part.ALT_TEXT,
    "twitter:image:alt": Part.ALT_TEXT,
    "keywords": Part.METADATA,
}
"""What a link preview or a search engine shows of a page's head."""
SEEN = {
    "alt": Part.ALT_TEXT,
    "aria-label": Part.ALT_TEXT,
    "title": Part.DESCRIPTION,
    "href": Part.LINK,
    "placeholder": Part.DESCRIPTION,
}
"""What of a tag is seen, read out, or leads somewhere."""
SHOWING = frozenset({"img", "video", "source", "audio", "object", "embed"})
"""The tags whose sources are media."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a piece of HTML holds."""

    passages: list[Passage] = field(default_factory=list, repr=False)
    media: list[Span] = field(default_factory=list)
    """Where the address of each picture, video or sound stands."""
    comments: list[Span] = field(default_factory=list)
    """Where each comment stands, its marks included."""


def decoded(text: str, span: Span) -> tuple[str, SourceMap]:
    """A piece of the file with its entities read."""
    return SourceMap.from_units(units(text, span))


def units(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    """The same as pieces for `SourceMap.from_units`."""
    for found in ENTITY.finditer(text, *span):
        piece = unescape(found[0]) if found[0][0] == "&" else found[0]
        yield piece, *found.span()


def passages(text: str, begin: int = 0) -> list[Passage]:
    """What a piece of HTML shows, its body first."""
    return read_all(text, begin).passages


def read_all(text: str, begin: int = 0) -> Page:
    """What HTML shows, which media it names, and its comments."""
    body: list[tuple[str, int, int]] = []
    page = Page()
    scanner = Scanner(text, begin)
    for token in scanner.tokens():
        tag = token.tag
        if token.comment:
            page.comments.append((token.start, token.end))
        elif tag is None:
            body += units(text, (token.start, token.end))
        else:
            if tag.name in BLOCKS:
                body.append(("\n", token.start, token.end))
            if not tag.closing:
                _open(text, tag, scanner, page)
    whole, source = SourceMap.from_units(body)
    if whole.strip():
        page.passages.insert(0, Passage(whole, source=source))
    return page


def _open(text: str, tag: Tag, scanner: Scanner, page: Page) -> None:
    """What a start tag says, and what stands behind it that is no markup."""
    page.passages.extend(_attributes(text, tag))
    if tag.name in SHOWING:
        page.media.extend(tag.attributes[name] for name in ("src", "poster", "data") if name in tag.attributes)
    elif tag.name == "meta" and _named(text, tag) in ("og:image", "twitter:image", "og:video"):
        page.media.extend(tag.attributes[name] for name in ("content",) if name in tag.attributes)
    if tag.name in UNSEEN:
        content = scanner.raw(UNSEEN[tag.name])
        if "ld+json" in text[slice(*tag.attributes.get("type", (0, 0)))].lower():  # search engines show it
            page.passages.extend(_passage(text, content, Part.METADATA))
    elif tag.name in LITERAL:
        content = scanner.raw(LITERAL[tag.name])
        page.passages.extend(_passage(text, content, Part.TITLE if tag.name == "title" else Part.BODY))


def _named(text: str, tag: Tag) -> str:
    span = tag.attributes.get("name") or tag.attributes.get("property") or (0, 0)
    return text[slice(*span)].lower()


def _attributes(text: str, tag: Tag) -> Iterator[Passage]:
    if tag.name == "meta":
        part = META.get(_named(text, tag))
        if part and "content" in tag.attributes:
            yield from _passage(text, tag.attributes["content"], part)
        return
    for name, span in tag.attributes.items():
        if name in SEEN and not (name == "href" and tag.name in ("link", "base")):
            yield from _passage(text, span, SEEN[name])


def _passage(text: str, span: Span, part: Part) -> list[Passage]:
    value, source = decoded(text, span)
    return [Passage(value, part, source)] if value.strip() else []
