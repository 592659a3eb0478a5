"""The store of compiled patterns: the same hits with and without, damage is no matter, and nothing in it runs."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import regex
from phi_lint.rulebook import compiling

PATTERNS = [rf"(?i)\b(?P<value>w{n}\w+)" for n in range(30)]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that this folder will hold; no pattern is known yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(compiling, "_known", {})
    compiling.warm(PATTERNS)
    (file,) = (tmp_path / "phi-lint").iterdir()
    monkeypatch.setattr(compiling, "_known", {})
    return file


def test_a_stored_pattern_finds_the_same(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_none(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(regex, "compile", compile_none)
    compiling.warm(PATTERNS)
    found = compiling.compiled(PATTERNS[3]).search("one W3abc")
    assert found is not None
    assert found["value"] == "W3abc"


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (open, ("pwned", "w"))


@pytest.mark.parametrize("damage", [b"", b"x", pickle.dumps([1]), pickle.dumps({"a": Evil()})])
def test_a_damaged_or_evil_store_is_written_again(
    damage: bytes, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = store.read_bytes()
    store.write_bytes(damage)
    compiling.warm(PATTERNS)
    assert compiling.compiled(PATTERNS[0]).search("w0x")
    assert store.read_bytes() == good
    assert not Path("pwned").exists()


def test_a_few_patterns_and_a_folder_that_cannot_be_written_are_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(compiling, "_known", {})
    compiling.warm(PATTERNS[:2])
    compiling.warm(PATTERNS)
    assert len(compiling._known) == 30
