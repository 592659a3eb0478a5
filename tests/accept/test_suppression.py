"""A suppression needs a reason, is counted, and is reported where nothing needs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.accept import apply
from phi_lint.lint import Linter, Target, find_targets
from phi_lint.rulebook import Rulebook
from phi_lint.types import Post, Report, Suppression, Verdict

from fixtures import MakeFinding

LEAK = "Bed 4, MRN: 00123456, going home today!\n"
RULE = "h-medical-record-numbers/labelled"


def check(linter: Linter, text: str) -> Report:
    return linter.check([Target("posts/a.md", None, text.encode())])


def of_the_number(report: Report) -> tuple[Verdict, str | None]:
    (finding,) = [finding for finding in report.findings if finding.rule == RULE]
    return finding.verdict, finding.verdict_reason


SILENCED = [
    pytest.param(f"---\nphi_lint:\n  ignore: {{{RULE}: a training label}}\n---\n", id="front matter, the rule"),
    pytest.param("---\nphi_lint: {ignore: {h-medical-record-numbers: a training label}}\n---\n", id="the folder"),
    pytest.param("---\nphi_lint: {ignore: {H: a training label}}\n---\n", id="the letter"),
    pytest.param(f"<!-- phi-lint: ignore {RULE}: a training label -->\n", id="an HTML comment"),
    pytest.param("<!-- phi-lint: ignore H: a training label -->\n", id="a comment by the letter"),
]


@pytest.mark.parametrize("head", SILENCED)
def test_a_post_silences_a_rule_with_a_reason(head: str, linter: Linter) -> None:
    report = check(linter, head + LEAK)
    assert of_the_number(report) == (Verdict.IGNORED, "a training label")
    assert report.notes == ()


def test_only_the_rule_that_is_named_is_silent(linter: Linter) -> None:
    report = check(linter, "<!-- phi-lint: ignore A: she is our founder -->\n" + LEAK)
    assert of_the_number(report) == (Verdict.REPORTED, None)


@pytest.mark.parametrize(
    ("head", "note"),
    [
        pytest.param("---\nphi_lint: {ignore: {N: our site}}\n---\n", "posts/a.md:2: the suppression of 'N'", id="top"),
        pytest.param("\n<!-- phi-lint: ignore N: our site -->\n", "posts/a.md:2: the suppression of 'N'", id="comment"),
    ],
)
def test_a_suppression_that_nothing_needs_is_reported(head: str, note: str, linter: Linter) -> None:
    (said,) = check(linter, head + LEAK).notes
    assert said == f"{note} is not needed; delete it"


def test_a_suppression_without_a_reason_is_a_failure_not_a_pass(linter: Linter) -> None:
    report = check(linter, "---\nphi_lint: {ignore: {H: }}\n---\n" + LEAK)
    assert ["without a reason" in failure.reason for failure in report.failures] == [True]


@pytest.mark.parametrize(
    ("pattern", "file", "verdict"),
    [
        pytest.param("posts/*", "posts/a.txt", Verdict.IGNORED, id="as the user named it"),
        pytest.param("posts/*", "{root}/posts/a.txt", Verdict.IGNORED, id="named by its whole path"),
        pytest.param("*.txt", "posts/a.txt", Verdict.IGNORED, id="anywhere"),
        pytest.param("posts/b.txt", "posts/a.txt", Verdict.REPORTED, id="another file"),
        pytest.param("old/*", "posts/a.txt", Verdict.REPORTED, id="another folder"),
    ],
)
def test_the_config_silences_a_rule_in_some_paths(
    pattern: str, file: str, verdict: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.txt").write_text(LEAK)
    (tmp_path / "phi-lint.toml").write_text(f'[suppress]\n"{pattern}" = {{ {RULE!r} = "training labels" }}\n')
    targets, _, _ = find_targets([file.format(root=tmp_path)])
    expected = "training labels" if verdict is Verdict.IGNORED else None
    assert of_the_number(Linter().check(targets)) == (verdict, expected)


def test_of_two_wishes_the_first_gives_the_reason_and_the_other_is_not_needed(
    make_finding: MakeFinding, rulebook: Rulebook
) -> None:
    wishes = (Suppression("A", "one", "a.txt:1"), Suppression("a-names/patient", "two", "a.txt:2"))
    judged, notes = apply(Post("a.txt", "a", suppressions=wishes), [make_finding("[[Bell]]")], rulebook, {}, None)
    assert [(finding.verdict, finding.verdict_reason) for finding in judged] == [(Verdict.IGNORED, "one")]
    assert len(notes) == 1
    assert notes[0].startswith("a.txt:2:")


def test_a_comment_to_us_that_says_nothing_known_is_a_failure(linter: Linter) -> None:
    report = check(linter, f"<!-- phi-lint: ignor {RULE}: a training label -->\n" + LEAK)
    (failure,) = report.failures
    assert (failure.line, "cannot be understood" in failure.reason) == (1, True)
