"""Safe copies of films: in no frame, also none that phi-lint looked at, is anything left of what was found."""

from __future__ import annotations

import random
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from phi_lint.config import Config
from phi_lint.media import faces, look
from phi_lint.media.picture import Picture
from phi_lint.types import Medium, Post
from PIL import Image

from fixtures import Run

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))
from made import PICTURES, box, drawn

SIZE = (640, 360)
SPEED = 20.0
STORY = "Our patient rang the bell today!\n\n![](img/clip.mp4)\n"
VALUES = ("maribel", "quintero", "00123456", "03/14/1961")
Scene = Callable[[float], Image.Image]
"""A picture by how far its scene has gone, from 0 to 1."""


def wristband(gone: float) -> Image.Image:
    """A name on a band that is moved over the picture, a bit up and down."""
    noise = Image.frombytes("L", SIZE, random.Random(gone).randbytes(SIZE[0] * SIZE[1])).convert("RGB")
    ground = Image.blend(noise, Image.new("RGB", SIZE, (120, 150, 140)), 0.9)
    lines = [(14, 8, "Patient: Maribel Quintero"), (14, 38, "DOB 03/14/1961  MRN 00123456")]
    band = drawn("band", lines, 22, wide=380).image.crop((0, 0, 380, 74))
    ground.paste(band, (round(20 + 220 * gone), round(110 + 60 * np.sin(gone * 6))))
    return ground


def person(gone: float) -> Image.Image:
    """A face that comes from the right and grows."""
    with Image.open(PICTURES / "astronaut.jpg") as whole:
        face = whole.convert("RGB").crop((120, 0, 380, 300)).resize((round(150 + 60 * gone),) * 2)
    ground = Image.new("RGB", SIZE, (70, 90, 120))
    ground.paste(face, (round(420 - 360 * gone), 70))
    return ground


def hall(gone: float) -> Image.Image:
    return Image.new("RGB", SIZE, (200, round(150 + 40 * gone), 120))


def film(path: Path, scenes: tuple[tuple[Scene, int], ...], encoder: str = "mp4v") -> None:
    """A film of scenes, each of so many frames."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*encoder), SPEED, SIZE)
    for scene, count in scenes:
        for index in range(count):
            writer.write(np.asarray(scene(index / count))[:, :, ::-1].copy())
    writer.release()


def titled(path: Path) -> None:
    """Put a title and a position into a film, as phones and editors do."""
    title = box(b"\xa9nam", box(b"data", b"\0\0\0\1\0\0\0\0Maribel Quintero"))
    place = box(b"\xa9xyz", b"\0\x12\x15\xc7+44.0123-103.2211/")
    with path.open("ab") as file:
        file.write(box(b"udta", box(b"meta", b"\0\0\0\0", box(b"ilst", title)), place))


def track(kind: bytes, number: int, sample: tuple[int, int] | None = None) -> bytes:
    """A track of another kind than frames, with one sample at most: its offset in the file, and its size."""
    offset, size = sample or (0, 0)
    one = 1 if sample else 0
    if kind == b"soun":
        entry = box(b"mp4a", bytes(6), struct.pack(">H", 1), bytes(8), struct.pack(">HHHHI", 2, 16, 0, 0, 44100 << 16))
    else:
        entry = box(b"mett", bytes(6), struct.pack(">H", 1), b"\0text/plain\0")
    table = box(b"stbl", box(b"stsd", struct.pack(">II", 0, 1), entry),
                box(b"stts", struct.pack(">II", 0, one), struct.pack(">II", 1, 1) * one),
                box(b"stsc", struct.pack(">II", 0, one), struct.pack(">III", 1, 1, 1) * one),
                box(b"stsz", struct.pack(">III", 0, 0, one), struct.pack(">I", size) * one),
                box(b"stco", struct.pack(">II", 0, one), struct.pack(">I", offset) * one))  # fmt: skip
    timing = box(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 1000, 0, 0))
    handler = box(b"hdlr", bytes(8), kind, bytes(12), b"SoundHandler\0" if kind == b"soun" else b"Ines' phone\0")
    head = box(b"tkhd", struct.pack(">IIII", 1, 0, 0, number), bytes(68))
    return box(b"trak", head, box(b"mdia", timing, handler, box(b"minf", table)))


def added(path: Path, *tracks: bytes) -> None:
    """Put tracks into a film's last box."""
    content = path.read_bytes()
    at = content.rindex(b"moov") - 4
    moov = content[at + 8 :] + b"".join(tracks)
    path.write_bytes(content[:at] + box(b"moov", moov))


