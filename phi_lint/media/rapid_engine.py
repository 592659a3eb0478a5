"""RapidOCR, held so that lines are looked for in a small copy and read in the picture itself.

The detector was trained on pictures of about this size: in larger ones it misses lines that it sees in a small copy,
and takes six times as long.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Any

from phi_lint.media.ink import rows
from phi_lint.media.lines import Line, Quad, between
from phi_lint.media.opencv import cv2

LOOK = 960
"""Pixels of the longer side of what the detector sees: 47 of 48 lines, as at 1280, where 736 sees 44."""
SMALL = 700
"""Pixels of the longer side below which a picture is enlarged twice: letters of eight pixels are then read."""
FLAT = 64
"""Pixels of the shorter side below which the detector needs a margin."""
MARGIN = 32
MORE = 0.2
"""Of a line's height."""
STANDING = 1.5
"""A box that is so many times as high as wide holds a line that stands."""
HEADLONG = 0.9
"""Of the classifier's score, from which on a line stands on its head."""
DOUBTED = 0.8
"""A line that is less sure than this is read the other way round, too."""
LONG = 2.0
"""Heights of a line from which on it is long enough for that: a letter or two say little about where above is."""
_LOADING = Lock()


def lines(pixels: Any, zoom: float | None = None) -> list[Line]:
    """The lines of a picture (height × width × 3 bytes, blue first), unread ones with an empty text."""
    zoom = zoom or usual_zoom(pixels.shape)
    with _LOADING:
        engine = _engine()
    quads = _quads(engine, pixels, zoom)
    return _read(engine, pixels, quads) if quads else []


def usual_zoom(shape: tuple[int, ...]) -> float:
    """Times by which a picture is scaled for the detector."""
    longest = max(shape[:2])
    return min(1.0, LOOK / longest) if longest >= SMALL else 2.0


def _quads(engine: Any, pixels: Any, zoom: float) -> list[Quad]:
    """Where lines stand, each as if it read rightwards or downwards."""
    from rapidocr.main import RapidOCRError

    how = cv2().INTER_AREA if zoom < 1 else cv2().INTER_CUBIC
    seen = pixels if zoom == 1 else cv2().resize(pixels, None, fx=zoom, fy=zoom, interpolation=how)
    margin = MARGIN if min(seen.shape[:2]) < FLAT else 0
    if margin:
        seen = cv2().copyMakeBorder(seen, *(margin,) * 4, cv2().BORDER_REPLICATE)
    try:
        _, found = engine.detect_and_crop(seen, {})
    except RapidOCRError:  # its way to say that there is no text
        return []
    quads = []
    for box in found.boxes:
        a, b, c, d = (((float(x) - margin) / zoom, (float(y) - margin) / zoom) for x, y in box)
        line = Line("", 0.0, (a, b, c, d))
        quads.append(_longer((b, c, d, a) if line.height >= STANDING * line.length else (a, b, c, d)))
    return quads


def _longer(quad: Quad) -> Quad:
    """A line's corners with a little more at either end: in small copies the last letter may be cut."""
    line = Line("", 0.0, quad)
    more = MORE * line.height / max(1.0, line.length)
    a, b, c, d = quad
    return between(a, b, -more), between(a, b, 1 + more), between(d, c, 1 + more), between(d, c, -more)


def _read(engine: Any, pixels: Any, quads: list[Quad]) -> list[Line]:
    crops, how = engine.cls_and_rotate([_cut(pixels, quad) for quad in quads])
    heads = (label == "180" and sure > HEADLONG for label, sure in how.cls_res)
    found = _recognized(engine, crops, [q[2:] + q[:2] if head else q for q, head in zip(quads, heads, strict=True)])
    again = [i for i, line in enumerate(found) if line.score < DOUBTED and line.length > LONG * line.height]
    if again:  # the classifier errs in lines with much air, and takes dark screens for text on its head
        turned = [cv2().rotate(crops[i], cv2().ROTATE_180) for i in again]
        others = _recognized(engine, turned, [found[i].quad[2:] + found[i].quad[:2] for i in again])
        for i, crop, line in zip(again, turned, others, strict=True):
            if line.weight > found[i].weight:
                found[i], crops[i] = line, crop
    return [_fitted(line, crop) for line, crop in zip(found, crops, strict=True)]


def _fitted(line: Line, level: Any) -> Line:
    """A line drawn in to the ink of its letters: in small copies lines look thicker than they are."""
    if len(line.middles) < 2:
        return line
    wide = level.shape[1]  # beside the letters may be the edge of what they stand on
    top, bottom = rows(level[:, int(line.middles[0] * wide) : int(line.middles[-1] * wide) + 1])
    a, b, c, d = line.quad
    return replace(line, quad=(between(a, d, top), between(b, c, top), between(b, c, bottom), between(a, d, bottom)))


def _recognized(engine: Any, crops: list[Any], quads: list[Quad]) -> list[Line]:
    """Each crop's text, and where its letters stand."""
    result = engine.recognize_txt(crops)
    found = []
    for quad, text, score, letters in zip(quads, result.txts, result.scores, result.word_results, strict=True):
        columns = [column for word in letters.word_cols for column in word] if text.strip() else []
        middles = tuple((float(column) + 0.5) / letters.line_txt_len for column in columns)
        found.append(Line(text if text.strip() else "", float(score) if text.strip() else 0.0, quad, middles))
    return found


def _cut(pixels: Any, quad: Quad) -> Any:
    """A line cut out and laid level."""
    import numpy as np

    line = Line("", 0.0, quad)
    wide, high = max(4, round(line.length)), max(4, round(line.height))
    level = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    matrix = cv2().getPerspectiveTransform(np.array(quad, np.float32), level)
    return cv2().warpPerspective(
        pixels, matrix, (wide, high), flags=cv2().INTER_CUBIC, borderMode=cv2().BORDER_REPLICATE
    )


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine, loaded once. It keeps nothing of a picture, so that several threads may use it."""
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.use_vertical_padding": False,
            # The engine would enlarge until the shorter side has 736 pixels, at twice the time for the same words.
            "Det.limit_type": "max",
            "Det.limit_side_len": 2 * LOOK,
            # Several pictures, or several parts of one, are read at a time: its own threads would wait for each other,
            # and for the processors that others use, at full speed.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine
