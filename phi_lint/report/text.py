"""The report for people: the line, what is wrong in it, why, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import click
import regex

from phi_lint.masking import mask
from phi_lint.report.counts import Tally, counted, shown
from phi_lint.report.folding import SOURCE, folded
from phi_lint.report.view import View
from phi_lint.report.wording import details, what_failed, where_failed
from phi_lint.types import Failure, Finding, Part, Report, Severity, Verdict

COLOURS = {Severity.CRITICAL: "red", Severity.HIGH: "yellow", Severity.MEDIUM: "blue", Severity.LOW: "white"}
WIDEST = 100
"""Characters of a source line that are shown around a finding."""
CONTROL = regex.compile(r"\p{Cc}")
"""Line ends and tabs, and what would command the reader's terminal."""
PARTS = {
    Part.ALT_TEXT: "alt text",
    Part.FILE_NAME: "file name",
    Part.IMAGE_TEXT: "in the picture",
    Part.METADATA: "in the metadata",
}


def write(report: Report, view: View) -> str:
    """The whole report, without a last line end."""
    return "\n".join(stream([report], view))


def stream(reports: Iterable[Report], view: View) -> Iterator[str]:
    """Each file's findings as they come; then what could not be examined, the notes and the summary."""
    tally = Tally(view)
    failures: list[Failure] = []
    notes: list[str] = []
    space = ""
    for report in reports:
        tally.add(report)
        failures += report.failures
        notes += report.notes
        for same in _grouped(shown(report, view.min_severity, view.show_all)):
            yield space + "\n".join(folded(_occurrences(same, view), view.width))
            space = "\n"
    last = [list(_failures(failures))] if failures else []
    if not view.quiet:
        last += [notes] if notes else []
        last.append([_summary(tally)])
    for block in last:
        yield space + "\n".join(folded(block, view.width))
        space = "\n"


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
    if finding.passage.part is not Part.BODY or finding.passage.media or finding.passage.where:
        yield f"    where   {_where(finding)}"
    yield f"    why     {'; '.join(finding.reasons)}; in all {finding.confidence:.0%} sure"
    if finding.suggestion is not None:
        yield f"    write   {_suggested(finding)}"
    if finding.verdict is not Verdict.REPORTED:
        yield f"    {finding.verdict.value:<7} {finding.verdict_reason}"
    if len(same) > 1:
        lines = ", ".join(dict.fromkeys(f"line {other.place.line}" for other in same[1:] if other.place.line))
        yield f"    also    {len(same) - 1} more time{'s' if len(same) > 2 else ''}{f' ({lines})' if lines else ''}"


def _where(finding: Finding) -> str:
    """Which part of the post, and for a finding in a medium which one and where in it."""
    passage = finding.passage
    said = [PARTS.get(passage.part, passage.part.value.replace("_", " "))]
    if passage.media:
        said = [f"{said[0]} {passage.media}" if said[0].startswith("in ") else f"{said[0]} of {passage.media}"]
    said += [CONTROL.sub(" ", detail) for detail in details(finding)]
    if finding.box:
        left, top, width, height = finding.box
        said.append(f"{width} × {height} pixels at {left}, {top}")
    return ", ".join(said)


def _suggested(finding: Finding) -> str:
    """What to write, and over how much of the text."""
    assert finding.suggestion is not None  # noqa: S101 - the caller asked
    return f'"{finding.suggestion.text}"' if finding.suggestion.text else "nothing in its place; delete it"


def _source(finding: Finding, view: View) -> Iterator[str]:
    """The line around the finding and a caret; where values must not be shown, the masked value alone,
    since the rest of the line may hold what nobody found."""
    text = finding.passage.text
    if not view.show_phi:
        yield f"{SOURCE}{CONTROL.sub(' ', mask(finding.value))}"
        return
    around = WIDEST // 2 if view.width is None else min(WIDEST, max(0, view.width - len(SOURCE))) // 2
    begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - around)
    line_end = text.find("\n", finding.start)
    end = min(len(text) if line_end < 0 else line_end, max(finding.end, finding.start + around))
    stop = min(finding.end, end)
    yield f"{SOURCE}{CONTROL.sub(' ', text[begin:end])}"
    yield f"{SOURCE}{' ' * (finding.start - begin)}{'^' * max(1, stop - finding.start)}"


def _failures(failures: Sequence[Failure]) -> Iterator[str]:
    """What could not be examined."""
    for failure in failures:
        place = click.style(where_failed(failure), bold=True)
        yield f"{place}  {click.style('not examined', fg='red', bold=True)}  {what_failed(failure)}"


def _summary(tally: Tally) -> str:
    """The last line: how much was looked at, and what was found."""
    posts = counted(tally.posts, "post")
    others = [f"{count} {name}" for name, count in tally.by_verdict.items() if count and name != "reported"]
    others += [f"{counted(tally.skipped, 'file')} skipped"] if tally.skipped else []
    others += [counted(tally.failures, "failure")] if tally.failures else []
    others += [tally.unexamined] if tally.not_examined else []
    tail = f" ({', '.join(others)})" if others else ""
    if not tally.findings:
        return click.style("no findings", fg="green", bold=True) + f" in {posts}{tail}"
    counts = ", ".join(f"{count} {name}" for name, count in tally.by_severity.items() if count)
    return f"{counted(tally.findings, 'finding')} in {posts}: {counts}{tail}"
