"""Which media belong to a post: those that it names, and those that lie beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import regex

from phi_lint.endings import VIDEOS, are_subtitles, is_medium
from phi_lint.types import Medium, Post

REMOTE = regex.compile(r"(?i)\s*(?:(?:https?:|ftp:)?//|data:|cid:)")
SITE_FOLDERS = ("", "static", "assets", "public", "source", "src", "content", "images", "media")
"""Where site generators look for `/images/a.jpg`, below any folder above the post."""
LEVELS_UP = 6
"""Folders above a post that may be its site's top."""
BUNDLES = frozenset({"index", "_index", "post"})
"""A folder that holds a file of this name is one post with its media."""


def attached(file: str, paths: Iterable[str]) -> tuple[Medium, ...]:
    """The media that a post names, each once."""
    return tuple(dict.fromkeys(_medium(file, path) for path in paths if path.strip()))


def with_neighbours(post: Post) -> Post:
    """The post with what lies beside it: pictures of the same name, and in a bundle everything."""
    own = {_identity(medium.file) for medium in post.media if medium.file is not None}
    more = [path for path in neighbours(Path(post.file)) if _identity(path) not in own]
    return replace(post, media=(*post.media, *(Medium(path.as_posix(), path) for path in more))) if more else post


def neighbours(file: Path) -> Iterator[Path]:
    """The media beside a text file that are published with it."""
    name = file.name.split(".")[0]
    folder = file.parent
    if not file.is_file():  # standard input may be called like a file that is not there
        return
    if name in BUNDLES:
        yield from sorted(path for path in folder.rglob("*") if _is_open_medium(path, folder))
    else:
        for path in _namesakes(file):
            if path != file and is_medium(path.name) and path.is_file():
                yield path


def with_subtitles(post: Post) -> Post:
    """The post with the subtitles that lie beside its videos: `clip.srt` or `clip.en.vtt` beside `clip.mp4`."""
    videos = [medium.file for medium in post.media if medium.file is not None and medium.file.suffix.lower() in VIDEOS]
    found = dict.fromkeys(path for video in videos if video.is_file() for path in subtitles_of(video))
    return replace(post, media=(*post.media, *(Medium(path.as_posix(), path) for path in found))) if found else post


def videos_of(subtitles: Path) -> list[Path]:
    """The videos beside which a file of subtitles lies."""
    return [path for path in _namesakes(subtitles) if path.suffix.lower() in VIDEOS and _belong(subtitles, path)]


def subtitles_of(video: Path) -> list[Path]:
    """The files of subtitles that lie beside a video."""
    return [path for path in _namesakes(video) if are_subtitles(path.name) and _belong(path, video)]


def _belong(subtitles: Path, video: Path) -> bool:
    return subtitles.name.startswith(f"{video.stem}.") and subtitles.is_file()


def _namesakes(file: Path) -> Iterable[Path]:
    """The media and subtitles beside a file that have its name up to the first dot."""
    folder = file.parent
    return _media_by_stem(folder, folder.stat().st_mtime_ns).get(file.name.split(".")[0], ())


@lru_cache(maxsize=8)
def _media_by_stem(folder: Path, _changed: int) -> dict[str, list[Path]]:
    """The media and subtitles in a folder by what stands before the first dot.

    Listed once however many posts lie beside them.
    """
    found: dict[str, list[Path]] = {}
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - names alone, in folders of thousands
        if (is_medium(name) or are_subtitles(name)) and not name.startswith("."):
            found.setdefault(name.split(".")[0], []).append(folder / name)
    return found


def _is_open_medium(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return is_medium(path.name) and not hidden and path.is_file()


def _medium(file: str, written: str) -> Medium:
    """A medium by what the post calls it."""
    written = written.strip().strip("<>")
    if REMOTE.match(written):
        return Medium(written.split(",")[0][:40] if written.startswith("data:") else written)
    bare = unquote(regex.split(r"[?#]", written, maxsplit=1)[0])
    base = Path(file).parent
    inside = bare.replace("\\", "/").lstrip("/")
    tops = (base, *base.absolute().parents[:LEVELS_UP])
    for top in tops:
        for folder in SITE_FOLDERS if bare.startswith("/") or top is base else ("",):
            if _is_file(found := top / folder / inside):
                return Medium(written, found)
    return Medium(written, base / inside)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file can have
        return False


def _identity(path: Path) -> Path:
    return path.resolve()
