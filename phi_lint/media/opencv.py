"""OpenCV, imported when the first picture is here, and quiet: it would write to standard error on its own."""

from __future__ import annotations

import os
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
