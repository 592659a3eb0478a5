"""The two readers of pictures: each alone, both together, without the network, without a word on standard error."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made import PICTURES, form
from phi_lint.config import Config, Ocr
from phi_lint.errors import UnreadableError
from phi_lint.lint import Linter, Target
from phi_lint.media import tesseract, text
from phi_lint.media.picture import Picture
from phi_lint.types import Severity

INSTALLED = shutil.which("tesseract") is not None
FORBID = """
import runpy, socket, sys

def forbidden(*_, **__):
    raise AssertionError("phi-lint reached for the network")

for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, forbidden)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection", "create_server"):
    setattr(socket, name, forbidden)
runpy.run_module("phi_lint", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("ocr", list(Ocr))
def test_each_engine_finds_what_a_form_tells(tmp_path: Path, ocr: Ocr) -> None:
    if ocr is not Ocr.RAPIDOCR and not INSTALLED:
        pytest.skip("the system package tesseract-ocr is not installed")
    path = tmp_path / "a.png"
    form(0).image.save(path)
    report = Linter(fixed=Config(ocr=ocr)).check([Target(str(path), path)])
    assert report.failures == ()
    numbers = [f for f in report.findings if f.value == "00123456"]
    assert [f.identifier for f in numbers] == ["H"]
    assert numbers[0].box is not None


def test_both_engines_tell_each_word_once() -> None:
    if not INSTALLED:
        pytest.skip("the system package tesseract-ocr is not installed")
    (passage,) = text.read(Picture("a.png", form(0).image), Ocr.BOTH)
    assert passage.text.count("Quintero") == 1


def test_a_missing_tesseract_is_an_error_that_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-tesseract")
    with pytest.raises(UnreadableError, match="tesseract-ocr"):
        tesseract.read(Picture("a.png", form(0).image).array())


def test_boxes_and_offsets_agree() -> None:
    (passage,) = text.read(Picture("a.png", form(0).image), Ocr.RAPIDOCR)
    words = [passage.text[start:end] for start, end, _ in passage.boxes]
    assert words == passage.text.replace("\n", " ").split()


def test_pictures_need_no_network_and_nothing_is_said_aside(tmp_path: Path) -> None:
    shutil.copy(PICTURES / "astronaut.jpg", tmp_path / "face.jpg")
    form(0).image.save(tmp_path / "form.png")
    (tmp_path / "a.md").write_text("Our patient\n\n![](face.jpg) ![](form.png)\n")
    arguments = ["check", "a.md", "--isolated", "--no-cache", "-q", "-j", "1", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", FORBID, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=180
    )
    assert (done.returncode, done.stderr) == (1, "")
    findings = json.loads(done.stdout)["findings"]
    assert {"Q", "H"} <= {finding["identifier"] for finding in findings}
    face = next(finding for finding in findings if finding["identifier"] == "Q")
    assert (face["file"], face["media"], face["start"], face["line"]) == ("a.md", "face.jpg", None, None)
    assert len(face["box"]) == 4
    assert "Quintero" not in done.stdout


def test_a_text_loads_nothing_that_looks_at_pictures() -> None:
    asked = (
        "import sys; from phi_lint.lint import Linter, Target; "
        "Linter(isolated=True).check([Target('a.txt', None, b'Our patient Maribel Quintero')]); "
        "print([m for m in ('cv2', 'rapidocr', 'PIL', 'zxingcpp', 'pypdfium2', 'pydicom') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_annotated_copies_are_written_and_listed(tmp_path: Path) -> None:
    form(0).image.save(tmp_path / "form.png")
    arguments = ["check", "form.png", "--isolated", "--no-cache", "-q", "-j", "1", "--annotate", "out"]
    done = subprocess.run(
        [sys.executable, "-m", "phi_lint", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 1
    assert "    1  critical" in done.stderr
    assert (tmp_path / "out" / "form.png").read_bytes() != (tmp_path / "form.png").read_bytes()


def test_an_unsure_face_is_low(linter: Linter) -> None:
    """Below the sure score a finding is kept, and kept low: silence would hide it."""
    path = PICTURES / "chelsea.jpg"
    found = linter.check([Target(str(path), path)]).findings
    faces = [finding for finding in found if finding.rule == "q-face-photos/in-picture"]
    assert faces
    assert {finding.severity for finding in found} == {Severity.LOW}
