"""YAML or TOML front matter: what is shown to readers becomes passages, the rest is what is known about the post."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex
import yaml

from phi_lint.errors import UnreadableError
from phi_lint.posts import toml_text
from phi_lint.posts.document import Document
from phi_lint.sourcemap import SourceMap
from phi_lint.strict import nearest
from phi_lint.types import Part, Passage, Suppression

FENCE = regex.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", regex.S | regex.M)
TOML_FENCE = regex.compile(r"\A\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", regex.S | regex.M)
METADATA = frozenset(
    "date draft author authors tags categories slug layout weight platform channel scheduled reply_to phi_lint".split()
)
"""Keys that describe a post and are not published with it."""
MEDIA = frozenset(
    "image images img picture pictures photo photos cover featured featured_image feature_image hero thumbnail banner "
    "video videos media attachment attachments src file og_image".split()
)
"""Keys that name pictures, videos and documents."""
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
    context: str = ""
    """What is answered: `reply_to: {name: …, text: …}`."""
    suppressions: tuple[Suppression, ...] = ()
    media: tuple[str, ...] = ()
    """Paths and addresses of pictures, as written."""


def split(document: Document) -> tuple[FrontMatter, int]:
    """The front matter and the offset at which the body begins. Raises UnreadableError where it is no YAML."""
    found = FENCE.match(document.text)
    if found is None:
        return _split_toml(document)
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
    media: list[str] = []
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name == "phi_lint":
            wishes += _wishes(document, value, first_line)
        elif name in METADATA:
            if isinstance(value, yaml.ScalarNode):
                known[name] = str(value.value)
            elif name == "reply_to" and isinstance(value, yaml.MappingNode):
                known |= {f"{name}.{k.value}": str(v.value) for k, v in value.value if isinstance(v, yaml.ScalarNode)}
        elif name in MEDIA:
            for scalar, inner in _media(value, name, seen):
                if inner in MEDIA:
                    media.append(str(scalar.value))
                else:
                    passages.append(scalar_passage(document, scalar, start, PARTS.get(inner, Part.DESCRIPTION)))
        else:
            part = PARTS.get(name, Part.DESCRIPTION)
            shown = name in PARTS
            passages += (scalar_passage(document, scalar, start, part) for scalar in _texts(value, seen, shown))
    return _front(passages, known, wishes, media), found.end()


def _split_toml(document: Document) -> tuple[FrontMatter, int]:
    """TOML front matter, as Hugo writes it."""
    found = TOML_FENCE.match(document.text)
    if found is None:
        return FrontMatter(), 0
    first_line, _ = document.lines.position(found.start("toml"))
    try:
        tomllib.loads(found["toml"].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = regex.search(r"at line (\d+)", str(error))
        told = "a value or key is not written as TOML wants it; put quotes around texts"
        raise UnreadableError(
            f"has front matter that is no valid TOML: {told}", first_line + int(line[1]) - 1 if line else first_line
        ) from None
    passages: list[Passage] = []
    known: dict[str, str] = {}
    wishes: list[Suppression] = []
    media: list[str] = []
    for text in toml_text.texts(document.text, *found.span("toml")):
        name, inner = text.keys[0], text.keys[-1]
        if name == "phi_lint":
            line_number, _ = document.lines.position(text.start)
            wishes.append(_toml_wish(document, text, line_number))
        elif name in METADATA:
            known.setdefault(".".join(text.keys), text.value)
        elif inner in MEDIA or (name in MEDIA and inner in ("path", "url", "name")):
            media.append(text.value)
        elif text.value.strip():
            part = PARTS.get(inner, PARTS.get(name, Part.DESCRIPTION))
            passages.append(Passage(text.value, part, text.source))
    return _front(passages, known, wishes, media), found.end()


def _front(
    passages: list[Passage], known: Mapping[str, str], wishes: list[Suppression], media: list[str]
) -> FrontMatter:
    return FrontMatter(
        tuple(passages),
        known.get("platform"),
        known.get("reply_to") or known.get("reply_to.name"),
        known.get("reply_to.text", ""),
        tuple(wishes),
        tuple(media),
    )


def _toml_wish(document: Document, text: toml_text.Text, line: int) -> Suppression:
    """A suppression of `[phi_lint.ignore]`."""
    if len(text.keys) != 3 or text.keys[1] != "ignore":
        raise UnreadableError('has an unknown key in `phi_lint`; write `[phi_lint.ignore]` and `RULE = "reason"`', line)
    if not text.value.strip():
        raise UnreadableError(f"ignores {text.keys[2]!r} without a reason; write why", line)
    return Suppression(text.keys[2], text.value, f"{document.file}:{line}")


def _no_yaml(error: yaml.YAMLError, text: str, first_line: int) -> UnreadableError:
    """What is wrong with the YAML; the parser's words without what they quote, which may be a name."""
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line if error.problem_mark else 0
        problem = QUOTED.sub("", error.problem or "")
    else:
        line = text.count("\n", 0, getattr(error, "position", 0))
        problem = str(getattr(error, "reason", "it cannot be read"))
    return UnreadableError(f"has front matter that is no valid YAML: {problem}; quote the value", first_line + line)


def _texts(node: yaml.Node, seen: set[int], shown: bool = False) -> Iterator[yaml.ScalarNode]:
    """Every text below a node, once however often an alias repeats it.

    Numbers and dates are texts only where they are `shown`, as in `title: 20260314`; truth values never are.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        kind = node.tag.rpartition(":")[2]
        if (kind == "str" or (shown and kind in ("int", "float", "timestamp"))) and str(node.value).strip():
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item, seen, shown)
    elif isinstance(node, yaml.MappingNode):
        for _, item in node.value:
            yield from _texts(item, seen, shown)


def _media(node: yaml.Node, name: str, seen: set[int]) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """Every text below a key that names media, with the nearest key above it: `image: {src: …, alt: …}`."""
    if isinstance(node, yaml.MappingNode) and id(node) not in seen:
        seen.add(id(node))
        for key, value in node.value:
            inner = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            yield from _media(value, inner if inner not in ("path", "url", "name") else name, seen)
    elif isinstance(node, yaml.SequenceNode) and id(node) not in seen:
        seen.add(id(node))
        for item in node.value:
            yield from _media(item, name, seen)
    else:
        yield from ((scalar, name) for scalar in _texts(node, seen))


def scalar_passage(document: Document, node: yaml.ScalarNode, base: int, part: Part) -> Passage:
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
