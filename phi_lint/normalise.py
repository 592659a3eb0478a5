"""Undo disguises before detection, and remember where every character came from.

Zero-width and control characters go, accents written apart join their letter, full-width and mathematical
letters become plain ones, look-alikes of other scripts become Latin inside words that are otherwise Latin, HTML
entities become their character, and typographic quotes and dashes become the typewriter's, so that patterns need
only know those.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator

import regex

from phi_lint.sourcemap import SourceMap
from phi_lint.typography import PLAIN

INVISIBLE = regex.compile(r"[\p{Cf}\p{Mn}\uFE00-\uFE0F\u115F\u1160\u3164\u00AD]")
CONTROL = regex.compile(r"[\x00-\x08\x0E-\x1F\x7F]")
ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαορυνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTYXIJSaopuvikABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39, confusables)."""


def normalise(text: str) -> tuple[str, SourceMap | None]:
    """The text without disguises and the map back to `text`; the map is None where nothing changed."""
    if text.isascii() and "&" not in text and not CONTROL.search(text):
        return text, None
    normal, source = SourceMap.from_units(_units(text))
    return (normal, source) if normal != text else (text, None)


def _units(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character, or entity, as (what is read, start, end)."""
    mixed = _mixed_words(text)
    at = 0
    while at < len(text):
        char = text[at]
        entity = ENTITY.match(text, at) if char == "&" else None
        if entity:
            yield html.unescape(entity[0]).replace("\xa0", " "), at, entity.end()
            at = entity.end()
            continue
        end = at + 1
        while char.isascii() and char.isalpha() and end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if end > at + 1:  # a letter with its accents, without what no letter has, such as a stroke through it
            yield unicodedata.normalize("NFC", text[at:end])[0], at, end
        else:
            yield _plain(char, text, at, at in mixed), at, end
        at = end


def _plain(char: str, text: str, at: int, in_mixed_word: bool) -> str:
    """What one character is read as; empty where it is invisible."""
    if char.isascii():
        return "" if CONTROL.match(char) else char
    if INVISIBLE.match(char):
        # A combining accent belongs to its letter; a mark that hides between letters does not.
        return char if unicodedata.combining(char) and at and text[at - 1].isalpha() else ""
    if in_mixed_word and char in LOOKALIKES:
        return LOOKALIKES[char]
    if char.isspace():
        return " " if char not in "\u2028\u2029\x85" else "\n"
    plain = char.translate(PLAIN)
    folded = unicodedata.normalize("NFKC", plain)
    return folded if len(folded) == 1 else plain


def _mixed_words(text: str) -> frozenset[int]:
    """The positions of letters in words that mix Latin with look-alikes, or hold look-alikes only."""
    positions: set[int] = set()
    for word in regex.finditer(r"[\p{L}\p{Cf}]+", text):
        letters = [char for char in word[0] if char.isalpha()]
        foreign = [char for char in letters if char in LOOKALIKES]
        if foreign and all(char.isascii() or char in LOOKALIKES for char in letters) and len(foreign) < len(letters):
            positions.update(range(word.start(), word.end()))
    return frozenset(positions)
