"""The shipped pipeline: sound or refused, and the same whatever else is read with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from phi_lint.detect import MODEL, Detector
from phi_lint.detect.reader import ENTITY, SUMS, Reader
from phi_lint.errors import FaultyModelError
from phi_lint.rulebook import Rulebook
from phi_lint.rulebook.rule import MODEL_ENTITIES
from phi_lint.types import Passage

FOLDER = MODEL / "phi_reader"
LEAK = "So proud of our patient Maribel Quintero, who finished her last round of chemo!"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader().from_disk(FOLDER)


def one_byte_changed(folder: Path) -> None:
    content = bytearray((folder / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "model.onnx").write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        pytest.param(one_byte_changed, "model.onnx is damaged: its SHA-256", id="one bit flipped"),
        pytest.param(lambda f: (f / "model.onnx").unlink(), "model.onnx is missing", id="no network"),
        pytest.param(lambda f: (f / "tokenizer.json").write_text("{}"), "tokenizer.json is damaged", id="tokenizer"),
        pytest.param(lambda f: (f / SUMS).unlink(), "SHA256SUMS is missing", id="no sums"),
        pytest.param(lambda f: (f / SUMS).write_text("\n"), "cannot load it", id="sums that say nothing"),
        pytest.param(lambda f: (f.parent / "config.cfg").unlink(), "cannot load it", id="no config"),
    ],
)
def test_a_damaged_pipeline_is_refused(
    damage: Callable[[Path], object], said: str, tmp_path: Path, rulebook: Rulebook
) -> None:
    pipeline = Path(shutil.copytree(MODEL, tmp_path / "pipeline"))
    damage(pipeline / "phi_reader")
    with pytest.raises(FaultyModelError) as caught:
        Detector(rulebook, model=str(pipeline))
    assert said in str(caught.value)
    assert str(pipeline) in str(caught.value)
    assert "install phi-lint again" in str(caught.value)


def test_rules_know_what_the_model_calls_what_it_reads() -> None:
    assert set(ENTITY.values()) == MODEL_ENTITIES


def test_a_copy_of_the_component_is_whole(reader: Reader, tmp_path: Path) -> None:
    reader.to_disk(tmp_path / "copy")
    again = Reader().from_disk(tmp_path / "copy")
    assert [s.letter for s in again.read([LEAK])[0].spans] == [s.letter for s in reader.read([LEAK])[0].spans]


@pytest.mark.parametrize(
    "filler",
    [
        pytest.param(3, id="one window"),
        pytest.param(30, id="across the end of the first"),
        pytest.param(120, id="windows later"),
    ],
)
def test_a_name_is_read_wherever_it_stands(filler: int, reader: Reader) -> None:
    text = "Flu shots till six at the front desk. " * filler + LEAK
    (reading,) = reader.read([text])
    assert "Maribel Quintero" in [text[span.start : span.end] for span in reading.spans if span.letter == "A"]


def test_a_reading_does_not_depend_on_the_batch(reader: Reader) -> None:
    others = ["", "hi", "Room 6. " * 200, "Welcome Dr. Anneke Vos!", "👩‍⚕️" * 40]
    (alone,) = reader.read([LEAK])
    together = reader.read([*others, LEAK])[-1]
    assert np.allclose(alone.tags, together.tags, atol=1e-4)
    assert np.allclose(alone.abouts, together.abouts, atol=1e-4)
    assert alone.care == pytest.approx(together.care, abs=1e-4)


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200b", "\U0001f469" * 3])
def test_a_text_without_words_is_read_too(text: str, reader: Reader, detector: Detector) -> None:
    assert reader.read([text])[0].spans == ()
    assert [detection.mentions for detection in detector.detect([Passage(text)])] == [()]
