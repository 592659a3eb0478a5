"""`phi-lint redact`: the same posts, safe to publish, and proof that they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from phi_lint.cli.copies import apart, mirror, places, rewrite
from phi_lint.cli.options import finding_options
from phi_lint.cli.told import told
from phi_lint.errors import UnreadableError
from phi_lint.types import Failure

if TYPE_CHECKING:
    from phi_lint.lint import Linter, Target
    from phi_lint.safe_copy import SafeCopy

STYLES = ("natural", "label", "mask")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@finding_options
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
@click.option("--solid", is_flag=True, help="Cover faces in pictures with a plain box, too, in place of a blur.")
@click.option("--preview", is_flag=True, help="Write no copies, but pictures with boxes and rule ids on them.")
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
    solid: bool,
    preview: bool,
    no_verify: bool,
    show_phi: bool,
    stdin_filename: str | None,
    quiet: bool,
) -> int:
    """Write safe copies of posts and of what they attach: of files, folders, or of - (standard input).

    Without -o, --in-place or --diff the copy of one file goes to standard output, and what it attaches stays as it is.

    Exits with 0 where the copies are safe, 1 where something is left for a person to decide, 2 on an error.
    """
    from phi_lint.lint import STANDARD_INPUT, Linter, find_targets
    from phi_lint.redact import Redactor, Style
    from phi_lint.safe_copy import safe_copies
    from phi_lint.safe_media import SafeMedia

    if preview and not output_dir:
        raise click.UsageError("--preview writes pictures; add -o FOLDER")
    if sum((output_dir is not None, in_place, diff_only)) > 1:
        raise click.UsageError("-o, --in-place and --diff exclude each other; choose one")
    if in_place and not yes and not can_answer():
        raise click.UsageError("--in-place asks before it writes; add --yes where nobody can answer")
    if output_dir:
        apart([path for path in paths or (".",) if path != STANDARD_INPUT], output_dir)
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
    if output_dir:
        places(targets, output_dir)
        if preview:
            return _preview(linter, targets, output_dir, show_phi)
    media = None if to_output else SafeMedia(solid, Style(style))
    copies: list[SafeCopy] = []
    for made in safe_copies(linter, Redactor(Style(style)), targets, platform, not no_verify, media):
        if isinstance(made, Failure):
            failures.append(made)
            continue
        copies.append(made)
        failures += (Failure(made.file, reason, path) for path, reason in made.media.failed)
    at_terminal = not os.environ.get("CI")
    by_name = {target.file: target for target in targets}
    if to_output:
        for copy in copies:
            sys.stdout.buffer.write(copy.content)  # bytes: line ends and encoding stay as they are
            sys.stdout.buffer.flush()
    elif output_dir:
        failures += mirror(copies, by_name, output_dir)
    else:
        for copy in copies:
            if copy.changed:
                click.echo(_difference(copy, show_phi or (at_terminal and sys.stdout.isatty())), nl=False)
    shown = show_phi or (at_terminal and sys.stderr.isatty())
    for line in told(copies, failures, shown, quiet):
        click.echo(line, err=True)
    if in_place:
        try:
            rewrite(copies, by_name, yes)
        except UnreadableError as error:
            raise click.ClickException(f"a picture {error.reason}") from None
    left = any(copy.left or copy.untouched or copy.media.by_hand for copy in copies)
    return 2 if failures else 1 if left else 0


def _preview(linter: Linter, targets: Sequence[Target], folder: Path, in_clear: bool) -> int:
    """Write copies of the pictures with boxes and rule ids; 2 where something could not be examined."""
    from phi_lint.cli.annotating import annotate
    from phi_lint.report.wording import what_failed, where_failed
    from phi_lint.types import Severity, Verdict

    report = linter.check(targets)
    boxed = [f for f in report.findings if f.box is not None and f.verdict is Verdict.REPORTED]
    least = max(Severity.MEDIUM, linter.config_for(None).min_severity)
    annotate(linter, targets, boxed, folder, least, in_clear, by_rule=True)
    for failure in report.failures:
        click.echo(f"{where_failed(failure)}: not examined: {what_failed(failure)}", err=True)
    return 2 if report.failures else 0


def can_answer() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def _standard_input(name: str) -> Target:
    from phi_lint.lint import Target

    return Target(name, None, sys.stdin.buffer.read())


def _difference(copy: SafeCopy, show_phi: bool) -> str:
    from phi_lint.report.difference import difference, masked, without_keys

    if show_phi:
        return difference(copy.file, copy.before, copy.after)
    return difference(
        copy.file,
        masked(
            copy.before, (*copy.removed, *copy.left_before, *without_keys(copy.file, copy.before, copy.aside_before))
        ),
        masked(copy.after, (*copy.left_after, *without_keys(copy.file, copy.after, copy.aside_after))),
    )
