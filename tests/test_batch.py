"""Many files: the same report for any number of processes, with and without the cache; Ctrl-C tells what was found."""

from __future__ import annotations

import functools
import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from phi_lint import batch, job
from phi_lint.cache import Cache
from phi_lint.job import Job
from phi_lint.lint import Linter, Target, find_targets
from phi_lint.types import Report

LEAK = "Bed 4, MRN: 00123456, our patient Maribel Quintero goes home!\n"
FILLER = "Flu shots till 6 at the front desk, no appointment needed, bring your card and a smile.\n"


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Enough text for a pool, one bad file among them."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "posts"
    folder.mkdir()
    for number in range(60):
        text = LEAK if number % 7 == 0 else FILLER * 8
        (folder / f"{number:02}.txt").write_text(f"{text} {number}\n")
    (folder / "30b.txt").write_bytes(b"\0\1\2")
    return tmp_path


def run(linter: Linter, jobs: int, cache: Cache | None = None) -> list[Report]:
    targets, _, _ = find_targets(["posts"])
    return [report.without_sources() for report in batch.check(Job(linter, cache), targets, jobs)]


def test_one_process_or_two_cached_or_not_the_result_is_the_same(posts: Path) -> None:
    linter = Linter(isolated=True)
    alone = run(linter, 1)
    assert len(alone) == 61
    assert sum(len(report.findings) for report in alone) >= 9
    assert [report.failures[0].file for report in alone if report.failures] == ["posts/30b.txt"]
    cache = Cache(posts / "cache")
    assert run(Linter(isolated=True), 2, cache) == alone
    assert run(linter, 1, cache) == alone


def test_a_cached_run_loads_no_engine(posts: Path) -> None:
    cache = Cache(posts / "cache")
    (posts / "posts" / "30b.txt").unlink()
    run(Linter(isolated=True), 1, cache)
    second = Linter(isolated=True)
    run(second, 1, cache)
    assert second._detectors == {}


def test_neither_order_nor_company_nor_shares_change_a_result(
    posts: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long table is shared out among processes post by post, and its findings come as from one."""
    monkeypatch.setattr(job, "SHARED", 2000)
    rows = "".join(f'"{LEAK.strip() if number % 9 == 0 else FILLER.strip()} {number}",\n' for number in range(60))
    (posts / "posts" / "queue.csv").write_text(f"Text,Image\n{rows}")
    targets, _, _ = find_targets(["posts"])
    alone = {target.file: batch_of(linter, [target])[0] for target in targets}
    assert len(alone["posts/queue.csv"].findings) >= 14
    for seed in (1, 2):
        shuffled = random.Random(seed).sample(targets, len(targets))
        assert batch_of(linter, shuffled) == [alone[target.file] for target in shuffled]
    shared = list(batch.check(Job(Linter(isolated=True)), targets, 3))
    assert [report.without_sources() for report in shared] == [alone[target.file] for target in targets]


def batch_of(linter: Linter, targets: list[Target]) -> list[Report]:
    return [report.without_sources() for report in batch.check(Job(linter), targets, 1)]


def check(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "phi_lint", "check", "posts", "--isolated", *arguments]
    # A test run in the background of a shell ignores Ctrl-C, and its children would inherit that.
    listen = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen
    )


def test_jobs_change_nothing_in_the_whole_program(posts: Path) -> None:
    outputs = set()
    for arguments in (("--no-cache", "-j1"), ("--no-cache", "-j2"), ("-j2",), ("-j1",)):
        with check(posts, "--format", "json", *arguments) as process:
            out, err = process.communicate(timeout=120)
            assert (process.returncode, err) == (2, "")
            outputs.add(out)
    assert len(outputs) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_prints_what_was_found_and_exits_with_130(posts: Path, jobs: str) -> None:
    for number in range(3000):
        (posts / "posts" / f"more-{number}.txt").write_text(FILLER * 8 + str(number))
    with check(posts, "--format", "json-lines", "--no-cache", "--jobs", jobs) as process:
        assert process.stdout is not None
        head: list[dict[str, Any]] = [json.loads(process.stdout.readline()) for _ in range(2)]
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert head[1]["type"] == "finding"
    assert json.loads(out.splitlines()[-1])["type"] == "summary"
    assert "interrupted: " in err
    assert "Traceback" not in err
