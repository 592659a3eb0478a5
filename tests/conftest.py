"""What many tests share: the shipped rule set, one engine (it takes a second to load), made findings, a shell."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from phi_lint import config
from phi_lint.cli import main
from phi_lint.detect import Detector
from phi_lint.detect.decoding import Reading
from phi_lint.detect.network import Network
from phi_lint.lint import Linter
from phi_lint.media import rapid
from phi_lint.rulebook import Rulebook, load, marked_span
from phi_lint.sourcemap import LineIndex, SourceMap
from phi_lint.types import About, Finding, Identifier, Passage, Place, Severity

from fixtures import MakeFinding, Outcome, Run


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def detector(rulebook: Rulebook) -> Detector:
    return Detector(rulebook)


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The whole pipeline, whatever config files lie about."""
    return Linter(isolated=True)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A spaCy pipeline without a model, for what rules alone must do."""
    folder = tmp_path_factory.mktemp("blank")
    spacy.blank("en").to_disk(folder)
    return str(folder)


@pytest.fixture(scope="session")
def make_finding() -> MakeFinding:
    """A finding at the `[[…]]` of a text, as the pipeline would make it of a plain file."""

    def made(marked: str, passage: Passage | None = None, **changes: Any) -> Finding:
        text, start, end = marked_span(marked)
        lines = LineIndex.of(text)
        finding = Finding(
            rule="a-names/patient",
            identifier=Identifier.A,
            severity=Severity.CRITICAL,
            confidence=0.9,
            about=About.PATIENT,
            reasons=("a word for a patient stands before the name",),
            message="Name of a patient.",
            post="a",
            file="a.txt",
            passage=passage or Passage(text, source=SourceMap.shifted(len(text))),
            start=start,
            end=end,
            place=Place(start, end, *lines.position(start), *lines.position(end)),
        )
        return replace(finding, **changes)

    return made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run phi-lint in an empty folder, where the test may have put files."""
    monkeypatch.chdir(tmp_path)

    def once(*arguments: str, stdin: bytes = b"") -> Outcome:
        capsys.readouterr()
        for known in (config.nearest, config._parse):  # each run is a new process to the user
            known.cache_clear()
        monkeypatch.setattr(sys, "argv", ["phi-lint", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Outcome(stopped.value.code, out, err)

    return once


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model and the reader of pictures, which say the same of the same, are asked once: the test takes half."""
    readings: dict[str, Reading] = {}
    words: dict[bytes, Any] = {}
    ask, look = Network.read, rapid.read

    def asked(network: Network, texts: list[str]) -> list[Reading]:
        missing = [text for text in dict.fromkeys(texts) if text not in readings]
        readings.update(zip(missing, ask(network, missing) if missing else (), strict=True))
        return [readings[text] for text in texts]

    def looked(pixels: np.ndarray[Any, Any]) -> Any:
        key = repr(pixels.shape).encode() + pixels.tobytes()
        if key not in words:
            words[key] = look(pixels)
        return words[key]

    monkeypatch.setattr(Network, "read", asked)
    monkeypatch.setattr(rapid, "read", looked)
