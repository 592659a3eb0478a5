"""A post and what it attaches are one: each judged in the light of the other; what cannot be examined is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made import PICTURES, board, form
from phi_lint.config import Config
from phi_lint.lint import Linter, Target, find_targets
from phi_lint.types import Report, Severity


def check(linter: Linter, folder: Path) -> Report:
    targets, missing, _ = find_targets([str(folder)])
    assert not missing
    return linter.check(targets)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(PICTURES / "astronaut.jpg", tmp_path / "face.jpg")
    form(0).image.save(tmp_path / "form.png")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Our brave little patient rang the bell after her last chemo!", Severity.CRITICAL),
        ("Happy Friday from all of us.", Severity.MEDIUM),
        ("Please welcome Dr. Anneke Vos, MD, to our team!", Severity.LOW),
    ],
)
def test_the_caption_tells_whose_face_it_is(linter: Linter, folder: Path, text: str, severity: Severity) -> None:
    (folder / "form.png").unlink()
    (folder / "a.md").write_text(f"{text}\n\n![](face.jpg)\n")
    faces = [f for f in check(linter, folder).findings if f.rule == "q-face-photos/in-picture" and f.confidence > 0.5]
    assert [(f.severity, f.passage.media) for f in faces] == [(severity, "face.jpg")]
    assert faces[0].box is not None
    assert faces[0].place.start is None


WRITTEN = (
    ("an image in Markdown", "a.md", "Hello\n\n![x](form.png)\n"),
    ("an image in HTML", "a.md", 'Hello <img class="wide" src="form.png" alt="x">\n'),
    ("a figure of Hugo's", "a.md", 'Hello {{< figure src="form.png" caption="x" >}}\n'),
    ("a key", "a.md", "---\nimage: form.png\n---\nHello\n"),
    ("a list", "a.md", "---\nimages: [form.png]\n---\nHello\n"),
    ("a table in the head", "a.md", "---\ncover: {src: form.png, alt: a form}\n---\nHello\n"),
    ("the same name", "form.md", "Hello\n"),
    ("a bundle", "index.md", "Hello\n"),
    ("a post beside it", "post.txt", "Hello\n"),
)


@pytest.mark.parametrize(("file", "text"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_media_are_found_from_the_post_once(linter: Linter, folder: Path, file: str, text: str) -> None:
    (folder / "face.jpg").unlink()
    (folder / file).write_text(text)
    report = check(linter, folder)
    assert report.posts == 1
    numbers = [f for f in report.findings if f.identifier == "H"]
    assert [(f.file, (f.passage.media or "").rpartition("/")[2]) for f in numbers] == [(str(folder / file), "form.png")]


def test_a_picture_that_no_post_names_is_checked_by_itself(linter: Linter, folder: Path) -> None:
    (folder / "a.md").write_text("Hello\n")
    report = check(linter, folder)
    assert report.posts == 3
    assert {f.file for f in report.findings if f.identifier == "H"} == {str(folder / "form.png")}


def test_names_agree_between_caption_and_picture(linter: Linter, folder: Path) -> None:
    board(0).image.save(folder / "board.png")
    (folder / "a.md").write_text("So proud of our patient Maribel Quintero.\n\n![](board.png)\n")
    in_picture = [f for f in check(linter, folder).findings if f.identifier == "A" and f.passage.media == "board.png"]
    assert any("Maribel" in f.value and f.severity is Severity.CRITICAL for f in in_picture)


@pytest.mark.parametrize(
    ("written", "content", "reason"),
    [
        ("gone.jpg", None, "does not exist"),
        ("cut.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "damaged"),
        ("empty.png", b"", "empty"),
        ("notes.xyz", b"what is this", "unknown kind"),
        ("text.png", b"this is no picture", "no picture"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n", "damaged"),
        ("cut.mp4", b"\0\0\0\x18ftypisom\0\0\0\0", "damaged"),
        ("cut.dcm", b"\0" * 128 + b"DICM\x02\0", "DICOM"),
        (
            "evil.svg",
            b'<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/hostname">]><svg><text>&e;</text></svg>',
            "entities",
        ),
    ],
)
def test_what_cannot_be_examined_fails_and_the_rest_goes_on(
    linter: Linter, tmp_path: Path, written: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / written).write_bytes(content)
    (tmp_path / "a.md").write_text(f"Our patient Maribel Quintero.\n\n![]({written})\n")
    report = check(linter, tmp_path)
    assert [(f.file, f.media) for f in report.failures] == [(str(tmp_path / "a.md"), written)]
    assert reason in report.failures[0].reason
    assert any(f.identifier == "A" for f in report.findings)


@pytest.mark.parametrize(("required", "failures"), [(False, 0), (True, 1)])
def test_remote_media_are_counted_and_fail_only_when_asked(tmp_path: Path, required: bool, failures: int) -> None:
    (tmp_path / "a.md").write_text("Flu shots till 6.\n\n![](https://pics.example/a.jpg)\n")
    report = check(Linter(fixed=Config(require_media=required)), tmp_path)
    assert (report.not_examined, len(report.failures)) == (1, failures)
    assert len(report.notes) == 1 - failures
    assert all("never fetched" in note for note in report.notes)


def test_remote_media_are_told_once_a_file(tmp_path: Path, linter: Linter) -> None:
    rows = "".join(f"Flu shots till {hour}.,https://pics.example/{hour}.jpg\n" for hour in range(3))
    (tmp_path / "a.csv").write_text(f"Text,Image\n{rows}")
    report = linter.check([Target(str(tmp_path / "a.csv"), tmp_path / "a.csv")])
    assert report.not_examined == 3
    assert sum("never fetched" in note for note in report.notes) == 1
