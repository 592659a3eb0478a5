"""Text as the model reads it: word pieces, the case of each, and where each stands. Training uses it too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "R", "X")
"""The kinds of mention that the model tells apart: the identifiers that stand in text, and X."""
TAGS = ("-", *(f"{place}-{letter}" for letter in LETTERS for place in "BI"))
"""Tag 0 is no mention; then for each letter its beginning and its inside."""
ABOUTS = ("patient", "relative", "staff", "organisation", "event", "public", "author", "other")

CASES = ("none", "lower", "title", "upper", "mixed")
WINDOW = 192
"""Word pieces that the model sees at once, the two special ones included."""
OVERLAP = 64
"""Word pieces that two neighbouring windows share."""
START, STOP = 101, 102
"""[CLS] and [SEP] of the BERT vocabulary."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as pieces, without special ones: shape (pieces,), offsets (pieces, 2) in characters."""

    ids: Ints
    cases: Ints
    offsets: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def windows(self) -> Iterator[tuple[int, int]]:
        """The piece spans that the model is shown, each with OVERLAP pieces of the one before."""
        step, room = WINDOW - 2 - OVERLAP, WINDOW - 2
        for start in range(0, max(1, len(self) - OVERLAP), step):
            yield start, min(start + room, len(self))


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a `tokenizer.json`, without truncation and padding of its own."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[Encoded]:
    """Each text as pieces. The vocabulary is uncased, so the case goes beside it."""
    encoded = []
    for text, pieces in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
        offsets = np.array(pieces.offsets, dtype=np.int64).reshape(-1, 2)
        cases = np.array([case_of(text[start:end]) for start, end in pieces.offsets], dtype=np.int64)
        encoded.append(Encoded(np.array(pieces.ids, dtype=np.int64), cases, offsets))
    return encoded


def case_of(piece: str) -> int:
    """The index in CASES of how a piece is written."""
    if piece.islower():
        return 1
    if piece.isupper():
        return 2 if len(piece) == 1 else 3
    if piece[:1].isupper() and piece[1:].islower():
        return 2
    return 4 if any(map(str.isalpha, piece)) else 0
