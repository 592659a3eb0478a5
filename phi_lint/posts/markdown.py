"""Markdown with YAML front matter: title, description, alt text, links and body of one post.

Emphasis marks are taken away, so that `**Maria** Gonzalez` is one name. An HTML comment
`<!-- phi-lint: ignore RULE: reason -->` silences a rule in the post.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from phi_lint.posts.attaching import attached
from phi_lint.posts.document import Document
from phi_lint.posts.frontmatter import split
from phi_lint.posts.wishes import wish
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Part, Passage, Post, Suppression

SYNTAX = regex.compile(
    r"""(?xs)
      (?P<comment> <!-- .*? --> )
    | (?P<shortcode> \{\{ [<%] \s* (?: figure | img | image | video | picture ) \b .*? [>%] \}\} )   # Hugo
    | (?P<image> ! \[ (?P<alt> [^\]]* ) \] \( \s* (?P<target> [^\s)]* ) (?P<title> [^)]* ) \) )
    | (?P<link> (?<!!) \[ (?P<label> [^\]]+ ) \] \( \s* (?P<url> [^\s)]* ) (?P<title> [^)]* ) \) )
    | (?P<tag> </? [A-Za-z] [\w-]* (?: [\s/] [^<>]* )? > )   # not <https://…> and not <somebody@…>
    | (?P<escape> \\ (?P<escaped> [\\`*_{}\[\]()\#+\-.!<>~|] ) )
    | (?P<emphasis> \*{1,3} | ~~ | (?<!\w) _{1,3} (?=\w) | (?<=[\w.!?]) _{1,3} (?!\w) )
    """
)
ATTRIBUTE = regex.compile(
    r"""(?is)\b(?P<name>alt|aria-label|title|href|src|poster|data)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)"""
)
ATTRIBUTE_PARTS = {
    "alt": Part.ALT_TEXT,
    "aria-label": Part.ALT_TEXT,
    "title": Part.DESCRIPTION,
    "href": Part.LINK,
}
"""What of a tag is seen or read out."""
SOURCES = frozenset({"src", "poster", "data"})
SHOWING = regex.compile(r"(?i)<(?:img|video|source|audio|object|embed)\b")
"""The tags whose sources are media."""
SHORTCODE_ATTRIBUTE = regex.compile(
    r"""(?is)\b(?P<name>src|alt|caption|title)\s*=\s*(?P<quote>["'`])(?P<value>.*?)(?P=quote)"""
)
SHORTCODE_PARTS = {"alt": Part.ALT_TEXT, "caption": Part.DESCRIPTION, "title": Part.DESCRIPTION}
Unit = tuple[str, int, int]


def read(document: Document) -> Iterator[Post]:
    """The file as one post. Raises UnreadableError where its front matter is no YAML."""
    front, begin = split(document)
    body: list[Unit] = []
    others: list[Passage] = []
    wishes: list[Suppression] = []
    pictured: list[str] = list(front.media)
    last = begin
    for found in SYNTAX.finditer(document.text, begin):
        body.append((document.text[last : found.start()], last, found.start()))
        last = found.end()
        if found["comment"]:
            wishes += wish(document, found[0], found.start())
        elif found["image"]:
            others += _passage(document, found.span("alt"), Part.ALT_TEXT)
            others += _passage(document, found.span("title"), Part.DESCRIPTION)
            pictured.append(found["target"])
        elif found["shortcode"]:
            for attribute in SHORTCODE_ATTRIBUTE.finditer(document.text, *found.span("shortcode")):
                part = SHORTCODE_PARTS.get(attribute["name"].lower())
                if part is None:
                    pictured.append(attribute["value"])
                else:
                    others += _passage(document, attribute.span("value"), part)
        elif found["link"]:
            body.append((found["label"], *found.span("label")))
            others += _passage(document, found.span("url"), Part.LINK)
            others += _passage(document, found.span("title"), Part.DESCRIPTION)
        elif found["escape"]:
            body.append((found["escaped"], *found.span("escaped")))
        elif found["tag"]:
            for attribute in ATTRIBUTE.finditer(document.text, *found.span("tag")):
                if attribute["name"].lower() in SOURCES:
                    if SHOWING.match(found["tag"]):
                        pictured.append(attribute["value"])
                    continue
                others += _passage(document, attribute.span("value"), ATTRIBUTE_PARTS[attribute["name"].lower()])
    body.append((document.text[last:], last, len(document.text)))
    text, source = SourceMap.from_units(body)
    own = [Passage(text, source=source)] if text.strip() else []
    yield Post(
        document.file,
        document.stem,
        (*front.passages, *own, *others),
        media=attached(document.file, pictured),
        platform=front.platform,
        reply_to=front.reply_to,
        context=front.context,
        suppressions=(*front.suppressions, *wishes),
        lines=document.lines,
    )


def _passage(document: Document, span: tuple[int, int], part: Part) -> list[Passage]:
    start, end = span
    text = document.text[start:end]
    return [Passage(text, part, SourceMap.shifted(len(text), start))] if text.strip() else []
