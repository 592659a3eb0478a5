"""The cache holds no value, ignores itself, forgets what changed, and never makes a difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fixtures import Run

LEAK = "Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n"
VALUES = ("00123456", "Maribel", "Quintero", "leak")


@pytest.fixture
def leak(tmp_path: Path) -> Path:
    file = tmp_path / "leak.txt"
    file.write_text(LEAK)
    return file


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".phi-lint-cache").rglob("*.json"))


@pytest.mark.usefixtures("leak")
def test_it_holds_no_value_and_no_name_and_ignores_itself(tmp_path: Path, run: Run) -> None:
    run("check", "leak.txt", "--show-phi")
    (entry,) = entries(tmp_path)
    assert not [value for value in VALUES if value in entry.read_text() + str(entry.relative_to(tmp_path))]
    assert (tmp_path / ".phi-lint-cache" / ".gitignore").read_text().endswith("*\n")


@pytest.mark.usefixtures("leak")
@pytest.mark.parametrize("flags", [(), ("--show-phi",), ("--format", "json", "--show-phi"), ("--format", "html")])
def test_a_second_run_says_the_same_in_clear_or_masked(flags: tuple[str, ...], run: Run) -> None:
    without = run("check", "leak.txt", "--no-cache", *flags)
    assert run("check", "leak.txt", *flags) == without
    assert run("check", "leak.txt", *flags) == without


@pytest.mark.parametrize("change", ["text", "rules", "settings", "name"])
def test_what_a_result_depends_on_makes_a_new_entry(change: str, leak: Path, tmp_path: Path, run: Run) -> None:
    run("check", "leak.txt")
    name = "leak.txt"
    if change == "text":
        leak.write_text(LEAK + "x")
    elif change == "settings":
        (tmp_path / "phi-lint.toml").write_text('select = ["H"]')
    elif change == "name":
        name = "b.txt"
        leak.rename(tmp_path / name)
    else:
        (tmp_path / "ours" / "cues").mkdir(parents=True)
        (tmp_path / "phi-lint.toml").write_text('rules = ["ours"]')
        (tmp_path / "ours" / "cues" / "mine.yaml").write_text(
            "id: cues/mine\nsays: staff\nreason: it is ours\nwhere: before\nweight: 1\npattern: ours\n"
            'holds: ["ours [[Pilar]]"]\nsilent: ["your [[Pilar]]"]\n'
        )
    run("check", name)
    assert len(entries(tmp_path)) == 2


@pytest.mark.usefixtures("leak")
def test_what_only_changes_the_view_does_not(tmp_path: Path, run: Run) -> None:
    for flags in ((), ("--min-severity", "low"), ("--format", "sarif"), ("--fail-on", "medium")):
        run("check", "leak.txt", *flags)
    assert len(entries(tmp_path)) == 1


@pytest.mark.usefixtures("leak")
@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"\xff", b'{"findings": [{"passage": 9}]}'])
def test_a_damaged_entry_counts_as_missing(damage: bytes, tmp_path: Path, run: Run) -> None:
    first = run("check", "leak.txt")
    entries(tmp_path)[0].write_bytes(damage)
    assert run("check", "leak.txt") == first
    assert json.loads(entries(tmp_path)[0].read_text())["posts"] == 1


@pytest.mark.usefixtures("leak")
def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("")
    assert run("check", "leak.txt", "--cache-dir", "file/below").code == 1
