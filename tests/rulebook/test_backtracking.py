"""A pattern that a text can hold up is a fault; none of ours is one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from phi_lint.rulebook import BUILT_IN, load
from phi_lint.rulebook.backtracking import holds_up
from phi_lint.rulebook.compiling import compiled

from fixtures import Run

BAD = [
    pytest.param(r"(a+)+$", id="a repetition in a repetition"),
    pytest.param(r"(?:\w|\w\w|\w+)+!", id="alternatives that overlap"),
    pytest.param(r"(?x) MRN \s* (?P<value> (?: \w | \w\w | \w+ )+ ) !", id="behind a label, before what must follow"),
    pytest.param(r"(?:[a-z]+\s*)*:", id="a separator that may be missing"),
    pytest.param(r"(?i)(?<!\w)(?:a|b|ab)+c", id="one way through is two others"),
    pytest.param(r"(\p{L}+)*-$", id="what only `regex` can read"),
    pytest.param(r"(.*a){12}b", id="many times anything"),
]
GOOD = [
    pytest.param(r"(a++)+$", id="possessive"),
    pytest.param(r"(?:[a-z]+\s)*+:", id="possessive outside"),
    pytest.param(r"\b\d{3}-\d{4}\b", id="counted"),
    pytest.param(r"(?:x{0,40}\ ){0,3}y", id="limited"),
    pytest.param(r"\s+$", id="slower than the text grows, but not by much"),
]


@pytest.mark.parametrize("pattern", BAD)
def test_a_pattern_that_can_be_held_up_is_found_soon(pattern: str) -> None:
    begun = time.process_time()
    assert holds_up(compiled(pattern))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("pattern", GOOD)
def test_a_sound_pattern_passes(pattern: str) -> None:
    assert not holds_up(compiled(pattern))


def test_none_of_ours_can_be_held_up() -> None:
    assert load(tried=(BUILT_IN,), compile_all=True).rules


def test_rules_check_refuses_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours" / "a-names").mkdir(parents=True)
    (tmp_path / "ours" / "a-names" / "slow.yaml").write_text(
        """\
id: a-names/slow
identifier: A
message: Slow.
why: It is a test.
fix: Delete it.
match: {pattern: '(?:\\w+\\s?)+!'}
severity: critical
leaks: ["[[a!]]", "[[b!]]", "[[c!]]"]
safe: [a, b, c]
references: [none]
"""
    )
    outcome = run("rules", "check", "ours")
    assert outcome.code == 2
    assert "slow.yaml:6: a text of 10000 characters can hold the pattern up" in outcome.err
