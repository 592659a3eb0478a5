"""`phi-lint explain RULE`: why, what leaks, what is safe, what the regulation says."""

from __future__ import annotations

import click

from phi_lint.lint import Linter
from phi_lint.rulebook.rule import Example, Rule
from phi_lint.strict import nearest


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain a rule: why it is there, examples, the mend, the regulation and a real case."""
    linter = Linter()
    rulebook = linter.rulebook(linter.config_for(None))
    if rule not in rulebook.rules:
        raise click.UsageError(f"no rule {rule!r}; {nearest(rule, rulebook.rules)}")
    click.echo(explanation(rulebook.rules[rule]))


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
