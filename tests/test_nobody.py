"""Nothing is found in the words that redaction writes, and those words hide nothing else."""

from __future__ import annotations

import pytest
from phi_lint.lint import Linter, Target
from phi_lint.nobody import names_nobody
from phi_lint.rulebook import Rulebook, marked_span
from phi_lint.types import Severity

ROWS = [
    pytest.param("So proud of [[one of our patients]]!", True, id="a role"),
    pytest.param("proud of one [[of our patients]]", True, id="a part of it"),
    pytest.param("she was [[90]] or older", True, id="an age as the regulation allows it"),
    pytest.param("que cumplió [[90]] años o más", True, id="and in Spanish"),
    pytest.param("2[[/]]3", True, id="no letter and no digit"),
    pytest.param("proud of our patient [[Maribel]]", False, id="a name beside one"),
    pytest.param("[[our patient Maribel]]", False, id="a name with one"),
    pytest.param("she was [[97]] or older", False, id="an age"),
    pytest.param("[[1/3]] Why we ask\n2/3 What we do", True, id="a part of a thread"),
    pytest.param("Why we ask. [[2/3]] What we do. 3/3 Call us.", True, id="a part within a line"),
    pytest.param("Why we ask ([[1/2]])\n\nCall us (2/2)", True, id="a part in brackets"),
    pytest.param("🧵 1/4 Why we ask\n\nWhat we do [[2/4]]", True, id="a part at a line's end"),
    pytest.param("1/3 Why we ask\n[[2/]]3 What we do", True, id="a piece of such a number"),
    pytest.param("[[1/3]] she was admitted", False, id="one number alone may be a day"),
    pytest.param("Seen on 3/14 and again on [[4/14]] at noon", False, id="days within a sentence"),
    pytest.param("[[3/14]] admitted\n3/16 home", False, id="days of a month"),
    pytest.param("[[12/3]] admitted\n11/3 seen", False, id="more than there are"),
    pytest.param("[[Nowhere our patients]]", False, id="a name before one"),
]


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_what_names_nobody(marked: str, expected: bool) -> None:
    assert names_nobody(*marked_span(marked)) is expected


def test_a_label_names_nobody() -> None:
    assert names_nobody("Seen by [NAME]", 9, 13)


def test_no_example_of_a_rule_names_nobody(rulebook: Rulebook) -> None:
    examples = [(rule.id, each if isinstance(each, str) else each.text) for rule in rulebook for each in rule.leaks]
    assert [rule for rule, text in examples if names_nobody(*marked_span(text))] == []


@pytest.mark.parametrize("text", ["She was 90 or older, she ran the last phone box. Our patient died yesterday."])
def test_an_aggregated_age_is_no_finding(text: str, linter: Linter) -> None:
    found = linter.check_file(Target("a.txt", None, text.encode())).findings
    assert "90" not in {finding.value for finding in found if finding.severity >= Severity.MEDIUM}
