"""The report for people: the line, what is wrong in it, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click
import regex

from phi_lint.report.counts import by_severity, by_verdict, shown
from phi_lint.report.masking import mask
from phi_lint.report.view import View
from phi_lint.types import Finding, Part, Report, Severity, Verdict

COLOURS = {Severity.CRITICAL: "red", Severity.HIGH: "yellow", Severity.MEDIUM: "blue", Severity.LOW: "white"}
WIDEST = 100
"""Characters of a source line that are shown around a finding."""
CONTROL = regex.compile(r"\p{Cc}")
"""Line ends and tabs, and what would command the reader's terminal."""
PARTS = {
    Part.ALT_TEXT: "alt text",
    Part.FILE_NAME: "file name",
    Part.IMAGE_TEXT: "text in the picture",
}


def write(report: Report, view: View) -> str:
    """The whole report, without a last line end."""
    findings = shown(report, view.min_severity, view.show_all)
    blocks = ["\n".join(_occurrences(list(same), view)) for same in _grouped(findings)]
    blocks += ["\n".join(_failures(report))] if report.failures else []
    if not view.quiet:
        blocks += ["\n".join(report.notes)] if report.notes else []
        blocks.append(_summary(report, findings, view))
    return "\n\n".join(blocks)


def _grouped(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Occurrences of the same thing in the same post together, at the place of the first."""

    def sameness(finding: Finding) -> tuple[str, str, str, str]:
        return finding.file, finding.post, finding.rule, finding.value.casefold()

    first: dict[tuple[str, str, str, str], int] = {}
    for index, finding in enumerate(findings):
        first.setdefault(sameness(finding), index)
    ordered = sorted(findings, key=lambda finding: first[sameness(finding)])
    for _, same in groupby(ordered, key=lambda finding: first[sameness(finding)]):
        yield list(same)


def _occurrences(same: list[Finding], view: View) -> Iterator[str]:
    """One finding with its source line, and where else the same thing stands."""
    finding = same[0]
    place = ":".join(str(part) for part in (finding.file, finding.place.line, finding.place.column) if part)
    severity = click.style(finding.severity.label, fg=COLOURS[finding.severity], bold=True)
    rule = click.style(f"[{finding.rule}]", dim=True)
    yield f"{click.style(place, bold=True)}  {severity}  {finding.message}  {rule}"
    yield from _source(finding, view)
    if finding.passage.part is not Part.BODY:
        yield f"    where   {PARTS.get(finding.passage.part, finding.passage.part.value)}"
    yield f"    why     {'; '.join(finding.reasons)} ({finding.confidence:.0%} sure)"
    if finding.suggestion is not None:
        yield f"    write   {_suggested(finding)}"
    if finding.verdict is not Verdict.REPORTED:
        yield f"    {finding.verdict.value:<7} {finding.verdict_reason}"
    if len(same) > 1:
        lines = ", ".join(dict.fromkeys(f"line {other.place.line}" for other in same[1:] if other.place.line))
        yield f"    also    {len(same) - 1} more time{'s' if len(same) > 2 else ''}{f' ({lines})' if lines else ''}"


def _suggested(finding: Finding) -> str:
    """What to write, and over how much of the text."""
    assert finding.suggestion is not None  # noqa: S101 - the caller asked
    return f'"{finding.suggestion.text}"' if finding.suggestion.text else "nothing in its place; delete it"


def _source(finding: Finding, view: View) -> Iterator[str]:
    """The line around the finding and a caret; where values must not be shown, the masked value alone,
    since the rest of the line may hold what nobody found."""
    text = finding.passage.text
    if not view.show_phi:
        yield f"    | {CONTROL.sub(' ', mask(finding.value))}"
        return
    begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - WIDEST // 2)
    line_end = text.find("\n", finding.start)
    end = min(len(text) if line_end < 0 else line_end, max(finding.end, finding.start + WIDEST // 2))
    stop = min(finding.end, end)
    yield f"    | {CONTROL.sub(' ', text[begin:end])}"
    yield f"    | {' ' * (finding.start - begin)}{'^' * max(1, stop - finding.start)}"


def _failures(report: Report) -> Iterator[str]:
    """What could not be examined."""
    for failure in report.failures:
        place = failure.file if failure.line is None else f"{failure.file}:{failure.line}"
        yield f"{click.style(place, bold=True)}  {click.style('not examined', fg='red', bold=True)}  {failure.reason}"


def _summary(report: Report, findings: Sequence[Finding], view: View) -> str:
    """The last line: how much was looked at, and what was found."""
    posts = _count(report.posts, "post")
    others = [f"{count} {name}" for name, count in by_verdict(report.findings).items() if count and name != "reported"]
    others += [f"{_count(report.skipped, 'file')} skipped"] if report.skipped else []
    others += [_count(len(report.failures), "failure")] if report.failures else []
    tail = f" ({', '.join(others)})" if others else ""
    if not findings:
        return click.style("no findings", fg="green", bold=True) + f" in {posts}{tail}"
    counts = ", ".join(f"{count} {name}" for name, count in by_severity(findings).items() if count)
    return f"{_count(len(findings), 'finding')} in {posts}: {counts}{tail}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
