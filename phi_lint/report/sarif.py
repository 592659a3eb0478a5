"""SARIF 2.1.0, as GitHub code scanning takes it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from phi_lint.report.counts import shown
from phi_lint.report.fingerprint import fingerprints
from phi_lint.report.spot import spot
from phi_lint.report.view import View
from phi_lint.report.wording import sentence, what_failed
from phi_lint.rulebook import Rule
from phi_lint.types import Failure, Finding, Report, Severity, Verdict

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.CRITICAL: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note"}
SECURITY = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.0", Severity.LOW: "2.0"}
"""GitHub's `security-severity`: above 9 is critical, from 7 high, from 4 medium, below low."""


def write(report: Report, view: View) -> str:
    """One run with its rules, results and what could not be examined."""
    findings = shown(report, view.min_severity, view.show_all)
    ids = sorted({finding.rule for finding in findings})
    driver: dict[str, Any] = {
        "name": "phi-lint",
        "semanticVersion": view.version,
        "rules": [
            _rule(name, view.rules.get(name), max(f.severity for f in findings if f.rule == name)) for name in ids
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": [_notification(failure) for failure in report.failures],
            }
        ],
        "results": [_result(finding, print_, ids, view) for finding, print_ in fingerprints(findings)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(name: str, rule: Rule | None, worst: Severity) -> dict[str, Any]:
    told: dict[str, Any] = {"id": name, "name": name, "properties": {"security-severity": SECURITY[worst]}}
    if rule is not None:
        text = f"{rule.why}\n\nFix: {rule.fix}\n\nSee: {', '.join(rule.references)}"
        told |= {
            "shortDescription": {"text": rule.message},
            "fullDescription": {"text": rule.why},
            "help": {"text": text, "markdown": text.replace("Fix:", "**Fix:**").replace("See:", "**See:**")},
            "defaultConfiguration": {"level": LEVELS[worst]},
        }
        told["properties"]["tags"] = ["privacy", "hipaa", rule.identifier.plain_name]
    return told


def _result(finding: Finding, fingerprint: str, ids: list[str], view: View) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": {"text": sentence(finding, view)},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"phiLintPlace/v1": fingerprint},
        "properties": {
            "severity": finding.severity.label,
            "confidence": finding.confidence,
            "about": finding.about.value,
            "part": finding.passage.part.value,
        },
    }
    if finding.verdict is not Verdict.REPORTED:
        reason = finding.verdict_reason or finding.verdict.value
        kind = "inSource" if finding.verdict is Verdict.IGNORED else "external"
        result["suppressions"] = [{"kind": kind, "justification": reason}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    file, line = spot(finding)
    if line is None and finding.passage.media:
        file = finding.passage.media
    # Code scanning refuses a location without a region: what has no place in text stands on the first line.
    region: dict[str, Any] = {"startLine": line or 1}
    if place.line is not None:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    return {"artifactLocation": {"uri": quote(file)}, "region": region}


def _notification(failure: Failure) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(failure.media or failure.file)}}
    if failure.line is not None:
        location["region"] = {"startLine": failure.line}
    return {
        "level": "error",
        "message": {"text": f"{failure.file}: not examined: {what_failed(failure)}"},
        "locations": [{"physicalLocation": location}],
    }
