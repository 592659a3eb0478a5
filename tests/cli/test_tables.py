"""Tables and trees at the command line: the row and column or pointer is told, and the config says what holds what."""

from __future__ import annotations

import json
from pathlib import Path

from fixtures import Run


def test_a_finding_in_a_table_tells_row_and_column(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Text,Posting Time\nHello,d\n"Our\npatient, MRN: 00123456",d\n')
    outcome = run("check", "a.csv")
    assert outcome.code == 1
    assert "a.csv:4:15" in outcome.out
    assert "row 3, column Text" in outcome.out
    (finding,) = [
        f for f in json.loads(run("check", "a.csv", "--format", "json").out)["findings"] if f["identifier"] == "H"
    ]
    assert (finding["post"], finding["line"], finding["where"]) == ("a#3", 4, {"row": 3, "column": "Text"})


def test_the_config_says_what_columns_and_pointers_hold(run: Run, tmp_path: Path) -> None:
    (tmp_path / "phi-lint.toml").write_text('[columns]\nIntern = "unpublished"\n[pointers]\n"/plan/*/de" = "body"\n')
    (tmp_path / "a.csv").write_text('Text,Intern\nHello,"MRN: 00123456"\n')
    (tmp_path / "b.json").write_text('{"plan": [{"de": "MRN: 00123456"}, {"memo": "MRN: 00123457"}]}')
    report = json.loads(run("check", ".", "--format", "json").out)
    assert [(f["file"], f["where"]) for f in report["findings"]] == [("b.json", {"pointer": "/plan/0/de"})]


def test_a_role_that_does_not_exist_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "phi-lint.toml").write_text('[columns]\nText = "bdy"\n')
    outcome = run("check", ".")
    assert outcome.code == 2
    assert "did you mean 'body'?" in outcome.err


def test_what_was_assumed_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Copy\nCafé\n".encode("cp1252"))
    outcome = run("check", "a.csv")
    assert "a.csv: is not UTF-8 (line 2) and was read as Windows-1252" in outcome.out
    assert "a.csv: is no export that phi-lint knows" in outcome.out
