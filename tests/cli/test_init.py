"""`init`, `doctor`, `completion`: what gets somebody going."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from phi_lint.cli.init import init, separated
from phi_lint.config import Practice

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


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        pytest.param("names", "Tidewater Clinic, Inc.", ("Tidewater Clinic, Inc.",), id="a legal form"),
        pytest.param("names", "Vos Dental, P.C., Tidewater", ("Vos Dental, P.C.", "Tidewater"), id="and another name"),
        pytest.param("staff", "Anneke Vos, DDS, MD, Kalani Bell", ("Anneke Vos, DDS, MD", "Kalani Bell"), id="degrees"),
        pytest.param("staff", "Vos, Corinna", ("Vos", "Corinna"), id="a name that begins like a legal form"),
        pytest.param("names", "A, Inc.; B", ("A, Inc.", "B"), id="semicolons"),
        pytest.param("addresses", "4 Elm St, Boise", ("4 Elm St, Boise",), id="an address has commas"),
        pytest.param("phones", " , ", (), id="nothing"),
    ],
)
def test_an_answer_is_split_between_names_not_inside_one(name: str, answer: str, words: tuple[str, ...]) -> None:
    assert separated(answer, name) == words


@pytest.mark.parametrize("flag", ["--phone", "--fax"])
def test_init_refuses_what_is_no_number(flag: str, run: Run) -> None:
    outcome = run("init", "--yes", flag, "hello")
    assert (outcome.code, Path("phi-lint.toml").exists()) == (2, False)
    assert "'hello' is no telephone number" in outcome.err
    assert run("init", "--yes", flag, "208-555-0133").code == 0


def test_init_asks_again_for_a_number_and_asks_for_faxes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("phi_lint.cli.init.can_answer", lambda: True)
    answers = "Tidewater Clinic, Inc.\n\nhello\n208-555-0133\n208-555-0134\n\n\n\n\nn\n"
    outcome = CliRunner().invoke(init, input=answers)
    assert "'hello' is no telephone number" in outcome.output
    practice = tomllib.loads(Path("phi-lint.toml").read_text())["practice"]
    assert practice["names"] == ["Tidewater Clinic, Inc."]
    assert (practice["phones"], practice["faxes"]) == (["208-555-0133"], ["208-555-0134"])
    assert set(practice) == {field.name for field in fields(Practice)}


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
