"""`phi-lint check`: exit codes, flags, inputs, and that no name leaves it unasked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from phi_lint.detect import Detector
from phi_lint.types import Passage, Severity

from fixtures import Outcome, Run

LEAK = "Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n"
MEDIUM = "First selfie with my favorite patient of the week\n"
CLEAN = "Flu shots till 6 at the front desk.\n"
TITLE = f"---\ntitle: |\n  {LEAK}---\n"
NAME = "Quintero"


@pytest.fixture
def posts(tmp_path: Path) -> None:
    """A leaking, a doubtful and a clean post in the folder where phi-lint runs."""
    for name, text in {"leak.txt": LEAK, "medium.txt": MEDIUM, "clean.txt": CLEAN}.items():
        (tmp_path / name).write_text(text)


def found(outcome: Outcome) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(outcome.out)
    return content


def rules(outcome: Outcome) -> set[str]:
    return {finding["rule"] for finding in found(outcome)["findings"]}


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["clean.txt"], 0, id="clean"),
        pytest.param(["leak.txt"], 1, id="findings"),
        pytest.param(["clean.txt", "leak.txt"], 1, id="findings in one of two"),
        pytest.param(["medium.txt"], 0, id="below --fail-on"),
        pytest.param(["medium.txt", "--fail-on", "medium"], 1, id="at --fail-on"),
        pytest.param(["leak.txt", "--fail-on", "critical"], 1, id="critical"),
        pytest.param(["medium.txt", "--fail-on", "medium", "--min-severity", "high"], 1, id="hidden ones count too"),
        pytest.param(["leak.txt", "--exit-zero"], 0, id="--exit-zero turns 1 into 0"),
        pytest.param(["missing.txt"], 2, id="a missing file"),
        pytest.param(["leak.txt", "missing.txt"], 2, id="2 wins over 1"),
        pytest.param(["leak.txt", "missing.txt", "--exit-zero"], 2, id="--exit-zero never turns 2"),
        pytest.param(["leak.txt", "--select", "N"], 0, id="nothing selected is found"),
        pytest.param(["leak.txt", "--fail-on", "severe"], 2, id="an unknown severity"),
        pytest.param(["leak.txt", "--nope"], 2, id="an unknown flag"),
        pytest.param(["leak.txt", "--config", "missing.toml"], 2, id="a missing config"),
        pytest.param(["leak.txt", "-o", "missing/report.txt"], 2, id="a report that cannot be written"),
        pytest.param(["leak.txt", "--model", "en_core_web_lg"], 2, id="a missing model"),
        pytest.param(["--help"], 0, id="help"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, run: Run) -> None:
    outcome = run("check", *arguments)
    assert outcome.code == code
    assert "Traceback" not in outcome.err
    assert "internal error" not in outcome.err


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("arguments", "there", "missing"),
    [
        pytest.param([], {"a-names/patient", "h-medical-record-numbers/labelled"}, set(), id="all"),
        pytest.param(["--select", "A"], {"a-names/patient"}, {"h-medical-record-numbers/labelled"}, id="a letter"),
        pytest.param(
            ["--select", "N,h-medical-record-numbers"],
            {"h-medical-record-numbers/labelled"},
            {"a-names/patient"},
            id="a list, a folder",
        ),
        pytest.param(["--ignore", "A"], {"h-medical-record-numbers/labelled"}, {"a-names/patient"}, id="ignore"),
        pytest.param(["--select", "A", "--ignore", "a-names"], set(), {"a-names/patient"}, id="ignore wins"),
    ],
)
def test_select_and_ignore(arguments: list[str], there: set[str], missing: set[str], run: Run) -> None:
    reported = rules(run("check", "leak.txt", "--format", "json", *arguments))
    assert there <= reported
    assert not missing & reported


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("flag", "word", "said"),
    [
        pytest.param("--select", "a-name", "select: no rule 'a-name'; did you mean 'a-names'?", id="a folder"),
        pytest.param("--ignore", "a-names/patien", "did you mean 'a-names/patient'?", id="a rule"),
        pytest.param("--select", "zz/zz", "select: no rule 'zz/zz'; `phi-lint rules` lists them", id="no rule is near"),
        pytest.param("--select", "Z", "select: no rule 'Z'; known: A, B", id="a letter"),
    ],
)
def test_a_rule_that_there_is_not_is_no_clean_post(flag: str, word: str, said: str, run: Run) -> None:
    outcome = run("check", "leak.txt", flag, word)
    assert outcome.code == 2
    assert said in outcome.err


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("severity", list(Severity), ids=lambda severity: severity.label)
def test_min_severity(severity: Severity, run: Run) -> None:
    outcome = run("check", "leak.txt", "medium.txt", "clean.txt", "--format", "json", "--min-severity", severity.label)
    shown = {Severity[finding["severity"].upper()] for finding in found(outcome)["findings"]}
    assert all(each >= severity for each in shown)
    assert Severity.CRITICAL in shown
    assert (Severity.MEDIUM in shown) is (severity <= Severity.MEDIUM)


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_name_and_number_is_shown_unasked(form: str, run: Run) -> None:
    outcome = run("check", "leak.txt", "--format", form)
    assert outcome.code == 1
    for value in ("Maribel", NAME, "00123456"):
        assert value not in outcome.out + outcome.err
    assert NAME in run("check", "leak.txt", "--format", form, "--show-phi").out


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(("ci", "shown"), [("", True), ("true", False)], ids=["a person's terminal", "a CI's terminal"])
def test_a_person_at_a_terminal_sees_the_line(ci: str, shown: bool, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert (NAME in run("check", "leak.txt").out) is shown
    run("check", "leak.txt", "-o", "report.txt")
    assert NAME not in Path("report.txt").read_text()


@pytest.mark.usefixtures("posts")
def test_a_report_goes_to_a_file(run: Run) -> None:
    outcome = run("check", "leak.txt", "--format", "json", "-o", "report.json")
    assert (outcome.code, outcome.out) == (1, "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["posts"] == 1


@pytest.mark.parametrize(
    ("arguments", "stdin", "file", "part"),
    [
        pytest.param(["-"], LEAK, "-", "body", id="plain"),
        pytest.param(["-", "--stdin-filename", "posts/a.txt"], LEAK, "posts/a.txt", "body", id="under a name"),
        pytest.param(["-", "--stdin-filename", "a.md"], TITLE, "a.md", "title", id="read by its name"),
    ],
)
def test_standard_input(arguments: list[str], stdin: str, file: str, part: str, run: Run) -> None:
    outcome = run("check", *arguments, "--format", "json", stdin=stdin.encode())
    assert outcome.code == 1
    assert {(finding["file"], finding["part"]) for finding in found(outcome)["findings"]} == {(file, part)}


@pytest.mark.parametrize(
    ("arguments", "content"),
    [
        pytest.param([], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", id="a PNG"),
        pytest.param([], b"\xff\xd8\xff\xe0\0\x10JFIF\0", id="a JPEG"),
        pytest.param([], b"%PDF-1.7\n1 0 obj", id="a PDF"),
        pytest.param([], b"\0\0\0\x18ftypisom\0\0\0\0", id="an MP4"),
        pytest.param(["--stdin-filename", "a.jpg"], LEAK.encode(), id="by its name"),
    ],
)
def test_a_medium_on_standard_input_is_refused(arguments: list[str], content: bytes, run: Run) -> None:
    outcome = run("check", "-", *arguments, "--format", "json", stdin=content)
    assert outcome.code == 2
    (failure,) = found(outcome)["failures"]
    assert "from standard input; save it and name its path" in failure["reason"]


def test_a_text_that_begins_as_a_picture_may_is_read(run: Run) -> None:
    outcome = run("check", "-", "--format", "json", stdin=f"BMI or not: {LEAK}".encode())  # a BMP begins with BM
    assert outcome.code == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"\x89PNG\0\0", "is a binary file, not text", id="binary"),
        pytest.param("a.md", b"Ren\x81 is home", "is not UTF-8 (byte 3); save it as UTF-8", id="no encoding"),
        pytest.param("a.md", b"---\ntitle: a: b\n---\n", "front matter that is no valid YAML", id="front matter"),
    ],
)
def test_what_is_unreadable_is_a_failure_and_the_rest_goes_on(name: str, content: bytes, reason: str, run: Run) -> None:
    Path(name).write_bytes(content)
    Path("leak.txt").write_text(LEAK)
    outcome = run("check", name, "leak.txt", "--format", "json")
    assert outcome.code == 2
    (failure,) = found(outcome)["failures"]
    assert failure["file"] == name
    assert reason in failure["reason"]
    assert found(outcome)["summary"]["posts"] == 1


def test_a_file_too_large_is_a_failure(run: Run) -> None:
    with Path("large.txt").open("wb") as file:
        file.truncate(50_000_000)
    outcome = run("check", "large.txt")
    assert outcome.code == 2
    assert "large.txt  not examined  is 50 MB large, more than 20 MB; split it into smaller files" in outcome.out


def test_an_empty_file_is_clean_and_said_so(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    outcome = run("check", "empty.txt")
    assert outcome.code == 0
    assert "empty.txt: is empty" in outcome.out


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("arguments", [[], ["."]], ids=["the current folder by default", "named"])
def test_a_folder_is_walked(arguments: list[str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "more.md").write_text(LEAK)
    for other in ("README.md", "notes.docx", "script.py"):
        (tmp_path / other).write_text("x")
    outcome = run("check", *arguments, "--format", "json")
    summary = found(outcome)["summary"]
    assert (outcome.code, summary["posts"], summary["skipped"]) == (1, 4, 3)
    assert {finding["file"] for finding in found(outcome)["findings"]} == {"leak.txt", "medium.txt", "sub/more.md"}


@pytest.mark.usefixtures("posts")
def test_a_file_named_twice_is_examined_once(run: Run) -> None:
    outcome = run("check", "leak.txt", "./leak.txt", ".", "--format", "json")
    assert found(outcome)["summary"]["posts"] == 3
    starts = [(finding["file"], finding["start"]) for finding in found(outcome)["findings"]]
    assert len(starts) == len(set(starts))


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["clean.txt"], "", id="nothing where all is clean"),
        pytest.param(["missing.txt"], "missing.txt  not examined  does not exist; mend the path\n", id="a failure"),
    ],
)
def test_quiet(arguments: list[str], said: str, run: Run) -> None:
    assert run("check", "-q", *arguments).out == said


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param('min-severty = "low"', ["phi-lint.toml:1", "did you mean 'min-severity'?"], id="key"),
        pytest.param('\nfail-on = "hihg"', ["phi-lint.toml:2", "did you mean 'high'?"], id="value"),
        pytest.param('output-format = "jsno"', ["did you mean 'json'?"], id="format"),
        pytest.param('select = ["a-nmes"]', ["did you mean 'a-names'?"], id="rule"),
        pytest.param('rules = ["ours"]', ["is no folder of rules"], id="a folder of rules"),
        pytest.param('model = "ours"', ["is neither a folder nor an installed spaCy pipeline"], id="model"),
        pytest.param("select = [", ["is no valid TOML"], id="no TOML"),
        pytest.param('[suppress]\n"*" = {A = ""}', ["without a reason"], id="a suppression without a reason"),
    ],
)
def test_a_faulty_config_is_a_usage_error_that_says_the_mend(config: str, said: list[str], run: Run) -> None:
    Path("phi-lint.toml").write_text(config)
    outcome = run("check", "leak.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert all(each in outcome.err for each in said)
    assert "internal error" not in outcome.err
    assert run("check", "leak.txt", "--isolated").code == 1


@pytest.mark.usefixtures("posts")
def test_the_config_counts_and_flags_win(run: Run) -> None:
    Path("pyproject.toml").write_text('[tool.phi-lint]\noutput-format = "json"\nselect = ["H"]\n')
    assert rules(run("check", "leak.txt")) == {"h-medical-record-numbers/labelled"}
    assert "a-names/patient" in rules(run("check", "leak.txt", "--select", "A"))


def test_findings_are_sorted_and_stand_where_they_are(run: Run) -> None:
    Path("b.txt").write_bytes("\ufeff👩‍⚕️ hi\r\nour patient Maribel Quintero\r\nMRN: 00123456\r\n".encode())
    Path("a.txt").write_text(LEAK)
    findings = found(run("check", "b.txt", "a.txt", "--format", "json", "--show-phi"))["findings"]
    assert [(f["file"], f["start"]) for f in findings] == sorted((f["file"], f["start"]) for f in findings)
    number = next(f for f in findings if f["file"] == "b.txt" and f["identifier"] == "H")
    assert (number["line"], number["column"], number["end_line"], number["end_column"]) == (3, 6, 3, 14)
    text = Path("b.txt").read_bytes().decode("utf-8-sig")
    assert text[number["start"] : number["end"]] == number["excerpt"] == "00123456"


@pytest.mark.usefixtures("posts")
def test_an_internal_error_tells_where_and_no_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Detector, passages: list[Passage]) -> None:
        raise KeyError(passages[0].text)

    monkeypatch.setattr(Detector, "detect", broken)
    outcome = run("check", "leak.txt")
    assert (outcome.code, outcome.err) == (2, "")
    assert "leak.txt  not examined  internal error (KeyError at " in outcome.out
    assert NAME not in outcome.out
    assert "00123456" not in outcome.out


@pytest.mark.usefixtures("posts")
def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Detector, "detect", interrupted)
    outcome = run("check", "leak.txt")
    assert (outcome.code, outcome.out) == (130, "")
    assert "Traceback" not in outcome.err
