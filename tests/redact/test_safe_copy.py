"""The safe copy of one post, in every style."""

from __future__ import annotations

import pytest
from phi_lint.lint import Linter, Target
from phi_lint.redact import Redactor, Style
from phi_lint.safe_copy import safe_copy


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
