"""`phi-lint baseline`: accept what a check reports, with who, why and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from phi_lint.cli.options import settings_options

YEAR = 365
"""Days after which somebody must look again, unless told otherwise."""


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The last day of an acceptance. Raises BadParameter for one that is over: it would accept nothing."""
    try:
        day = date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter("write a day as 2026-05-01") from None
    if day is not None and day < datetime.now(UTC).date():
        raise click.BadParameter(f"{day} is over; name today or a later day")
    return day


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@settings_options
@click.option("--reviewer", help="Who looked at the findings and answers for them.")
@click.option("--reason", help="Why they may be published.")
@click.option("--expires", callback=_day, metavar="DAY", help="The last day on which that holds (default: in a year).")
@click.option("--prune", is_flag=True, help="Only delete entries that cover nothing any more.")
def baseline(
    paths: tuple[str, ...],
    flags: dict[str, Any],
    config_file: Path | None,
    isolated: bool,
    reviewer: str | None,
    reason: str | None,
    expires: date | None,
    prune: bool,
) -> int:
    """Accept the findings of medium severity and above in PATHS, and delete entries that nothing needs.

    An edit of the post, or the day, opens them again.
    """
    from phi_lint.accept.baseline import Baseline, read, write
    from phi_lint.cli.accepting import baseline_file
    from phi_lint.lint import Linter, find_targets
    from phi_lint.report.wording import what_failed, where_failed

    if not prune and not (reviewer and reviewer.strip() and reason and reason.strip()):
        raise click.UsageError("name who answers for it and why: --reviewer NAME --reason TEXT")
    linter = Linter(flags, config_file, isolated)
    config = linter.config_for(None)
    today = datetime.now(UTC).date()
    file = baseline_file(config)
    known = Baseline(file, read(file) if file.is_file() else (), today)
    targets, missing, _ = find_targets(paths or (".",), linter.config_for)
    new = []
    failures = list(missing)
    for target in targets:
        report = linter.check_file(target)
        failures += report.failures
        findings, _ = known.apply(report.findings, target.file)
        severe = [finding for finding in findings if finding.severity >= config.min_severity]
        if not prune:
            until = expires or today + timedelta(days=YEAR)
            new += known.new_entries(severe, str(reviewer), str(reason), until)
    for failure in failures:
        click.echo(f"{where_failed(failure)}: not examined: {what_failed(failure)}", err=True)
    gone = set() if failures else set(known.not_needed())
    expired = {entry for entry in known.used if date.fromisoformat(entry.expires) < today}
    kept = [entry for entry in known.entries if entry not in gone and (prune or entry not in expired)]
    try:
        write(file, [*kept, *new])
    except OSError as error:
        raise click.FileError(str(file), f"cannot be written: {error.strerror}") from None
    click.echo(f"{file}: {len(new)} added, {len(known.entries) - len(kept)} deleted, {len(kept)} kept")
    return 2 if failures else 0
