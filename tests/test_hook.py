"""The hook in a real git repository, with pre-commit itself: a leak stops a commit, a clean post passes.

The hook's environment is the one that runs the tests: building one would download everything phi-lint needs.
Nothing else of `.pre-commit-hooks.yaml` is changed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import yaml
from phi_lint.endings import MEDIA, SUBTITLES
from phi_lint.posts import READERS, WORKBOOKS

ROOT = Path(__file__).parents[1]
LEAK = "Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n"
MEDIUM = "First selfie with my favorite patient of the week\n"
CLEAN = "Flu shots till 6 at the front desk.\n"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def environment(folder: Path) -> dict[str, str]:
    """Nobody's git settings, pre-commit's own store in the test's folder, phi-lint on the path."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PRE_COMMIT_HOME": str(folder / "store"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "t@mailbox.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = environment(folder.parent)
    return subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=120)


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository with our hooks, to be run where they are."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["language"], hook["verbose"]) == ("phi-lint", "python", True)
    folder = tmp_path / "hooks"
    folder.mkdir()
    (folder / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump([{**hook, "language": "system"}]))
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "hooks")):
        assert git(folder, *arguments).returncode == 0
    return folder


@pytest.fixture
def content(tmp_path: Path, hooks: Path) -> Path:
    """A repository of posts where pre-commit is installed."""
    folder = tmp_path / "content"
    folder.mkdir()
    git(folder, "init", "-q")
    revision = git(hooks, "rev-parse", "HEAD").stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [{"id": "phi-lint"}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (folder / ".gitignore").write_text(".phi-lint-cache/\n")
    git(folder, "add", ".")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"], cwd=folder, env=environment(tmp_path), capture_output=True
    )
    assert done.returncode == 0
    return folder


def commit(folder: Path, **posts: str) -> subprocess.CompletedProcess[str]:
    for name, text in posts.items():
        (folder / f"{name}.md").write_text(text)
        git(folder, "add", f"{name}.md")
    return git(folder, "commit", "-m", "a post")


def test_a_leak_stops_the_commit_and_names_nobody(content: Path) -> None:
    done = commit(content, leak=LEAK)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "leak.md:1:35  critical" in said
    assert "Quintero" not in said
    assert "00123456" not in said


def test_a_clean_post_passes_and_a_medium_is_shown_although_it_does(content: Path) -> None:
    assert commit(content, clean=CLEAN).returncode == 0
    done = commit(content, medium=MEDIUM)
    assert done.returncode == 0
    assert "medium.md:1:" in done.stdout + done.stderr


def test_what_is_checked_is_what_is_staged(content: Path) -> None:
    (content / "a.md").write_text(LEAK)
    git(content, "add", "a.md")
    (content / "a.md").write_text(CLEAN)
    assert git(content, "commit", "-m", "a post").returncode == 1
    git(content, "add", "a.md")
    (content / "a.md").write_text(LEAK)
    assert git(content, "commit", "-m", "a post").returncode == 0


def test_what_the_settings_exclude_is_not_checked(content: Path) -> None:
    (content / "phi-lint.toml").write_text('exclude = ["leak.md"]')
    assert commit(content, leak=LEAK).returncode == 0


def test_try_repo(content: Path, hooks: Path) -> None:
    (content / "leak.md").write_text(LEAK)
    git(content, "add", "leak.md")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "phi-lint", "--all-files"]
    done = subprocess.run(command, cwd=content, env=environment(content.parent), capture_output=True, text=True)
    assert done.returncode == 1
    assert "leak.md:1:35" in done.stdout


def picture(file: Path) -> None:
    """A picture of a label."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(image).text((30, 60), "MRN: 00123456", fill="black", font=ImageFont.load_default(64))
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file)


@pytest.mark.parametrize("place", ["static/images/wall.png", "posts/wall.png"])
def test_a_picture_that_alone_changed_is_judged_with_its_caption(content: Path, place: str) -> None:
    """The post, committed long ago, lies in another folder; only the picture is staged."""
    (content / "posts").mkdir()
    shown = "/images/wall.png" if place.startswith("static") else "wall.png"
    (content / "posts" / "bell.md").write_text(f"Our patient rang the bell after chemo! ![]({shown})\n")
    git(content, "add", ".")
    assert git(content, "commit", "--no-verify", "-qm", "a post").returncode == 0
    picture(content / place)
    git(content, "add", ".")
    done = git(content, "commit", "-m", "a picture")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "posts/bell.md" in said
    assert "critical" in said


def test_the_staged_picture_and_the_staged_caption_are_what_is_checked(content: Path) -> None:
    picture(content / "wall.png")
    (content / "wall.md").write_text("Our patient rang the bell after chemo!\n")
    git(content, "add", ".")
    (content / "wall.md").write_text("Flu shots till 6.\n")  # not staged, so it does not excuse the picture
    done = git(content, "commit", "-m", "both")
    assert done.returncode == 1
    assert "wall.md  critical" in done.stdout + done.stderr


def test_every_ending_that_is_looked_at_is_named() -> None:
    """Scripts of an archive aside: other scripts are nobody's posts."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    files = re.compile(hook["files"])
    endings = MEDIA | SUBTITLES | WORKBOOKS | set(READERS) - {".js"}
    assert [ending for ending in sorted(endings) if not files.search(f"posts/a{ending}")] == []
    assert files.search("posts/IMG_0001.JPG")
    assert [name for name in ("a.py", "a.js", "LICENSE", "amp4", "a.mp4.txt.gz") if files.search(name)] == []


def test_a_plan_in_json_is_checked_and_settings_in_json_are_not(content: Path) -> None:
    (content / "tool.json").write_text('{"version": 2, "author": {"name": "our patient Maribel Quintero"}}')
    git(content, "add", ".")
    assert git(content, "commit", "-m", "settings").returncode == 0
    (content / "plan.json").write_text(f'[{{"caption": "{LEAK.strip()}"}}]')
    git(content, "add", ".")
    done = git(content, "commit", "-m", "a plan")
    assert done.returncode == 1
    assert "plan.json" in done.stdout + done.stderr


def test_subtitles_that_alone_changed_are_judged_with_their_video(content: Path) -> None:
    film = cv2.VideoWriter(str(content / "bell.mp4"), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 240))
    for _ in range(10):
        film.write(np.full((240, 320, 3), 90, np.uint8))
    film.release()
    (content / "bell.md").write_text("She rang the bell!\n")
    git(content, "add", ".")
    assert git(content, "commit", "-m", "a film").returncode == 0
    (content / "bell.en.srt").write_text("1\n00:00:01,500 --> 00:00:02,000\nOur patient Maribel Quintero goes home.\n")
    git(content, "add", ".")
    done = git(content, "commit", "-m", "subtitles")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "bell.en.srt, line 3" in said
