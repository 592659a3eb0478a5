"""`phi-lint check`: does a post identify a patient?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from phi_lint import __version__
from phi_lint.cli.options import settings_options
from phi_lint.lint import STANDARD_INPUT, Linter, Target, find_targets
from phi_lint.report import FORMATS, View
from phi_lint.strict import nearest
from phi_lint.types import Report, Severity, Verdict


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@settings_options
@click.option("-o", "--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--show-all", is_flag=True, help="Also show ignored, accepted and authorized findings.")
@click.option("--show-phi", is_flag=True, help="Show found values in clear, also outside a terminal.")
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called in the report.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and failures only.")
def check(
    paths: tuple[str, ...],
    flags: dict[str, Any],
    config_file: Path | None,
    isolated: bool,
    output_file: Path | None,
    exit_zero: bool,
    show_all: bool,
    show_phi: bool,
    stdin_filename: str | None,
    quiet: bool,
) -> int:
    """Check posts: files, folders, or - for standard input; the current folder where none is named.

    Exits with 0 where nothing is found, 1 where something is found at or above --fail-on, 2 where something
    could not be examined.
    """
    linter = Linter(flags, config_file, isolated)
    config = linter.config_for(None)
    if config.output_format not in FORMATS:
        raise click.UsageError(f"no output format {config.output_format!r}; {nearest(config.output_format, FORMATS)}")
    rulebook = linter.rulebook(config)
    standard_input = (
        [Target(stdin_filename or STANDARD_INPUT, None, sys.stdin.buffer.read())] if STANDARD_INPUT in paths else []
    )
    targets, missing, skipped = find_targets(path for path in paths or (".",) if path != STANDARD_INPUT)
    found = linter.check([*standard_input, *targets])
    report = Report(found.findings, (*missing, *found.failures), found.notes, found.posts, found.not_examined, skipped)
    at_terminal = output_file is None and sys.stdout.isatty() and not os.environ.get("CI")
    view = View(
        version=__version__,
        rules_digest=rulebook.digest,
        min_severity=config.min_severity,
        show_all=show_all,
        show_phi=show_phi or at_terminal,
        quiet=quiet,
    )
    text = FORMATS[config.output_format](report, view)
    if output_file is not None:
        _write(output_file, click.unstyle(text))
    elif text:
        click.echo(text)
    return exit_code(report, config.fail_on, exit_zero)


def exit_code(report: Report, fail_on: Severity, exit_zero: bool) -> int:
    """2 where something could not be examined, 1 where something is found that must not be published, else 0."""
    if report.failures:
        return 2
    stops = any(f.verdict is Verdict.REPORTED and f.severity >= fail_on for f in report.findings)
    return 1 if stops and not exit_zero else 0


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(file), f"cannot be written: {error.strerror}") from None
