"""Turn a mapping read from YAML or TOML into a frozen dataclass, reporting every fault at once.

Unknown keys are faults that name the nearest known key; so are missing keys and values of a wrong type.
"""

from __future__ import annotations

import dataclasses
import difflib
import enum
import functools
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
Path = tuple[str | int, ...]
"""Keys and indexes that lead from the top of a mapping to a value."""


class Problems:
    """The faults found so far, each with the path of the value that it is about."""

    def __init__(self, joint: str = "_") -> None:
        self.joint = joint
        """What joins the words of a key where the user writes it: `fail-on` in TOML, `all_of` in a rule."""
        self.found: list[tuple[Path, str]] = []

    def add(self, path: Path, problem: str) -> None:
        self.found.append((path, problem))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint such as `; did you mean 'pattern'?`, or the list of what is known."""
    known = sorted(known)
    return near(word, known) or f"known: {', '.join(known)}"


def near(word: str, known: Iterable[str]) -> str | None:
    """The hint alone, for words of which too many are known to list them; None where none is near."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else None


def build(cls: type[T], data: object, problems: Problems, path: Path = ()) -> T | None:
    """An instance of the dataclass `cls` from `data`; None, with the faults added, where there are any.

    Keys are the field names, with `-` and `_` alike.
    """
    if not isinstance(data, Mapping):
        problems.add(path, f"{_shown(path)} must be a table of keys, not {_kind(data)}")
        return None
    before = len(problems.found)
    fields = {field.name: field for field in dataclasses.fields(cls) if field.init}  # type: ignore[arg-type]
    hints = _hints(cls)  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = str(key).replace("-", "_")
        if name not in fields:
            known = (each.replace("_", problems.joint) for each in fields)
            hint = nearest(name.replace("_", problems.joint), known)
            problems.add((*path, key), f"unknown key {key!r}; {hint}")
            continue
        values[name] = convert(hints[name], value, problems, (*path, key))
    for name, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and name not in values:
            problems.add(path, f"{_shown(path)} lacks the key {name!r}; add it")
    if len(problems.found) > before:
        return None
    try:
        return cls(**values)
    except ValueError as error:
        problems.add(path, str(error))
        return None


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def convert(hint: Any, value: object, problems: Problems, path: Path) -> Any:
    """`value` as the type `hint` asks; None, with the faults added, where it cannot be."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _one_of(arguments, value, problems, path)
    if origin is tuple:
        if not isinstance(value, list):
            problems.add(path, f"{_shown(path)} must be a list, not {_kind(value)}")
            return None
        return tuple(convert(arguments[0], item, problems, (*path, i)) for i, item in enumerate(value))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            problems.add(path, f"{_shown(path)} must be a table of keys, not {_kind(value)}")
            return None
        return {
            convert(arguments[0], key, problems, (*path, key)): convert(arguments[1], item, problems, (*path, key))
            for key, item in value.items()
        }
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return build(hint, value, problems, path)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _member(hint, value, problems, path)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is object or (type(value) is hint):
        return value
    problems.add(path, f"{_shown(path)} must be {_named(hint)}, not {_kind(value)}")
    return None


def _one_of(hints: tuple[Any, ...], value: object, problems: Problems, path: Path) -> Any:
    """The first of several types that fits; of several dataclasses the one whose first key is present."""
    if value is None and type(None) in hints:
        return None
    hints = tuple(hint for hint in hints if hint is not type(None))
    if isinstance(value, Mapping):
        marks = {dataclasses.fields(hint)[0].name: hint for hint in hints if dataclasses.is_dataclass(hint)}
        given = {str(key).replace("-", "_") for key in value}
        for mark, hint in marks.items():
            if mark in given:
                return convert(hint, value, problems, path)
        if marks:
            problems.add(path, f"{_shown(path)} needs one of the keys {', '.join(marks)}")
            return None
    alike: list[Problems] = []
    for hint in hints:
        attempt = Problems(problems.joint)
        converted = convert(hint, value, attempt, path)
        if not attempt.found:
            return converted
        if len(hints) == 1 or _alike(hint, value):
            alike.append(attempt)
    if len(alike) == 1:
        problems.found += alike[0].found
        return None
    names = " or ".join(map(_named, hints))
    problems.add(path, f"{_shown(path)} must be {names}, not {_kind(value)}")
    return None


def _alike(hint: Any, value: object) -> bool:
    """Whether a value has the shape of a type, so that the type's own faults are the ones to tell."""
    origin = typing.get_origin(hint)
    if isinstance(value, Mapping):
        return isinstance(origin, type) and issubclass(origin, Mapping)
    if isinstance(value, str):
        return isinstance(hint, type) and issubclass(hint, enum.Enum)
    return isinstance(value, list) and origin is tuple


def _member(hint: type[enum.Enum], value: object, problems: Problems, path: Path) -> Any:
    """The member of an enum by its value, or by its name in lower case where the values are numbers."""
    known = {str(m.value) if isinstance(m.value, str) else m.name.lower(): m for m in hint}
    if isinstance(value, str) and value in known:
        return known[value]
    problems.add(path, f"{_shown(path)} is {value!r}; {nearest(str(value), known)}")
    return None


def _shown(path: Path) -> str:
    return repr(".".join(map(str, path))) if path else "the file"


def _kind(value: object) -> str:
    names = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return "nothing" if value is None else names.get(type(value), "a table of keys")


def _named(hint: Any) -> str:
    names = {str: "a text", bool: "true or false", int: "a whole number", float: "a number"}
    if typing.get_origin(hint) is tuple:
        return "a list"
    return names.get(hint, getattr(hint, "__name__", str(hint)).lower())
