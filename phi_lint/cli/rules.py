"""`phi-lint rules`: the rule set, and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from phi_lint.config import here
from phi_lint.errors import FaultyRulesError
from phi_lint.rulebook import BUILT_IN, load, outline
from phi_lint.types import Identifier


@click.group(invoke_without_command=True)
@click.pass_context
def rules(context: click.Context) -> None:
    """List the rules, in the order of the regulation."""
    if context.invoked_subcommand is not None:
        return
    click.echo("\n".join(listed(outline((BUILT_IN, *here().rule_folders)))))


def listed(told: Iterable[tuple[str, Identifier, str]]) -> Iterator[str]:
    """Rules under the headings of their identifiers, in the order of the regulation."""
    told = list(told)
    for identifier in Identifier:
        own = [(rule, message) for rule, letter, message in told if letter is identifier]
        if own:
            yield click.style(f"{identifier}  {identifier.plain_name}", bold=True)
        yield from (f"   {rule:<42} {message}" for rule, message in own)


@rules.command("check")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def check_rules(folders: tuple[Path, ...]) -> int:
    """Check rule files and show every fault of every file at once.

    Checks the built-in rules and the config's own; with FOLDERS, those beside the built-in ones. Where there are own
    ones, only these are tried on texts that could hold a pattern up; the built-in ones were.
    """
    own = folders or here().rule_folders
    try:
        rulebook = load((BUILT_IN, *own), compile_all=True, tried=own or (BUILT_IN,))
    except FaultyRulesError as error:
        click.echo("\n".join(map(str, error.faults)), err=True)
        click.echo(f"{len(error.faults)} fault{'s' if len(error.faults) > 1 else ''}", err=True)
        return 2
    click.echo(f"{len(rulebook.rules)} rules and {len(rulebook.cues)} cues, no faults")
    return 0
