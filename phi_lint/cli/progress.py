"""A progress bar on a terminal: files done, rate, time left, findings so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

import click

from phi_lint.types import Report

WORTH_IT = 3
"""From so many files on there is something to wait for."""


def shown(reports: Iterable[Report], files: int, wanted: bool) -> Iterator[Report]:
    """The reports as they come, with a bar on standard error while they do."""
    if not wanted or files < WORTH_IT or not sys.stderr.isatty():
        yield from reports
        return
    begun, posts, findings = time.monotonic(), 0, 0

    def said(_: object) -> str:
        rate = posts / max(time.monotonic() - begun, 0.001)
        return f"{posts} posts, {rate:.0f}/s, {findings} finding{'' if findings == 1 else 's'}"

    with click.progressbar(length=files, file=sys.stderr, show_pos=True, show_eta=True, item_show_func=said) as bar:
        for report in reports:
            posts += report.posts
            findings += len(report.findings)
            if report.findings or report.failures:
                click.echo("\r\x1b[2K", nl=False, err=True)  # what is printed now must not stand beside the bar
            yield report
            bar.update(1, report)
