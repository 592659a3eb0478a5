"""`check` on folders: what is shown of files, settings and numbers, what changed since a revision, the baseline."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from fixtures import Run

LEAK = "Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n"
CLEAN = "Flu shots till 6 at the front desk.\n"


@pytest.fixture
def posts(tmp_path: Path) -> None:
    for name, text in {"posts/leak.txt": LEAK, "posts/clean.txt": CLEAN, "old/leak.txt": LEAK}.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)


@pytest.mark.usefixtures("posts")
def test_show_files_lists_and_checks_nothing(run: Run) -> None:
    outcome = run("check", ".", "--show-files", "--extend-exclude", "old")
    assert (outcome.code, outcome.out, outcome.err) == (0, "posts/clean.txt\nposts/leak.txt\n", "")


@pytest.mark.usefixtures("posts")
def test_show_files_tells_what_is_skipped_and_what_is_missing(run: Run) -> None:
    Path("posts/settings.json").write_text('{"strict": true}')
    Path("posts/notes.docx").write_bytes(b"PK")
    outcome = run("check", "posts", "gone.txt", "--show-files")
    assert (outcome.code, outcome.out) == (2, "posts/clean.txt\nposts/leak.txt\n")
    assert "skipped: posts/notes.docx (no posts end in .docx)" in outcome.err
    assert "skipped: posts/settings.json (none of its keys is known as a post's" in outcome.err
    assert "gone.txt does not exist" in outcome.err


@pytest.mark.usefixtures("posts")
def test_statistics(run: Run) -> None:
    outcome = run("check", ".", "--statistics")
    assert outcome.code == 1
    assert "2  h-medical-record-numbers/labelled" in outcome.out
    assert "posts/leak.txt" in outcome.out
    counted = json.loads(run("check", ".", "--statistics", "--format", "json").out)
    assert counted["by_rule"]["a-names/patient"] == 2
    assert (counted["posts"], counted["failures"]) == (3, 0)


@pytest.mark.usefixtures("posts")
def test_statistics_tell_what_was_not_examined(run: Run) -> None:
    Path("posts/bad.txt").write_bytes(b"\0\1")
    outcome = run("check", ".", "--statistics")
    assert outcome.code == 2
    assert "1  posts/bad.txt: is a binary file" in outcome.out


def test_statistics_tell_which_picture_is_missing_and_count_the_remote(run: Run) -> None:
    Path("a.md").write_text("Flu shots.\n\n![](hand.png)\n\n![](https://pics.example/a.png)\n")
    said = run("check", "a.md", "--statistics").out
    assert "1  a.md: hand.png does not exist" in said
    assert said.splitlines()[-1] == "0 findings in 1 post (1 picture, video or recording not examined)"


@pytest.mark.usefixtures("posts")
def test_a_suppression_of_the_config_that_silences_nothing_is_reported(run: Run) -> None:
    Path("phi-lint.toml").write_text(
        '[suppress]\n"old/*" = {N = "our site", H = "a training label"}\n"elsewhere/*" = {N = "not checked here"}'
    )
    said = run("check", "old").out
    assert "the suppression of 'N' for 'old/*' is not needed; delete it" in said
    assert "'H'" not in said
    assert "elsewhere" not in said


@pytest.mark.usefixtures("posts")
def test_per_file_ignores_ignore_and_tell(run: Run) -> None:
    Path("phi-lint.toml").write_text('[per-file-ignores]\n"old/*" = ["A", "H", "R"]')
    assert run("check", "old").code == 0
    assert "per-file-ignores of 'old/*'" in run("check", "old", "--show-all").out
    assert run("check", "posts").code == 1
    Path("phi-lint.toml").write_text('[per-file-ignores]\n"old/*" = ["a-nmes"]')
    assert "did you mean 'a-names'?" in run("check", "old").err


@pytest.mark.usefixtures("posts")
def test_the_baseline_from_first_to_last(run: Run) -> None:
    assert "--reviewer" in run("baseline").err
    over = run("baseline", ".", "--reviewer", "R. Vos", "--reason", "signed", "--expires", "2020-01-01")
    assert (over.code, Path(".phi-lint-baseline.json").exists()) == (2, False)
    assert "2020-01-01 is over" in over.err
    written = run("baseline", ".", "--reviewer", "R. Vos", "--reason", "signed", "--expires", "2999-01-01")
    assert (written.code, written.err) == (0, "")
    accepted = run("check", ".")
    assert accepted.code == 0
    assert "signed (R. Vos" in run("check", ".", "--show-all").out
    Path("posts/leak.txt").write_text(LEAK + "More.")
    changed = run("check", ".")
    assert changed.code == 1
    assert "posts/leak.txt covers nothing any more" in changed.out
    assert "1 deleted" in run("baseline", ".", "--prune").out
    assert "covers nothing" not in run("check", ".").out


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        pytest.param({}, set(), id="nothing"),
        pytest.param({"posts/clean.txt": CLEAN * 2}, {"posts/clean.txt"}, id="changed, not committed"),
        pytest.param({"posts/new.txt": CLEAN}, {"posts/new.txt"}, id="new, not added"),
        pytest.param({"posts/leak.jpg": "x"}, {"posts/leak.txt"}, id="only the picture of its name"),
    ],
)
def test_since_a_revision(changes: dict[str, str], seen: set[str], run: Run) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@x.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], check=True)
    for name, text in changes.items():
        Path(name).write_text(text)
    assert set(run("check", ".", "--since", "HEAD", "--show-files").out.split()) == seen


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
def test_since_what_is_no_revision(revision: str, run: Run) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    outcome = run("check", ".", f"--since={revision}")
    assert outcome.code == 2
    assert outcome.err.startswith("phi-lint: --since")
    assert not Path("x").exists()
