"""A training in small, from the corpus to a pipeline that reads; skipped without the `train` extra."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import spacy
from phi_lint.detect.reader import FILES, SUMS

pytest.importorskip("torch")
with warnings.catch_warnings():  # the libraries of training warn of each other
    warnings.simplefilter("ignore")
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    from models.training.export import export
    from models.training.train import train

pytestmark = pytest.mark.filterwarnings("ignore")


def test_trains_resumes_and_writes_a_pipeline_that_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(None, 1, tmp_path / "work", smoke=True) == tmp_path / "work" / "last.pt"
    train(None, 2, tmp_path / "work", smoke=True)
    said = capsys.readouterr().out
    assert "resuming after epoch 1" in said
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in said.splitlines() if line.startswith("epoch")]
    assert len(losses) == 2
    assert losses[1] < losses[0]

    export(tmp_path / "work", tmp_path / "pipeline", float32=False, smoke=True)
    assert all((tmp_path / "pipeline" / "phi_reader" / name).is_file() for name in (*FILES, SUMS))
    reading = spacy.load(tmp_path / "pipeline")("Our patient Maribel Quintero rang the bell")._.reading
    assert 0 <= reading.care <= 1
    assert reading.tags.shape[0] == reading.abouts.shape[0] == len(reading.offsets)
