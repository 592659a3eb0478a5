"""The closed loop: what is in a safe copy is what was left for a person, and to redact twice changes nothing."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from phi_lint.lint import Linter, Target, find_targets
from phi_lint.redact import Redactor, Style
from phi_lint.redact.wording import own
from phi_lint.safe_copy import SafeCopy, safe_copy
from phi_lint.types import Identifier, Severity, Verdict

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from models.corpus.marks import read  # noqa: E402

POSTS = 60
"""Posts of the development split that are tried: enough for every letter, and quick."""


def samples() -> Iterator[Target]:
    """The sample posts, and an even pick of the corpus' development split."""
    found, _, _ = find_targets([str(ROOT / "sample_posts")])
    yield from (target for target in found if target.path and not _is_medium(target))
    corpus = [post for file in sorted((ROOT / "models/corpus/dev").glob("*.txt")) for post in read(file)]
    for post in random.Random(7).sample(corpus, POSTS):  # the same posts in every run
        yield Target(f"{post.id}.txt", None, post.text.encode())


def _is_medium(target: Target) -> bool:
    from phi_lint.endings import is_medium

    return is_medium(target.file)


@pytest.fixture(scope="module")
def copies(linter: Linter) -> list[tuple[Target, SafeCopy]]:
    redactor = Redactor()
    return [(target, safe_copy(linter, redactor, target, None, True)) for target in samples()]


def test_nothing_is_in_a_copy_but_what_was_left(copies: list[tuple[Target, SafeCopy]], linter: Linter) -> None:
    for target, copy in copies:
        content = Target(target.file, target.path, copy.content)
        for post in linter.read(content, copy.content):
            found, _ = linter.check_post(post, linter.config_for(None)) if post.passages else ([], [])
            told = {(f.rule, f.value) for f in copy.left}
            for finding in found:
                if finding.severity >= Severity.MEDIUM and finding.verdict is Verdict.REPORTED:
                    known = (finding.rule, finding.value) in told
                    assert known or own(finding.passage.text, finding.start, finding.end), (target.file, finding.rule)


def test_what_is_left_is_what_has_no_honest_wording(copies: list[tuple[Target, SafeCopy]]) -> None:
    letters = [finding.identifier for _, copy in copies for finding in copy.left]
    worded = [letter for letter in letters if letter not in (Identifier.R, Identifier.X)]
    assert len(worded) <= len(copies) * 0.1


def test_twice_changes_nothing(copies: list[tuple[Target, SafeCopy]], linter: Linter) -> None:
    for target, copy in copies:
        again = safe_copy(linter, Redactor(), Target(target.file, target.path, copy.content), None, True)
        assert again.content == copy.content, target.file


def test_clean_posts_come_back_byte_for_byte(copies: list[tuple[Target, SafeCopy]]) -> None:
    unchanged = [copy for _, copy in copies if not copy.changed]
    assert unchanged
    assert all(copy.content == copy.original for copy in unchanged)


@pytest.mark.parametrize("style", list(Style))
def test_the_values_of_every_style_are_gone(style: Style, linter: Linter) -> None:
    text = "Our patient Maribel Quintero went home on March 3, MRN 00123456, call her at 208-555-0134.\n"
    copy = safe_copy(linter, Redactor(style), Target("a.txt", None, text.encode()), None, True)
    for value in ("Maribel", "Quintero", "March", "00123456", "555-0134"):
        assert value not in copy.after
    assert not copy.left


def test_the_example_of_the_readme(linter: Linter) -> None:
    text = "So proud of our patient Maria Gonzalez, 34, who finished her last round of chemo on March 3rd!"
    copy = safe_copy(linter, Redactor(), Target("a.txt", None, text.encode()), None, True)
    assert copy.after == "So proud of one of our patients, 34, who finished her last round of chemo!"


def test_without_verification_one_turn_is_made(linter: Linter) -> None:
    target = Target("a.txt", None, b"Our patient Maribel Quintero is home.")
    assert not safe_copy(linter, Redactor(), target, None, False).verified
