"""The JSON report, version 1: a contract (docs/report.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from phi_lint.masking import mask
from phi_lint.report.counts import Tally, shown
from phi_lint.report.view import View
from phi_lint.types import Failure, Finding, Report

SCHEMA = "phi-lint-report/1"


def write(report: Report, view: View) -> str:
    """The report as one JSON document."""
    findings = shown(report, view.min_severity, view.show_all)
    tally = Tally(view)
    tally.add(report)
    content = {
        "schema": SCHEMA,
        "tool": {"name": "phi-lint", "version": view.version, "rules": view.rules_digest},
        "summary": summary_as_json(tally),
        "findings": [finding_as_json(finding, view) for finding in findings],
        "failures": [failure_as_json(failure) for failure in report.failures],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def summary_as_json(tally: Tally) -> dict[str, Any]:
    """The numbers with the keys of the contract."""
    return {
        "posts": tally.posts,
        "findings": tally.findings,
        "by_severity": dict(tally.by_severity),
        "by_verdict": dict(tally.by_verdict),
        "failures": tally.failures,
        "not_examined": tally.not_examined,
        "skipped": tally.skipped,
    }


def failure_as_json(failure: Failure) -> dict[str, Any]:
    """One failure with the keys of the contract."""
    return {"file": failure.file, "media": failure.media, "line": failure.line, "reason": failure.reason}


def finding_as_json(finding: Finding, view: View) -> dict[str, Any]:
    """One finding with the keys of the contract."""
    place, suggestion = finding.place, finding.suggestion
    return {
        "rule": finding.rule,
        "identifier": finding.identifier.value,
        "severity": finding.severity.label,
        "confidence": finding.confidence,
        "about": finding.about.value,
        "reasons": list(finding.reasons),
        "message": finding.message,
        "file": finding.file,
        "post": finding.post,
        "part": finding.passage.part.value,
        "start": place.start,
        "end": place.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "where": dict(finding.passage.where) or None,
        "media": finding.passage.media,
        "box": list(finding.box) if finding.box else None,
        "excerpt": finding.value if view.show_phi else mask(finding.value),
        "suggestion": suggestion and {"text": suggestion.text, "start": suggestion.start, "end": suggestion.end},
        "verdict": finding.verdict.value,
        "verdict_reason": finding.verdict_reason,
    }
