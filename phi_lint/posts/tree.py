"""JSON, JSON Lines and YAML: values by their pointers, a post for each object that holds a body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import regex

from phi_lint.errors import UnreadableError
from phi_lint.posts import html_text, layouts, mojibake, pointers
from phi_lint.posts.document import Document
from phi_lint.posts.gathering import Gathering
from phi_lint.posts.json_tokens import leaves as json_leaves
from phi_lint.posts.leaf import Leaf, Pointer, written
from phi_lint.posts.pointers import Spot
from phi_lint.posts.yaml_nodes import leaves as yaml_leaves
from phi_lint.types import Part, Post, Role, Unread

ENOUGH = 5000
"""Values by which a file is recognised: a post of the longest known export has a few hundred."""
ARCHIVE = regex.compile(r"\A\ufeff?\s*window\.YTD\.\w+\.part\d+\s*=\s*")
"""What stands before the JSON in an archive of X."""
KEY = regex.compile(rb"""["'\s{,-](\w{1,40})["']?\s*+:""")
HEAD = 65_536
"""Bytes in which a key of a post must stand."""
LINE = regex.compile(r"[^\r\n]*+")
MARKUP = regex.compile(r"(?i)\s*<(?:p|div|span|br|ul|ol|h[1-6]|strong|em|b|i|a)\b[^<>]*>")


def read(document: Document) -> Iterator[Post]:
    """The posts of a JSON file, or of X's archive. Raises UnreadableError where it is no JSON."""
    found = ARCHIVE.match(document.text)
    begin, end = found.end() if found else 0, len(document.text.rstrip())
    if found and document.text[end - 1] == ";":
        end -= 1
    yield from _posts(document, partial(json_leaves, document.text, document.lines, begin, end), None)


def read_lines(document: Document) -> Iterator[Post]:
    """The posts of a JSON Lines file, `row` counting its lines; bad lines are told, and all the others read.

    Raises UnreadableError, for the first of them, where every line is bad.
    """
    bad: list[UnreadableError] = []
    any_read = False
    for number, start in enumerate(document.lines.starts, 1):
        found = LINE.match(document.text, start)
        if found is None or not found[0].strip(" \t\ufeff"):
            continue
        try:
            leaves = partial(json_leaves, document.text, document.lines, *found.span())
            for post in _posts(document, leaves, number, say=not any_read):
                any_read = True
                yield post
        except UnreadableError as error:
            bad.append(error)
    if bad and not any_read:
        more = f" ({len(bad) - 1} more lines are none, either)" if len(bad) > 1 else ""
        raise UnreadableError(bad[0].reason + more, bad[0].line)
    if bad:
        unread = tuple(Unread(error.reason, error.line) for error in bad)
        yield Post(document.file, document.stem, lines=document.lines, unread=unread)


def read_yaml(document: Document) -> Iterator[Post]:
    """The posts of a YAML file. Raises UnreadableError where it is no YAML."""
    leaves = list(yaml_leaves(document))
    yield from _posts(document, lambda: iter(leaves), None)


def holds_posts(path: Path, wanted: layouts.Wanted) -> bool:
    """Whether the keys at the head of a file are those of posts; what cannot be read here is told when it is read."""
    if path.suffix.lower() == ".js" and not path.name.startswith("tweet"):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return True
    keys = {found[1].decode("ascii", "ignore") for found in KEY.finditer(head.replace(b"\0", b""))}
    marks = ({part for mark in layout.known_by for part in mark if part != "*"} for layout in layouts.trees())
    own = ({part for part in pointer.split("/") if part not in ("", "*")} for pointer in wanted.pointers)
    return any(layouts.guess(key) is Role.BODY for key in keys) or any(keys.issuperset(m) for m in (*marks, *own))


def _posts(
    document: Document, leaves: Callable[[], Iterator[Leaf]], row: int | None, say: bool = True
) -> Iterator[Post]:
    """The posts among some values, in one pass after a look at the first ones."""
    head = list(islice(leaves(), ENOUGH))
    spotter, layout, note = _spotter(document, [leaf.pointer for leaf in head])
    gathering = _Tree(document, layout, row)
    taken: dict[str, int] = {}
    notes = [note] if note and say else []
    for leaf in leaves():
        spot = spotter(leaf)
        if spot is None or spot.role is Role.UNPUBLISHED:
            continue
        if gathering.ends_before(spot):
            yield from _distinct(gathering.finished(notes), taken)
            gathering = _Tree(document, layout, row)
        gathering.add(leaf, spot)
    yield from _distinct(gathering.finished(notes), taken)


def _distinct(found: Iterator[Post], taken: dict[str, int]) -> Iterator[Post]:
    """What stands around a list and goes on behind it would be called like what stands before it."""
    for post in found:
        count = taken[post.id] = taken.get(post.id, 0) + 1
        yield post if count == 1 else replace(post, id=f"{post.id}~{count}")


def _spotter(
    document: Document, head: Sequence[Pointer]
) -> tuple[Callable[[Leaf], Spot | None], layouts.TreeLayout | None, str | None]:
    """What tells each value's role: the config's pointers, a known layout, or a guess by the keys."""
    own = pointers.Configured.of(document.wanted.pointers)
    if own.patterns and any(own.spot(pointer) for pointer in head):
        return (lambda leaf: own.spot(leaf.pointer)), None, None
    layout = layouts.tree(head)
    if layout is not None:
        return (lambda leaf: pointers.known(layout, leaf.pointer)), layout, None
    note = (
        "is no export that phi-lint knows; what its keys hold was guessed from their names; "
        "name them under [tool.phi-lint.pointers]"
    )
    return (lambda leaf: pointers.guessed(leaf, document.text)), None, note


class _Tree:
    """One post of a tree in the making."""

    def __init__(self, document: Document, layout: layouts.TreeLayout | None, row: int | None) -> None:
        self._document = document
        self._layout = layout
        self._row = row
        self._gathering = Gathering(document.file, platform=layout.platform if layout else None)
        self._root: Pointer | None = None
        self._body: Spot | None = None

    def ends_before(self, spot: Spot) -> bool:
        """Whether a value belongs to the next post."""
        root = self._root
        if root is None or spot.root == root:
            return False
        if spot.root[: len(root)] == root:  # deeper inside this post, unless a post of its own begins there
            return spot.role is Role.BODY and self._body is not None and self._body.root == root
        if root[: len(spot.root)] == spot.root:  # around it: a list's own title, say
            return self._body is not None
        return not (spot.loose and self._body is None and spot.root[:1] == root[:1])

    def add(self, leaf: Leaf, spot: Spot) -> None:
        """Put a value where it belongs."""
        text, source = leaf.decode(self._document.text, leaf.start, leaf.end)
        if self._layout is not None and self._layout.mojibake:
            text, source = mojibake.repaired(text, source)
        role = spot.role
        if role is Role.BODY:
            if self._body is not None and self._body.pattern == spot.pattern:
                role = Role.THREAD
            self._body = self._body or spot
        shared = min(len(spot.root), len(self._root)) if self._root is not None else len(spot.root)
        self._root = spot.root if role is Role.BODY or self._body is None else self._root or spot.root
        if spot.loose and self._body is None:
            self._root = spot.root[:shared]
        place: dict[str, int | float | str] = {"pointer": written(leaf.pointer)}
        if self._row is not None:
            place = {"row": self._row, **place}
        if role in (Role.BODY, Role.THREAD) and MARKUP.match(text):
            for passage in html_text.passages(text):
                part = Part(role.value) if passage.part is Part.BODY else passage.part
                inner = passage.source.then(source) if passage.source is not None else None
                self._gathering.passages.append(replace(passage, part=part, source=inner, where=place))
            return
        self._gathering.add(role, text, source, place)

    def finished(self, notes: list[str]) -> Iterator[Post]:
        """The post, if there is anything in it; takes the notes with it."""
        gathering = self._gathering
        if not gathering.passages and not gathering.media:
            return
        gathering.notes += notes
        notes.clear()
        place = written(self._root or ())
        if self._row is not None:
            place = f"{self._row}{place}"
        name = f"{self._document.stem}#{place}" if place else self._document.stem
        yield gathering.post(name, self._document.lines)
