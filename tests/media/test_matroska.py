"""Titles, tags and subtitles of MKV and WebM, in files that are written here byte by byte."""

from __future__ import annotations

import random
import time
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from phi_lint.errors import UnreadableError
from phi_lint.lint import Linter, Target
from phi_lint.media import ebml, subtitles
from phi_lint.media.looking import Seen
from phi_lint.media.matroska import told
from phi_lint.types import Part, Severity

EBML, SEGMENT, INFO, SCALE, TITLE = 0x1A45DFA3, 0x18538067, 0x1549A966, 0x2AD7B1, 0x7BA9
TRACKS, ENTRY, NUMBER, TYPE, CODEC = 0x1654AE6B, 0xAE, 0xD7, 0x83, 0x86
ENCODINGS, ENCODING, COMPRESSION, ALGORITHM, SETTINGS, ENCRYPTION = 0x6D80, 0x6240, 0x5034, 0x4254, 0x4255, 0x5035
CLUSTER, CLOCK, SIMPLE, GROUP, BLOCK, DURATION = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1, 0x9B
TAGS, TAG, ENTRY_OF_TAG, NAME, STRING, VOID = 0x1254C367, 0x7373, 0x67C8, 0x45A3, 0x4487, 0xEC

SAID = ["Good morning.", "Our patient Maribel", "Quintero is home!"]
EXPECTED = [(0.0, "Good morning."), (3.0, "Our patient Maribel Quintero is home!")]


def element(number: int, *content: bytes, width: int = 0, unknown: bool = False) -> bytes:
    """An element, its length written in `width` bytes, as few as will do, or as unknown."""
    inside = b"".join(content)
    width = width or next(width for width in range(1, 9) if len(inside) < (1 << 7 * width) - 1)
    length = (1 << 7 * width) - 1 if unknown else len(inside)
    head = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return head + (1 << 7 * width | length).to_bytes(width, "big") + inside


def tracks(codec: bytes = b"S_TEXT/UTF8", encoding: bytes = b"", kind: int = 0x11) -> bytes:
    """Track 2 of text."""
    parts = element(NUMBER, b"\2"), element(TYPE, bytes([kind])), element(CODEC, codec), encoding
    return element(TRACKS, element(ENTRY, *parts))


def block(text: bytes, at: int = 0, track: int = 2) -> bytes:
    return bytes([0x80 | track]) + at.to_bytes(2, "big", signed=True) + b"\0" + text


def clusters(texts: list[bytes], unknown: bool = False, grouped: bool = False) -> bytes:
    """One every three seconds, with a picture's block before each text; times count half ticks of a millisecond."""
    made = b""
    for number, text in enumerate(texts):
        said = (
            element(GROUP, element(DURATION, b"\x0f"), element(BLOCK, block(text)))
            if grouped
            else element(SIMPLE, block(text))
        )
        clock = element(CLOCK, (number * 6000).to_bytes(3, "big"))
        made += element(CLUSTER, clock, element(SIMPLE, block(b"\xff" * 99, 5, 1)), said, unknown=unknown)
    return made


def film(*content: bytes, unknown: bool = False) -> bytes:
    info = element(INFO, element(SCALE, (500_000).to_bytes(3, "big")))
    return element(EBML, element(VOID, bytes(3))) + element(SEGMENT, info, *content, unknown=unknown)


def read(path: Path, content: bytes) -> list[Seen]:
    path.write_bytes(content)
    return list(told(str(path), path))


def said(path: Path, content: bytes) -> list[tuple[float, str]]:
    passages = [passage for seen in read(path, content) for passage in seen.passages]
    return [(passage.where["time"], passage.text) for passage in passages if passage.part is Part.SUBTITLE]


PLAIN = [text.encode() for text in SAID]
DEFLATED = element(ENCODINGS, element(ENCODING, element(COMPRESSION)))
STRIPPED = element(
    ENCODINGS, element(ENCODING, element(COMPRESSION, element(ALGORITHM, b"\3"), element(SETTINGS, b"<i>")))
)
LOCKED = element(ENCODINGS, element(ENCODING, element(ENCRYPTION)))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(film(tracks(), clusters(PLAIN)), id="blocks that stand alone"),
        pytest.param(film(tracks(), clusters(PLAIN, grouped=True)), id="blocks in groups, with their duration"),
        pytest.param(
            film(tracks(), clusters(PLAIN, unknown=True), unknown=True), id="a stream, whose parts do not end"
        ),
        pytest.param(film(clusters(PLAIN), tracks()), id="tracks are told of last"),
        pytest.param(film(tracks(encoding=DEFLATED), clusters([zlib.compress(t) for t in PLAIN])), id="deflated"),
        pytest.param(film(tracks(encoding=STRIPPED), clusters([t + b"</i>" for t in PLAIN])), id="stripped"),
        pytest.param(film(tracks(b"S_TEXT/WEBVTT"), clusters([b"<c.red>" + t + b"</c>" for t in PLAIN])), id="WebVTT"),
        pytest.param(
            film(tracks(b"D_WEBVTT/SUBTITLES"), clusters([b"one\nalign:end\n" + t for t in PLAIN])), id="WebVTT of WebM"
        ),
        pytest.param(
            film(tracks(b"S_TEXT/ASS"), clusters([b"1,0,Default,,0,0,0,,{\\an8}" + t for t in PLAIN])), id="ASS"
        ),
    ],
)
def test_subtitles_are_read_however_they_are_written(tmp_path: Path, content: bytes) -> None:
    assert said(tmp_path / "a.mkv", content) == EXPECTED


