"""`phi-lint explain RULE`: why, what leaks, what is safe, what the regulation says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from phi_lint.cli.completion import rule_ids
from phi_lint.cli.rules import listed
from phi_lint.config import here
from phi_lint.rulebook import BUILT_IN, find_rule, outline
from phi_lint.rulebook.rule import Example, Rule
from phi_lint.strict import near
from phi_lint.types import Identifier


@click.command()
@click.argument("rule", shell_complete=rule_ids)
def explain(rule: str) -> None:
    """Explain a rule: why it is there, examples, the mend, the regulation and a real case.

    For a letter or a folder, as A or a-names, list its rules.
    """
    folders = (BUILT_IN, *here().rule_folders)
    found = find_rule(rule, folders)
    click.echo(explanation(found) if found is not None else "\n".join(listed(_group(rule, folders))))


def _group(word: str, folders: Sequence[Path]) -> list[tuple[str, Identifier, str]]:
    """The rules of a letter or a folder. Raises UsageError where there are none."""
    told = outline(folders)
    group = [each for each in told if word.upper() == each[1] or each[0].startswith(f"{word.rstrip('/')}/")]
    if not group:
        letters = (identifier.value for identifier in Identifier)
        known = {*letters, *(name for rule, _, _ in told for name in (rule, rule.split("/")[0]))}
        raise click.UsageError(f"no rule {word!r}; {near(word, known) or '`phi-lint rules` lists them'}")
    return group


def explanation(rule: Rule) -> str:
    """All that a rule says of itself."""
    parts = [
        click.style(f"{rule.id}  ({rule.identifier}: {rule.identifier.plain_name})", bold=True),
        rule.message,
        f"Why: {rule.why}",
        f"Fix: {rule.fix}",
        "Leaks:\n" + "\n".join(f"  {_line(example)}" for example in rule.leaks),
        "Safe:\n" + "\n".join(f"  {_line(example)}" for example in rule.safe),
        *([f"Case: {rule.case}"] if rule.case else []),
        "See: " + ", ".join(rule.references),
    ]
    return "\n\n".join(part.strip() for part in parts)


def _line(example: str | Example) -> str:
    text = example if isinstance(example, str) else example.text
    return " ".join(text.split())
