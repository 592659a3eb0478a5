"""The other formats: each says what was found where its readers look for it, valid, masked, and harmless to them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator
from phi_lint.report import FORMATS, MODULES, STREAMS, View
from phi_lint.rulebook import Rulebook
from phi_lint.types import Failure, Finding, Part, Passage, Place, Report, Severity, Suggestion, Verdict

from fixtures import MakeFinding

VIEW = View(version="0.1.0", rules_digest="0" * 64)
SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0-used.schema.json").read_text(encoding="utf-8"))
NAME = "Quintero"


@pytest.fixture
def findings(make_finding: MakeFinding) -> tuple[Finding, ...]:
    """A finding with all there is, one in another file, one in a picture, an ignored one."""
    return (
        make_finding(
            "so proud\nof our patient [[Maribel Quintero]]\x07",
            suggestion=Suggestion("one of our patients", 12, 40),
            file="posts/a b,c:d%.txt",
        ),
        make_finding("MRN [[00123456]]", severity=Severity.MEDIUM, file="posts/b.txt", message="50% <sure>\nor more"),
        make_finding(
            "[[room 6]]",
            passage=Passage("room 6", media="posts/c.jpg", where={"page": 2}),
            file="posts/c.md",
            place=Place(),
            box=(1, 2, 30, 40),
        ),
        make_finding("[[Pilar]]", verdict=Verdict.IGNORED, verdict_reason="signed", file="posts/d.txt"),
    )


@pytest.fixture
def report(findings: tuple[Finding, ...]) -> Report:
    return Report(findings, (Failure("posts/e.txt", "is a <binary> file\nnot text", line=3),), ("a note",), posts=5)


@pytest.mark.parametrize("name", MODULES)
def test_no_format_shows_a_value_unless_asked(name: str, report: Report) -> None:
    everything = replace(VIEW, show_all=True, min_severity=Severity.LOW)
    masked = FORMATS[name](report, everything)
    assert NAME not in masked
    assert "00123456" not in masked
    if name != "text":  # which then shows the line
        assert NAME in FORMATS[name](report, replace(everything, show_phi=True))


@pytest.mark.parametrize("name", MODULES)
def test_every_format_can_say_nothing(name: str) -> None:
    assert FORMATS[name](Report(posts=1), VIEW) or name == "github"


@pytest.mark.parametrize("name", STREAMS)
def test_a_streamed_report_is_the_same_whole_or_in_pieces(name: str, report: Report) -> None:
    pieces = [Report((finding,), posts=1) for finding in report.findings]
    pieces.append(Report((), report.failures, report.notes, posts=1))
    assert "\n".join(STREAMS[name](pieces, VIEW)) == FORMATS[name](report, VIEW)


@pytest.mark.parametrize("name", [name for name in MODULES if "json" not in name])  # there it has a key of its own
def test_a_missing_picture_is_no_missing_post(name: str) -> None:
    report = Report((), (Failure("posts/hand.md", "does not exist", "hand.png"),), posts=1)
    assert "hand.png does not exist" in FORMATS[name](report, VIEW)


@pytest.mark.parametrize(("count", "said"), [(0, "0 pictures"), (1, "1 picture, video"), (2, "2 pictures, videos")])
def test_the_page_tells_what_nobody_looked_at(count: int, said: str) -> None:
    assert f"1 post checked, 0 files skipped, 0 failures, {said}" in FORMATS["html"](
        Report(posts=1, not_examined=count), VIEW
    )


@pytest.mark.parametrize("name", [name for name in MODULES if "json" not in name])  # there the post's id tells it
@pytest.mark.parametrize(
    ("post", "said"),
    [
        pytest.param("plan#Drafts#2", "sheet Drafts, row 2, column Text", id="one of several sheets"),
        pytest.param("plan#May #1#2", "sheet May #1, row 2, column Text", id="a name with the sign between"),
        pytest.param("plan#2", "row 2, column Text", id="the only sheet"),
    ],
)
def test_a_finding_in_a_workbook_tells_its_sheet(name: str, post: str, said: str, make_finding: MakeFinding) -> None:
    passage = Passage("our Maribel", where={"row": 2, "column": "Text"})
    finding = make_finding("our [[Maribel]]", passage, file="posts/plan.xlsx", post=post, place=Place())
    text = FORMATS[name](Report((finding,), posts=1), VIEW)
    assert said in text
    assert ("sheet " in text) is ("sheet" in said)


def test_json_lines(report: Report) -> None:
    lines = [json.loads(line) for line in FORMATS["json-lines"](report, VIEW).splitlines()]
    assert [line["type"] for line in lines] == ["tool", "finding", "finding", "finding", "failure", "summary"]
    whole = json.loads(FORMATS["json"](report, VIEW))
    assert [{k: v for k, v in line.items() if k != "type"} for line in lines[1:4]] == whole["findings"]
    assert {k: v for k, v in lines[-1].items() if k != "type"} == whole["summary"]


def sarif(report: Report, view: View) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FORMATS["sarif"](report, view))
    assert [f"{e.json_path}: {e.message}" for e in Draft7Validator(SARIF).iter_errors(content)] == []
    run: dict[str, Any] = content["runs"][0]
    return run


def test_sarif_is_valid_and_explains_its_rules(report: Report, rulebook: Rulebook) -> None:
    run = sarif(report, replace(VIEW, rules=rulebook.rules, show_all=True))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "a-names/patient"
    assert rulebook.rules[rule["id"]].fix.strip() in rule["help"]["text"]
    first, _, picture, ignored = run["results"]
    assert first["level"] == "error"
    location = first["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "posts/a%20b%2Cc%3Ad%25.txt"
    assert location["region"] == {"startLine": 2, "startColumn": 16, "endLine": 2, "endColumn": 32}
    assert picture["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "posts/c.jpg"
    assert ignored["suppressions"] == [{"kind": "inSource", "justification": "signed"}]
    assert not run["invocations"][0]["executionSuccessful"]


def test_a_fingerprint_outlives_an_edit_elsewhere_and_tells_no_value(make_finding: MakeFinding) -> None:
    def prints(*findings: Finding) -> list[str]:
        return [r["partialFingerprints"]["phiLintPlace/v1"] for r in sarif(Report(findings), VIEW)["results"]]

    before = prints(make_finding("[[Maribel]]"), make_finding("and [[Pilar]]"))
    assert before == prints(make_finding("More text. [[Maribel]]"), make_finding("and so [[Rosaura]]"))
    assert before[0] != before[1]


def test_github_escapes_what_would_end_a_command(report: Report) -> None:
    lines = FORMATS["github"](report, VIEW).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith(
        "::error file=posts/a b%2Cc%3Ad%25.txt,line=2,col=16,endLine=2,endColumn=32,title=critical%3A a-names/patient::"
    )
    assert lines[1].startswith("::warning file=posts/b.txt,line=1,")
    assert "50%25 <sure>%0Aor more" in lines[1]
    assert lines[3] == "::error file=posts/e.txt,line=3,title=not examined::is a <binary> file%0Anot text"


def test_gitlab(report: Report) -> None:
    issues = json.loads(FORMATS["gitlab"](report, VIEW))
    assert [issue["severity"] for issue in issues] == ["blocker", "major", "blocker", "blocker"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert issues[0]["location"] == {"path": "posts/a b,c:d%.txt", "lines": {"begin": 2}}
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issues[3])


def test_junit(report: Report) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](report, VIEW))
    assert root.tag == "testsuites"
    assert len(root.findall(".//failure")) == 3
    assert [error.get("message") for error in root.findall(".//error")] == ["is a <binary> file\nnot text"]
    totals = [(int(s.get("tests", "")), int(s.get("failures", "")), int(s.get("errors", ""))) for s in root]
    assert tuple(map(sum, zip(*totals, strict=True))) == (5, 3, 1)


def test_a_finding_in_subtitles_is_shown_at_their_line(make_finding: MakeFinding) -> None:
    """They lie beside the video in a text file of their own, so that a build server can show it."""
    finding = make_finding(
        "[[Maribel Quintero]]",
        passage=Passage("Maribel Quintero", Part.SUBTITLE, media="posts/bell.en.srt", where={"line": 7, "time": 62.5}),
        file="posts/bell.md",
        post="bell",
        place=Place(),
    )
    report = Report((finding,), posts=1)
    (result,) = sarif(report, VIEW)["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "posts/bell.en.srt"},
        "region": {"startLine": 7},
    }
    (issue,) = json.loads(FORMATS["gitlab"](report, VIEW))
    assert issue["location"] == {"path": "posts/bell.en.srt", "lines": {"begin": 7}}
    assert FORMATS["github"](report, VIEW).startswith("::error file=posts/bell.en.srt,line=7,title=")
    case = ElementTree.fromstring(FORMATS["junit"](report, VIEW)).find("testsuite/testcase")
    assert case is not None
    assert (case.get("classname"), case.get("name")) == ("posts/bell.md", "a-names/patient posts/bell.en.srt:7")


def test_junit_replaces_what_xml_cannot_hold(make_finding: MakeFinding) -> None:
    text = FORMATS["junit"](Report((make_finding("[[Mar\x07\x1bibel]]"),)), replace(VIEW, show_phi=True))
    assert "Mar\ufffd\ufffdibel" in str(ElementTree.fromstring(text).find(".//failure").text)  # type: ignore[union-attr]


def test_html_escapes_what_a_post_says_and_loads_nothing(make_finding: MakeFinding) -> None:
    evil = make_finding(
        '<script>alert(1)</script> <img src="https://evil.example/x.png"> [[<b onload=x>Maribel]] <!-- posts -->'
    )
    page = FORMATS["html"](Report((evil,), posts=1), replace(VIEW, show_phi=True))
    assert page.count("<script>") == 1
    assert "<b onload" not in page
    assert "<img" not in page.split("<main>")[1].split("</main>")[0]
    assert "https://" not in page.replace("&lt;img src=&quot;https://evil.example/x.png&quot;&gt;", "")
    assert "default-src 'none'" in page
