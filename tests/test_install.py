"""The wheel carries rules and model and works from anywhere; a checkout reads its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from phi_lint.detect import MODEL
from phi_lint.provenance import digest
from phi_lint.rulebook import BUILT_IN, load
from phi_lint.shipped import shipped

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = "-m pip wheel -q --no-deps --no-build-isolation --no-index --disable-pip-version-check -w".split()
    done = subprocess.run([sys.executable, *command, str(folder), "."], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("phi_lint-*.whl")
    return built


def test_the_checkout_reads_its_own_rules_and_model() -> None:
    assert shipped("rules") == BUILT_IN == ROOT / "rules"
    assert shipped("models/phi_lint_en") == MODEL == ROOT / "models" / "phi_lint_en"


def test_the_wheel_holds_what_is_needed_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "rules").rglob("*.yaml")}
    model = {file.relative_to(ROOT).as_posix() for file in MODEL.rglob("*") if file.is_file()}
    assert "models/phi_lint_en/phi_reader/model.onnx" in model
    assert {f"phi_lint/{name}" for name in rules | model} <= names
    top = {name.split("/")[0] for name in names}
    assert {folder for folder in top if not folder.endswith(".dist-info")} == {"phi_lint"}
    assert not any({"corpus", "training", "tests", "bench"} & set(Path(name).parts) for name in names)


def test_unpacked_anywhere_it_finds_its_rules_and_checks(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    (work / "a.txt").write_text("Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n")
    code = (
        "import sys, phi_lint.rulebook as r; print(r.BUILT_IN, file=sys.stderr); from phi_lint.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "a.txt", "--isolated", "--format", "json"],
        cwd=work,
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.strip()) == (1, str(site / "phi_lint" / "rules"))
    report = json.loads(done.stdout)
    assert report["tool"]["rules"] == digest(load(), None)
    assert {"A", "H"} <= {finding["identifier"] for finding in report["findings"]}
