"""The report for people: where, what, why, what instead; and nothing that must not be told."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest
from phi_lint.report import FORMATS, View
from phi_lint.types import Failure, Part, Passage, Report, Severity, Suggestion, Verdict

from fixtures import MakeFinding

VIEW = View(version="0.1.0", rules_digest="0" * 64)


def written(report: Report, **view: object) -> str:
    return click.unstyle(FORMATS["text"](report, replace(VIEW, **view)))


def test_a_finding_reads_as_one(make_finding: MakeFinding) -> None:
    finding = make_finding("Hi!\nour patient [[Maribel Quintero]] is home", suggestion=Suggestion("a patient", 16, 32))
    assert written(Report((finding,), posts=1)).splitlines() == [
        "a.txt:2:13  critical  Name of a patient.  [a-names/patient]",
        "    | M•••••• Q•••••••",
        "    why     a word for a patient stands before the name; in all 90% sure",
        '    write   "a patient"',
        "",
        "1 finding in 1 post: 1 critical",
    ]


def test_at_a_terminal_lines_end_at_words_and_keep_their_indent(make_finding: MakeFinding) -> None:
    reasons = ("a word for a patient stands before the name", "the post speaks of somebody's care")
    report = Report(
        (make_finding("our [[Maribel Quintero]] is home", reasons=reasons),), notes=("a note " * 9,), posts=1
    )
    lines = written(report, width=40, show_phi=True).splitlines()
    assert lines == [
        "a.txt:1:5  critical  Name of a patient.",
        "    [a-names/patient]",
        "    | our Maribel Quintero ",
        "    |     ^^^^^^^^^^^^^^^^",
        "    why     a word for a patient stands",
        "            before the name; the post",
        "            speaks of somebody's care;",
        "            in all 90% sure",
        "",
        "a note a note a note a note a note a",
        "    note a note a note a note",
        "",
        "1 finding in 1 post: 1 critical",
    ]


def test_a_line_of_the_post_and_a_long_word_stay_whole(make_finding: MakeFinding) -> None:
    finding = make_finding("word " * 12 + "[[Maribel]]", file="posts/" + "a" * 40 + ".txt")
    lines = written(Report((finding,), posts=1), width=30, show_phi=True).splitlines()
    assert lines[0] == f"{finding.file}:1:61"
    assert sum("|" in line for line in lines) == 2


def test_colours_take_no_room(make_finding: MakeFinding) -> None:
    report = Report((make_finding("[[Maribel]]"),), posts=1)
    whole = FORMATS["text"](report, VIEW)
    assert FORMATS["text"](report, replace(VIEW, width=max(map(len, click.unstyle(whole).splitlines())))) == whole


def test_in_clear_the_line_is_shown_with_a_caret(make_finding: MakeFinding) -> None:
    lines = written(Report((make_finding("Hi!\n\tour [[Maribel]] is home\nbye"),), posts=1), show_phi=True).splitlines()
    assert lines[1] == "    |  our Maribel is home"
    assert lines[2] == "    |      ^^^^^^^"


def test_masked_nothing_else_of_the_line_is_shown(make_finding: MakeFinding) -> None:
    text = written(Report((make_finding("Rosalind and [[Maribel]] of Tamarack"),), posts=1))
    assert not any(word in text for word in ("Rosalind", "Maribel", "Tamarack"))


@pytest.mark.parametrize("show_phi", [False, True])
def test_a_post_cannot_command_the_terminal(show_phi: bool, make_finding: MakeFinding) -> None:
    text = written(Report((make_finding("x\x1b[2J\x07 [[Mari\x1b[2Kbel]]\r\x9b!"),), posts=1), show_phi=show_phi)
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in text.replace("\n", ""))


def test_a_long_line_is_cut_around_the_finding(make_finding: MakeFinding) -> None:
    text = written(Report((make_finding("x " * 300 + "[[Maribel]]" + " y" * 300),), posts=1), show_phi=True)
    assert "Maribel" in text
    assert max(map(len, text.splitlines())) < 120


def test_a_line_of_the_post_is_cut_to_the_terminal_so_that_the_caret_points(make_finding: MakeFinding) -> None:
    report = Report((make_finding("x " * 300 + "[[Maribel]]" + " y" * 300),), posts=1)
    source, caret = written(report, show_phi=True, width=60).splitlines()[1:3]
    assert len(source) <= 60
    assert source[caret.index("^") :].startswith("Maribel")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"suggestion": Suggestion("", 4, 11)}, "write   nothing in its place; delete it", id="deletion"),
        pytest.param({"passage": Passage("our Maribel", Part.ALT_TEXT)}, "where   alt text", id="another part"),
        pytest.param({"passage": Passage("our Maribel", Part.IMAGE_TEXT)}, "where   in the picture", id="picture"),
        pytest.param({"reasons": ("one", "two")}, "why     one; two; in all 90% sure", id="several reasons"),
    ],
)
def test_what_else_is_said(changes: dict[str, object], said: str, make_finding: MakeFinding) -> None:
    assert f"    {said}" in written(Report((make_finding("our [[Maribel]]", **changes),), posts=1)).splitlines()


def test_occurrences_of_one_value_are_one_block(make_finding: MakeFinding) -> None:
    findings = (
        make_finding("[[Maribel]]\n\nMARIBEL and Maribel"),
        make_finding("Maribel\n\n[[MARIBEL]] and Maribel"),
        make_finding("Maribel\n\nMARIBEL and [[Maribel]]"),
    )
    text = written(Report(findings, posts=1))
    assert text.count("[a-names/patient]") == 1
    assert "    also    2 more times (line 3)" in text
    assert "3 findings in 1 post: 3 critical" in text


@pytest.mark.parametrize(
    ("report", "said"),
    [
        pytest.param(Report(posts=2), "no findings in 2 posts", id="clean"),
        pytest.param(Report(posts=1, skipped=1), "no findings in 1 post (1 file skipped)", id="one skipped"),
        pytest.param(Report(posts=0, skipped=2), "no findings in 0 posts (2 files skipped)", id="two skipped"),
        pytest.param(
            Report(posts=1, not_examined=1),
            "no findings in 1 post (1 picture, video or recording not examined)",
            id="a remote picture",
        ),
        pytest.param(Report((), (Failure("a", "b"),)), "no findings in 0 posts (1 failure)", id="a failure"),
    ],
)
def test_the_last_line(report: Report, said: str) -> None:
    assert written(report).splitlines()[-1] == said


def test_the_ignored_are_counted_and_shown_on_request(make_finding: MakeFinding) -> None:
    ignored = make_finding("[[Bell]]", verdict=Verdict.IGNORED, verdict_reason="our founder")
    low = make_finding("[[Vos]]", severity=Severity.LOW)
    report = Report((ignored, low), posts=1)
    assert written(report) == "no findings in 1 post (1 ignored)"
    assert "    ignored our founder" in written(report, show_all=True).splitlines()
    assert "1 low (1 ignored)" in written(report, min_severity=Severity.LOW)


def test_failures_say_where_and_why() -> None:
    report = Report(
        (), (Failure("a.txt", "is empty"), Failure("b.md", "is no YAML", line=3)), notes=("c.txt: is empty",)
    )
    assert written(report).splitlines()[:2] == ["a.txt  not examined  is empty", "b.md:3  not examined  is no YAML"]
    assert "c.txt: is empty" in written(report)


def test_quiet_leaves_findings_and_failures_only(make_finding: MakeFinding) -> None:
    report = Report((make_finding("[[Bell]]"),), (Failure("a.txt", "is empty"),), ("a note",), posts=1)
    text = written(report, quiet=True)
    assert "[a-names/patient]" in text
    assert "not examined" in text
    assert "a note" not in text
    assert "1 finding in" not in text
    assert written(Report(posts=1), quiet=True) == ""
