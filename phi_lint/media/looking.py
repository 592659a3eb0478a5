"""Look at everything that a post attaches; what cannot be looked at is a failure, never clean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import PurePath

import regex

from phi_lint.config import Config
from phi_lint.endings import are_subtitles
from phi_lint.errors import PhiLintError, UnreadableError
from phi_lint.media.abreast import each
from phi_lint.media.kinds import kind
from phi_lint.types import Failure, Medium, Part, Passage, Post, Sighting

LARGEST = 500_000_000
"""Bytes of a medium; more is a film, no post."""
LARGEST_STILL = 100_000_000
"""Bytes of a picture or document."""
HEAD = 1024
"""Bytes by which a kind is told."""
REMOTE = (
    "names a picture or video by a remote address, which is never fetched, so it was not examined; "
    "put the file beside the post"
)
CAMERA_NAME = regex.compile(
    r"(?i)^(?:img|dsc[nf]?|dcim|pxl|screenshot|photo|image|picture|video|vid|mvi|gopr|scan|untitled|[\W\d_])*$"
)
"""A file name that a camera gave says nothing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the media of one post give away."""

    passages: tuple[Passage, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    failures: tuple[Failure, ...] = ()
    not_examined: int = 0
    """Media that are only remote addresses, which are never fetched, or recordings, which nobody listens to."""
    notes: tuple[str, ...] = ()


NOTHING = Look()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one sense gives: texts, sightings, and a note for the user."""

    passages: tuple[Passage, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    note: str | None = None


def look(post: Post, config: Config, every: bool = False) -> Look:
    """Everything that the media of a post show and say; of an animation some frames, or `every` one.

    Of a video what shows for long is told once, or with `every` in each frame that is looked at.
    """
    looks: list[Look] = []
    for together, media in groupby(dict.fromkeys(post.media), _is_still):
        several = list(media)
        look_at = partial(_look, post=post, config=config, every=every)
        # A picture alone has the threads for its own parts, and so have the pages of a document.
        looks += each(look_at, several) if together and len(several) > 1 else map(look_at, several)
    return Look(
        tuple(passage for one in looks for passage in one.passages),
        tuple(sighting for one in looks for sighting in one.sightings),
        tuple(failure for one in looks for failure in one.failures),
        sum(one.not_examined for one in looks),
        tuple(dict.fromkeys(note for one in looks for note in one.notes)),
    )


def _is_still(medium: Medium) -> bool:
    """Whether the medium is a picture by its bytes: other kinds have libraries that want one thread."""
    try:
        return medium.file is not None and kind(medium.path, beginning(medium)[0]) == "picture"
    except UnreadableError:
        return False


def _look(medium: Medium, post: Post, config: Config, every: bool) -> Look:
    """What one medium shows and says."""
    passages = _file_name(medium, post)
    sightings: list[Sighting] = []
    notes: list[str] = []
    reason = ""
    if medium.file is None:
        if config.require_media:
            reason = "is only a remote address, which is never fetched; put the file beside the post"
        else:  # the address itself may tell something, and many posts of a file have one
            notes.append(f"{post.file}: {REMOTE}")
        return Look(tuple(passages), failures=_failed(post, medium, reason), not_examined=1, notes=tuple(notes))
    try:
        if kind(medium.path, beginning(medium)[0]) == "sound":
            told = f"{medium.path}: is a recording, and what is said in it was not examined"
            return Look(tuple(passages), not_examined=1, notes=(told,))
        for seen in _seen(medium, config, every):
            passages += seen.passages
            sightings += seen.sightings
            if seen.note:
                notes.append(f"{medium.path}: {seen.note}")
    except UnreadableError as error:
        reason = error.reason
    except PhiLintError:
        raise
    except MemoryError:
        reason = "takes more memory than there is; save it smaller"
    except Exception as error:  # decoders raise whatever a damaged file leads them to, and may quote it
        reason = f"is damaged, or of an unusual kind ({type(error).__name__}); save it anew"
    return Look(tuple(passages), tuple(sightings), _failed(post, medium, reason), notes=tuple(notes))


def _failed(post: Post, medium: Medium, reason: str) -> tuple[Failure, ...]:
    return (Failure(post.file, reason, medium.path),) if reason else ()


def _seen(medium: Medium, config: Config, every: bool) -> Iterator[Seen]:
    """What each sense gives, as it comes, so that a failure late in a file loses nothing. Raises UnreadableError."""
    assert medium.file is not None  # noqa: S101 - the caller asked
    head, size = beginning(medium)
    what = kind(medium.path, head)
    if what is None:
        raise UnreadableError("is of an unknown kind; attach JPEG, PNG, PDF, SVG, DICOM or MP4")
    if size == 0:
        raise UnreadableError("is empty; export it again")
    if size > (LARGEST if what == "video" else LARGEST_STILL):
        raise UnreadableError(f"is {size / 1e6:.0f} MB large; make it smaller")
    # Each kind's libraries load when the first medium of that kind is here.
    if what == "video":
        from phi_lint.media.video import watch

        yield from watch(medium.path, medium.file, config, every)
        return
    content = medium.file.read_bytes() if medium.content is None else medium.content
    if what == "picture":
        from phi_lint.media.stills import still

        yield from still(medium.path, content, config, every)
    elif what == "pdf":
        from phi_lint.media.pdf import pages

        yield from pages(medium.path, content, config)
    elif what == "svg":
        from phi_lint.media.svg import drawing

        yield from drawing(medium.path, content, config)
    elif what == "subtitles":
        from phi_lint.media.sidecar import read

        yield from read(medium.path, content)
    else:
        from phi_lint.media.dicom import study

        yield from study(medium.path, content, config)


def beginning(medium: Medium) -> tuple[bytes, int]:
    """A medium's first kilobyte, by which its kind is told, and how many bytes it has. Raises UnreadableError."""
    if medium.content is not None:
        return medium.content[:HEAD], len(medium.content)
    assert medium.file is not None  # noqa: S101 - the caller asked
    try:
        size = medium.file.stat().st_size
        if not medium.file.is_file():
            raise UnreadableError("is no file; mend the path")
        with medium.file.open("rb") as file:
            return file.read(HEAD), size
    except FileNotFoundError:
        raise UnreadableError("does not exist; mend the path in the post, or put the file there") from None
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or type(error).__name__}") from None


def _file_name(medium: Medium, post: Post) -> list[Passage]:
    """The file's name, which is published with it, its words parted by spaces; nothing where a reader read it."""
    name = PurePath(medium.path).stem
    known = any(p.part is Part.FILE_NAME and p.text and p.text in medium.path for p in post.passages)
    if known or CAMERA_NAME.match(name) or are_subtitles(medium.path):  # a video of that name is there, too
        return []
    return [Passage(regex.sub(r"[-_.+]", " ", name), Part.FILE_NAME, None, medium.path)]
