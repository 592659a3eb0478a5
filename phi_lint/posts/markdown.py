"""Markdown with YAML front matter: title, description, alt text, links and body of one post.

Emphasis marks are taken away, so that `**Maria** Gonzalez` is one name. An HTML comment
`<!-- phi-lint: ignore RULE: reason -->` silences a rule in the post.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.posts.frontmatter import split
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Part, Passage, Post, Suppression

SYNTAX = regex.compile(
    r"""(?xs)
      (?P<comment> <!-- .*? --> )
    | (?P<image> ! \[ (?P<alt> [^\]]* ) \] \( \s* (?P<target> [^\s)]* ) (?P<title> [^)]* ) \) )
    | (?P<link> (?<!!) \[ (?P<label> [^\]]+ ) \] \( \s* (?P<url> [^\s)]* ) (?P<title> [^)]* ) \) )
    | (?P<tag> </? [A-Za-z] [\w-]* (?: [\s/] [^<>]* )? > )   # not <https://…> and not <somebody@…>
    | (?P<escape> \\ (?P<escaped> [\\`*_{}\[\]()\#+\-.!<>~|] ) )
    | (?P<emphasis> \*{1,3} | ~~ | (?<!\w) _{1,3} (?=\w) | (?<=[\w.!?]) _{1,3} (?!\w) )
    """
)
DIRECTIVE = regex.compile(r"(?s)<!--\s*phi-lint:\s*ignore\s+(?P<rule>[\w/-]+)\s*(?::\s*(?P<reason>.*?))?\s*-->")
ATTRIBUTE = regex.compile(
    r"""(?is)\b(?P<name>alt|aria-label|title|href)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)"""
)
ATTRIBUTE_PARTS = {
    "alt": Part.ALT_TEXT,
    "aria-label": Part.ALT_TEXT,
    "title": Part.DESCRIPTION,
    "href": Part.LINK,
}
"""What of a tag is seen or read out."""
Unit = tuple[str, int, int]


def read(document: Document) -> Iterator[Post]:
    """The file as one post. Raises UnreadableError where its front matter is no YAML."""
    front, begin = split(document)
    body: list[Unit] = []
    others: list[Passage] = []
    wishes: list[Suppression] = []
    last = begin
    for found in SYNTAX.finditer(document.text, begin):
        body.append((document.text[last : found.start()], last, found.start()))
        last = found.end()
        if found["comment"]:
            wishes += _wish(document, found[0], found.start())
        elif found["image"]:
            others += _passage(document, found.span("alt"), Part.ALT_TEXT)
            others += _passage(document, found.span("title"), Part.DESCRIPTION)
        elif found["link"]:
            body.append((found["label"], *found.span("label")))
            others += _passage(document, found.span("url"), Part.LINK)
            others += _passage(document, found.span("title"), Part.DESCRIPTION)
        elif found["escape"]:
            body.append((found["escaped"], *found.span("escaped")))
        elif found["tag"]:
            for attribute in ATTRIBUTE.finditer(document.text, *found.span("tag")):
                others += _passage(document, attribute.span("value"), ATTRIBUTE_PARTS[attribute["name"].lower()])
    body.append((document.text[last:], last, len(document.text)))
    text, source = SourceMap.from_units(body)
    own = [Passage(text, source=source)] if text.strip() else []
    yield Post(
        document.file,
        document.stem,
        (*front.passages, *own, *others),
        platform=front.platform,
        reply_to=front.reply_to,
        suppressions=(*front.suppressions, *wishes),
        lines=document.lines,
    )


def _passage(document: Document, span: tuple[int, int], part: Part) -> list[Passage]:
    start, end = span
    text = document.text[start:end]
    return [Passage(text, part, SourceMap.shifted(len(text), start))] if text.strip() else []


def _wish(document: Document, comment: str, at: int) -> list[Suppression]:
    """The suppression that a comment asks for, if it asks for one."""
    found = DIRECTIVE.fullmatch(comment)
    if found is None:
        return []
    line, _ = document.lines.position(at)
    if not found["reason"]:
        raise UnreadableError("ignores a rule without a reason; write <!-- phi-lint: ignore RULE: reason -->", line)
    return [Suppression(found["rule"], found["reason"], f"{document.file}:{line}")]
