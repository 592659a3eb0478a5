"""YAML value by value, each with its pointer and its place."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.posts.frontmatter import QUOTED, scalar_passage
from phi_lint.posts.leaf import Leaf, Pointer
from phi_lint.sourcemap import SourceMap
from phi_lint.types import Part

TEXT = "tag:yaml.org,2002:str"


def leaves(document: Document) -> Iterator[Leaf]:
    """The values that hold no others, in the file's order; of several documents in one file one after the other.

    Raises UnreadableError, with the line, where it is no YAML.
    """
    try:
        nodes = [node for node in yaml.compose_all(document.text, yaml.SafeLoader) if node is not None]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = QUOTED.sub("", str(getattr(error, "problem", "") or "it cannot be read"))
        raise UnreadableError(
            f"is no valid YAML: {problem}; quote the value", mark.line + 1 if mark else None
        ) from None
    except RecursionError:
        raise UnreadableError("is YAML that is nested too deeply; split it into posts") from None
    seen: set[int] = set()
    for number, node in enumerate(nodes):
        yield from _below(document, node, () if len(nodes) == 1 else (number,), seen)


def _below(document: Document, node: yaml.Node, pointer: Pointer, seen: set[int]) -> Iterator[Leaf]:
    """Every value below a node, once however often an alias repeats it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            yield from _below(document, value, (*pointer, name), seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _below(document, item, (*pointer, index), seen)
    elif isinstance(node, yaml.ScalarNode):
        scalar = node

        def decode(_: str, __: int, ___: int) -> tuple[str, SourceMap]:
            passage = scalar_passage(document, scalar, 0, Part.BODY)
            assert passage.source is not None  # noqa: S101 - it stands in a file
            return passage.text, passage.source

        yield Leaf(pointer, node.start_mark.index, node.end_mark.index, node.tag == TEXT, decode)
