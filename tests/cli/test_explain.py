"""`phi-lint explain` says all that a rule knows of itself."""

from __future__ import annotations

import pytest
from phi_lint.cli.explain import explanation
from phi_lint.rulebook import load
from phi_lint.rulebook.rule import Rule

from fixtures import Run


def test_a_rule_is_explained(run: Run) -> None:
    outcome = run("explain", "a-names/patient")
    rule = load().rules["a-names/patient"]
    assert outcome.code == 0
    for said in (rule.id, rule.message, rule.fix, "Leaks:", "Safe:", "Case: Cadia", *rule.references):
        assert said in outcome.out


@pytest.mark.parametrize("rule", list(load()), ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(rule: Rule) -> None:
    text = explanation(rule)
    examples = [line for line in text.splitlines() if line.startswith("  ")]
    assert len(examples) == len(rule.leaks) + len(rule.safe)
    assert sum("[[" in line for line in examples) >= len(rule.leaks)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        pytest.param("a-names/patien", "no rule 'a-names/patien'; did you mean 'a-names/patient'?", id="near"),
        pytest.param("names", "no rule 'names'; did you mean 'a-names'?", id="a folder without its letter"),
        pytest.param("zzzz", "no rule 'zzzz'; `phi-lint rules` lists them", id="far"),
    ],
)
def test_an_unknown_rule_names_the_nearest(word: str, said: str, run: Run) -> None:
    outcome = run("explain", word)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("/") <= 3


@pytest.mark.parametrize("word", ["A", "a", "a-names", "a-names/"])
def test_the_rules_of_a_group_are_listed_with_their_messages(word: str, run: Run) -> None:
    outcome = run("explain", word)
    own = [rule for rule in load() if rule.identifier == "A"]
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()[1:]] == [rule.id for rule in own]
    assert all(rule.message in outcome.out for rule in own)
