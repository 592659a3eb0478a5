"""OpenCV, imported when the first picture is here, and quiet: it would write to standard error on its own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

QUIET = "-8"
"""FFmpeg's own number for no words at all."""


@lru_cache(maxsize=1)
def cv2() -> Any:
    """The module."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", QUIET)
    import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    return cv2


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """No word on standard error, not even those that OpenCV writes past its own level, as when it opens an encoder."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
