"""The report as JSON Lines: a line for the tool, one for each finding and failure as they come, one for the summary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from phi_lint.report.counts import Tally, shown
from phi_lint.report.json import SCHEMA, failure_as_json, finding_as_json, summary_as_json
from phi_lint.report.view import View
from phi_lint.types import Report


def write(report: Report, view: View) -> str:
    """The whole report."""
    return "\n".join(stream([report], view))


def stream(reports: Iterable[Report], view: View) -> Iterator[str]:
    """One JSON object a line, each with its `type`: tool, finding, failure, summary."""
    tally = Tally(view)
    yield _line("tool", {"schema": SCHEMA, "name": "phi-lint", "version": view.version, "rules": view.rules_digest})
    for report in reports:
        tally.add(report)
        for finding in shown(report, view.min_severity, view.show_all):
            yield _line("finding", finding_as_json(finding, view))
        for failure in report.failures:
            yield _line("failure", failure_as_json(failure))
    yield _line("summary", summary_as_json(tally))


def _line(kind: str, content: dict[str, Any]) -> str:
    return json.dumps({"type": kind, **content}, ensure_ascii=False)
