"""Annotations on a pull request, as GitHub Actions reads them from a job's output.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from phi_lint.report.counts import shown
from phi_lint.report.spot import spot
from phi_lint.report.view import View
from phi_lint.report.wording import sentence, what_failed
from phi_lint.types import Report, Severity

COMMANDS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "notice"}


def write(report: Report, view: View) -> str:
    """The whole report."""
    return "\n".join(stream([report], view))


def stream(reports: Iterable[Report], view: View) -> Iterator[str]:
    """One workflow command a finding or failure."""
    for report in reports:
        for finding in shown(report, view.min_severity, view.show_all):
            place = finding.place
            file, line = spot(finding)
            where = {"file": file, "line": line, "col": place.column, "endLine": place.end_line}
            if place.line == place.end_line:  # GitHub ignores columns of an annotation over several lines
                where["endColumn"] = place.end_column
            title = f"{finding.severity.label}: {finding.rule}"
            yield _command(COMMANDS[finding.severity], where | {"title": title}, sentence(finding, view))
        for failure in report.failures:
            where = {"file": failure.file, "line": failure.line, "title": "not examined"}
            yield _command("error", where, what_failed(failure))


def _command(name: str, properties: Mapping[str, object], message: str) -> str:
    told = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items() if value is not None)
    return f"::{name} {told}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
