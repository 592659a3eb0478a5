"""`phi-lint rules` lists the rule set and tells every fault of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.rulebook import BUILT_IN, load
from phi_lint.types import Identifier

from fixtures import Run

RULE = """\
id: a-names/mascot
identifier: A
message: Name of our mascot.
why: It is a test.
fix: Delete it.
match: {terms: [tamarack]}
severity: critical
leaks: ["[[Tamarack]]", "our [[tamarack]]", "[[TAMARACK]]!"]
safe: ["a tree", "a bird", "a hill"]
references: [none]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    folder = tmp_path / "ours" / "a-names"
    folder.mkdir(parents=True)
    (folder / "mascot.yaml").write_text(RULE)
    return tmp_path / "ours"


def test_every_rule_is_listed_in_the_order_of_the_regulation(run: Run) -> None:
    outcome = run("rules")
    listed = [line.split()[0] for line in outcome.out.splitlines() if line.startswith("   ")]
    headings = [line.split()[0] for line in outcome.out.splitlines() if not line.startswith("   ")]
    assert outcome.code == 0
    assert listed == [rule.id for rule in load()]
    assert headings == [identifier.value for identifier in Identifier]


def test_the_configs_own_rules_are_listed_and_applied(run: Run, ours: Path) -> None:
    Path("phi-lint.toml").write_text('rules = ["ours"]\n')
    Path("a.txt").write_text("Say hi to Tamarack.\n")
    assert "a-names/mascot" in run("rules").out
    assert "a-names/mascot" in run("check", "a.txt").out


def test_a_sound_rule_set_says_so(run: Run, ours: Path) -> None:
    book = load()
    outcome = run("rules", "check", str(ours))
    assert outcome.code == 0
    assert outcome.out == f"{len(book.rules) + 1} rules and {len(book.cues)} cues, no faults\n"


def test_the_built_in_rules_are_checked_by_the_name_of_their_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phi_lint.rulebook.backtracking.holds_up", lambda *_: False)  # takes seconds, tested elsewhere
    (tmp_path / "rules").symlink_to(BUILT_IN)
    assert run("rules", "check", "rules").out == run("rules", "check").out


def test_every_fault_is_shown_at_once(run: Run, ours: Path) -> None:
    (ours / "a-names" / "mascot.yaml").write_text(RULE.replace("why:", "wy:").replace("critical", "critcal"))
    (ours / "a-names" / "other.yaml").write_text("[")
    outcome = run("rules", "check", str(ours))
    assert (outcome.code, outcome.out) == (2, "")
    for said in ("mascot.yaml:4: unknown key 'wy'", "mascot.yaml:7: ", "did you mean 'critical'?", "other.yaml:"):
        assert said in outcome.err
    assert outcome.err.splitlines()[-1] == f"{len(outcome.err.splitlines()) - 1} faults"


def test_check_refuses_a_faulty_rule_set(run: Run, ours: Path) -> None:
    (ours / "a-names" / "mascot.yaml").write_text("[")
    Path("phi-lint.toml").write_text('rules = ["ours"]\n')
    Path("a.txt").write_text("hi\n")
    outcome = run("check", "a.txt")
    assert outcome.code == 2
    assert "mascot.yaml" in outcome.err
