"""YAML that remembers on which line each value stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from phi_lint.errors import Fault
from phi_lint.strict import Path as KeyPath

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(file: Path) -> object | Fault:
    """The content of a YAML file, or what keeps it from being read."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return Fault(str(file), None, f"is not UTF-8 (byte {error.start}); save it as UTF-8")
    try:
        data: object = yaml.load(text, Loader)  # noqa: S506 - a safe loader, by whichever name
        return data
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        return Fault(str(file), line, f"is no valid YAML: {error.problem}")
    except (yaml.YAMLError, ValueError) as error:  # a control character; a date such as 2024-02-30
        return Fault(str(file), None, f"is no valid YAML: {getattr(error, 'reason', error)}")


def lines_of(file: Path) -> dict[KeyPath, int]:
    """The line of each value of a YAML file that can be read; only a fault asks for it."""
    lines: dict[KeyPath, int] = {}
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader)
    if node is not None:
        _note(node, (), lines)
    return lines


def _note(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _note(value, (*path, key.value), lines)
            lines[(*path, key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note(item, (*path, index), lines)
