"""Where in every frame of a film lies what was found in some: followed both ways to the ends of its scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from phi_lint.media.covering.mark import Mark
from phi_lint.media.opencv import cv2
from phi_lint.types import Box

LONGEST_SIDE = 640
"""Pixels of the grey copies in which things are followed."""
MOST_HELD = 240
"""Grey copies that are held at once, 230 KB each: as far back things are followed, 8 to 10 seconds."""
POINTS = 40
"""Corners of a thing that are followed."""
FEWEST = 4
"""Corners without which it counts as lost."""
ASTRAY = 1.5
"""Pixels by which a corner that is followed there and back may miss itself."""
GROWN = 1.5
"""Times by which a thing may grow from one frame to the next: more is an error."""
ROOM = 0.12
"""Parts of a thing's height that are covered around it, beside what a still would get: it moves within the frame."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A frame, small and grey."""

    index: int
    grey: Any
    scale: float
    """Pixels of the film that one pixel here is."""
    begins: bool
    """Whether a scene begins with it."""


@dataclass(frozen=True, slots=True)
class Track:
    """A mark on its way through a scene."""

    mark: Mark
    corners: Any
    """Of each box: boxes × 4 × 2 pixels of the film."""
    lost: int = 0
    """Frames since it was seen last; it stays covered where it was."""

    def marked(self) -> Mark:
        """The mark as it lies in this frame."""
        return replace(self.mark, boxes=tuple(_around(corners) for corners in self.corners))


def followed(shots: Iterable[Shot], marks: Sequence[Mark], patience: int) -> dict[int, list[Mark]]:
    """The marks of every frame by its number; what is lost from sight stays covered for `patience` frames."""
    at: dict[int, list[Mark]] = {}
    for mark in marks:
        at.setdefault(int(mark.where["frame"]), []).append(mark)
    found: dict[int, list[Mark]] = {}
    ongoing: list[Track] = []
    for held in _held(shots):
        ongoing = _along(held, at, found, ongoing, patience)
        _along(held[::-1], at, found, [], patience)
    return found


def _held(shots: Iterable[Shot]) -> Iterator[list[Shot]]:
    """The shots in stretches that memory can bear; each begins with the last shot of the one before."""
    held: list[Shot] = []
    for shot in shots:
        held.append(shot)
        if len(held) == MOST_HELD:
            yield held
            held = held[-1:]
    if held:
        yield held


def _along(
    shots: Sequence[Shot],
    at: Mapping[int, Sequence[Mark]],
    found: dict[int, list[Mark]],
    tracks: list[Track],
    patience: int,
) -> list[Track]:
    """Follow tracks, and those that begin on the way, from shot to shot; those that are left at the end."""
    before: Shot | None = None
    for shot in shots:
        if before is not None:
            later = max(before, shot, key=lambda each: each.index)
            moved = [] if later.begins else [_moved(track, before, shot) for track in tracks]
            tracks = [track for track in moved if track.lost <= patience]
        new = [Track(mark, _corners(mark)) for mark in at.get(shot.index, ())]
        tracks = [track for track in tracks if not any(each.mark.covers(track.marked()) for each in new)] + new
        if tracks:
            found.setdefault(shot.index, []).extend(track.marked() for track in tracks)
        before = shot
    return tracks


def _moved(track: Track, before: Shot, shot: Shot) -> Track:
    """The track one frame on: each box moved, turned and grown as its corners were; or lost, where it was."""
    import numpy as np

    corners = []
    for own in track.corners:
        change = None if track.lost else _change(own / before.scale, before.grey, shot.grey)
        if change is None:
            return replace(track, lost=track.lost + 1)
        corners.append((own / before.scale @ change[:, :2].T + change[:, 2]) * shot.scale)
    return replace(track, corners=np.array(corners))


def _change(corners: Any, before: Any, after: Any) -> Any:
    """How what lies between corners moved, as a 2 × 3 matrix; None where that cannot be told."""
    import numpy as np

    left, top, width, height = _around(corners)
    mask = np.zeros(before.shape[:2], np.uint8)
    mask[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2] = 255
    points = cv2().goodFeaturesToTrack(before, POINTS, 0.02, 3, mask=mask)
    if points is None or len(points) < FEWEST:
        return None
    there, seen, _ = cv2().calcOpticalFlowPyrLK(before, after, points, None)
    back, again, _ = cv2().calcOpticalFlowPyrLK(after, before, there, None)
    astray = np.abs(back - points).max(axis=(1, 2))
    kept = (seen.ravel() == 1) & (again.ravel() == 1) & (astray < ASTRAY)
    if kept.sum() < max(FEWEST, len(points) // 3):
        return None
    change, _ = cv2().estimateAffinePartial2D(points[kept], there[kept])
    if change is None:
        return None
    grown = float(np.hypot(change[0, 0], change[1, 0]))
    return change if 1 / GROWN < grown < GROWN else None


def _corners(mark: Mark) -> Any:
    import numpy as np

    found = []
    for left, top, width, height in mark.boxes:
        room = 0 if mark.face else ROOM * min(width, height)
        a, b, c, d = left - room, top - room, left + width + room, top + height + room
        found.append([(a, b), (c, b), (c, d), (a, d)])
    return np.array(found, dtype=float)


def _around(corners: Any) -> Box:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return int(left), int(top), int(right - left) + 1, int(bottom - top) + 1
