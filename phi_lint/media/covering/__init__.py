"""A medium → the same without what it says beside what it shows, and with what must not be seen covered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from phi_lint.errors import PhiLintError, UnreadableError
from phi_lint.media.covering.mark import Mark
from phi_lint.media.kinds import kind

HEAD = 1024
"""Bytes by which a kind is told."""


def cleaned(media: str, content: bytes) -> bytes:
    """The medium upright, without metadata, comments and previews; the very same bytes where it holds none.

    Raises UnreadableError where this kind of medium, or this file, cannot be written again.
    """
    return covered(media, content, (), False)


def covered(media: str, content: bytes, marks: Sequence[Mark], solid: bool) -> bytes:
    """The medium as `cleaned` gives it, with marks covered: faces blurred beyond recovery, or by solid boxes, too.

    Raises UnreadableError where this kind of medium, or this file, cannot be written again.
    """
    with _told_by_reason():
        return _covered(media, content, marks, solid)


def covered_film(media: str, file: Path, there: Path, marks: Sequence[Mark], solid: bool) -> None:
    """Write a video to `there` with marks covered, and with nothing that it says or plays beside its frames.

    Raises UnreadableError where this kind of video, or this file, cannot be written again.
    """
    from phi_lint.media.covering import film

    with _told_by_reason():
        film.covered(media, file, there, marks, solid)


def stripped_film(file: Path, there: Path, with_text: bool) -> None:
    """Write a video to `there` without what it says, its frames and its sound as they are.

    `with_text` takes subtitles inside it along. Raises UnreadableError where it must be written anew for that.
    """
    from phi_lint.media.covering import film_shell

    with _told_by_reason():
        film_shell.stripped(file, there, with_text)


@contextmanager
def _told_by_reason() -> Iterator[None]:
    """Whatever encoders raise as an UnreadableError: an unusual file leads them to anything, and they may quote it."""
    try:
        yield
    except PhiLintError:
        raise
    except MemoryError:
        raise UnreadableError("takes more memory than there is; save it smaller") from None
    except Exception as error:
        raise UnreadableError(f"cannot be written again ({type(error).__name__}); redact it by hand") from None


def _covered(media: str, content: bytes, marks: Sequence[Mark], solid: bool) -> bytes:
    # Each kind's libraries load when the first medium of that kind is here.
    what = kind(media, content[:HEAD])
    if what == "picture":
        from phi_lint.media.covering import stills

        return stills.covered(content, marks, solid)
    if what == "pdf":
        from phi_lint.media.covering import pdf

        return pdf.covered(media, content, marks, solid)
    if what == "svg":
        from phi_lint.media.covering import svg

        return svg.covered(content, marks, solid)
    if what == "dicom":
        from phi_lint.media.covering import dicom

        return dicom.covered(content, marks)
    raise UnreadableError("is of a kind that cannot be written again; redact it by hand")


__all__ = ["Mark", "cleaned", "covered", "covered_film", "stripped_film"]
