"""`check --annotate DIR`: copies of the pictures with numbered boxes, for people who would rather look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from phi_lint.errors import UnreadableError
from phi_lint.lint import Linter, Target
from phi_lint.types import Finding, Report, Severity, Verdict


def remembering(reports: Iterable[Report], boxed: list[Finding]) -> Iterator[Report]:
    """The reports as they come, with what was found in pictures put aside."""
    for report in reports:
        boxed += (f for f in report.findings if f.box is not None and f.verdict is Verdict.REPORTED)
        yield report


def annotate(
    linter: Linter,
    targets: Sequence[Target],
    boxed: Sequence[Finding],
    folder: Path,
    least: Severity,
    in_clear: bool,
    by_rule: bool = False,
) -> None:
    """Write the copies and say which finding each number is."""
    from phi_lint.annotating import annotated

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content, findings in annotated(linter, targets, boxed, least, in_clear, by_rule):
            (folder / name).write_bytes(content)
            click.echo(str(folder / name), err=True)
            for number, finding in enumerate(findings, 1):
                click.echo(f"    {number}  {finding.severity.label}  {finding.message}  [{finding.rule}]", err=True)
    except OSError as error:
        raise click.FileError(str(folder), f"cannot be written: {error.strerror}") from None
    except UnreadableError as error:
        raise click.ClickException(error.reason) from None
