"""Text in pictures, by the engine that the settings choose."""

from __future__ import annotations

import importlib
from typing import Any, Protocol, cast

from phi_lint.config import Ocr
from phi_lint.media.ink import fitted
from phi_lint.media.layout import Word, passage, same
from phi_lint.media.picture import Picture
from phi_lint.types import Passage


class Engine(Protocol):
    """A module that reads pictures; imported when the first picture is here."""

    def read(self, pixels: Any) -> list[Word]:
        """The words of a picture: height × width × 3 bytes, blue first."""


MODULES = {
    Ocr.RAPIDOCR: ("phi_lint.media.rapid",),
    Ocr.TESSERACT: ("phi_lint.media.tesseract",),
    Ocr.BOTH: ("phi_lint.media.rapid", "phi_lint.media.tesseract"),
}


def read(picture: Picture, ocr: Ocr) -> tuple[Passage, ...]:
    """What stands written in a picture. Raises UnreadableError without the engine."""
    pixels = picture.array()
    words: list[Word] = []
    for module in MODULES[ocr]:
        engine = cast(Engine, importlib.import_module(module))
        words += [word for word in engine.read(pixels) if not any(same(word, other) for other in words)]
    found = passage(picture, fitted(pixels, words))
    return () if found is None else (found,)
