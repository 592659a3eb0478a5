"""`phi-lint redact`: where copies go, what is asked, what is shown, exit codes, and that a copy is proved."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fixtures import Run

LEAK = "Our patient Maribel Quintero went home on March 3, MRN 00123456.\r\n"
SAFE = "One of our patients went home.\r\n"
CLEAN = "Flu shots till 6 at the front desk.\n"
REPLY = "---\nplatform: google\nreply_to: Tobias Renwick\n---\nTobias, we are sorry about your root canal.\n"
VALUES = ("Maribel", "Quintero", "00123456")


@pytest.fixture
def posts(tmp_path: Path) -> None:
    """A leaking, a clean and a confirming post in the folder where phi-lint runs."""
    (tmp_path / "posts" / "may").mkdir(parents=True)
    for name, text in {"posts/may/leak.txt": LEAK, "posts/clean.txt": CLEAN, "reply.md": REPLY}.items():
        (tmp_path / name).write_bytes(text.encode())


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["posts/may/leak.txt"], 0, id="safe"),
        pytest.param(["posts/clean.txt"], 0, id="clean"),
        pytest.param(["reply.md"], 1, id="left for a person"),
        pytest.param(["missing.txt"], 2, id="a missing file"),
        pytest.param(["posts"], 2, id="several files and no place"),
        pytest.param(["posts", "-o", "."], 2, id="the copy would be the file"),
        pytest.param(["posts/may/leak.txt", "-o", "posts"], 2, id="the place holds the file"),
        pytest.param(["posts", "-o", "posts/may/safe"], 2, id="the place lies in the folder"),
        pytest.param(["-o", "safe"], 2, id="the place lies in the current folder, which is read"),
        pytest.param(["posts/clean.txt", "-o", "posts-safe"], 0, id="a folder that only begins like the file's"),
        pytest.param(["posts", "-o", "out", "--diff"], 2, id="two places"),
        pytest.param(["posts/clean.txt", "--in-place"], 2, id="nobody to ask"),
        pytest.param(["posts/clean.txt", "--style", "loud"], 2, id="an unknown style"),
        pytest.param(["-", "--in-place", "--yes"], 2, id="standard input in place"),
        pytest.param(["reply.md", "missing.txt", "-o", "out"], 2, id="2 wins over 1"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, run: Run) -> None:
    outcome = run("redact", *arguments)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert "internal error" not in outcome.err


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["posts/clean.txt", "-o", "posts"], "-o posts holds posts/clean.txt, which is read; name another folder"),
        (["posts", "-o", "posts/safe"], "-o posts/safe lies in posts, which is read; name a folder outside of it"),
    ],
)
def test_copies_never_lie_among_what_is_read(arguments: list[str], said: str, run: Run) -> None:
    before = sorted(Path("posts").rglob("*"))
    assert said in run("redact", *arguments).err
    assert sorted(Path("posts").rglob("*")) == before


@pytest.mark.usefixtures("posts")
def test_a_folder_is_mirrored_and_the_files_stay(run: Run) -> None:
    outcome = run("redact", "posts", "-o", "out")
    assert outcome.code == 0
    assert Path("out/posts/may/leak.txt").read_bytes() == SAFE.encode()
    assert Path("out/posts/clean.txt").read_bytes() == CLEAN.encode()
    assert Path("posts/may/leak.txt").read_bytes() == LEAK.encode()
    assert run("check", "out", "--no-cache").code == 0


@pytest.mark.usefixtures("posts")
def test_in_place_is_whole_and_twice_changes_nothing(run: Run) -> None:
    leak = Path("posts/may/leak.txt")
    leak.chmod(0o640)
    assert run("redact", "posts", "--in-place", "--yes").code == 0
    assert leak.read_bytes() == SAFE.encode()
    assert leak.stat().st_mode & 0o777 == 0o640
    before = leak.stat().st_mtime_ns
    assert run("redact", "posts", "--in-place", "--yes").code == 0
    assert leak.stat().st_mtime_ns == before
    assert [path.name for path in Path("posts/may").iterdir()] == ["leak.txt"]


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_in_place_asks(answer: str, written: bool, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phi_lint.cli.redact.click.confirm", lambda *_, **__: answer == "y")
    monkeypatch.setattr("phi_lint.cli.redact.can_answer", lambda: True)
    run("redact", "posts/may/leak.txt", "--in-place")
    assert (Path("posts/may/leak.txt").read_bytes() == SAFE.encode()) is written


@pytest.mark.parametrize(
    ("arguments", "stdin", "expected"),
    [
        pytest.param([], LEAK, SAFE, id="plain"),
        pytest.param(
            ["--stdin-filename", "a.csv"], f'Text\n"{LEAK}"\n', f'Text\n"{SAFE}"\n', id="read and written by its name"
        ),
        pytest.param(
            ["--style", "label"], "Our patient Maribel Quintero is home", "Our patient [NAME] is home", id="label"
        ),
    ],
)
def test_standard_input(arguments: list[str], stdin: str, expected: str, run: Run) -> None:
    outcome = run("redact", "-", *arguments, stdin=stdin.encode())
    assert outcome.out.replace("\r\n", "\n") == expected.replace("\r\n", "\n")


def test_a_diff_masks_what_goes_and_notes_but_no_keys(run: Run) -> None:
    Path("a.md").write_text("---\ntitle: Our patient Maribel rang\nslug: quintero\n---\nOur team is proud of her.\n")
    Path("b.csv").write_text("Text,Note\nOur patient Maribel rang the bell.,ask Tobias\n")
    shown = run("redact", "a.md", "b.csv", "--diff").out
    for kept in ("title: ", "slug: ", "Text,Note", "Our team is proud of her.", "rang the bell."):
        assert kept in shown
    for hidden in ("Maribel", "quintero", "Tobias"):
        assert hidden not in shown


@pytest.mark.usefixtures("posts")
def test_no_name_and_number_is_shown_unasked(run: Run) -> None:
    outcome = run("redact", "posts", "reply.md", "--diff")
    assert outcome.code == 1
    assert "one of our patients" in outcome.out.lower()
    for value in VALUES:
        assert value not in outcome.out + outcome.err
    assert "Tobias" not in outcome.out
    assert "Quintero" in run("redact", "posts", "--diff", "--show-phi").out


@pytest.mark.usefixtures("posts")
def test_a_reply_that_confirms_is_left_with_a_neutral_text(run: Run) -> None:
    outcome = run("redact", "reply.md")
    assert "left for a person: " in outcome.err
    offered = next(line for line in outcome.err.splitlines() if "could be published instead" in line)
    checked = run("check", "-", stdin=offered.split("instead: ")[1].encode())
    assert checked.code == 0


def test_a_picture_needs_a_place(run: Run) -> None:
    Path("a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    outcome = run("redact", "a.png")
    assert outcome.code == 2
    assert "add -o FOLDER or --in-place" in outcome.err


def test_an_attached_picture_is_said(run: Run) -> None:
    Path("a.md").write_text("![A bell](bell.png)\n")
    outcome = run("redact", "a.md")
    assert outcome.code == 1
    assert "1 attached medium is not redacted" in outcome.err


def test_help_lists_only_what_redact_heeds(run: Run) -> None:
    told = run("redact", "--help").out
    assert "--min-severity" in told
    for flag in ("--fail-on", "--output-format", "--baseline"):
        assert flag not in told


def test_what_is_unreadable_is_said_and_nothing_is_written(run: Run) -> None:
    Path("a.md").write_text("---\ntitle: a: b\n---\n")
    outcome = run("redact", "a.md", "-o", "out")
    assert outcome.code == 2
    assert "a.md:2: not redacted: " in outcome.err
    assert not Path("out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be closed there")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(run: Run) -> None:
    Path("leak.txt").write_text(LEAK)
    Path("shut").mkdir(mode=0o500)
    assert run("redact", "leak.txt", "-o", "shut").code == 2
