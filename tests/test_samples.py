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
    "whiteboard-behind-the-nurse": {"Maribel Quintero", "Rm 411"},
    "wristband": {"CAMACHO, EULALIA", "11/30/1987", "40088213", "V40088213"},
    "chat-screenshot": {"thaddeus okonkwo", "rm 6"},
    "x-ray-corner": {"Tobias Ferwell", "02/11/1950", "00998877"},
    "bell-photo": {"face"},
    "home-visit": {"44.01230, -103.22100"},
}
SILENT = (
    "review-reply-neutral",
    "staff-welcome",
    "health-fair",
    "success-story",
    "clinic-moved",
    "jornada-de-vacunas",
    "eponyms",
    "fair-flyer",
)

EXPORTS = {
    "buffer-queue": {"queue#3": {"Maribel Quintero"}},
    "sprout-social": {"import#3": {"Gordon Vasquez", "March 3"}},
    "publer": {"schedule#3": {"Odessa Fairbanks", "January 9", "MRN 00482913"}},
    "metricool": {"calendar#3": {"Tobias Renwick", "40-88213"}},
    "hootsuite": {"bulk#2": {"Lucia Marchetti"}},
    "vista-social": {"posts#3": {"Eulalia Camacho", "March 3"}},
    "high-level": {"posts#3": {"Enzo Marchetti", "enzo.marchetti@quickpost.example"}},
    "social-bee": {"posts#3": {"Wilhelmina Ostrander", "101"}},
    "post-fast": {"posts#3": {"Thaddeus Okafor", "901-33-7740"}},
    "ayrshare": {"posts#3": {"Rosaura Benitez", "April 12"}},
    "linkedin-shares": {"Shares#3": {"Gordon Vasquez", "Tamarack Hollow"}},
    "postiz": {"export#/posts/1": {"Maribel Quintero", "March\xa03rd"}},
    "mixpost": {"post#/1/versions/0": {"Tobias Renwick", "January 9"}},
    "x-archive": {"tweets#/1": {"Lucia Marchetti"}},
    "facebook-export": {"your_posts_1#/1": {"March 3"}},
    "instagram-export": {"posts_1#/1": {"Nuria Zúñiga", "March 3"}},
    "google-reviews": {"reviews#/reviews/0": {"Tobias", "January 9"}},
    "json-lines": {"posts#2": {"Gordon Vasquez", "March 3"}},
    "yaml-plan": {"plan#/1": {"Maribel Quintero"}},
    "toml-front-matter": {"post": {"Odessa Fairbanks"}},
    "web-page": {"story": {"Tobias Renwick", "Tobias\xa0Renwick", "January\xa09"}},
    "windows-1252": {"queue#3": {"Nuria Zúñiga", "March 3"}},
    "column-guess": {"plan#3": {"Odessa Fairbanks"}},
    "spreadsheet": {"plan#May#3": {"Wilhelmina Ostrander", "101"}},
}
"""The files of schedulers and archives: what each of their posts gives away; their other posts are clean."""


def found(name: str) -> set[str]:
    """The values that a sample's report lists at medium or above."""
    return {value for _, value in listed(name)}


def listed(name: str) -> set[tuple[str, str]]:
    """The posts and values that a sample's report lists at medium or above."""
    targets, failures, _ = find_targets([str(ROOT / "sample_posts" / name)])
    report = Linter(isolated=True).check(targets)
    assert not failures
    assert not report.failures
    return {
        (f.post, f.value) for f in report.findings if f.severity >= Severity.MEDIUM and f.verdict is Verdict.REPORTED
    }


@pytest.mark.parametrize("name", GIVES_AWAY)
def test_what_leaks_is_found(name: str) -> None:
    told = found(name)
    assert [value for value in GIVES_AWAY[name] if not any(value in excerpt for excerpt in told)] == []


@pytest.mark.parametrize("name", EXPORTS)
def test_posts_of_an_export_are_told_apart(name: str) -> None:
    told = listed(name)
    assert {post for post, _ in told} == set(EXPORTS[name])
    assert {(post, value) for post, values in EXPORTS[name].items() for value in values} - told == set()


@pytest.mark.parametrize("name", SILENT)
def test_what_is_clean_stays_silent(name: str) -> None:
    assert found(name) == set()


def test_every_sample_is_in_a_table() -> None:
    folders = {path.name for path in (ROOT / "sample_posts").iterdir() if path.is_dir()}
    assert folders == {*GIVES_AWAY, *EXPORTS, *SILENT}


def test_generated_files_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
