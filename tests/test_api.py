"""The public Python API."""

from __future__ import annotations

from pathlib import Path

import phi_lint
import pytest
from phi_lint.config import Config

LEAK = "our patient Maribel Quintero goes home!\n"


@pytest.mark.parametrize("kind", ["text", "file", "folder"])
def test_a_text_a_file_or_a_folder(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAK)
    post = {"text": LEAK, "file": tmp_path / "a.txt", "folder": tmp_path}[kind]
    report = phi_lint.check(post, Config())
    assert isinstance(report, phi_lint.Report)
    assert "Maribel Quintero" in {finding.value for finding in report.findings}
    assert report.posts == 1


def test_the_config_counts() -> None:
    assert not phi_lint.check(LEAK, Config(select=("H",))).findings


def test_what_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (failure,) = phi_lint.check(tmp_path / "gone.txt", Config()).failures
    assert "does not exist" in failure.reason


def test_what_the_package_does_not_have() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        phi_lint.chekc  # noqa: B018
