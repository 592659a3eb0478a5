"""YAML front matter: what is shown to readers becomes passages, the rest is what is known about the post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex
import yaml

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.sourcemap import SourceMap
from phi_lint.strict import nearest
from phi_lint.types import Part, Passage, Suppression

FENCE = regex.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", regex.S | regex.M)
METADATA = frozenset(
    "date draft author authors tags categories slug layout weight platform channel scheduled reply_to phi_lint".split()
)
"""Keys that describe a post and are not published with it."""
PARTS = {"title": Part.TITLE, "description": Part.DESCRIPTION, "summary": Part.DESCRIPTION, "alt": Part.ALT_TEXT}
QUOTED = regex.compile(r"""\s*(["']).{2,}\1""", regex.S)
UNIT = regex.compile(
    r"""(?xs)
      \\ (?: x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8} | \r?\n[ \t]* | . )   # an escape
    | ''                                                                              # a doubled quote
    | [ \t]* \r?\n \s*                                                                # a fold
    | .
    """
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says."""

    passages: tuple[Passage, ...] = ()
    platform: str | None = None
    reply_to: str | None = None
    suppressions: tuple[Suppression, ...] = ()


def split(document: Document) -> tuple[FrontMatter, int]:
    """The front matter and the offset at which the body begins. Raises UnreadableError where it is no YAML."""
    found = FENCE.match(document.text)
    if found is None:
        return FrontMatter(), 0
    start = found.start("yaml")
    first_line, _ = document.lines.position(start)
    try:
        node = yaml.SafeLoader(found["yaml"]).get_single_node()
    except yaml.YAMLError as error:
        raise _no_yaml(error, found["yaml"], first_line) from None
    except RecursionError:
        raise UnreadableError("has front matter that is nested too deeply; write `title: …`", first_line) from None
    if node is None:
        return FrontMatter(), found.end()
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableError("has front matter without keys; write `title: …`", first_line)
    passages: list[Passage] = []
    known: dict[str, str] = {}
    wishes: list[Suppression] = []
    seen: set[int] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name == "phi_lint":
            wishes += _wishes(document, value, first_line)
        elif name in METADATA:
            if isinstance(value, yaml.ScalarNode):
                known[name] = str(value.value)
        else:
            part = PARTS.get(name, Part.DESCRIPTION)
            passages += (_passage(document, scalar, start, part) for scalar in _texts(value, seen))
    front = FrontMatter(tuple(passages), known.get("platform"), known.get("reply_to"), tuple(wishes))
    return front, found.end()


def _no_yaml(error: yaml.YAMLError, text: str, first_line: int) -> UnreadableError:
    """What is wrong with the YAML; the parser's words without what they quote, which may be a name."""
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line if error.problem_mark else 0
        problem = QUOTED.sub("", error.problem or "")
    else:
        line = text.count("\n", 0, getattr(error, "position", 0))
        problem = str(getattr(error, "reason", "it cannot be read"))
    return UnreadableError(f"has front matter that is no valid YAML: {problem}; quote the value", first_line + line)


def _texts(node: yaml.Node, seen: set[int]) -> Iterator[yaml.ScalarNode]:
    """Every text below a node, once however often an alias repeats it; numbers, dates and truth values are none."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str" and str(node.value).strip():
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item, seen)
    elif isinstance(node, yaml.MappingNode):
        for _, item in node.value:
            yield from _texts(item, seen)


def _passage(document: Document, node: yaml.ScalarNode, base: int, part: Part) -> Passage:
    """A value as a passage, each of its characters mapped to where it is written."""
    raw_start, raw_end = base + node.start_mark.index, base + node.end_mark.index
    value, at = str(node.value), 0
    units: list[tuple[str, int, int]] = []
    for found in UNIT.finditer(document.text, raw_start, raw_end):
        if at < len(value) and (piece := _same(found[0], value[at])):
            units.append((piece, *found.span()))
            at += len(piece)
    text, source = SourceMap.from_units(units)
    if text != value:  # a form that is not followed character by character: point at all of it
        text, source = SourceMap.from_units([(value, raw_start, raw_end)])
    return Passage(text, part, source)


def _same(raw: str, wanted: str) -> str:
    """The wanted character where `raw` writes it, or nothing where it is only quoting or indentation."""
    if raw == wanted or (raw[0] in "\\'" and len(raw) > 1):
        return wanted
    return wanted if raw.isspace() and wanted.isspace() else ""


def _wishes(document: Document, node: yaml.Node, first_line: int) -> Iterator[Suppression]:
    """The suppressions of `phi_lint: {ignore: {rule: reason}}`."""
    line = first_line + node.start_mark.line
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableError("has `phi_lint` without keys; write `phi_lint: {ignore: {RULE: reason}}`", line)
    for key, value in node.value:
        if key.value != "ignore":
            raise UnreadableError(f"has the unknown key 'phi_lint.{key.value}'; {nearest(key.value, ['ignore'])}", line)
        if not isinstance(value, yaml.MappingNode):
            raise UnreadableError("ignores rules without reasons; write `ignore: {RULE: reason}`", line)
        for rule, reason in value.value:
            where = first_line + rule.start_mark.line
            if not isinstance(reason, yaml.ScalarNode) or not str(reason.value).strip():
                raise UnreadableError(f"ignores {rule.value!r} without a reason; write why", where)
            yield Suppression(str(rule.value), str(reason.value), f"{document.file}:{where}")
