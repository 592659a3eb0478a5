"""Settings: which file counts, what wins, and every fault at once with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.config import Config, load, nearest
from phi_lint.errors import FaultyConfigError
from phi_lint.types import Severity

TABLE = '[tool.phi-lint]\nfail-on = "medium"\n'
OTHER = '[project]\nname = "somebody-elses"\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"phi-lint.toml": "", "pyproject.toml": TABLE}, "phi-lint.toml", id="its own file wins"),
        pytest.param({"pyproject.toml": TABLE}, "pyproject.toml", id="the shared file"),
        pytest.param({"phi-lint.toml": "", "a/pyproject.toml": OTHER}, "phi-lint.toml", id="a shared file without us"),
        pytest.param({"phi-lint.toml": "", "a/phi-lint.toml": ""}, "a/phi-lint.toml", id="the nearest wins"),
        pytest.param({"phi-lint.toml": "", "a/pyproject.toml": TABLE}, "a/pyproject.toml", id="nearer beats own"),
        pytest.param({"pyproject.toml": OTHER}, None, id="none"),
    ],
)
def test_the_nearest_file_counts(files: dict[str, str], expected: str | None, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    assert nearest(folder) == (expected and tmp_path / expected)


def written(folder: Path, content: str, name: str = "phi-lint.toml") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def test_every_key_is_read(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            """
            select = ["A", "x-disclosure"]
            ignore = ["a-names/person"]
            min-severity = "low"
            fail_on = "critical"      # with _ as well
            output-format = "json"
            rules = ["ours"]
            [suppress]
            "old/*" = {A = "published before 2020"}
            [practice]
            staff = ["Dr. Anneke Vos"]
            """,
        )
    )
    assert (config.select, config.ignore) == (("A", "x-disclosure"), ("a-names/person",))
    assert (config.min_severity, config.fail_on, config.output_format) == (Severity.LOW, Severity.CRITICAL, "json")
    assert config.rule_folders == (tmp_path / "ours",)
    assert config.suppress == {"old/*": {"A": "published before 2020"}}
    assert config.practice.staff == ("Dr. Anneke Vos",)


def test_flags_win_and_absent_flags_do_not(tmp_path: Path) -> None:
    file = written(tmp_path, 'fail-on = "low"\nselect = ["A"]\nmin-severity = "high"\n')
    config = load(file, {"fail_on": Severity.CRITICAL, "select": (), "min_severity": None})
    assert (config.fail_on, config.select, config.min_severity) == (Severity.CRITICAL, ("A",), Severity.HIGH)


def test_without_a_file_the_defaults_count() -> None:
    assert load(None) == Config()
    assert Config().fail_on is Severity.HIGH
    assert Config().min_severity is Severity.MEDIUM


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load(written(tmp_path, '\ufefffail-on = "low"\n')).fail_on is Severity.LOW


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param('min-severty = "low"', [":1: unknown key 'min-severty'; did you mean 'min-severity'"], id="key"),
        pytest.param('\nfail-on = "hihg"', [":2: 'fail-on' is 'hihg'; did you mean 'high'?"], id="value"),
        pytest.param('select = "A"', [":1: 'select' must be a list, not a text"], id="type"),
        pytest.param('[practice]\nstaf = ["A"]', [":2: unknown key 'staf'; did you mean 'staff'?"], id="in a table"),
        pytest.param('origin = "x"', [":1: unknown key 'origin'"], id="not to be set"),
        pytest.param("select = [", ["is no valid TOML"], id="no TOML"),
        pytest.param('[suppress]\n"a/*" = {A = " "}', ["suppresses 'A' in 'a/*' without a reason"], id="no reason"),
        pytest.param('nope = 1\nselect = "A"\nfail-on = 3', [":1: ", ":2: ", ":3: "], id="every fault at once"),
    ],
)
def test_faults_name_the_line_and_the_mend(content: str, said: list[str], tmp_path: Path) -> None:
    file = written(tmp_path, content)
    with pytest.raises(FaultyConfigError) as caught:
        load(file)
    assert len(caught.value.faults) == len(said)
    assert all(str(fault).startswith(str(file)) for fault in caught.value.faults)
    assert all(each in str(fault) for each, fault in zip(said, caught.value.faults, strict=True))
