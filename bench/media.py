"""Seconds and word recall of each reader of pictures, and of plain pytesseract, on made pictures of this trade.

python -m bench.media
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import regex

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "media"))
from made import leaking


def plain(pixels: Any) -> str:
    """pytesseract as it comes."""
    import pytesseract

    return str(pytesseract.image_to_string(np.ascontiguousarray(pixels[:, :, ::-1]), timeout=60))


def ours(module: str) -> Callable[[Any], str]:
    """One of our engines, as one string."""

    def read(pixels: Any) -> str:
        from importlib import import_module

        return " ".join(word.text for word in import_module(f"phi_lint.media.{module}").read(pixels))

    return read


def whole(pixels: Any) -> str:
    """All senses together."""
    from phi_lint.config import Config
    from phi_lint.media.picture import Picture
    from phi_lint.media.stills import examined
    from PIL import Image

    seen = examined(Picture("a.png", Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))), Config())
    return " ".join(passage.text for passage in seen.passages)


def main() -> None:
    made = list(leaking())[:: max(1, int(sys.argv[1]) if len(sys.argv) > 1 else 3)]
    readers = {"pytesseract": plain, "tesseract.py": ours("tesseract"), "rapid.py": ours("rapid"), "all senses": whole}
    for name, read in readers.items():
        known = found = 0
        read(np.asarray(made[0].image.convert("RGB"))[:, :, ::-1])  # loads the models
        began = time.perf_counter()
        for one in made:
            words = set(regex.findall(r"\w+", read(np.asarray(one.image.convert("RGB"))[:, :, ::-1]).casefold()))
            wanted = [word for text, _ in one.leaks for word in regex.findall(r"\w+", text.casefold())]
            known += len(wanted)
            found += sum(word in words for word in wanted)
        seconds = (time.perf_counter() - began) / len(made)
        print(f"{name:<14} {seconds:6.2f} s a picture   word recall {found / known:.3f} ({len(made)} pictures)")


if __name__ == "__main__":
    main()
