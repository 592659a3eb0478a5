"""`phi-lint completion SHELL`: the script that completes commands, flags and rules."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_PHI_LINT_COMPLETE"
"""What click looks for in the environment."""


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    For example: eval "$(phi-lint completion bash)" in ~/.bashrc.
    """
    own = get_completion_class(shell)
    assert own is not None  # noqa: S101 - the choice above
    click.echo(own(context.find_root().command, {}, "phi-lint", VARIABLE).source())


def rule_ids(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The rules whose ids begin with what was typed."""
    from phi_lint.config import here
    from phi_lint.rulebook import BUILT_IN, outline

    told = outline((BUILT_IN, *here().rule_folders))
    return [CompletionItem(rule, help=message) for rule, _, message in told if rule.startswith(begun)]
