"""A name whose halves stand in boxes of their own: `Patient: Maria` in one, `Gonzalez` in the next."""

from __future__ import annotations

import regex

BEGUN = regex.compile(
    r"""(?x) ^ (?i: (?: patient | pt | resident | client | member )? (?: ['’]s )? \ ? (?: full\ )? (?: name )? )
    (?<= \p{L} )
    \ ? [:=] \ ? \p{Lu} [\p{L}'’-]+ ,? $"""
)
"""A label for a person and one word: what may be half a name."""
REST = regex.compile(
    r"""(?x) ^ (?! (?i: male | female | adult | child | newborn | inpatient | outpatient | unknown | none ) $ )
    (?: \p{Lu} \.? \  )? \p{Lu} [\p{L}'’-]{2,} ,? $"""
)
"""One word that may be the rest of it."""


def goes_on(begun: str, text: str) -> bool:
    """Whether a name that one box begins may go on in the next box's text."""
    return BEGUN.match(begun) is not None and REST.match(text) is not None
