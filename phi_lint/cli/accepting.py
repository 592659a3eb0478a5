"""What a run accepts: the baseline that counts for it, and what of baseline and config is no longer needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from phi_lint.accept import covers
from phi_lint.types import Report, Verdict

if TYPE_CHECKING:
    from phi_lint.accept.baseline import Baseline
    from phi_lint.config import Config
    from phi_lint.rulebook import Rulebook


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


def unneeded(reports: Iterable[Report], config: Config, rulebook: Rulebook, files: Sequence[str]) -> Iterator[Report]:
    """The reports, and a last one that names each suppression of the config that silenced nothing.

    Only a suppression whose pattern means one of `files` is named: of the others this run knows nothing.
    """
    wishes = [
        (pattern, rule, reason)
        for pattern, reasons in config.suppress.items()
        if any(covers(pattern, file, config.origin) for file in files)
        for rule, reason in reasons.items()
    ]
    used: set[tuple[str, str, str]] = set()
    for report in reports:
        for finding in report.findings:
            if finding.verdict is Verdict.IGNORED:
                used.update(
                    wish
                    for wish in wishes
                    if finding.verdict_reason == wish[2]
                    and rulebook.rules[finding.rule].selected_by(wish[1])
                    and covers(wish[0], finding.file, config.origin)
                )
        yield report
    yield Report(
        notes=tuple(
            f"{config.origin}: the suppression of {rule!r} for {pattern!r} is not needed; delete it"
            for pattern, rule, reason in wishes
            if (pattern, rule, reason) not in used
        )
    )
