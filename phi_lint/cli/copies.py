"""Where safe copies go: a tree that mirrors the files, or the files themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from phi_lint.cli.writing import write
from phi_lint.endings import is_medium
from phi_lint.errors import UnreadableError
from phi_lint.types import Failure

if TYPE_CHECKING:
    from phi_lint.lint import Target
    from phi_lint.safe_copy import SafeCopy
    from phi_lint.safe_medium import SafeMedium


def places(targets: Sequence[Target], folder: Path) -> dict[str, Path]:
    """Where each safe copy goes: the path as given, below the folder. Raises UsageError where two would be one."""
    found: dict[str, Path] = {}
    for target in targets:
        path = Path(target.file) if target.path else Path("post.txt" if target.file == "-" else target.file)
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        place = folder / Path(*[part for part in path.parts if part not in (path.anchor, "..")])
        if place in found.values():
            raise click.UsageError(f"two files would be written to {place}; redact them apart")
        if target.path and place.resolve() == target.path.resolve():
            raise click.UsageError(f"{place} would be overwritten; choose another folder, or --in-place")
        found[target.file] = place
    return found


def apart(inputs: Sequence[str], folder: Path) -> None:
    """Raise UsageError where copies would lie among what is read: the next run would take them for posts."""
    there = Path(os.path.realpath(folder))
    for given in inputs:
        here = Path(os.path.realpath(given))
        if here.is_dir() and there.is_relative_to(here):
            raise click.UsageError(f"-o {folder} lies in {given}, which is read; name a folder outside of it")
        if here.is_relative_to(there):
            raise click.UsageError(f"-o {folder} holds {given}, which is read; name another folder")


def mirror(copies: Sequence[SafeCopy], targets: Mapping[str, Target], folder: Path) -> Iterator[Failure]:
    """Write each copy and its media below a folder; a failure for each medium that has no place there."""
    where = places([*targets.values()], folder)
    for copy in copies:
        place, path = where[copy.file], targets[copy.file].path
        for made in copy.media.made:
            beside = place if path is None else place.parent / os.path.relpath(made.file.absolute(), _folder(path))
            there = Path(os.path.normpath(beside)).with_name(made.name)
            if not there.is_relative_to(Path(os.path.normpath(folder))):
                reason = "lies above the folder that is mirrored; run from a folder that holds both"
                yield Failure(copy.file, reason, made.path)
                continue
            if there.resolve() == made.file.resolve():
                yield Failure(copy.file, "would be overwritten; choose another folder, or --in-place", made.path)
                continue
            try:
                write(there, _content(made), made.file)
            except UnreadableError as error:
                yield Failure(copy.file, error.reason, made.path)
        if not is_medium(copy.file):
            write(place, copy.content, path)


def _folder(path: Path) -> Path:
    return path.absolute().parent


def rewrite(copies: Sequence[SafeCopy], targets: Mapping[str, Target], yes: bool) -> None:
    """Put the safe copies in the place of the files, if the user wants it. Raises ClickException."""
    texts = [copy for copy in copies if copy.changed]
    media = {made.file.resolve(): made for copy in copies for made in copy.media.made if made.changed}
    count = len(texts) + len(media)
    if not count:
        return
    if not yes and not click.confirm(f"Rewrite {count} file{'s' if count > 1 else ''}?", err=True):
        raise click.ClickException("nothing was written")
    # Pictures before the texts that may call them by a new name, and the old ones go last.
    for file, made in media.items():
        write(file.with_name(made.name), _content(made), file)
    for copy in texts:
        path = targets[copy.file].path
        assert path is not None  # noqa: S101 - standard input was refused
        if path.read_bytes() != copy.original:
            raise click.ClickException(f"{copy.file} has changed meanwhile and was not written; run again")
        write(path.resolve(), copy.content, path)
    for file, made in media.items():
        if made.renamed:
            file.unlink()


def _content(made: SafeMedium) -> bytes | Path:
    """What is written of a medium. Raises UnreadableError where the file has changed since it was looked at."""
    from phi_lint.safe_medium import same, unchanged

    if made.film:
        original = same(made.file, made.digest)
        return original if made.content is None else made.content
    content = unchanged(made.file, made.digest)
    return content if made.content is None else made.content
