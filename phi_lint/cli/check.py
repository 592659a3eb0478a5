"""`phi-lint check`: does a post identify a patient?"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from phi_lint.cli.options import settings_options
from phi_lint.cores import cores
from phi_lint.endings import are_subtitles, is_medium
from phi_lint.types import Failure, Finding, Report, Severity, Verdict

if TYPE_CHECKING:
    from phi_lint.config import Config
    from phi_lint.lint import Linter, Skipped, Target
    from phi_lint.report import View

INTERRUPTED = 130


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@settings_options
@click.option("-o", "--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--show-all", is_flag=True, help="Also show ignored, accepted and authorized findings.")
@click.option("--show-phi", is_flag=True, help="Show found values in clear, also outside a terminal.")
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called in the report.")
@click.option(
    "--annotate",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write copies of pictures with numbered boxes there; --show-phi leaves open what they hold.",
)
@click.option("--since", metavar="REV", help="Only posts that changed since a git revision.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Processes (default: one for each core).")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PHI_LINT_CACHE_DIR",
    help="Where the cache lies.",
)
@click.option("--statistics", is_flag=True, help="Count by severity, rule and file instead of listing.")
@click.option(
    "--show-files", is_flag=True, help="List the files that would be checked, and which are skipped, and stop."
)
@click.option("--show-settings", is_flag=True, help="Show the settings that count for the first path, and stop.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and failures only.")
def check(
    paths: tuple[str, ...],
    flags: dict[str, Any],
    config_file: Path | None,
    isolated: bool,
    output_file: Path | None,
    exit_zero: bool,
    show_all: bool,
    show_phi: bool,
    stdin_filename: str | None,
    annotate: Path | None,
    since: str | None,
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
    statistics: bool,
    show_files: bool,
    show_settings: bool,
    quiet: bool,
) -> int:
    """Check posts: files, folders, or - for standard input; the current folder where none is named.

    Exits with 0 where nothing is found, 1 where something is found at or above --fail-on, 2 where something
    could not be examined.
    """
    from phi_lint import __version__, batch
    from phi_lint.cache import FOLDER, Cache
    from phi_lint.cli import annotating, progress
    from phi_lint.cli.accepting import accepted, baseline_of, unneeded
    from phi_lint.job import Job
    from phi_lint.lint import Linter
    from phi_lint.provenance import digest
    from phi_lint.report import View

    linter = Linter(flags, config_file, isolated)
    config = linter.config_for(None)
    _known_format(config)
    if show_settings:
        click.echo(_settings(linter, Path(paths[0]) if paths else None))
        return 0
    rulebook = linter.rulebook(config)
    targets, missing, skipped = _targets(linter, paths, stdin_filename, since)
    if show_files:
        for target in targets:
            click.echo(target.file)
        for each in skipped:
            click.echo(f"skipped: {each.file} ({each.why})", err=True)
        for failure in missing:
            click.echo(f"{failure.file} {failure.reason}", err=True)
        return 2 if missing else 0
    first = Report((), tuple(missing), skipped=len(skipped))
    at_terminal = output_file is None and sys.stdout.isatty() and not os.environ.get("CI")
    view = View(
        version=__version__,
        rules_digest=digest(rulebook, config.model),
        min_severity=config.min_severity,
        show_all=show_all,
        show_phi=show_phi or at_terminal,
        width=shutil.get_terminal_size().columns if at_terminal else None,
        quiet=quiet,
        rules=rulebook.rules,
    )
    folder = cache_dir or (Path(config.origin).parent if config.origin else Path()) / FOLDER
    job = Job(linter, None if no_cache else Cache(folder), view.show_phi)
    reports = progress.shown(batch.check(job, targets, jobs or cores()), len(targets), not quiet)
    reports = unneeded(reports, config, rulebook, [target.file for target in targets])
    reports = accepted(reports, baseline_of(config))
    boxed: list[Finding] = []
    if annotate is not None:
        reports = annotating.remembering(reports, boxed)
    watch = Watch(first, reports, len(targets), config.fail_on)
    try:
        with _output(output_file) as out:
            for piece in written(watch, view, config.output_format, statistics):
                click.echo(piece if out is None else click.unstyle(piece), file=out)
    except BrokenPipeError:
        sys.stderr.close()  # who read the report has gone
        return 1
    if watch.interrupted:
        return INTERRUPTED
    if annotate is not None:
        annotating.annotate(linter, targets, boxed, annotate, config.min_severity, show_phi)
    return watch.exit_code(exit_zero)


class Watch:
    """Hands reports on, and remembers what the exit code needs. Ctrl-C ends them and is remembered."""

    def __init__(self, first: Report, others: Iterable[Report], files: int, fail_on: Severity) -> None:
        self._first = first
        self._others = others
        self._files = files
        self._fail_on = fail_on
        self.failed = self.stops = self.interrupted = self.told = False

    def __iter__(self) -> Iterator[Report]:
        yield self._seen(self._first)
        done = 0
        try:
            for report in self._others:
                done = min(done + 1, self._files)
                yield self._seen(report)
        except KeyboardInterrupt:
            self.interrupted = True
            click.echo(f"\ninterrupted: {done} of {self._files} files were checked", err=True)

    def _seen(self, report: Report) -> Report:
        self.failed |= bool(report.failures)
        self.told |= bool(report.findings or report.failures)
        self.stops |= any(f.verdict is Verdict.REPORTED and f.severity >= self._fail_on for f in report.findings)
        return report

    def exit_code(self, exit_zero: bool) -> int:
        """2 where something could not be examined, 1 where something is found that must not be published, else 0."""
        return 2 if self.failed else 1 if self.stops and not exit_zero else 0


def written(watch: Watch, view: View, output_format: str, statistics: bool) -> Iterator[str]:
    """The report piece by piece; nothing where Ctrl-C came before anything was found."""
    from phi_lint.cli.statistics import statistics as counted
    from phi_lint.lint import merged
    from phi_lint.report import FORMATS, STREAMS

    if statistics:
        yield counted(watch, view, output_format != "text")
    elif output_format in STREAMS:
        for piece in STREAMS[output_format](watch, view):
            if not watch.interrupted or watch.told:
                yield piece
    else:
        report = merged(watch)
        if not watch.interrupted or watch.told:
            yield FORMATS[output_format](report, view)


def _targets(
    linter: Linter, paths: tuple[str, ...], stdin_filename: str | None, since: str | None
) -> tuple[list[Target], list[Failure], list[Skipped]]:
    """What to check, the paths that are missing, and the files that are no posts."""
    from phi_lint.lint import STANDARD_INPUT, Target, find_targets

    named = [path for path in paths or (".",) if path != STANDARD_INPUT]
    targets, missing, skipped = find_targets(named, linter.config_for)
    if any(is_medium(path) or are_subtitles(path) for path in named):
        from phi_lint.captions import with_captions

        targets = with_captions(targets, linter.config_for(None))
    if since is not None:
        from phi_lint.since import changed

        place = Path(named[0]) if named else Path()
        targets = changed(targets, since, place if place.is_dir() else place.parent)
    if STANDARD_INPUT in paths:
        targets.insert(0, Target(stdin_filename or STANDARD_INPUT, None, sys.stdin.buffer.read()))
    return targets, missing, skipped


def _known_format(config: Config) -> None:
    from phi_lint.report import MODULES
    from phi_lint.strict import nearest

    if config.output_format not in MODULES:
        raise click.UsageError(f"no output format {config.output_format!r}; {nearest(config.output_format, MODULES)}")


def _settings(linter: Linter, path: Path | None) -> str:
    """Every setting and its value, one a line, and where they come from."""
    from dataclasses import fields

    config = linter.config_for(path / "x" if path and path.is_dir() else path)
    lines = [f"# from {config.origin or 'the defaults'}"]
    for each in fields(config):
        value = getattr(config, each.name)
        if each.name != "origin":
            shown = value.label if isinstance(value, Severity) else value
            lines.append(f"{each.name.replace('_', '-')} = {shown!r}")
    return "\n".join(lines)


def _output(file: Path | None) -> Any:
    """The report's file, or standard output as None."""
    from contextlib import nullcontext

    if file is None:
        return nullcontext()
    try:
        opened: IO[str] = file.open("w", encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(file), f"cannot be written: {error.strerror}") from None
    return opened
