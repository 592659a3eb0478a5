"""Which files a walk takes: what git ignores and settings exclude is passed over, what is named is always taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.config import Config
from phi_lint.targets import find_targets

FILES = {
    "a.txt": "x",
    "build/b.txt": "x",
    "build/s.json": '{"version": 2}',
    "build/p.json": '[{"caption": "x"}]',
    "posts/c.md": "x",
    "posts/draft.md": "x",
    "posts/old/d.txt": "x",
    "posts/keep/e.txt": "x",
    "node_modules/f.txt": "x",
    ".hidden/g.txt": "x",
    "posts/code.py": "x",
    ".git/info/exclude": "posts/private/\n",
    "posts/private/h.txt": "x",
    ".gitignore": "build/\n*.md\n!c.md\n",
    "posts/.gitignore": "/old\nkeep/*\n!keep/e.txt\n",
}
VISIBLE = {"a.txt", "posts/c.md", "posts/keep/e.txt"}


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*paths: str, **settings: object) -> set[str]:
    config = Config(**settings)  # type: ignore[arg-type]
    targets, failures, _ = find_targets(paths, lambda _: config)
    assert not failures
    return {target.file for target in targets}


@pytest.mark.parametrize(
    ("paths", "settings", "taken"),
    [
        pytest.param(["."], {}, VISIBLE, id="git's own rules: nearest file wins, a later line takes back"),
        pytest.param(["posts"], {}, VISIBLE - {"a.txt"}, id="the .gitignore above the folder counts"),
        pytest.param(
            ["."],
            {"respect_gitignore": False},
            VISIBLE | {"build/b.txt", "build/p.json", "posts/draft.md", "posts/old/d.txt", "posts/private/h.txt"},
            id="unless asked not to",
        ),
        pytest.param(["."], {"exclude": ("posts/",)}, {"a.txt"}, id="a folder"),
        pytest.param(["."], {"exclude": ("*.md",), "extend_exclude": ("a.*",)}, {"posts/keep/e.txt"}, id="both lists"),
        pytest.param(["."], {"exclude": ("*.txt", "!a.txt")}, {"a.txt", "posts/c.md"}, id="taken back"),
        pytest.param(["build/b.txt", "a.txt"], {"exclude": ("a.txt",)}, {"build/b.txt", "a.txt"}, id="named files"),
        pytest.param(["a.txt"], {"exclude": ("a.txt",), "force_exclude": True}, set(), id="unless forced"),
        pytest.param(["build/s.json"], {}, {"build/s.json"}, id="settings in JSON that are named"),
        pytest.param(["build/s.json"], {"force_exclude": True}, set(), id="unless forced, too"),
        pytest.param(["build/p.json"], {"force_exclude": True}, {"build/p.json"}, id="but posts in JSON are taken"),
        pytest.param(["build"], {}, set(), id="a folder that git ignores, walked into by name, stays ignored"),
    ],
)
def test_what_is_taken(paths: list[str], settings: dict[str, object], taken: set[str]) -> None:
    assert names(*paths, **settings) == taken


def test_each_file_once_sorted_and_why_the_others_are_none() -> None:
    targets, failures, skipped = find_targets(["posts", "a.txt", "./a.txt", "posts/c.md", "gone.txt"])
    assert [target.file for target in targets] == ["a.txt", "posts/c.md", "posts/keep/e.txt"]
    assert [failure.file for failure in failures] == ["gone.txt"]
    assert [(each.file, each.why) for each in skipped] == [("posts/code.py", "no posts end in .py")]
