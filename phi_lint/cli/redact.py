"""`phi-lint redact`: the same posts, safe to publish, and proof that they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phi_lint.cli.options import settings_options
from phi_lint.errors import UnreadableError
from phi_lint.types import Failure

if TYPE_CHECKING:
    from phi_lint.lint import Linter, Target
    from phi_lint.safe_copy import SafeCopy

STYLES = ("natural", "label", "mask")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@settings_options
@click.option(
    "-o", "--output-dir", type=click.Path(file_okay=False, path_type=Path), help="Write the safe copies there."
)
@click.option("--in-place", is_flag=True, help="Rewrite the files themselves, after a diff and a question.")
@click.option("--diff", "diff_only", is_flag=True, help="Show what would change, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option(
    "--style", type=click.Choice(STYLES), default="natural", show_default=True, help="How identifiers are replaced."
)
@click.option(
    "--platform", metavar="NAME", help="Where the posts will be published, for its room: x, threads, bluesky, …"
)
@click.option("--no-verify", is_flag=True, help="Do not check the safe copies again.")
@click.option("--show-phi", is_flag=True, help="Show values in clear, also outside a terminal.")
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called, and read as.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def redact(
    paths: tuple[str, ...],
    flags: dict[str, Any],
    config_file: Path | None,
    isolated: bool,
    output_dir: Path | None,
    in_place: bool,
    diff_only: bool,
    yes: bool,
    style: str,
    platform: str | None,
    no_verify: bool,
    show_phi: bool,
    stdin_filename: str | None,
    quiet: bool,
) -> int:
    """Write safe copies of posts: of files, folders, or of - (standard input) to standard output.

    Exits with 0 where the copies are safe, 1 where something is left for a person to decide, 2 on an error.
    """
    from phi_lint.lint import STANDARD_INPUT, Linter, find_targets
    from phi_lint.redact import Redactor, Style
    from phi_lint.safe_copy import safe_copy

    if sum((output_dir is not None, in_place, diff_only)) > 1:
        raise click.UsageError("-o, --in-place and --diff exclude each other; choose one")
    if in_place and not yes and not can_answer():
        raise click.UsageError("--in-place asks before it writes; add --yes where nobody can answer")
    linter = Linter(flags, config_file, isolated)
    linter.rulebook(linter.config_for(None))
    targets, failures, _ = find_targets([path for path in paths or (".",) if path != STANDARD_INPUT], linter.config_for)
    if STANDARD_INPUT in paths:
        if in_place:
            raise click.UsageError("standard input cannot be rewritten in place; leave --in-place out")
        targets.insert(0, _standard_input(stdin_filename or STANDARD_INPUT))
    to_output = not (output_dir or in_place or diff_only)
    if to_output and len(targets) > 1:
        raise click.UsageError(f"{len(targets)} files need a place; add -o FOLDER, --in-place or --diff")
    places = _places(targets, output_dir) if output_dir else {}
    at_terminal = not os.environ.get("CI")
    redactor = Redactor(Style(style))
    copies: list[SafeCopy] = []
    for target in targets:
        try:
            copy = safe_copy(linter, redactor, target, platform, not no_verify)
        except UnreadableError as error:
            failures.append(Failure(target.file, error.reason, line=error.line))
            continue
        copies.append(copy)
        if to_output:
            sys.stdout.buffer.write(copy.content)  # bytes: line ends and encoding stay as they are
            sys.stdout.buffer.flush()
        elif output_dir:
            _write(places[target.file], copy.content, target.path)
        elif copy.changed:
            click.echo(_difference(copy, show_phi or (at_terminal and sys.stdout.isatty())), nl=False)
    if in_place:
        _rewrite(linter, targets, copies, yes)
    shown = show_phi or (at_terminal and sys.stderr.isatty())
    for line in _told(copies, failures, shown, quiet):
        click.echo(line, err=True)
    return 2 if failures else 1 if any(copy.left or copy.media for copy in copies) else 0


def can_answer() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _standard_input(name: str) -> Target:
    from phi_lint.lint import Target

    return Target(name, None, sys.stdin.buffer.read())


def _places(targets: Sequence[Target], folder: Path) -> dict[str, Path]:
    """Where each safe copy goes: the path as given, below the folder. Raises UsageError where two would be one."""
    places: dict[str, Path] = {}
    for target in targets:
        path = Path(target.file) if target.path else Path("post.txt" if target.file == "-" else target.file)
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        place = folder / Path(*[part for part in path.parts if part not in (path.anchor, "..")])
        if place in places.values():
            raise click.UsageError(f"two files would be written to {place}; redact them apart")
        if target.path and place.resolve() == target.path.resolve():
            raise click.UsageError(f"{place} would be overwritten; choose another folder, or --in-place")
        places[target.file] = place
    return places


def _write(place: Path, content: bytes, like: Path | None) -> None:
    """Write a file all at once or not at all, and read it back. Raises ClickException."""
    import shutil
    import tempfile

    draft: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".phi-lint-", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, draft)
        draft.replace(place)
        draft = None
        if place.read_bytes() != content:
            raise click.ClickException(f"{place} does not hold what was written; check the disk")
    except OSError as error:
        raise click.FileError(str(place), f"cannot be written: {error.strerror}") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _rewrite(linter: Linter, targets: Sequence[Target], copies: Sequence[SafeCopy], yes: bool) -> None:
    """Put the safe copies in the place of the files, if the user wants it."""
    changed = [copy for copy in copies if copy.changed]
    if not changed:
        return
    if not yes and not click.confirm(f"Rewrite {len(changed)} file{'s' if len(changed) > 1 else ''}?", err=True):
        raise click.ClickException("nothing was written")
    paths = {target.file: target.path for target in targets}
    for copy in changed:
        path = paths[copy.file]
        assert path is not None  # noqa: S101 - standard input was refused
        if path.read_bytes() != copy.original:
            raise click.ClickException(f"{copy.file} has changed meanwhile and was not written; run again")
        _write(path.resolve(), copy.content, path)


def _difference(copy: SafeCopy, show_phi: bool) -> str:
    from phi_lint.report.difference import difference, masked

    if show_phi:
        return difference(copy.file, copy.before, copy.after)
    return difference(
        copy.file, masked(copy.before, copy.removed + copy.left_before), masked(copy.after, copy.left_after)
    )


def _told(copies: Sequence[SafeCopy], failures: Sequence[Failure], show_phi: bool, quiet: bool) -> list[str]:
    """What is left for a person, what could not be read, and how much was done."""
    from phi_lint.masking import mask

    lines = []
    for copy in copies:
        for finding in copy.left:
            value = " ".join((finding.value if show_phi else mask(finding.value)).split())
            place = f"{copy.file}:{finding.place.line}" if finding.place.line else copy.file
            lines.append(f"{place}: left for a person: {finding.message} ({value})  [{finding.rule}]")
        lines += [f"{copy.file}: could be published instead: {offer}" for offer in copy.offers]
        if copy.media:
            media = "1 attached medium is" if copy.media == 1 else f"{copy.media} attached media are"
            lines.append(f"{copy.file}: {media} not redacted; look before you publish")
    for failure in failures:
        place = failure.file if failure.line is None else f"{failure.file}:{failure.line}"
        lines.append(f"{place}: not redacted: {failure.reason}")
    if not quiet:
        changed, left = sum(copy.changed for copy in copies), sum(bool(copy.left) for copy in copies)
        checked = "checked again" if all(copy.verified for copy in copies) else "not checked again"
        files = "1 file" if len(copies) == 1 else f"{len(copies)} files"
        lines.append(f"{files}, {changed} rewritten, {checked}; {left} with something left for a person")
    return lines
