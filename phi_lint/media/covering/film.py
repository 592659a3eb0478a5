"""A film written anew, frame by frame, with what must not be seen covered in every one. By OpenCV's own FFmpeg.

Nothing but the frames is written: no sound, no subtitles, no chapters, no titles, no position, no days.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from phi_lint.errors import UnreadableError
from phi_lint.media import faces
from phi_lint.media.covering.following import LONGEST_SIDE, Shot, followed
from phi_lint.media.covering.mark import Mark
from phi_lint.media.covering.pixels import blurred, hidden
from phi_lint.media.opencv import cv2, silenced
from phi_lint.media.sampling import CLOSELY, Cuts, every_frame, grey, speed
from phi_lint.types import Box

ENCODERS = {
    ".mp4": ("avc1", "mp4v"),
    ".m4v": ("avc1", "mp4v"),
    ".mov": ("avc1", "mp4v"),
    ".webm": ("VP80",),
    ".mkv": ("avc1", "mp4v"),
}
"""By each ending what the encoders are called; the first that opens is taken. OpenCV as it is shipped has no H.264.

VP9 takes four times as long as VP8, and its files are hardly smaller.
"""
LONGEST_WRITING = 900.0
"""Seconds of work after which a film is left."""
SAME_SPEED = 0.01
"""Parts by which the frames a second that a file tells may differ from those that it has.

