"""Spans that are taken, so that the next one can be asked whether it overlaps any of them, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

BLOCK = 256
"""Characters; spans are sought in the blocks that they touch, of which nearly all touch one or two."""


class Taken:
    """Spans of several texts, each span of somebody."""

    def __init__(self) -> None:
        self._blocks: defaultdict[tuple[Hashable, int], list[tuple[int, int, object]]] = defaultdict(list)

    def add(self, text: Hashable, start: int, end: int, whose: object = None) -> None:
        """Take a span of a text."""
        for block in self._touched(start, end):
            self._blocks[text, block].append((start, end, whose))

    def overlaps(self, text: Hashable, start: int, end: int, but: object = None) -> bool:
        """Whether a span shares characters with one that is taken, by anybody `but` somebody."""
        return any(
            first < end and start < last and (but is None or whose is not but)
            for block in self._touched(start, end)
            for first, last, whose in self._blocks.get((text, block), ())
        )

    def hold_more(self, text: Hashable, start: int, end: int) -> bool:
        """Whether a span that is taken holds this one and more."""
        return any(
            first <= start and end <= last and last - first > end - start
            for first, last, _ in self._blocks.get((text, start // BLOCK), ())
        )

    @staticmethod
    def _touched(start: int, end: int) -> range:
        return range(start // BLOCK, max(start, end - 1) // BLOCK + 1)
