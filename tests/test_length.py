"""The time that a post takes grows with its length, not with its square, whatever it is made of.

What is measured is ours: in the place of the network, whose time is known to be linear, stands a table of what it said
of each word piece.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import regex
from bench.posts import texts
from phi_lint.detect import MODEL
from phi_lint.detect.network import Network, shared
from phi_lint.lint import Linter, Target
from phi_lint.redact import Redactor
from phi_lint.safe_copy import safe_copy

VOCABULARY = 30_522
"""Word pieces of the model (BERT, uncased)."""
ALLOWED = 2.5
"""So many times what linear growth gives; at eight times the length the square gives eight times that."""
SMALL, LARGE = 5_000, 40_000
LONG = 400_000
"""Characters; a whole megabyte, which takes minutes on a slow machine, stands in bench/README.md."""
PROSE = " ".join(text.strip() for text in islice(texts(3000), 3000))
"""Half a megabyte of posts in which somebody is named every hundred characters."""
QUIET = "Flu shots till 6 at the front desk, no appointment needed, bring your card and a smile. " * 40


class Learning:
    """A session that remembers the last that it said of each word piece."""

    def __init__(self, real: Any) -> None:
        self.real = real
        self.said: dict[int, np.ndarray[Any, Any]] = {}

    def run(self, names: object, given: dict[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        outputs: list[np.ndarray[Any, Any]] = self.real.run(names, given)
        for number, output in enumerate(outputs[:2]):
            table = self.said.setdefault(number, np.zeros((VOCABULARY, output.shape[-1]), np.float32))
            table[given["ids"]] = output
        return outputs


class Table:
    """A session that looks up what the real one said."""

    def __init__(self, learned: Learning) -> None:
        self.learned = learned

    def run(self, _: object, given: dict[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        ids = given["ids"]
        return [*(self.learned.said[number][ids] for number in (0, 1)), np.zeros(len(ids), np.float32)]


@pytest.fixture
def quick(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> Linter:
    """A linter whose model costs nothing."""
    network: Network = shared(MODEL / "phi_reader")
    learning = Learning(network.session)
    monkeypatch.setattr(network, "session", learning)
    network.read(list(islice(texts(60), 60)))
    monkeypatch.setattr(network, "session", Table(learning))
    return linter


def of_length(text: str, length: int) -> Target:
    return Target("a.txt", None, (text * (length // len(text) + 1))[:length].encode())


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    """Without the garbage collector, which now and then walks through all that other tests have left."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(linter: Linter, text: str, length: int) -> float:
    begun = time.process_time()
    report = linter.check_file(of_length(text, length))
    assert report.posts == 1
    assert not report.failures
    return time.process_time() - begun


FORMS = [
    pytest.param(PROSE, id="prose"),
    pytest.param(PROSE.replace(". ", ".\n"), id="lines"),
    pytest.param(regex.sub(r"[.!?]", "", PROSE), id="one sentence"),
    pytest.param(regex.sub(r"\s", "", PROSE), id="one word"),
    pytest.param(PROSE.replace("!", " 😀 ¡é!"), id="no ASCII"),
    pytest.param("Ines " * 400, id="one name"),
    pytest.param("a" + " " * 4000, id="blanks"),
    pytest.param("0" * 4000, id="digits"),
    pytest.param("-" * 4000, id="dashes"),
    pytest.param("a@" * 2000, id="addresses"),
]


@pytest.mark.parametrize("text", FORMS)
def test_eight_times_the_length_takes_eight_times_the_time(text: str, quick: Linter) -> None:
    seconds(quick, PROSE, 1000)  # what is loaded once
    small, large = seconds(quick, text, SMALL), seconds(quick, text, LARGE)
    assert large / small < ALLOWED * LARGE / SMALL


def test_a_long_text(quick: Linter) -> None:
    text = f"{PROSE[:400]} {QUIET}"
    seconds(quick, text, 1000)
    small, large = seconds(quick, text, LONG // 8), seconds(quick, text, LONG)
    assert large / small < ALLOWED * 8


def test_redaction_too(quick: Linter) -> None:
    redactor = Redactor()
    took = []
    for length in (1000, SMALL // 4, LARGE // 4):
        begun = time.process_time()
        assert safe_copy(quick, redactor, of_length(PROSE, length), None, False).changed
        took.append(time.process_time() - begun)
    assert took[2] / took[1] < ALLOWED * LARGE / SMALL


@pytest.mark.parametrize("ending", [".md", ".html", ".csv", ".json"])
def test_reading_too(ending: str, tmp_path: Path, linter: Linter) -> None:
    frames = {
        ".md": ("", "## News\n\nWe are *open* [today](https://a.example).\n\n", ""),
        ".html": ("<body>", "<p>We are <b>open</b> &amp; <a href='https://a.example'>here</a>.</p>\n", "</body>"),
        ".csv": ("Text,Image\n", '"We are open, ""today"".",\n', ""),
        ".json": ('[{"content": "We are open."}', ',\n{"content": "We are \\u00e9 open."}', "]"),
    }
    before, body, behind = frames[ending]
    took = []
    for count in (100, 500, 4000):
        content = f"{before}{body * count}{behind}".encode()
        tries = []
        for _ in range(3):
            begun = time.process_time()
            assert linter.read(Target(f"a{ending}", tmp_path / f"a{ending}", content), content)
            tries.append(time.process_time() - begun)
        took.append(min(tries))
    assert took[2] / took[1] < ALLOWED * 8
