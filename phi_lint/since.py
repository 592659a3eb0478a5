"""Which posts changed since a git revision: committed, staged, in the working tree, or new."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from phi_lint.endings import are_subtitles
from phi_lint.errors import PhiLintError
from phi_lint.posts.attaching import videos_of
from phi_lint.targets import Target

LARGEST_TEXT = 1_000_000
"""Bytes of a post that are searched for the name of a changed picture."""


def changed(targets: Iterable[Target], revision: str, folder: Path) -> list[Target]:
    """The targets that changed, or beside which a file changed that they publish: named in them, or of their name.

    Raises PhiLintError where `folder` lies in no repository or the revision is none.
    """
    files = {Path(os.path.realpath(file)) for file in _changed_files(revision, folder)}
    files |= {video for file in files if are_subtitles(file.name) for video in videos_of(file)}
    return [target for target in targets if target.path is None or _concerns(target.path, files)]


def _concerns(post: Path, changed_files: set[Path]) -> bool:
    real = Path(os.path.realpath(post))
    if real in changed_files:
        return True
    bundle = real.stem in ("index", "post")
    near = [file for file in changed_files if file.is_relative_to(real.parent)]
    if any(file.stem == real.stem or bundle for file in near):
        return True
    try:
        text = real.read_bytes()[:LARGEST_TEXT] if changed_files else b""
    except OSError:
        return True  # whether it can be read is the check's to say
    return any(file.name.encode() in text for file in changed_files if file.suffix != real.suffix)


def _changed_files(revision: str, folder: Path) -> list[Path]:
    if revision.startswith("-"):
        raise PhiLintError(f"--since: {revision!r} is no git revision")
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    known = _git(top, "diff", "--name-only", "-z", "--diff-filter=d", revision, "--")
    new = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    return [top / name for name in (known + new).split("\0") if name]


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        raise PhiLintError("--since needs git, which is not installed")
    done = subprocess.run([git, *arguments], cwd=folder, capture_output=True, text=True, errors="surrogateescape")  # noqa: S603 - no shell, our own arguments
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise PhiLintError(f"--since: git says: {said[-1] if said else 'no'}")
    return done.stdout
