"""`layouts.yaml` → which export a file is, and what each of its columns or keys holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import regex
import yaml

from phi_lint.posts.leaf import Pointer
from phi_lint.types import Role

FILE = Path(__file__).with_name("layouts.yaml")
NO_LETTERS = regex.compile(r"[^\w*]+|_+")


@dataclass(frozen=True, slots=True)
class TableLayout:
    """What the columns of one kind of table hold."""

    name: str
    known_by: tuple[str, ...]
    """Plain names of the columns that tell it from the others."""
    columns: tuple[tuple[str, Role], ...]

    def role(self, header: str) -> Role | None:
        """What the column with this plain name holds; None where the layout does not say."""
        return next((role for pattern, role in self.columns if fnmatchcase(header, pattern)), None)


@dataclass(frozen=True, slots=True)
class TreeLayout:
    """What the keys of one kind of JSON or YAML file hold."""

    name: str
    known_by: tuple[tuple[str, ...], ...]
    pointers: tuple[tuple[tuple[str, ...], Role], ...]
    """Longest first, so that the most exact one speaks."""
    platform: str | None = None
    mojibake: bool = False
    """Whether each byte of UTF-8 stands as a character of its own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the config says of columns and pointers; wins over every layout."""

    columns: Mapping[str, Role] = field(default_factory=dict)
    pointers: Mapping[str, Role] = field(default_factory=dict)

    def column(self, header: str) -> Role | None:
        """What the config says of a column."""
        return next((role for name, role in self.columns.items() if plain(name) == plain(header)), None)


def plain(name: str) -> str:
    """A column's name or a key without regard to case, spaces and punctuation: `mediaUrls`, `Media URLs` are alike."""
    return str(NO_LETTERS.sub("", name)).casefold()


@cache
def _data() -> Any:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@cache
def tables() -> tuple[TableLayout, ...]:
    """Every table layout, the ones with the most marks first."""
    found = [
        TableLayout(
            name,
            tuple(map(plain, layout["known_by"])),
            tuple((plain(column), Role(role)) for column, role in layout["columns"].items()),
        )
        for name, layout in _data()["tables"].items()
    ]
    return tuple(sorted(found, key=lambda layout: -len(layout.known_by)))


@cache
def trees() -> tuple[TreeLayout, ...]:
    """Every layout of JSON and YAML, in the file's order."""
    return tuple(
        TreeLayout(
            name,
            tuple(tuple(pointer.split("/")) for pointer in layout["known_by"]),
            tuple(
                sorted(
                    ((tuple(key.split("/")), Role(role)) for key, role in layout["pointers"].items()),
                    key=lambda pair: -len(pair[0]),
                )
            ),
            platform=str(layout["platform"]) if "platform" in layout else None,
            mojibake=bool(layout.get("mojibake")),
        )
        for name, layout in _data()["trees"].items()
    )


@cache
def headerless() -> Mapping[str, tuple[Role, ...]]:
    """What the columns of tables without a header hold."""
    return {name: tuple(map(Role, roles)) for name, roles in _data()["headerless"].items()}


@cache
def _names() -> Mapping[str, Role]:
    return {plain(name): Role(role) for role, names in _data()["names"].items() for name in names}


def guess(name: str) -> Role | None:
    """What a column or key of this name holds elsewhere; None where nobody calls it so."""
    bare = plain(name)
    return _names().get(bare) or _names().get(bare.rstrip("0123456789"))


def table(headers: Iterable[str]) -> TableLayout | None:
    """The layout whose marks are all among the headers."""
    known = set(map(plain, headers))
    return next(
        (
            layout
            for layout in tables()
            if all(any(fnmatchcase(header, mark) for header in known) for mark in layout.known_by)
        ),
        None,
    )


def tree(pointers: Sequence[Pointer]) -> TreeLayout | None:
    """The layout whose marks are all among the pointers."""
    return next(
        (
            layout
            for layout in trees()
            if all(any(ends_with(pointer, mark) for pointer in pointers) for mark in layout.known_by)
        ),
        None,
    )


def ends_with(pointer: Pointer, pattern: Sequence[str]) -> bool:
    """Whether a pointer ends as a pattern says; `*` stands for an index."""
    if len(pattern) > len(pointer):
        return False
    return all(
        isinstance(part, int) if wanted == "*" else part == wanted
        for part, wanted in zip(reversed(pointer), reversed(pattern), strict=False)
    )
