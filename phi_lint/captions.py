"""A picture that is named by itself is judged with the post that publishes it, which may lie elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from phi_lint import posts
from phi_lint.config import Config
from phi_lint.endings import are_subtitles, is_medium
from phi_lint.errors import UnreadableError
from phi_lint.posts.attaching import BUNDLES
from phi_lint.targets import Target


def with_captions(targets: Iterable[Target], config: Config) -> list[Target]:
    """The targets, each picture among them replaced by the posts that publish it, where there are any."""
    wanted = posts.Wanted(config.columns, config.pointers)
    kept: dict[str, Target] = {}
    for target in targets:
        captions: list[Path] = []
        if target.path is not None and (is_medium(target.file) or are_subtitles(target.file)):
            captions = [file for file in _near(target.path) if _publishes(file, target.path, wanted)]
        for own in (Target(file.as_posix(), file) for file in captions) if captions else (target,):
            kept.setdefault(os.path.realpath(own.path) if own.path else own.file, own)
    return sorted(kept.values(), key=lambda target: target.file)


def _near(medium: Path) -> Iterator[Path]:
    """Text files that may publish a medium: beside it, the bundle around it, those of the repository that name it."""
    beside = sorted(medium.parent.iterdir())
    above = (folder / f"{name}{ending}" for folder in medium.parents for name in BUNDLES for ending in posts.READERS)
    seen: set[str] = set()
    for file in (*beside, *above, *_naming(medium)):
        real = os.path.realpath(file)
        if real not in seen and file.suffix.lower() in posts.READERS and file.name not in posts.NO_POSTS:
            seen.add(real)
            if file.is_file():
                yield file


def _naming(medium: Path) -> Iterator[Path]:
    """The files of git's index that hold the medium's name; none where there is no repository."""
    top = Path(_git(medium.parent, "rev-parse", "--show-toplevel").strip() or ".")
    words = [word for name in sorted({medium.name, quote(medium.name)}) for word in ("-e", name)]
    for name in _git(top, "grep", "--cached", "-l", "-z", "-I", "-F", *words).split("\0"):
        if name:
            yield Path(os.path.relpath(top / name))


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where it is not installed or says no."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, text=True, errors="surrogateescape")  # noqa: S603 - no shell, our own arguments
    return done.stdout if done.returncode == 0 else ""


def _publishes(file: Path, medium: Path, wanted: posts.Wanted) -> bool:
    """Whether a post of the file shows the medium."""
    try:
        shown = [each.file for post in posts.read(file.as_posix(), posts.load(file), wanted) for each in post.media]
    except UnreadableError:
        return False  # nobody can read it, so the picture is judged by itself
    return any(each is not None and os.path.realpath(each) == os.path.realpath(medium) for each in shown)
