"""What a value of JSON or YAML holds, and to which post it belongs, by its pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from phi_lint.posts import layouts
from phi_lint.posts.leaf import Leaf, Pointer
from phi_lint.types import Role

WORDS = regex.compile(r"\p{L}{2,}[^\p{L}\s]*\s+\p{L}")
"""A text of more than one word."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a value holds."""

    role: Role
    root: Pointer
    """The pointer of the post that it belongs to."""
    pattern: tuple[str, ...]
    """By what it was told; a second body by the same one is a part of a thread."""
    loose: bool = False
    """Whether this was guessed, so that the post may begin further out."""


@dataclass(frozen=True, slots=True)
class Configured:
    """The config's pointers."""

    patterns: tuple[tuple[tuple[str, ...], Role], ...]
    roots: tuple[tuple[str, ...], ...]
    """The patterns of whole posts: up to the last index of a body's pointer that keys follow, longest first."""

    @classmethod
    def of(cls, given: Mapping[str, Role]) -> Configured:
        patterns = tuple((_parsed(pointer), role) for pointer, role in given.items())
        bodies = [_root(pattern) for pattern, role in patterns if role is Role.BODY]
        return cls(patterns, tuple(sorted(bodies, key=len, reverse=True)))

    def spot(self, pointer: Pointer) -> Spot | None:
        """What the config says of a pointer."""
        for pattern, role in self.patterns:
            if len(pattern) == len(pointer) and layouts.ends_with(pointer, pattern):
                root = next((root for root in self.roots if pattern[: len(root)] == root), _root(pattern))
                return Spot(role, pointer[: len(root)], pattern)
        return None


def _parsed(pointer: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.strip("/").split("/") if part)


def _root(pattern: tuple[str, ...]) -> tuple[str, ...]:
    """Up to the last `*` that keys follow."""
    stars = [index for index, part in enumerate(pattern[:-1]) if part == "*"]
    return pattern[: stars[-1] + 1] if stars else ()


def known(layout: layouts.TreeLayout, pointer: Pointer) -> Spot | None:
    """What a layout says of a pointer."""
    for pattern, role in layout.pointers:
        if layouts.ends_with(pointer, pattern):
            return Spot(role, pointer[: len(pointer) - len(pattern)], pattern)
    return None


def guessed(leaf: Leaf, text: str) -> Spot | None:
    """What a value's key is called elsewhere; a text of several words under an unknown key is published, too."""
    if not leaf.is_text:
        return None
    root = leaf.pointer
    while root and isinstance(root[-1], int):
        root = root[:-1]
    role = layouts.guess(leaf.key)
    if role is None:
        role = Role.DESCRIPTION if WORDS.search(text, leaf.start, leaf.end) else Role.UNPUBLISHED
    if not leaf.key:
        role, root = Role.BODY, leaf.pointer
        return Spot(role, root, (), loose=False)
    return Spot(role, root[:-1], (leaf.key,), loose=True)
