"""No value of a post or picture stands in anything that a command writes by default."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from phi_lint.lint import Linter
from phi_lint.report import MODULES

from fixtures import Run
from test_samples import GIVES_AWAY

sys.path.insert(0, str(Path(__file__).parent / "media"))
from made import form

SAMPLES = Path(__file__).parents[1] / "sample_posts"
TOLD = ("patient-story", "review-reply", "fundraiser", "help-desk", "historia-de-paciente", "wristband", "home-visit")
GENERAL = frozenset({"face", "Tobias", "101", "sunday", "room 6"})
"""Words that any report may hold, and a name that stands in no value but as a word of a path."""


@pytest.fixture
def values(tmp_path: Path) -> set[str]:
    """Samples and a form in the folder where phi-lint runs, and what leaks in them."""
    for name in TOLD:
        shutil.copytree(SAMPLES / name, tmp_path / "posts" / name)
    made = form(3)
    made.image.save(tmp_path / "posts/intake.png")
    return {text for text, _ in made.leaks} | {value for name in TOLD for value in GIVES_AWAY[name]} - GENERAL


def leaking(values: set[str], written: str) -> set[str]:
    squeezed = "".join(written.split()).casefold()
    return {value for value in values if "".join(value.split()).casefold() in squeezed}


def files(folder: Path) -> str:
    return "".join(path.read_bytes().decode("utf-8", "ignore") for path in folder.rglob("*") if path.is_file())


def test_nothing_that_a_command_writes_holds_a_value(
    values: set[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for name in MODULES:
        outcome = run("check", "posts", "--output-format", name, "--show-all", "--min-severity", "low", "--jobs", "1")
        assert outcome.code == 1, outcome.err
        assert leaking(values, outcome.out + outcome.err) == set(), name
    for arguments in (
        ("check", "posts", "--statistics"),
        ("check", "posts", "--show-files"),
        ("baseline", "posts/help-desk", "--reviewer", "R. Vos", "--reason", "authorization on file"),
        ("redact", "posts/patient-story", "posts/review-reply", "posts/help-desk", "--diff"),
    ):
        outcome = run(*arguments)
        assert leaking(values, outcome.out + outcome.err) == set(), arguments
    kept = [path for path in tmp_path.iterdir() if path.name != "posts"]
    assert any("cache" in path.name for path in kept)
    assert leaking(values, "".join(files(path) if path.is_dir() else path.read_text() for path in kept)) == set()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("command", [("check", "--no-cache"), ("redact", "-o", "out")])
def test_an_error_of_our_own_quotes_nothing(
    command: tuple[str, ...], values: set[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Linter, post: object, *__: object) -> None:
        raise RuntimeError(f"{post} {' '.join(values)}")

    monkeypatch.setattr(Linter, "check_post", failing)
    outcome = run(command[0], "posts/help-desk", *command[1:])
    assert outcome.code == 2
    assert "internal error (RuntimeError" in outcome.out + outcome.err
    assert "Traceback" not in outcome.out + outcome.err
    assert leaking(values, outcome.out + outcome.err) == set()


def test_a_copy_that_cannot_be_written_leaves_no_draft(
    values: set[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", failing)
    outcome = run("redact", "posts/help-desk", "-o", "out")
    assert outcome.code == 2
    assert "No space left" in outcome.err
    assert leaking(values, outcome.err) == set()
    assert [path for path in Path("out").rglob("*") if path.is_file()] == []