def frames(path: Path) -> Iterator[Any]:
    capture = cv2.VideoCapture(str(path))
    while True:
        fine, pixels = capture.read()
        if not fine:
            return
        yield pixels


def shown(path: Path, numbers: range, folder: Path) -> str:
    """What is read in some frames, each looked at as a picture of its own, squeezed."""
    said = ""
    for number, pixels in enumerate(frames(path)):
        if number in numbers:
            still = folder / f"frame{number}.png"
            cv2.imwrite(str(still), pixels)
            seen = look(Post("a", "a", media=(Medium("a.png", still),)), Config())
            said += "".join("".join(p.text for p in seen.passages).split()).casefold()
            still.unlink()
    return said


def faces_in(path: Path) -> int:
    """In how many frames a face is found at the usual threshold."""
    count = 0
    for pixels in frames(path):
        seen = faces.see(Picture("a", Image.fromarray(pixels[:, :, ::-1])))
        count += any(sighting.score >= faces.SURE for sighting in seen)
    return count


def test_text_and_faces_that_move_are_covered_in_every_frame(tmp_path: Path, run: Run) -> None:
    clip = Path("posts/img/clip.mp4")
    film(clip, ((hall, 10), (wristband, 50), (person, 50)))
    titled(clip)
    Path("posts/a.md").write_text(STORY)
    assert faces_in(clip) > 30
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    copy = Path("out/posts/img/clip.mp4")
    assert "posts/img/clip.mp4: 1 face and 3 places covered, metadata removed" in outcome.err
    said = shown(copy, range(10, 60, 7), tmp_path)
    assert [value for value in VALUES if value in said] == []
    assert faces_in(copy) == 0
    assert b"Maribel" not in copy.read_bytes()
    assert b"+44.0123" not in copy.read_bytes()
    before, after = cv2.VideoCapture(str(clip)), cv2.VideoCapture(str(copy))
    for what in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS, cv2.CAP_PROP_FRAME_COUNT):
        assert before.get(what) == after.get(what)
    assert run("redact", "out", "-o", "again").code == 0
    assert Path("again/out/posts/img/clip.mp4").read_bytes() == copy.read_bytes()


SAID = (
    "WEBVTT\r\n\r\nintro\r\n00:01.500 --> 00:02.000 align:start\r\n<v Ana>Our patient <b>Maribel\r\n\r\n"
    "00:03.000 --> 00:04.000\r\nQuintero</b> rang the bell &amp; smiled!\r\n"
)


def test_subtitles_beside_a_film_are_rewritten_in_their_own_form(run: Run) -> None:
    film(Path("posts/Maribel-Quintero.mp4"), ((hall, 8),))
    Path("posts/Maribel-Quintero.en.vtt").write_bytes(b"\xef\xbb\xbf" + SAID.encode())
    Path("posts/a.md").write_text("A bell!\n\n![](Maribel-Quintero.mp4)\n")
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    assert sorted(path.name for path in Path("out/posts").iterdir()) == ["a.md", "video-1.en.vtt", "video-1.mp4"]
    said = Path("out/posts/video-1.en.vtt").read_bytes().decode("utf-8-sig")
    assert [word for word in ("Maribel", "Quintero") if word in said] == []
    for kept in ("WEBVTT\r\n\r\nintro\r\n00:01.500 --> 00:02.000 align:start\r\n<v ",
                 "\r\n\r\n00:03.000 --> 00:04.000\r\n", "</b> rang the bell &amp; smiled!\r\n"):  # fmt: skip
        assert kept in said
    assert Path("out/posts/video-1.mp4").read_bytes() == Path("posts/Maribel-Quintero.mp4").read_bytes()
    assert run("redact", "out", "-o", "again").code == 0
    assert Path("again/out/posts/video-1.en.vtt").read_bytes() == Path("out/posts/video-1.en.vtt").read_bytes()
    assert run("redact", "posts", "--in-place", "--yes").code == 0
    assert Path("posts/video-1.en.vtt").read_text().replace("\ufeff", "") == said.replace("\r\n", "\n")


