"""Files written whole or not at all."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from pathlib import Path

import click


def write(place: Path, content: bytes | Path, like: Path | None) -> None:
    """Write a file all at once, with the rights of another, and read it back. Raises ClickException.

    What is too large to be held in memory is copied from a file.
    """
    draft: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".phi-lint-", delete=False) as file:
            draft = Path(file.name)
            if isinstance(content, bytes):
                file.write(content)
            else:
                with content.open("rb") as source:
                    shutil.copyfileobj(source, file)
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, draft)
        draft.replace(place)
        draft = None
        if not _holds(place, content):
            raise click.ClickException(f"{place} does not hold what was written; check the disk")
    except OSError as error:
        raise click.FileError(str(place), f"cannot be written: {error.strerror}") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _holds(place: Path, content: bytes | Path) -> bool:
    if isinstance(content, bytes):
        return place.read_bytes() == content
    return filecmp.cmp(place, content, shallow=False)
