"""`init`, `doctor`, `completion`: what gets somebody going."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from fixtures import Run


def test_init_writes_a_profile_that_counts(run: Run) -> None:
    flags = ["--organisation", 'Tidewater "Dental"', "--staff", "Dr. Anneke Vos", "--phone", "208-555-0133"]
    assert run("init", "--yes", *flags).code == 0
    written = tomllib.loads(Path("phi-lint.toml").read_text())
    assert written["practice"]["names"] == ['Tidewater "Dental"']
    assert written["practice"]["staff"] == ["Dr. Anneke Vos"]
    shown = run("check", "--show-settings")
    assert shown.code == 0
    assert "Anneke Vos" in shown.out


def test_init_writes_over_nothing_unless_forced(run: Run) -> None:
    Path("phi-lint.toml").write_text("")
    outcome = run("init", "--yes")
    assert outcome.code == 2
    assert "--force" in outcome.err
    assert run("init", "--yes", "--force").code == 0


@pytest.mark.parametrize("there", [True, False])
def test_init_offers_the_hook_and_leaves_what_is_there(there: bool, run: Run) -> None:
    file = Path(".pre-commit-config.yaml")
    if there:
        file.write_text("repos: []\n")
    outcome = run("init", "--yes", "--hook")
    assert outcome.code == 0
    assert (file.read_text() == "repos: []\n") is there
    if not there:
        (written,) = yaml.safe_load(file.read_text())["repos"][0]["hooks"]
        (shipped,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
        assert written["language"] == "system"
        assert all(written[key] == shipped[key] for key in ("id", "entry", "files", "require_serial", "verbose"))


def test_doctor_says_what_is_there(run: Run) -> None:
    outcome = run("doctor")
    assert outcome.code == 0
    assert "presidio-analyzer" in outcome.out
    assert "undamaged" in outcome.out


def test_doctor_says_what_is_wrong(run: Run) -> None:
    Path("phi-lint.toml").write_text("fial-on = 1")
    outcome = run("doctor")
    assert outcome.code == 2
    assert "did you mean 'fail-on'?" in outcome.out
    assert [line.split()[0] for line in outcome.out.splitlines() if "fial-on" in line] == ["faulty"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, run: Run) -> None:
    outcome = run("completion", shell)
    assert outcome.code == 0
    assert "_PHI_LINT_COMPLETE" in outcome.out


def test_completion_knows_the_rules(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PHI_LINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "phi-lint explain a-names/pat")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert "a-names/patient" in run().out