def test_a_film_that_only_says_something_is_written_without_it(run: Run) -> None:
    film(Path("clip.webm"), ((hall, 8),), "VP80")
    content = Path("clip.webm").read_bytes()
    assert content.count(b"ENCODERD\x87\x8d") == 1
    Path("clip.webm").write_bytes(content.replace(b"ENCODERD\x87\x8dLavf", b"COMMENTD\x87\x8dMrs.", 1))
    film(Path("silent.mp4"), ((hall, 8),))
    Path("long.mp4").write_bytes(Path("silent.mp4").read_bytes())
    titled(Path("long.mp4"))
    Path("long.mp4").write_bytes(Path("long.mp4").read_bytes() + box(b"free", b"soun"))
    outcome = run("redact", "clip.webm", "silent.mp4", "long.mp4", "-o", "out")
    assert outcome.code == 0, outcome.err
    assert "clip.webm: metadata removed\n" in outcome.err
    assert "long.mp4: metadata removed, sound kept, which nobody listened to" in outcome.err
    assert b"Mrs." not in Path("out/clip.webm").read_bytes()
    assert b"Maribel" not in Path("out/long.mp4").read_bytes()
    assert Path("out/silent.mp4").read_bytes() == Path("silent.mp4").read_bytes()
    assert Path("out/clip.webm").read_bytes()[:4] == b"\x1a\x45\xdf\xa3"


def test_a_film_in_which_something_still_shows_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phi_lint.media.covering.film.hidden", lambda *_: None)
    film(Path("clip.mp4"), ((lambda _: wristband(0.0), 8),))
    outcome = run("redact", "clip.mp4", "-o", "out")
    assert outcome.code == 1
    assert "clip.mp4 still shows something" in outcome.err
    assert not Path("out/clip.mp4").exists()


def test_a_film_with_sound_in_which_nothing_is_found_keeps_its_bytes(run: Run) -> None:
    film(Path("posts/clip.mp4"), ((hall, 8),))
    added(Path("posts/clip.mp4"), track(b"soun", 2))
    Path("posts/a.md").write_text("Flu shots till 6.\n\n![](clip.mp4)\n")
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    assert "posts/clip.mp4: sound kept, which nobody listened to" in outcome.err
    assert Path("out/posts/clip.mp4").read_bytes() == Path("posts/clip.mp4").read_bytes()


def test_what_a_film_says_goes_and_its_sound_and_frames_stay(run: Run) -> None:
    clip = Path("posts/clip.mp4")
    film(clip, ((hall, 8),))
    place = b"+44.0123-103.2211/"
    content = clip.read_bytes()
    at = content.rindex(b"moov") - 4
    clip.write_bytes(content[:at] + box(b"mdat", place) + content[at:])  # a track of positions, as cameras write it
    added(
        clip,
        track(b"soun", 2),
        track(b"meta", 3, (at + 8, len(place))),
        box(b"udta", box(b"\xa9nam", b"Maribel Quintero")),
    )
    dated = clip.read_bytes().replace(b"mvhd" + bytes(12), b"mvhd" + bytes(4) + b"\xe0\x12\x34\x56" * 2)
    clip.write_bytes(dated)
    titled(clip)
    Path("posts/a.md").write_text("Flu shots till 6.\n\n![](clip.mp4)\n")
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    assert "posts/clip.mp4: metadata removed, sound kept, which nobody listened to" in outcome.err
    copy = Path("out/posts/clip.mp4")
    after = copy.read_bytes()
    assert len(after) == clip.stat().st_size
    for said in (place, b"Maribel", b"Ines", b"\xe0\x12\x34\x56"):
        assert said in clip.read_bytes()
        assert said not in after
    assert after.count(b"SoundHandler") == 1
    assert all(np.array_equal(one, other) for one, other in zip(frames(clip), frames(copy), strict=True))
    assert run("redact", "out", "-o", "again").code == 0
    assert Path("again/out/posts/clip.mp4").read_bytes() == after


def test_subtitles_with_a_name_follow_a_film_that_keeps_its_own(run: Run) -> None:
    film(Path("posts/clip.mp4"), ((hall, 8),))
    Path("posts/clip.Maribel-Quintero.en.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nThe bell rang.\n")
    Path("posts/a.md").write_text(
        "Our patient Maribel Quintero rang it!\n\n![](clip.mp4) [words](clip.Maribel-Quintero.en.srt)\n"
    )
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    names = sorted(path.name for path in Path("out/posts").iterdir())
    assert [name for name in names if "Maribel" in name] == []
    assert names == ["a.md", "clip.mp4", "clip.subtitles.en.srt"]
    text = Path("out/posts/a.md").read_text()
    assert "Maribel" not in text
    assert "(clip.subtitles.en.srt)" in text
    assert run("redact", "out", "-o", "again").code == 0
    assert sorted(path.name for path in Path("again/out/posts").iterdir()) == names
