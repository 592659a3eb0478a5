"""GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format)."""

from __future__ import annotations

import hashlib
import json

from phi_lint.report.counts import shown
from phi_lint.report.fingerprint import fingerprints
from phi_lint.report.spot import spot
from phi_lint.report.view import View
from phi_lint.report.wording import sentence, what_failed
from phi_lint.types import Failure, Report, Severity

SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "info",
}


def write(report: Report, view: View) -> str:
    """A JSON list with an issue for each finding and failure."""
    issues = [
        _issue(
            finding.rule,
            sentence(finding, view),
            fingerprint,
            SEVERITIES[finding.severity],
            *spot(finding),
        )
        for finding, fingerprint in fingerprints(shown(report, view.min_severity, view.show_all))
    ]
    return json.dumps([*issues, *map(_failure, report.failures)], ensure_ascii=False, indent=2)


def _failure(failure: Failure) -> dict[str, object]:
    told = f"{failure.file}\0{failure.media}\0{failure.reason}"
    fingerprint = hashlib.sha256(told.encode()).hexdigest()[:32]
    reason = f"Not examined: {what_failed(failure)}"
    return _issue("not-examined", reason, fingerprint, "blocker", failure.file, failure.line)


def _issue(
    rule: str, description: str, fingerprint: str, severity: str, file: str, line: int | None
) -> dict[str, object]:
    return {
        "type": "issue",
        "check_name": rule,
        "description": description,
        "categories": ["Security"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": {"path": file, "lines": {"begin": line or 1}},
    }