def test_who_speaks_is_read_before_what_is_said(tmp_path: Path) -> None:
    content = film(tracks(b"S_TEXT/WEBVTT"), clusters([b"<v.loud Rosa Delgado>Ring &amp; run!</v>"]))
    assert said(tmp_path / "a.webm", content) == [(0.0, "Rosa Delgado: Ring & run!")]


def test_two_languages_do_not_mix(tmp_path: Path) -> None:
    both = element(ENTRY, element(NUMBER, b"\3"), element(TYPE, b"\x11"), element(CODEC, b"S_TEXT/UTF8"))
    texts = (block(b"Our patient"), block(b"Nuestra", 0, 3), block(b"rang.", 2000), block(b"paciente.", 2000, 3))
    blocks = element(CLUSTER, element(CLOCK, b"\0"), *(element(SIMPLE, text) for text in texts))
    content = film(tracks(), element(TRACKS, both), blocks)
    assert said(tmp_path / "a.mkv", content) == [(0.0, "Our patient rang."), (0.0, "Nuestra paciente.")]


def tags(*pairs: tuple[bytes, bytes]) -> bytes:
    told_of = (element(ENTRY_OF_TAG, element(NAME, name), element(STRING, text)) for name, text in pairs)
    return element(TAGS, element(TAG, *told_of))


def test_titles_and_tags_are_read_and_what_programs_write_is_not(tmp_path: Path) -> None:
    info = element(INFO, element(TITLE, b"Rosa's last chemo"))
    written = tags((b"COMMENT", b"MRN: 00123456"), (b"ENCODER", b"Lavf62"), (b"_STATISTICS_TAGS", b"BPS"))
    (seen,) = read(tmp_path / "a.mkv", film(info, clusters([b"unseen"]), written))
    assert [(p.part, p.text) for p in seen.passages] == [
        (Part.METADATA, "Title: Rosa's last chemo\nComment: MRN: 00123456")
    ]


@pytest.mark.parametrize("track", [tracks(b"S_HDMV/PGS"), tracks(encoding=LOCKED)], ids=["pictures", "locked"])
def test_subtitles_that_cannot_be_read_are_told(tmp_path: Path, track: bytes) -> None:
    seen = read(tmp_path / "a.mkv", film(track, clusters(PLAIN)))
    assert [one.passages for one in seen] == [()]
    assert "not examined" in str(seen[0].note)


def test_a_damaged_file_says_what_it_can(tmp_path: Path) -> None:
    content = film(tracks(), clusters(PLAIN, grouped=True), tags((b"COMMENT", b"a word")))
    whole = " ".join(text for _, text in EXPECTED)
    heard = [" ".join(text for _, text in said(tmp_path / "a.mkv", content[:cut])) for cut in range(len(content))]
    assert all(whole.startswith(text) for text in heard)
    assert heard == sorted(heard, key=len)
    assert {"", EXPECTED[0][1], whole} < set(heard)
    chance = random.Random(7)
    for _ in range(500):
        mutated = bytearray(content)
        for _ in range(chance.choice((1, 8))):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        read(tmp_path / "a.mkv", bytes(mutated))


def test_a_file_without_end_is_given_up_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ebml, "MOST_ELEMENTS", 1000)
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="too many parts"):
        read(tmp_path / "a.mkv", film(tracks(), clusters(PLAIN), element(VOID) * 100_000))
    assert time.monotonic() - began < 5


def test_the_first_of_too_many_subtitles_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subtitles, "MOST_CUES", 2)
    (tmp_path / "a.mkv").write_bytes(film(tracks(), clusters(PLAIN)))
    found: list[Seen] = []
    with pytest.raises(UnreadableError, match="up to second 6; cut it"):
        found.extend(told("a.mkv", tmp_path / "a.mkv"))
    assert [passage.text for seen in found for passage in seen.passages] == ["Good morning.", "Our patient Maribel"]


def test_a_block_that_swells_is_cut(tmp_path: Path) -> None:
    bomb = zlib.compress(b"a" * 10_000_000, 9)
    ((_, text),) = said(tmp_path / "a.mkv", film(tracks(encoding=DEFLATED), clusters([bomb])))
    assert len(text) == 10_000


def test_a_name_in_a_film_is_found_with_its_second(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    written = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 240))
    for _ in range(10):
        written.write(np.full((240, 320, 3), 90, np.uint8))
    written.release()
    shown = path.read_bytes()
    gap = element(VOID, bytes(83), width=8)  # which the program leaves to list more: the track goes into it
    assert shown.count(gap) == 1
    track = tracks(b"S_TEXT/UTF8")
    shown = shown.replace(gap, track + element(VOID, bytes(len(gap) - len(track) - 9), width=8))
    at = shown.index(SEGMENT.to_bytes(4, "big")) + 4
    more = element(
        CLUSTER, element(CLOCK, b"\2"), element(SIMPLE, block(b"Our patient Maribel Quintero is home.", 498))
    )
    more += tags((b"COMMENT", b"Patient Rosa Delgado, MRN: 00123456"))
    length = 1 << 56 | (len(shown) - at - 8 + len(more))
    path.write_bytes(shown[:at] + length.to_bytes(8, "big") + shown[at + 8 :] + more)
    report = linter.check([Target(str(path), path)])
    assert report.failures == ()
    found = [f for f in report.findings if f.severity >= Severity.MEDIUM]
    names = [(f.value, f.passage.part, f.passage.where) for f in found if f.identifier == "A"]
    assert sorted(names, key=str) == [
        ("Maribel Quintero", Part.SUBTITLE, {"time": 0.5}),
        ("Rosa Delgado", Part.METADATA, {}),
    ]
    assert [f.value for f in found if f.identifier == "H"] == ["00123456"]
