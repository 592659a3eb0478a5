"""The numbers at the foot of every report."""

from __future__ import annotations

from collections.abc import Sequence

from phi_lint.types import Finding, Report, Severity, Verdict


def shown(report: Report, min_severity: Severity, show_all: bool) -> list[Finding]:
    """The findings that a report lists: severe enough and, unless all are asked for, neither ignored nor accepted."""
    return [
        finding
        for finding in report.findings
        if finding.severity >= min_severity and (show_all or finding.verdict is Verdict.REPORTED)
    ]


def by_severity(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity, the worst first."""
    return {
        severity.label: sum(finding.severity is severity for finding in findings)
        for severity in sorted(Severity, reverse=True)
    }


def by_verdict(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each verdict."""
    return {verdict.value: sum(finding.verdict is verdict for finding in findings) for verdict in Verdict}
