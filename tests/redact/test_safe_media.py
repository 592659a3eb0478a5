"""The closed loop with pictures: what a safe copy still shows is nothing, and to redact twice changes nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from phi_lint.config import Config
from phi_lint.lint import Linter, find_targets
from phi_lint.media import look
from phi_lint.types import Medium, Post
from PIL import Image

from fixtures import Run

sys.path.insert(0, str(Path(__file__).parents[1] / "media"))
from made import PICTURES, board, chat, code, drawn, form
from test_documents import written_pdf

STORY = "Our patient Maribel Quintero rang the bell today!\n\n"
FORM = (0, 0, 640, 300)
"""Less of the form, for speed."""
VALUES = ("maribel", "quintero", "03/14/1961", "00123456", "v20447731", "44.0123")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A post with a face, a form, a board, a chat and a code, and one that shows the same face and names staff."""
    folder = tmp_path / "posts"
    (folder / "img").mkdir(parents=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (44.0, 0.0, 44.28), "W", (103.0, 13.0, 15.6)
    form(0).image.crop(FORM).rotate(90, expand=True).save(folder / "img/form.jpg", exif=exif, comment=b"MRN: 00123456")
    board(0).image.crop((0, 0, 720, 300)).save(folder / "img/board.webp", lossless=True)
    code("V20447731").crop((0, 0, 640, 300)).save(folder / "img/code.png")
    shutil.copy(PICTURES / "astronaut.jpg", folder / "img/Maribel-Quintero.jpg")
    drawn("hours", [(60, 60, "Open Monday to Friday")], 48, wide=640).image.save(folder / "img/hours.png")
    names = ("form.jpg", "board.webp", "code.png", "Maribel-Quintero.jpg", "hours.png")
    (folder / "b.md").write_text(STORY + "".join(f"![](img/{name})\n" for name in names))
    (folder / "a.csv").write_text('Text,Image\nWelcome Dr. Anneke Vos to our team!,"img/Maribel-Quintero.jpg"\n')
    return folder


def shown(folder: Path) -> str:
    """All that the media below a folder show and say, squeezed."""
    media = tuple(Medium(str(path), path) for path in sorted(folder.rglob("*.*")) if path.suffix not in (".md", ".csv"))
    seen = look(Post("a.md", "a", media=media), Config())
    assert not seen.failures
    told = [passage.text for passage in seen.passages] + [sighting.detail for sighting in seen.sightings]
    return "".join("".join(told).split()).casefold()


@pytest.mark.usefixtures("posts")
def test_pictures_are_safe_and_twice_changes_nothing(run: Run) -> None:
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0, outcome.err
    assert "posts/img/Maribel-Quintero.jpg: 1 face covered, metadata removed, renamed to picture-1.jpg" in outcome.err
    text = Path("out/posts/b.md").read_text()
    assert "Maribel" not in text
    assert "![](img/picture-1.jpg)" in text
    assert Path("out/posts/a.csv").read_text().endswith('"img/picture-1.jpg"\n')  # it shows the same picture
    assert sorted(path.name for path in Path("out/posts/img").iterdir()) == [
        "board.webp", "code.png", "form.jpg", "hours.png", "picture-1.jpg",
    ]  # fmt: skip
    assert Path("out/posts/img/hours.png").read_bytes() == Path("posts/img/hours.png").read_bytes()
    seen = shown(Path("out"))
    assert [value for value in VALUES if value in seen] == []
    with Image.open("out/posts/img/form.jpg") as upright:
        assert upright.size == FORM[2:]
    assert run("check", "out", "--no-cache").code == 0
    assert run("redact", "out", "-o", "again").code == 0
    for path in Path("out").rglob("*.*"):
        assert (Path("again") / path).read_bytes() == path.read_bytes(), path


@pytest.mark.usefixtures("posts")
def test_in_place_renames_and_leaves_nothing_behind(run: Run) -> None:
    for name in ("form.jpg", "board.webp", "code.png", "hours.png"):
        (Path("posts/img") / name).unlink()
    Path("posts/b.md").write_text(STORY + "![](img/Maribel-Quintero.jpg)\n")
    assert run("redact", "posts", "--in-place", "--yes").code == 0
    assert [path.name for path in Path("posts/img").iterdir()] == ["picture-1.jpg"]
    assert "img/picture-1.jpg" in Path("posts/b.md").read_text()


def test_documents_given_directly(run: Run) -> None:
    page = written_pdf("Our patient Maribel Quintero, MRN: 00123456")
    Path("a.pdf").write_bytes(page.replace(b"612 792", b"612 100").replace(b"72 700 Td", b"72 060 Td"))  # quicker
    Path("a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>Our patient Maribel Quintero</text><text>Open</text></svg>'
    )
    chat(0).image.crop((0, 0, 620, 120)).save("c.gif")
    assert run("redact", "a.pdf", "a.svg", "c.gif", "-o", "out").code == 0
    seen = shown(Path("out"))
    assert [value for value in VALUES if value in seen] == []
    assert "Open" in Path("out/a.svg").read_text()


def test_what_cannot_be_redacted_is_not_copied(run: Run) -> None:
    film = cv2.VideoWriter("film.avi", cv2.VideoWriter.fourcc(*"MJPG"), 10, (320, 240))
    for _ in range(10):
        film.write(np.full((240, 320, 3), 90, np.uint8))
    film.release()
    Path("a.md").write_text("Flu shots till 6.\n\n![](film.avi) ![](https://pics.example/a.jpg)\n")
    outcome = run("redact", "a.md", "-o", "out")
    assert outcome.code == 1
    assert "film.avi cannot be written in its own kind of file" in outcome.err
    assert "https://pics.example/a.jpg is only a remote address" in outcome.err
    assert [path.name for path in Path("out").iterdir()] == ["a.md"]
    Path("b.md").write_text("Flu shots till 6.\n\n![](cut.jpg) ![](gone.jpg)\n")
    Path("cut.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    outcome = run("redact", "b.md", "-o", "out")
    assert outcome.code == 2
    assert "cut.jpg is a damaged picture" in outcome.err
    assert "gone.jpg does not exist" in outcome.err


def test_a_picture_above_the_mirrored_folder_is_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "posts").mkdir()
    drawn("hours", [(60, 60, "Open")], 48).image.save("a.png")
    Path("posts/a.md").write_text("Flu shots till 6.\n\n![](../a.png)\n")
    monkeypatch.chdir(tmp_path / "posts")
    outcome = run("redact", "a.md", "-o", "out")
    assert outcome.code == 2
    assert "lies above the folder" in outcome.err


def test_preview_draws_rule_ids(run: Run) -> None:
    form(0).image.save("form.png")
    assert run("redact", "form.png", "--preview").code == 2
    outcome = run("redact", "form.png", "--preview", "-o", "out")
    assert outcome.code == 0
    assert [path.name for path in Path("out").iterdir()] == ["form.png"]
    assert "[h-medical-record-numbers/labelled]" in outcome.err


def test_same_picture_of_a_staff_post_stays(linter: Linter, run: Run) -> None:
    shutil.copy(PICTURES / "astronaut.jpg", "face.jpg")
    Path("a.md").write_text("Please welcome Dr. Anneke Vos, MD, to our team!\n\n![](face.jpg)\n")
    assert run("redact", "a.md", "-o", "out").code == 0
    before, after = (Image.open(path).tobytes() for path in ("face.jpg", "out/face.jpg"))
    assert before == after
    assert find_targets(["out"])[1] == []
