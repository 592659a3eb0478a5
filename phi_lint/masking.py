"""What of a found value may be shown: by default nothing that tells it."""

from __future__ import annotations

import regex

WORD = regex.compile(r"[\w\p{N}•]+")
"""A word, also one that is masked already: to mask twice changes nothing."""
DOT = "•"
SHORT = 4
"""Words of fewer letters are masked whole."""


def mask(value: str) -> str:
    """The value with every digit and all letters masked, but the first letter of words of four letters or more."""

    def masked(found: regex.Match[str]) -> str:
        word: str = found[0]
        keeps = len(word) >= SHORT and word[0].isalpha()
        return (word[0] if keeps else DOT) + DOT * (len(word) - 1)

    return str(WORD.sub(masked, value))
