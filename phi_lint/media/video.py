"""Video, by OpenCV's own FFmpeg: frames through every sense; near-identical frames are looked at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media import matroska, mpeg4, subtitles
from phi_lint.media.abreast import each
from phi_lint.media.looking import Seen
from phi_lint.media.opencv import cv2
from phi_lint.media.picture import Picture, Where
from phi_lint.media.sampling import close_samples, samples, speed
from phi_lint.media.stills import examined
from phi_lint.types import Box, Part, Passage, Sighting

MOST_FRAMES = 90
"""Frames that are looked at; twice as many where the film is covered."""
PATIENCE = 240.0
"""Seconds after which the rest of a video counts as not examined; twice as many where the film is covered."""
LONGEST = 3600.0
"""Seconds of film that are looked at."""
POSITION = re.compile(rb"(?<![\d.])([+-]\d{1,2}\.\d{3,})([+-]\d{1,3}\.\d{3,})(?:[+-][\d.]+)?/")
"""ISO 6709, as phones write it into the atoms `\xa9xyz` and `com.apple.quicktime.location.ISO6709`."""
HEAD = 4_000_000
"""Bytes at either end of the file in which atoms are looked for."""
NAMES = {b"\xa9nam": "Title", b"\xa9ART": "Author", b"\xa9cmt": "Comment", b"desc": "Description", b"\xa9aut": "Author"}
SOUND = (b"soun", b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_MPEG")
"""What marks a sound track in MP4 and WebM."""


def watch(media: str, file: Path, config: Config, every: bool = False) -> Iterator[Seen]:
    """What a video says of itself and shows; what shows in several frames once, or in `every` one of them.

    Raises UnreadableError where it is damaged or too long.
    """
    yield from _atoms(media, file)
    with file.open("rb") as content:
        begins = content.read(len(matroska.MARK))
    if begins == matroska.MARK:
        yield from matroska.told(media, file)
    else:
        yield from subtitles.seen(media, mpeg4.cues(file))
    capture = cv2().VideoCapture(str(file), cv2().CAP_FFMPEG)
    try:
        if not capture.isOpened():
            raise UnreadableError("is a damaged video, or one of an unknown kind; export it as MP4")
        yield from _frames(media, capture, config, every)
    finally:
        capture.release()


def frame(media: str, file: Path, where: Where) -> Picture:
    """The frame that `where` names. Raises UnreadableError."""
    from PIL import Image

    capture = cv2().VideoCapture(str(file), cv2().CAP_FFMPEG)
    try:
        for _ in range(int(where["frame"]) + 1):
            if not capture.grab():
                break
        fine, pixels = capture.retrieve()
        if not fine:
            raise UnreadableError("is a damaged video; export it again")
        return Picture(media, Image.fromarray(pixels[:, :, ::-1]), where)
    finally:
        capture.release()


def _frames(media: str, capture: Any, config: Config, every: bool) -> Iterator[Seen]:
    """What the frames show, several looked at at a time, told in their order."""
    told: set[str] = set()
    faces: list[Box] = []
    for seen in each(partial(examined, config=config), _chosen(media, capture, every)):
        yield seen if every else _new(seen, told, faces)
        faces = [s.box for s in seen.sightings if s.kind == "face" and s.box]


def _chosen(media: str, capture: Any, every: bool) -> Iterator[Picture]:
    """The frames that are to be looked at. Raises UnreadableError where the film is too long or holds none."""
    from PIL import Image

    began = time.monotonic()
    patience = 2 if every else 1
    rate = speed(capture)
    looked = 0
    for index, pixels in close_samples(capture) if every else samples(capture):
        seconds = index / rate
        late = time.monotonic() - began > PATIENCE * patience
        too_many = pixels is not None and looked >= MOST_FRAMES * patience
        if too_many or seconds > LONGEST or late:
            raise UnreadableError(f"is too long; it was examined up to second {seconds:.0f}; cut it")
        if pixels is None:
            continue
        looked += 1
        yield Picture(media, Image.fromarray(pixels[:, :, ::-1]), {"frame": index, "time": round(seconds, 2)})
    if not looked:
        raise UnreadableError("holds no frame that can be decoded; export it again")


def _new(seen: Seen, told: set[str], faces: list[Box]) -> Seen:
    """What a frame shows that no frame before it did: lines, codes, and faces where none was a moment ago."""
    passages = []
    for passage in seen.passages:
        lines = {" ".join(line.split()).casefold() for line in passage.text.splitlines()} - {""}
        if lines - told:
            passages.append(passage)
        told |= lines
    sightings = []
    for sighting in seen.sightings:
        key = f"{sighting.kind} {sighting.detail}"
        if sighting.kind == "face" and sighting.box:
            new = not any(_touch(sighting.box, other) for other in faces)
        else:
            new = key not in told
            told.add(key)
        if new:
            sightings.append(sighting)
    return Seen(tuple(passages), tuple(sightings), seen.note)


def _touch(one: Box, other: Box) -> bool:
    return all(one[i] < other[i] + other[i + 2] and other[i] < one[i] + one[i + 2] for i in (0, 1))


def _atoms(media: str, file: Path) -> Iterator[Seen]:
    """Position, titles and comments in the file's atoms, and whether there is sound that nobody listened to."""
    data = _ends(file)
    sightings = tuple(
        Sighting("position", media, 0.95, detail=f"{float(found[1]):.5f}, {float(found[2]):.5f}")
        for found in list(POSITION.finditer(data))[:1]
        if abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180
    )
    lines = [f"{label}: {text}" for name, label in NAMES.items() if (text := _atom(data, name))]
    passages = (Passage("\n".join(lines), Part.METADATA, None, media),) if lines else ()
    note = "has a sound track, and what is said in it was not examined" if has_sound(file) else None
    yield Seen(passages, sightings, note)


def has_sound(file: Path) -> bool:
    """Whether a film has a sound track."""
    data = _ends(file)
    return any(mark in data for mark in SOUND)


def _ends(file: Path) -> bytes:
    """Both ends of a file, in one of which its atoms lie."""
    size = file.stat().st_size
    with file.open("rb") as content:
        data = content.read(HEAD)
        if size > HEAD:
            content.seek(max(HEAD, size - HEAD))
            data += content.read(HEAD)
    return data


def _atom(data: bytes, name: bytes) -> str:
    """The text of an iTunes atom: its `data` child holds 8 bytes of type and locale, then UTF-8."""
    at = data.find(name)
    if at < 0 or data[at + 8 : at + 12] != b"data":
        return ""
    length = int.from_bytes(data[at + 4 : at + 8], "big")
    return data[at + 20 : at + 4 + min(length, 10_000)].decode("utf-8", "ignore").strip("\0 ")
