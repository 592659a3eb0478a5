"""Subtitles in a file of their own beside a video."""

from __future__ import annotations

import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from phi_lint import posts
from phi_lint.cache import Cache
from phi_lint.config import Config
from phi_lint.lint import Linter, Target
from phi_lint.media.sidecar import read
from phi_lint.since import changed
from phi_lint.types import Part, Severity

SRT = """1
00:00:01,500 --> 00:00:02,000 X1:100
Our patient <i>Maribel</i>

2
00:01:02,000 --> 00:01:03,000
Quintero rang the bell!
"""
VTT = """WEBVTT - made by hand

STYLE
::cue(b) { color: red; }

NOTE ask Rosa.

intro
00:01.500 --> 00:02.000 align:start
<v Ana>Hello.
"""


def heard(content: bytes) -> list[tuple[str, dict[str, object]]]:
    return [(p.text, dict(p.where)) for seen in read("a", content) for p in seen.passages]


MARIBEL = [("Our patient Maribel Quintero rang the bell!", {"line": 3, "time": 1.5})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(SRT.encode(), MARIBEL, id="SubRip"),
        pytest.param(SRT.replace("\n", "\r\n").encode("utf-16"), MARIBEL, id="as Windows writes it"),
        pytest.param(
            SRT.replace("\n\n", "\n").encode(), MARIBEL, id="no empty lines: a number before a time is no text"
        ),
        pytest.param(
            VTT.encode(),
            [("NOTE ask Rosa.", {"line": 6, "time": 0.0}), ("Ana: Hello.", {"line": 10, "time": 1.5})],
            id="WebVTT: a note is published, a style and a cue's name say nothing",
        ),
        pytest.param(
            b"00:01.000 --> 00:02.000\nRoom 12.\n00:02.000 --> 00:03.000\nBye.\n\nBye!",
            [
                ("Room 12.", {"line": 2, "time": 1.0}),
                ("Bye.", {"line": 4, "time": 2.0}),
                ("Bye!", {"line": 6, "time": 2.0}),
            ],
            id="text right before a time, and text that no cue holds",
        ),
    ],
)
def test_what_is_said_is_read_with_line_and_second(content: bytes, said: list[tuple[str, dict[str, object]]]) -> None:
    assert heard(content) == said


def film(path: Path) -> None:
    written = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 240))
    for _ in range(10):
        written.write(np.full((240, 320, 3), 90, np.uint8))
    written.release()


def test_subtitles_go_with_every_post_that_shows_their_video(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    for name in ("clip.mp4", "clip.srt", "clip.en-US.vtt", "clip.txt.bak", "clipped.srt", "lone.srt"):
        (tmp_path / "media" / name).write_bytes(b"x")
    (tmp_path / "a.md").write_text("![](media/clip.mp4)")
    (tmp_path / "b.csv").write_text("Text,Media URL(s)\nHello,media/clip.mp4\n")
    for file in ("a.md", "b.csv", "media/clip.mp4"):
        (post,) = posts.read(str(tmp_path / file), b"" if file.endswith("mp4") else (tmp_path / file).read_bytes())
        assert [m.file.name for m in post.media if m.file] == ["clip.mp4", "clip.en-US.vtt", "clip.srt"], file


def test_a_name_is_found_at_its_line(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    film(path)
    (tmp_path / "clip.en.srt").write_text(SRT)
    report = linter.check([Target(path.as_posix(), path)])
    assert report.failures == ()
    names = [f for f in report.findings if f.identifier == "A" and f.severity >= Severity.MEDIUM]
    assert [(f.value, f.passage.part, f.passage.media, f.passage.where) for f in names] == [
        ("Maribel Quintero", Part.SUBTITLE, (tmp_path / "clip.en.srt").as_posix(), {"line": 3, "time": 1.5})
    ]


def test_the_cache_knows_a_video_only_with_the_same_subtitles(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")

    def key() -> str:
        return Cache(tmp_path).key(path.name, b"", posts.read(path.as_posix(), b""), Config(), "rules")

    keys = [key()]
    for text in (SRT, SRT.replace("Maribel", "Rosa")):
        (tmp_path / "clip.en.srt").write_text(text)
        keys += [key(), key()]
    assert keys[1] == keys[2] != keys[3] == keys[4]
    assert keys[0] not in keys[1:]


def test_subtitles_that_are_no_text_fail(linter: Linter, tmp_path: Path) -> None:
    film(tmp_path / "clip.mp4")
    (tmp_path / "clip.srt").write_bytes(bytes(range(256)) * 40)
    report = linter.check([Target(str(tmp_path / "clip.mp4"), tmp_path / "clip.mp4")])
    assert [Path(failure.media or "").name for failure in report.failures] == ["clip.srt"]


def test_a_post_has_changed_when_its_videos_subtitles_have(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = "-c", "user.name=A", "-c", "user.email=a@clinic.example"
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "a.md").write_text("![](clip.mp4)")
    (tmp_path / "b.md").write_text("Hello")
    (tmp_path / "clip.mp4").write_bytes(b"x")
    git("init")
    git("add", ".")
    git("commit", "-m", "A post")
    (tmp_path / "clip.en.srt").write_text(SRT)
    targets = [Target(name, tmp_path / name) for name in ("a.md", "b.md")]
    assert [target.file for target in changed(targets, "HEAD", tmp_path)] == ["a.md"]
