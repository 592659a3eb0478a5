"""Edits of a passage → edits of its file, in the file's own form: escapes, quotes, emphasis and links stay sound.

What the passage does not hold, such as markup between two of its words, is kept.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import regex
import yaml

from phi_lint.redact.draft import Edit, apply
from phi_lint.types import Part, Passage

FRONT = regex.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", regex.S | regex.M)
BLOCK = regex.compile(r"[|>][+-]?\d?[+-]?[ \t]*(?:#[^\n]*)?\r?\n\s*\Z")
TAG = regex.compile(r"<(?P<tag>b|i|u|s|em|strong|mark|small|span|a)(?:\s[^<>]*)?>\Z")
TAG_OR_MARK = regex.compile(rf"(?:[*_~]{{1,3}}|{TAG.pattern})\Z".replace(r"\Z)", ")"))
"""What opens an emphasis; where nothing is left in it, it goes, too."""
LINK = regex.compile(r"(?<!!)\[(?P<label>[^\]]*)\]\(\s*(?P<url>[^\s)]*)[^)]*\)")


def _as_it_is(words: str) -> str:
    return words


ESCAPES: Mapping[str, Callable[[str], str]] = {
    ".json": lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
    ".jsonl": lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
    ".ndjson": lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
    ".html": html.escape,
    ".htm": html.escape,
    ".vtt": lambda words: html.escape(words, quote=False),
    ".csv": lambda words: words.replace('"', '""'),
    ".tsv": lambda words: words.replace('"', '""'),
}
"""How words are written in each kind of file; where none is named, as they are."""


def in_file(text: str, ending: str, passage: Passage, edits: Sequence[Edit]) -> list[Edit]:
    """A passage's edits as edits of the file's decoded text, in order. `ending` is the file's, as `.md`."""
    source = passage.source
    if source is None or not edits:
        return []
    front = FRONT.match(text) if ending in (".md", ".markdown") else None
    first, last = source.starts[0], source.ends[len(source) - 1]
    if front is not None and first < front.end():
        return _in_yaml(text, passage, edits, first, last)
    if ending in (".md", ".markdown") and passage.part is Part.LINK and not apply(passage.text, list(edits)).strip():
        found = next((found for found in LINK.finditer(text) if found.span("url") == (first, last)), None)
        if found is not None:
            before, after = found.span("label")
            return [Edit(found.start(), before, ""), Edit(after, found.end(), "")]
    done = list(_mapped(passage, edits, ESCAPES.get(ending, _as_it_is)))
    return [_with_emphasis(text, edit, TAG if ending not in (".md", ".markdown") else TAG_OR_MARK) for edit in done]


def _in_yaml(text: str, passage: Passage, edits: Sequence[Edit], first: int, last: int) -> list[Edit]:
    """Edits of a front-matter value, which is quoted where it would become something other than a text."""
    before = text[first - 1 : first]
    if before == '"':
        return list(_mapped(passage, edits, ESCAPES[".json"]))
    if before == "'":
        return list(_mapped(passage, edits, lambda words: words.replace("'", "''")))
    done = list(_mapped(passage, edits, _as_it_is))
    if BLOCK.search(text[max(0, first - 200) : first]):
        return done
    raw = text[:first] + apply(text[first:last], [Edit(e.start - first, e.end - first, e.text) for e in done])
    wanted = apply(passage.text, list(edits))
    if _plainly(raw[first:], wanted):
        return done
    return [Edit(first, last, json.dumps(wanted, ensure_ascii=False))]


def _plainly(raw: str, wanted: str) -> bool:
    """Whether YAML reads an unquoted value as the text that it should be."""
    try:
        return bool(yaml.safe_load(f"a: {raw}") == {"a": wanted})
    except yaml.YAMLError:
        return False


def _mapped(passage: Passage, edits: Sequence[Edit], escape: Callable[[str], str]) -> Iterator[Edit]:
    """Each edit at the source of its characters; characters written as one unit are rewritten as one."""
    assert passage.source is not None  # noqa: S101 - the caller asked
    starts, ends = passage.source.starts, passage.source.ends
    for edit in edits:
        start, end, words = edit.start, edit.end, edit.text
        while start > 0 and _one_unit(starts, ends, start - 1):
            start -= 1
            words = passage.text[start] + words
        while end < len(passage.text) and _one_unit(starts, ends, end - 1):
            words += passage.text[end]
            end += 1
        written = escape(words)
        for begin, stop in _runs(starts, ends, start, end):
            yield Edit(begin, stop, written)
            written = ""


def _one_unit(starts: Sequence[int], ends: Sequence[int], at: int) -> bool:
    """Whether a character and the next come from the very same source."""
    return starts[at] == starts[at + 1] and ends[at] == ends[at + 1]


def _runs(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of source without a gap that characters come from."""
    begin, stop = starts[start], ends[start]
    for at in range(start + 1, end):
        if starts[at] > stop:
            yield begin, stop
            begin = starts[at]
        stop = max(stop, ends[at])
    yield begin, stop


def _with_emphasis(text: str, edit: Edit, opening: regex.Pattern[str]) -> Edit:
    """The edit, with the emphasis around it where nothing is left between its marks or tags."""
    if edit.text.strip():
        return edit
    before = opening.search(text[max(0, edit.start - 200) : edit.start])
    if before is None:
        return edit
    wanted = f"</{before['tag']}>" if before["tag"] else before[0]
    if not text.startswith(wanted, edit.end):
        return edit
    return Edit(edit.start - len(before[0]), edit.end + len(wanted), edit.text)
