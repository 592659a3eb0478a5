"""`phi-lint explain RULE`: why, what leaks, what is safe, what the regulation says."""

from __future__ import annotations

import click

from phi_lint.cli.completion import rule_ids
from phi_lint.config import here
from phi_lint.rulebook import BUILT_IN, find_rule, outline
from phi_lint.rulebook.rule import Example, Rule
from phi_lint.strict import nearest


@click.command()
@click.argument("rule", shell_complete=rule_ids)
def explain(rule: str) -> None:
    """Explain a rule: why it is there, examples, the mend, the regulation and a real case."""
    folders = (BUILT_IN, *here().rule_folders)
    found = find_rule(rule, folders)
    if found is None:
        raise click.UsageError(f"no rule {rule!r}; {nearest(rule, [known for known, _, _ in outline(folders)])}")
    click.echo(explanation(found))


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
