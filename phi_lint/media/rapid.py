"""RapidOCR: the reader of pictures that needs no system package. Its models lie inside its own package."""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Any

from phi_lint.media.layout import Word
from phi_lint.media.opencv import cv2

SURE = 0.6
"""Of the engine's own score; below it lies what it reads into leaves and bricks."""
LONGEST = 2000
"""Pixels of the longer side that one pass looks at."""
SMALL = 700
"""Pixels of the longer side below which a picture is enlarged twice: letters of eight pixels are then read."""
GAP = 0.6
"""Heights of a letter between two letters, from which on a space is missing between them."""
LATE = 0.35
"""Heights of a letter by which a word's first letter may begin before its box."""
LEVEL = 0.1
"""Radians up to which a line's words are widened along it."""
STEEP = math.radians(60)
"""A line that falls more stands on its side."""


def read(pixels: Any) -> list[Word]:
    """The words of a picture (height × width × 3 bytes, blue first), also of one that lies or stands on its head."""
    turns = (None, cv2().ROTATE_90_CLOCKWISE, cv2().ROTATE_180, cv2().ROTATE_90_COUNTERCLOCKWISE)
    height, width = pixels.shape[:2]
    turn = 0
    words, lies, on_head = _once(pixels)
    if lies:
        lying, _, head = _once(cv2().rotate(pixels, turns[1]))
        if _letters(lying) >= _letters(words) or head:
            turn, words, on_head = 1, lying, head
    if on_head:
        other = 2 if turn == 0 else 3
        upright, _, _ = _once(cv2().rotate(pixels, turns[other]))
        if _letters(upright) >= _letters(words):  # a tilted line, too, may look as if it stood on its head
            turn, words = other, upright
    return [replace(w, corners=_back(w.corners, turn, width, height), upright=w.corners) for w in words]


def _letters(words: list[Word]) -> int:
    """How much was read."""
    return sum(len(word.text) for word in words)


def _back(
    corners: tuple[float, float, float, float], turn: int, width: int, height: int
) -> tuple[float, float, float, float]:
    """Corners in a picture turned by quarters clockwise as corners in the unturned one."""
    left, top, right, bottom = corners
    if turn == 1:
        return top, height - right, bottom, height - left
    if turn == 2:
        return width - right, height - bottom, width - left, height - top
    if turn == 3:
        return width - bottom, left, width - top, right
    return corners


def _once(pixels: Any) -> tuple[list[Word], bool, bool]:
    """The words, whether most lines stand on their side, and whether most stand on their head."""
    scale = 2.0 if max(pixels.shape[:2]) < SMALL else 1.0
    if scale > 1:
        pixels = cv2().resize(pixels, None, fx=scale, fy=scale, interpolation=cv2().INTER_CUBIC)
    engine, lock = _engine()
    with lock:
        result = engine(pixels)
        turned = engine.turned
    if result.boxes is None or result.word_results is None:
        return [], False, False
    words: list[Word] = []
    lies = lines = 0
    for quad, text, score, letters in zip(result.boxes, result.txts, result.scores, result.word_results, strict=False):
        if score < SURE or not text.strip():
            continue
        top_left, top_right, bottom_right, bottom_left = ((float(x) / scale, float(y) / scale) for x, y in quad)
        wide = math.dist(top_left, top_right)
        high = math.dist(top_left, bottom_left)
        weight = len(text)
        lines += weight
        lies += weight if high > 1.5 * wide and weight > 1 else 0
        slant = math.atan2(top_right[1] - top_left[1], top_right[0] - top_left[0])
        line = [(letter, [(float(x) / scale, float(y) / scale) for x, y in box]) for letter, _, box in letters]
        whole = [top_left, top_right, bottom_right, bottom_left]
        words += _words(text, line, whole, slant if abs(slant) < STEEP else 0.0, min(high, wide))
    heads = sum(1 for label, sure in turned if label == "180" and sure > 0.9)
    return words, lies > lines / 2, len(turned) > 0 and heads > len(turned) / 2


Points = list[tuple[float, float]]
Corners = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _words(text: str, letters: list[tuple[str, Points]], whole: Points, slant: float, high: float) -> list[Word]:
    """A line as words, each with the box around its letters, also where the engine lost the space between two."""
    if [letter for letter, _ in letters] != [letter for letter in text if not letter.isspace()]:
        return [Word(text.strip(), _around(whole), slant)]
    words: list[Word] = []
    current: list[tuple[str, Points]] = []
    rest = iter(letters)

    def close() -> None:
        if current:
            points = [point for _, box in current for point in box]
            words.append(Word("".join(letter for letter, _ in current), _around(points), slant))
            current.clear()

    for letter in text:
        if letter.isspace():
            close()
            continue
        one = next(rest)
        if current and math.dist(current[-1][1][1], one[1][0]) > GAP * high and current[-1][1][1][0] < one[1][0][0]:
            close()
        current.append(one)
    close()
    return _widened(words, _around(whole), high)


def _widened(words: list[Word], line: Corners, high: float) -> list[Word]:
    """Level words with their first letters whole: the engine's letters begin a little late."""
    wide: list[Word] = []
    for index, word in enumerate(words):
        left, top, right, bottom = word.corners
        before = words[index - 1].corners[2] if index else line[0]
        after = words[index + 1].corners[0] if index + 1 < len(words) else line[2]
        if abs(word.slant) < LEVEL and before <= left and right <= after:
            left -= min(LATE * high, 0.6 * (left - before))
            right += min(LATE * high, 0.3 * (after - right))
        wide.append(replace(word, corners=(left, top, right, bottom)))
    return wide


def _around(points: Points) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


@lru_cache(maxsize=1)
def _engine() -> tuple[Any, Lock]:
    """The engine, loaded once, and the lock that keeps its one state to one picture at a time."""
    from rapidocr import RapidOCR

    class Reader(RapidOCR):  # type: ignore[misc]
        """Also remembers which lines it turned."""

        turned: list[tuple[str, float]]

        def build_final_output(self, *steps: Any) -> Any:
            self.turned = list(steps[2].cls_res or ())
            return super().build_final_output(*steps)

    engine = Reader(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Global.max_side_len": LONGEST,
            # The engine would enlarge until the shorter side has 736 pixels, at twice the time for the same words.
            "Det.limit_type": "max",
            "Det.limit_side_len": LONGEST,
        }
    )
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return engine, Lock()
