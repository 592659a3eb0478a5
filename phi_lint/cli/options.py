"""The flags that are settings: each has the name of its field in `Config`, and wins over the config file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from phi_lint.config import Config
from phi_lint.report import MODULES
from phi_lint.types import Severity

SEVERITIES = [severity.label for severity in Severity]


def _severity(_: click.Context, __: click.Parameter, value: str | None) -> Severity | None:
    return Severity[value.upper()] if value else None


def _listed(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """`--select A,B --select x-disclosure` as one tuple."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


REPORTING = (
    click.option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        callback=_severity,
        help="Exit with 1 from here on (default: high).",
    ),
    click.option(
        "--output-format",
        "--format",
        type=click.Choice(list(MODULES)),
        help="The report's form (default: text).",
    ),
    click.option("--baseline", metavar="FILE", help="The file of accepted findings."),
)
"""What only a report heeds."""
OPTIONS = (
    click.option(
        "--select",
        multiple=True,
        callback=_listed,
        metavar="RULES",
        help="Only these: a letter, a folder, a rule.",
    ),
    click.option("--ignore", multiple=True, callback=_listed, metavar="RULES", help="All but these."),
    click.option(
        "--min-severity",
        type=click.Choice(SEVERITIES),
        callback=_severity,
        help="Heed findings from here on (default: medium).",
    ),
    *REPORTING[:-1],
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Pass over these in folders, as .gitignore does."),
    click.option("--extend-exclude", multiple=True, metavar="PATTERN", help="Pass over these, too."),
    click.option(
        "--force-exclude",
        is_flag=True,
        default=None,
        help="Pass over named files, too, that are excluded, or JSON or YAML without posts.",
    ),
    click.option(
        "--respect-gitignore/--no-respect-gitignore", default=None, help="Pass over what git ignores (default)."
    ),
    REPORTING[-1],
    click.option("--model", metavar="PIPELINE", help="A spaCy pipeline in place of the built-in one."),
)


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the settings' flags, gathered into one `flags`, and --config and --isolated."""
    return _with(OPTIONS, command)


def finding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same without what only a report heeds: its form, its exit code, its baseline."""
    return _with([option for option in OPTIONS if option not in REPORTING], command)


def _with(options: Sequence[Callable[..., Any]], command: Callable[..., Any]) -> Callable[..., Any]:

    @click.option(
        "--config",
        "config_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Use this file.",
    )
    @click.option("--isolated", is_flag=True, help="Pay no heed to config files.")
    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        flags = {field.name: given.pop(field.name) for field in fields(Config) if field.name in given}
        return command(flags=flags, **given)

    for option in reversed(options):
        gathered = option(gathered)
    return gathered
