"""The sample posts: what each must and must not give away, written by hand, and the generated files' freshness."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from phi_lint.lint import Linter, find_targets
from phi_lint.types import Severity, Verdict

ROOT = Path(__file__).parents[1]

GIVES_AWAY = {
    "patient-story": {"Maribel Quintero", "March 3rd", "Tamarack Hollow", "Pilar"},
    "review-reply": {"Tobias", "January 9", "40-88213"},
    "night-shift-vent": {"room 6", "thaddeus", "sunday"},
    "fundraiser": {"LuciaMarchetti", "Enzo", "enzo.marchetti@quickpost.example"},
    "birthday-at-the-home": {"Wilhelmina", "101"},
    "help-desk": {"90034417", "901-33-7740", "6035550187"},
    "historia-de-paciente": {"Eulalia Camacho", "3 de marzo", "Rosaura"},
    "disguised-name": {"five five five oh one seven one"},
    "with-a-reason": set(),
}
SILENT = (
    "review-reply-neutral",
    "staff-welcome",
    "health-fair",
    "success-story",
    "clinic-moved",
    "jornada-de-vacunas",
    "eponyms",
)


def found(name: str) -> set[str]:
    """The values that a sample's report lists at medium or above."""
    targets, failures, _ = find_targets([str(ROOT / "sample_posts" / name)])
    report = Linter(isolated=True).check(targets)
    assert not failures
    assert not report.failures
    return {f.value for f in report.findings if f.severity >= Severity.MEDIUM and f.verdict is Verdict.REPORTED}


@pytest.mark.parametrize("name", GIVES_AWAY)
def test_what_leaks_is_found(name: str) -> None:
    assert GIVES_AWAY[name] - found(name) == set()


@pytest.mark.parametrize("name", SILENT)
def test_what_is_clean_stays_silent(name: str) -> None:
    assert found(name) == set()


def test_every_sample_is_in_a_table() -> None:
    folders = {path.name for path in (ROOT / "sample_posts").iterdir() if path.is_dir()}
    assert folders == {*GIVES_AWAY, *SILENT}


def test_generated_files_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
