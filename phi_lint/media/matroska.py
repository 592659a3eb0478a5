"""Titles, tags and subtitles of MKV and WebM files (RFC 9559, Matroska's registry of tags, WebM's form of WebVTT)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from phi_lint.media import subtitles
from phi_lint.media.ebml import elements, number
from phi_lint.media.looking import Seen
from phi_lint.media.matroska_ids import CLUSTERS, HEADS, Id
from phi_lint.media.subtitles import Cue, plain
from phi_lint.types import Part, Passage

MARK = b"\x1a\x45\xdf\xa3"
"""With which every such file begins."""
SUBTITLES = 0x11
"""The type of a track that is shown over the picture."""
ZLIB, STRIPPED = 0, 3
"""How a track's blocks are made smaller: deflated, or without the bytes that begin each."""
PROGRAMS = frozenset(
    "ENCODER ENCODER_SETTINGS ENCODER_OPTIONS ENCODED_BY DURATION BPS NUMBER_OF_FRAMES NUMBER_OF_BYTES SOURCE_ID "
    "CREATION_TIME HANDLER_NAME VENDOR_ID MAJOR_BRAND MINOR_VERSION COMPATIBLE_BRANDS LOCATION LOCATION-ENG "
    "COM.APPLE.QUICKTIME.LOCATION.ISO6709".split()
)
"""Tags that programs fill. Positions among them are seen as such, in every kind of file."""
LONGEST = 10_000
"""Bytes that are read of a title, tag or cue."""
MOST_TEXTS = 1_000
UNREAD = "has subtitles that are no text or are locked, and what they say was not examined; put them in as text"


def told(media: str, file: Path) -> Iterator[Seen]:
    """What the file says of itself, and its subtitles. Ends where it is damaged: its pictures are looked at anyway.

    Raises UnreadableError where it does not end.
    """
    with file.open("rb") as content:
        head = _head(content)
        texts = head.texts[:MOST_TEXTS]
        lines = dict.fromkeys(f"{label}: {' '.join(text.split())}" for label, text in texts if text)
        passages = (Passage("\n".join(lines), Part.METADATA, None, media),) if lines else ()
        unread = any(track.kind == SUBTITLES and not track.readable for track in head.tracks)
        yield Seen(passages, (), UNREAD if unread else None)
        tracks = {track.number: track for track in head.tracks if track.readable}
        if tracks:
            yield from subtitles.seen(media, _cues(content, tracks, head.scale))


@dataclass(slots=True)
class _Track:
    number: int = 0
    kind: int = 0
    codec: str = ""
    algorithm: int | None = None
    """By which its blocks are made smaller."""
    beginning: bytes = field(default=b"", repr=False)
    """Of each block, where it was stripped off."""
    locked: bool = False

    def learn(self, element: int, value: bytes) -> None:
        match element:
            case Id.TRACK_NUMBER:
                self.number = _whole(value)
            case Id.TRACK_TYPE:
                self.kind = _whole(value)
            case Id.CODEC_ID:
                self.codec = _text(value)
            case Id.CONTENT_COMPRESSION:
                self.algorithm = ZLIB  # unless it says another
            case Id.CONTENT_COMP_ALGO:
                self.algorithm = _whole(value)
            case Id.CONTENT_COMP_SETTINGS:
                self.beginning = value
            case Id.CONTENT_ENCRYPTION:
                self.locked = True

    @property
    def readable(self) -> bool:
        return self.codec in FORMS and self.algorithm in (None, ZLIB, STRIPPED) and not self.locked

    def text(self, block: bytes) -> str:
        """What a block says, in one line; nothing where it is damaged."""
        if self.algorithm == ZLIB:
            try:
                block = zlib.decompressobj().decompress(block, LONGEST)
            except zlib.error:
                return ""
        return " ".join(FORMS[self.codec](_text(self.beginning + block)).split())


@dataclass(slots=True)
class _Head:
    scale: int = 1_000_000
    """Nanoseconds of a tick."""
    tracks: list[_Track] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list, repr=False)
    """What people wrote into it, each with a label."""
    _tag: dict[int, str] = field(default_factory=dict, repr=False)
    """Name and text of the tag that is being read, whichever comes first."""

    def learn(self, element: int, value: bytes) -> None:
        match element:
            case Id.TIMESTAMP_SCALE:
                self.scale = _whole(value)
            case Id.TRACK_ENTRY:
                self.tracks.append(_Track())
            case Id.TITLE | Id.CHAP_STRING:
                self.texts.append(("Title" if element == Id.TITLE else "Chapter", _text(value)))
            case Id.SIMPLE_TAG:
                self._tag = {}
            case Id.TAG_NAME | Id.TAG_STRING:
                self._tag[element] = _text(value)
                name, text = self._tag.get(Id.TAG_NAME, ""), self._tag.get(Id.TAG_STRING, "")
                if name and text and name.upper() not in PROGRAMS and not name.startswith("_"):
                    self.texts.append((name.replace("_", " ").capitalize(), text))
            case _ if self.tracks:
                self.tracks[-1].learn(element, value)


def _head(content: BinaryIO) -> _Head:
    """Everything but the blocks: what stands behind them, too, as tags often do."""
    head = _Head()
    content.seek(0)
    for element, length in elements(content, HEADS):
        head.learn(element, content.read(min(length, LONGEST)))
    return head


def _cues(content: BinaryIO, tracks: dict[int, _Track], scale: int) -> Iterator[Cue]:
    """The blocks of the tracks, as they lie in the file: those of one cluster count from its time."""
    begin = 0
    content.seek(0)
    for element, length in elements(content, CLUSTERS):
        if element == Id.TIMESTAMP:
            begin = _whole(content.read(min(length, 8)))
        elif element in (Id.SIMPLE_BLOCK, Id.BLOCK) and (of := number(content, 8)):
            track = tracks.get(of[0] - (1 << 7 * of[1]))
            if track is None:
                continue
            after = int.from_bytes(content.read(2), "big", signed=True)
            content.read(1)  # flags: several frames in one block are none of a subtitle's
            if text := track.text(content.read(max(0, min(length - of[1] - 3, LONGEST)))):
                yield Cue(track.number, max(0, begin + after) * scale / 1e9, text)


def _whole(value: bytes) -> int:
    return int.from_bytes(value[:8], "big")


def _text(value: bytes) -> str:
    return value.decode("utf-8", "ignore").replace("\0", "").strip()


def _webm(written: str) -> str:
    """WebVTT as WebM writes it: a line with the cue's name and one with its settings stand before the text."""
    return plain(written.split("\n", 2)[-1])


def _styled(written: str) -> str:
    """A line of ASS: its number, layer, style, speaker, three margins and an effect stand before the text."""
    return plain(written.split(",", 8)[-1].replace(r"\N", " ").replace(r"\n", " "))


FORMS: dict[str, Callable[[str], str]] = {
    "S_TEXT/UTF8": plain,
    "S_TEXT/ASCII": plain,
    "S_TEXT/WEBVTT": plain,
    **{f"D_WEBVTT/{kind}": _webm for kind in ("SUBTITLES", "CAPTIONS", "DESCRIPTIONS", "METADATA")},
    **dict.fromkeys(("S_TEXT/ASS", "S_TEXT/SSA", "S_ASS", "S_SSA"), _styled),
}
"""How the text of a block is read, by the track's codec."""
