"""The closed loop, as a user closes it: `check` on what `redact` wrote, `redact` on its own copies.

All sample posts with their media, all posts of the corpus' development split, those of ../shared/posts where they
are, and pictures that the tests make. Nothing is found again but what was left for a person and told so.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from phi_lint import safe_copy
from phi_lint.endings import is_medium

from fixtures import Run

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/posts"
sys.path[:0] = [str(ROOT), str(Path(__file__).parents[1] / "media")]
from made import band, chat, columns, scan  # noqa: E402
from models.corpus.marks import read  # noqa: E402

LEFT = 0.1
"""Of all posts at most this share may keep an identifier for a person to reword; disclosures are apart."""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """All posts as files below one folder."""
    folder = tmp_path / "posts"
    shutil.copytree(ROOT / "sample_posts", folder / "samples", ignore=shutil.ignore_patterns("expected.json"))
    for place in (ROOT / "models/corpus/dev", SHARED):
        for file in sorted(place.glob("*.txt")) if place.is_dir() else ():
            (folder / place.name / file.stem).mkdir(parents=True)
            for post in read(file):
                (folder / place.name / file.stem / f"{post.id}.txt").write_text(post.text, encoding="utf-8")
    for name, made, height in (("columns", columns(0), 300), ("band", band(2), 400), ("chat", chat(1), 130)):
        (folder / name).mkdir()
        made.image.crop((0, 0, made.image.width, height)).save(folder / name / "seen.png")
        (folder / name / "post.md").write_text("Our patient rang the bell today!\n\n![](seen.png)\n")
    scan(3).image.crop((0, 0, 900, 160)).save(folder / "scan.jpg")
    return folder


def found(run: Run, folder: str) -> dict[str, set[tuple[str, str]]]:
    """For each file what a check finds from medium severity on: rules and values."""
    outcome = run("check", folder, "--no-cache", "-j1", "--format", "json", "--show-phi")
    report = json.loads(outcome.out)
    assert not report["failures"]
    told: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for finding in report["findings"]:
        told[finding["file"]].add((finding["rule"], finding["excerpt"]))
    return told


@pytest.mark.usefixtures("remembering")
def test_the_loop_is_closed(posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[safe_copy.SafeCopy] = []
    make = safe_copy.safe_copies

    def recorded(*given: Any) -> Any:
        made = make(*given)
        copies[:] = [copy for copy in made if isinstance(copy, safe_copy.SafeCopy)]
        return made

    monkeypatch.setattr(safe_copy, "safe_copies", recorded)
    first = run("redact", "posts", "-o", "out")
    assert first.code == 1, first.err[-2000:]  # replies that confirm somebody are left
    kept = {copy.file: {(finding.rule, finding.value) for finding in copy.left} for copy in copies}
    worded = [copy for copy in copies if any(finding.identifier.value not in "RX" for finding in copy.left)]
    assert len(worded) <= LEFT * len(copies)

    before = found(run, "posts")
    clean = [copy for copy in copies if copy.file not in before and not is_medium(copy.file)]
    assert len(clean) > 100
    assert [copy.file for copy in clean if (Path("out") / copy.file).read_bytes() != copy.original] == []

    after = found(run, "out")
    again = {file: told - kept[file.removeprefix("out/")] for file, told in after.items()}
    assert {file: told for file, told in again.items() if told} == {}
    untold = {file for file in after if f"{file.removeprefix('out/')}:" not in first.err}
    assert untold == set()  # what is left is told

    run("redact", "out", "-o", "again")
    changed = [
        p for p in sorted(Path("out").rglob("*")) if p.is_file() and p.read_bytes() != ("again" / p).read_bytes()
    ]
    assert changed == []