Phones record unevenly. A copy shows each frame equally long, and all of them together as long as before.
"""
NEARBY = 0.25
"""Seconds before and after, in which a face that is seen in a frame is covered: the next may miss it."""
QUICKLY = 640
"""Pixels of the longer side, at which every frame is looked at for faces that were 48 pixels wide or more there."""
SMALLEST = 24
"""Pixels at that size which a face must have; where smaller ones were seen, all frames are looked at in full."""


def covered(media: str, file: Path, there: Path, marks: Sequence[Mark], solid: bool) -> None:
    """Write a film to `there` with marks covered. Raises UnreadableError where that cannot be done honestly."""
    began = time.monotonic()
    with _opened(file) as capture:
        size, rate, own = _survey(capture, marks, began)
    with _opened(file) as capture:
        writer, count = _writer(media, there, rate, size), 0
        try:
            for index, frame in every_frame(capture):
                _in_time(began)
                writer.write(own.cover(index, frame, solid))
                count = index + 1
        finally:
            writer.release()
    with _opened(there) as capture:  # the encoder does not tell of a full disk
        if abs(capture.get(cv2().CAP_PROP_FRAME_COUNT) - count) > 1:
            raise UnreadableError("could not be written in full; see that there is room on the disk")


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    capture = cv2().VideoCapture(str(file), cv2().CAP_FFMPEG)
    try:
        if not capture.isOpened():
            raise UnreadableError("is a damaged video, or one of an unknown kind; export it as MP4")
        yield capture
    finally:
        capture.release()


def _in_time(began: float) -> None:
    if time.monotonic() - began > LONGEST_WRITING:
        raise UnreadableError("takes too long to be covered; cut it")


def _writer(media: str, there: Path, rate: float, size: tuple[int, int]) -> Any:
    """What writes a film in the container that its name tells. Raises UnreadableError where there is no encoder."""
    for name in ENCODERS.get(Path(media).suffix.lower(), ()):
        with silenced():
            writer = cv2().VideoWriter(str(there), cv2().CAP_FFMPEG, cv2().VideoWriter.fourcc(*name), rate, size)
        if writer.isOpened():
            return writer
        writer.release()
    raise UnreadableError("cannot be written in its own kind of file here; export it as MP4")


class Covers:
    """What lies over each frame."""

    def __init__(
        self,
        texts: Mapping[int, Sequence[Mark]],
        people: Mapping[int, Sequence[Box]],
        begins: AbstractSet[int],
        boxed: AbstractSet[int],
    ) -> None:
        self._texts = texts
        self._people = people
        self._begins = begins
        """The first frame of each scene."""
        self._boxed = boxed
        """The frames in which faces get a box."""
        self._before: list[tuple[Box, Any]] = []
        """The faces of the last frame, and the blocks that lay over them."""

    def cover(self, index: int, pixels: Any, solid: bool) -> Any:
        """A frame with its covers.

        A face keeps its blocks for as long as it is seen: those of many frames, each cut a little otherwise, would
        tell more than the few values of one.
        """
        import numpy as np
        from PIL import Image

        texts, people = self._texts.get(index, ()), self._people.get(index, ())
        if not people or index in self._begins:
            self._before = []
        if not texts and not people:
            return pixels
        image = Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))
        if solid or index in self._boxed:
            hidden(image, [Mark((box,), face=True) for box in people], True)
        else:
            now = [(box, next((few for other, few in self._before if _touch(box, other)), None)) for box in people]
            self._before = [(box, blurred(image, box, few)) for box, few in now]
        hidden(image, texts, solid)
        return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def _survey(capture: Any, marks: Sequence[Mark], began: float) -> tuple[tuple[int, int], float, Covers]:
    """Go through a film once: its size, its frames a second, and what lies where in every frame."""
    told = speed(capture)
    known = [mark for mark in marks if mark.face and not mark.again]
    people: dict[int, list[Box]] = {}
    scenes: set[int] = set()
    measured = [0, 0, 0, 0.0]

    def shots() -> Iterator[Shot]:
        cuts = Cuts()
        for index, pixels in every_frame(capture):
            _in_time(began)
            high, wide = pixels.shape[:2]
            measured[:] = wide, high, index + 1, capture.get(cv2().CAP_PROP_POS_MSEC) / 1000
            if known and (seen := _people(pixels, index, known)):
                people[index] = seen
            scale = max(1.0, max(wide, high) / LONGEST_SIDE)
            small = grey(pixels, (round(wide / scale), round(high / scale)))
            if begins := cuts.between(pixels):
                scenes.add(index)
            yield Shot(index, small, scale, begins)

    everywhere = followed(shots(), marks, round(told * CLOSELY))
    wide, high, count, last = (*(int(each) for each in measured[:3]), measured[3])
    if not count:
        raise UnreadableError("holds no frame that can be decoded; export it again")
    if capture.get(cv2().CAP_PROP_SAR_NUM) not in (0, capture.get(cv2().CAP_PROP_SAR_DEN)):
        raise UnreadableError("has pixels that are no squares, which cannot be written here; export it again")
    for index, own in everywhere.items():
        people.setdefault(index, []).extend(box for mark in own if mark.face and not mark.again for box in mark.boxes)
    steady = _steady(people, round(told * NEARBY), count, scenes)
    again = {int(mark.where["frame"]) for mark in marks if mark.face and mark.again}
    boxed = {i for first, end in pairwise(sorted({0, count, *scenes})) for i in range(first, end)
             if not again.isdisjoint(range(first, end))}  # fmt: skip
    bars = {index: [*_bars(own, steady.get(index, ()))] for index, own in everywhere.items()}
    return (wide, high), _rate(told, count, last), Covers(bars, steady, scenes, boxed)


def _bars(own: Sequence[Mark], people: Sequence[Box]) -> Iterator[Mark]:
    """What gets a bar in a frame: texts, and what looks like a face though there is no blur, or in spite of a box."""
    for mark in own:
        if not mark.face:
            yield mark
        elif mark.again > 1 or (mark.again and not any(_touch(box, other) for box in mark.boxes for other in people)):
            yield replace(mark, face=False)


def _rate(told: float, count: int, last: float) -> float:
    """Frames a second: as the file tells, or, where it was recorded unevenly, as they are on average."""
    if count < 2 or last <= 0:
        return told
    real = (count - 1) / last
    return told if abs(real / told - 1) < SAME_SPEED else real


def _people(pixels: Any, index: int, known: Sequence[Mark]) -> list[Box]:
    """The faces of one frame: upright ones, and in turn those that lie or stand on their heads."""
    shrink = min(1.0, QUICKLY / max(pixels.shape[:2]))
    smallest = min(min(box[2:]) for mark in known for box in mark.boxes)
    longest = QUICKLY if smallest * shrink >= SMALLEST else faces.LONGEST
    turned = faces.TURNS[1:][index % 3]
    return [
        (round(left), round(top), round(right - left), round(bottom - top))
        for _, (left, top, right, bottom) in faces.found(pixels, (0, turned), longest)
    ]


def _steady(
    people: Mapping[int, Sequence[Box]], near: int, count: int, begins: AbstractSet[int]
) -> dict[int, list[Box]]:
    """The faces of every frame, each as far as it reaches in the frames nearby that are of its scene."""
    edges = sorted({0, count, *begins})
    steady: dict[int, list[Box]] = {}
    for first, end in pairwise(edges):
        for index in range(first, end):
            joined: list[Box] = []
            for other in range(max(first, index - near), min(end, index + near + 1)):
                for box in people.get(other, ()):
                    touching = [each for each in joined if _touch(box, each)]
                    joined = [each for each in joined if each not in touching] + [_hull([box, *touching])]
            if joined:
                steady[index] = joined
    return steady


def _hull(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    return left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top


def _touch(one: Box, other: Box) -> bool:
    return all(one[i] < other[i] + other[i + 2] and other[i] < one[i] + one[i + 2] for i in (0, 1))
