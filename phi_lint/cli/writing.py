"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import click


def write(place: Path, content: bytes, like: Path | None) -> None:
    """Write a file all at once, with the rights of another, and read it back. Raises ClickException."""
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
