"""The JSON report keeps its contract, docs/report.schema.json, whatever it has to say."""

from __future__ import annotations

import enum
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from phi_lint.lint import Linter, Target
from phi_lint.report import FORMATS, View
from phi_lint.types import (
    About,
    Failure,
    Identifier,
    Part,
    Passage,
    Place,
    Report,
    Severity,
    Suggestion,
    Verdict,
)

from fixtures import MakeFinding

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8"))
VIEW = View(version="0.1.0", rules_digest="0" * 64)


def written(report: Report, view: View = VIEW) -> dict[str, Any]:
    """The report as read back, after it was held against the schema."""
    content: dict[str, Any] = json.loads(FORMATS["json"](report, view))
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(content)]
    assert errors == []
    return content


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("name", "words"),
    [("identifier", Identifier), ("about", About), ("part", Part), ("verdict", Verdict)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_schema_knows_every_word(name: str, words: type[enum.StrEnum]) -> None:
    assert SCHEMA["$defs"]["finding"]["properties"][name]["enum"] == [word.value for word in words]


def test_the_schema_knows_every_severity() -> None:
    known = SCHEMA["$defs"]["finding"]["properties"]["severity"]["enum"]
    assert known == [severity.label for severity in sorted(Severity, reverse=True)]


def test_an_empty_report() -> None:
    content = written(Report())
    assert content["findings"] == content["failures"] == []
    assert content["summary"]["findings"] == 0


def test_a_real_report(linter: Linter) -> None:
    post = "---\ntitle: MRN 00123456\n---\nour patient Maribel Quintero, ![room 6](missing.jpg)\r\n"
    post += "<!-- phi-lint: ignore R: x -->"
    report = linter.check([Target("a.md", None, post.encode()), Target("b.txt", None, b"\0")])
    content = written(report, replace(VIEW, show_all=True, min_severity=Severity.LOW))
    assert {"A", "H"} <= {finding["identifier"] for finding in content["findings"]}
    assert {"title", "body"} <= {finding["part"] for finding in content["findings"]}
    assert [failure["file"] for failure in content["failures"]] == ["a.md", "b.txt"]
    assert content["summary"]["by_verdict"]["ignored"] == sum(f["verdict"] == "ignored" for f in content["findings"])


def test_every_key_of_the_contract(make_finding: MakeFinding) -> None:
    finding = make_finding(
        "our [[Maribel Quintero]]",
        passage=Passage(
            "our Maribel Quintero", Part.IMAGE_TEXT, media="a.jpg", where={"page": 2, "frame": 31, "time": 12.5}
        ),
        place=Place(),
        box=(1, 2, 30, 40),
        suggestion=Suggestion("one of our patients", 4, 20),
        verdict=Verdict.IGNORED,
        verdict_reason="signed",
    )
    failure = Failure("b.txt", "is empty", "c.jpg", 3)
    content = written(Report((finding,), (failure,), posts=1), replace(VIEW, show_all=True))
    assert content["findings"] == [
        {
            "rule": "a-names/patient",
            "identifier": "A",
            "severity": "critical",
            "confidence": 0.9,
            "about": "patient",
            "reasons": ["a word for a patient stands before the name"],
            "message": "Name of a patient.",
            "file": "a.txt",
            "post": "a",
            "part": "image_text",
            "start": None,
            "end": None,
            "line": None,
            "column": None,
            "end_line": None,
            "end_column": None,
            "where": {"page": 2, "frame": 31, "time": 12.5},
            "media": "a.jpg",
            "box": [1, 2, 30, 40],
            "excerpt": "M•••••• Q•••••••",
            "suggestion": {"text": "one of our patients", "start": 4, "end": 20},
            "verdict": "ignored",
            "verdict_reason": "signed",
        }
    ]
    assert content["failures"] == [{"file": "b.txt", "media": "c.jpg", "line": 3, "reason": "is empty"}]


@pytest.mark.parametrize(
    ("view", "listed"),
    [
        pytest.param({}, ["reported critical", "reported medium"], id="medium and above"),
        pytest.param(
            {"min_severity": Severity.LOW}, ["reported critical", "reported medium", "reported low"], id="low"
        ),
        pytest.param({"min_severity": Severity.CRITICAL}, ["reported critical"], id="critical only"),
        pytest.param({"show_all": True}, ["reported critical", "ignored critical", "reported medium"], id="all"),
    ],
)
def test_what_is_listed_and_what_is_counted(view: dict[str, Any], listed: list[str], make_finding: MakeFinding) -> None:
    findings = (
        make_finding("[[a]]"),
        make_finding("[[b]]", verdict=Verdict.IGNORED, verdict_reason="x"),
        make_finding("[[c]]", severity=Severity.MEDIUM),
        make_finding("[[d]]", severity=Severity.LOW),
    )
    content = written(Report(findings, posts=1), replace(VIEW, **view))
    assert [f"{finding['verdict']} {finding['severity']}" for finding in content["findings"]] == listed
    assert content["summary"]["findings"] == len(listed) == sum(content["summary"]["by_severity"].values())
    assert content["summary"]["by_verdict"] == {"reported": 3, "ignored": 1, "accepted": 0, "authorized": 0}


def test_values_are_masked_unless_asked_for(make_finding: MakeFinding) -> None:
    report = Report((make_finding("our patient [[Maribel Quintero]]"),), posts=1)
    assert "Quintero" not in FORMATS["json"](report, VIEW)
    assert written(report, replace(VIEW, show_phi=True))["findings"][0]["excerpt"] == "Maribel Quintero"
