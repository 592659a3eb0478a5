"""The HTML report in a real browser, without a window: it renders, filters, and asks nobody for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from phi_lint.report import FORMATS, View
from phi_lint.types import Part, Passage, Place, Report, Severity, Suggestion
from PIL import Image

from fixtures import MakeFinding

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = "--headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars".split()

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


@pytest.fixture
def page(tmp_path: Path, make_finding: MakeFinding) -> Path:
    findings = (
        make_finding("so proud of our patient [[Maribel Quintero]], 34", suggestion=Suggestion("our patient", 12, 40)),
        make_finding("MRN [[00123456]]", severity=Severity.MEDIUM, file="b.txt", message="A number."),
    )
    view = View(version="0.1.0", rules_digest="0" * 64)
    file = tmp_path / "report.html"
    file.write_text(FORMATS["html"](Report(findings, posts=2), replace(view, show_phi=True)), encoding="utf-8")
    return file


def browse(page: Path, *arguments: str, query: str = "") -> str:
    home = page.parent / "home"
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={home}", *arguments, page.as_uri() + query]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_it_renders(page: Path) -> None:
    shot = page.with_suffix(".png")
    browse(page, f"--screenshot={shot}", "--window-size=1000,900")
    with Image.open(shot) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(10_000_000) or []}
        assert picture.size == (1000, 900)
    assert len(colours) > 50
    assert (255, 233, 168) in colours  # a highlight


def test_its_script_counts_and_filters(page: Path) -> None:
    assert "<output>2 shown</output>" in browse(page, "--dump-dom")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<option>medium</option>", "<option selected>medium</option>"), encoding="utf-8")
    dom = browse(page, "--dump-dom")
    assert "<output>1 shown</output>" in dom
    assert len(re.findall(r'<article class="post" hidden="">', dom)) == 1


def test_it_prints(page: Path) -> None:
    paper = page.with_suffix(".pdf")
    browse(page, f"--print-to-pdf={paper}")
    assert paper.read_bytes().startswith(b"%PDF-")


def test_a_picture_stands_in_the_page_with_its_boxes(tmp_path: Path, make_finding: MakeFinding) -> None:
    Image.new("RGB", (200, 100), "white").save(tmp_path / "c.png")
    passage = Passage("room 6", Part.IMAGE_TEXT, media=str(tmp_path / "c.png"))
    finding = make_finding("[[room 6]]", passage=passage, place=Place(), box=(20, 30, 60, 10))
    view = View(version="0.1.0", rules_digest="0" * 64)
    file = tmp_path / "report.html"
    file.write_text(FORMATS["html"](Report((finding,), posts=1), view), encoding="utf-8")
    assert "<img" not in file.read_text(encoding="utf-8")  # masked: the picture itself is the value
    file.write_text(FORMATS["html"](Report((finding,), posts=1), replace(view, show_phi=True)), encoding="utf-8")
    dom = browse(file, "--dump-dom", "--virtual-time-budget=5000")
    assert 'viewBox="0 0 200 100"' in dom
    assert '<rect class="critical" x="20" y="30" width="60" height="10"' in dom
