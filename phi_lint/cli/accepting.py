"""The baseline that counts for a run, and the reports with its verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from phi_lint.types import Report

if TYPE_CHECKING:
    from phi_lint.accept.baseline import Baseline
    from phi_lint.config import Config


def baseline_file(config: Config) -> Path:
    """The file that the settings name, or the usual one beside them."""
    from phi_lint.accept.baseline import FILE

    folder = Path(config.origin).parent if config.origin else Path()
    return folder / (config.baseline or FILE)


def baseline_of(config: Config) -> Baseline | None:
    """The baseline; None where none is named and the usual file is not there. Raises FaultyConfigError."""
    file = baseline_file(config)
    if config.baseline is None and not file.is_file():
        return None
    from phi_lint.accept.baseline import Baseline, read

    return Baseline(file, read(file), datetime.now(UTC).date())


def accepted(reports: Iterable[Report], baseline: Baseline | None) -> Iterator[Report]:
    """The reports with the baseline's verdicts, and a last one that says what it no longer needs."""
    if baseline is None:
        yield from reports
        return
    for report in reports:
        for file in dict.fromkeys(finding.file for finding in report.findings):
            own = [finding for finding in report.findings if finding.file == file]
            judged, notes = baseline.apply(own, file)
            others = [finding for finding in report.findings if finding.file != file]
            report = replace(report, findings=(*others, *judged), notes=(*report.notes, *notes))
        yield report
    yield Report(
        notes=tuple(
            f"{baseline.file}: the entry for {', '.join(entry.rules)} in {entry.file} covers nothing any more;"
            " delete it, or run phi-lint baseline --prune"
            for entry in baseline.not_needed()
        )
    )
