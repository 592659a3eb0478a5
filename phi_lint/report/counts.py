"""The numbers at the foot of every report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from phi_lint.report.view import View
from phi_lint.types import Finding, Report, Severity, Verdict


def counted(number: int, noun: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shown(report: Report, min_severity: Severity, show_all: bool) -> list[Finding]:
    """The findings that a report lists: severe enough and, unless all are asked for, neither ignored nor accepted."""
    return [
        finding
        for finding in report.findings
        if finding.severity >= min_severity and (show_all or finding.verdict is Verdict.REPORTED)
    ]


class Tally:
    """The same numbers, gathered from reports as they come and go."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.posts = self.findings = self.failures = self.not_examined = self.skipped = 0
        self.severities: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.files: Counter[str] = Counter()

    def add(self, report: Report) -> None:
        """Count one more report in."""
        listed = shown(report, self._view.min_severity, self._view.show_all)
        self.posts += report.posts
        self.findings += len(listed)
        self.failures += len(report.failures)
        self.not_examined += report.not_examined
        self.skipped += report.skipped
        self.severities.update(finding.severity.label for finding in listed)
        self.verdicts.update(finding.verdict.value for finding in report.findings)
        self.rules.update(finding.rule for finding in listed)
        self.files.update(finding.file for finding in listed)

    @property
    def unexamined(self) -> str:
        """How many media nobody looked at, in words; they may give away what the posts do not."""
        if self.not_examined == 1:
            return "1 picture, video or recording not examined"
        return f"{self.not_examined} pictures, videos or recordings not examined"

    @property
    def by_severity(self) -> Mapping[str, int]:
        """How many listed findings of each severity, the worst first."""
        return {severity.label: self.severities[severity.label] for severity in sorted(Severity, reverse=True)}

    @property
    def by_verdict(self) -> Mapping[str, int]:
        """How many findings of each verdict, listed or not."""
        return {verdict.value: self.verdicts[verdict.value] for verdict in Verdict}
