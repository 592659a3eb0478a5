"""The network by itself: texts in, readings out. Knows nothing of spaCy, which takes a second to import.

Its folder holds `model.onnx`, `weights.json` (signs.py tells why), `tokenizer.json` and `SHA256SUMS`, which is checked
before anything is loaded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

from phi_lint.detect.decoding import Floats, Reading, decode
from phi_lint.detect.pieces import ABOUTS, START, STOP, TAGS, Encoded, Ints, encode, load_tokenizer
from phi_lint.detect.signs import PLACES, signed, signed_is_faster
from phi_lint.errors import FaultyModelError

FILES = ("model.onnx", PLACES, "tokenizer.json")
SUMS = "SHA256SUMS"
ENTITY = {
    "A": "PERSON", "B": "PLACE", "C": "DATE", "D": "PHONE", "F": "EMAIL", "N": "LINK", "R": "UNIQUE",
    "X": "DISCLOSURE", **dict.fromkeys("EGHIJKLMOP", "NUMBER"),
}  # fmt: skip
"""The label of an entity for each letter. The rarer numbers share one: that a number is a patient's the model
knows well, of which kind badly, and the labels that tell the kind are the patterns' business."""
PIECES_PER_RUN = 4096
SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime takes for an improvement: its joint kernel costs an eighth more than the two that it replaces."""


class Network:
    """Runs the network over texts, many at a time, each in overlapping windows."""

    def __init__(self, folder: Path) -> None:
        """Load a folder. Raises FaultyModelError where it is incomplete or damaged."""
        verify(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the processes share out the work
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(_model(folder), options, disabled_optimizers=SLOWER)
        except Exception as error:  # onnxruntime's own exceptions share no base
            raise FaultyModelError(str(folder), f"onnxruntime cannot load it ({type(error).__name__})") from error
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")

    def read(self, texts: list[str]) -> list[Reading]:
        """What the model says of each text."""
        encoded = encode(self.tokenizer, texts)
        windows = [(index, *window) for index, e in enumerate(encoded) for window in e.windows() if len(e)]
        windows.sort(key=lambda window: window[2] - window[1])
        tags = [np.zeros((len(e), len(TAGS)), dtype=np.float32) for e in encoded]
        abouts = [np.zeros((len(e), len(ABOUTS)), dtype=np.float32) for e in encoded]
        care = [0.0] * len(texts)
        centre = [np.full(len(e), -1) for e in encoded]
        for batch in _runs(windows):
            outputs = self.session.run(None, _inputs([(encoded[i], start, end) for i, start, end in batch]))
            for row, (index, start, end) in enumerate(batch):
                inside = slice(1, end - start + 1)
                # Where windows overlap, the one that sees more around a piece decides.
                margin = np.minimum(np.arange(end - start), np.arange(end - start)[::-1])
                better = margin > centre[index][start:end]
                centre[index][start:end][better] = margin[better]
                tags[index][start:end][better] = _softmax(outputs[0][row, inside])[better]
                abouts[index][start:end][better] = _softmax(outputs[1][row, inside])[better]
                care[index] = max(care[index], float(1 / (1 + np.exp(-outputs[2][row]))))
        return [
            Reading(decode(text, e, t, a), c, e.offsets, t, a)
            for text, e, t, a, c in zip(texts, encoded, tags, abouts, care, strict=True)
        ]


def _model(folder: Path) -> str | bytes:
    """The file of the network, or its content with the weights that this processor likes better."""
    file = folder / "model.onnx"
    return signed(file.read_bytes(), json.loads((folder / PLACES).read_text())) if signed_is_faster() else str(file)


@cache
def shared(folder: Path) -> Network:
    """The network of a folder, loaded once however many ask. Raises FaultyModelError."""
    return Network(folder)


def verify(folder: Path) -> None:
    """Check every file of the folder against SHA256SUMS. Raises FaultyModelError."""
    sums = folder / SUMS
    if not sums.is_file():
        raise FaultyModelError(str(folder), f"{SUMS} is missing")
    lines = (line.split(maxsplit=1) for line in sums.read_text().splitlines())
    expected = {name: digest for digest, name in lines}
    for name in FILES:
        file = folder / name
        if not file.is_file():
            raise FaultyModelError(str(folder), f"{name} is missing")
        with file.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != expected.get(name):
                raise FaultyModelError(str(folder), f"{name} is damaged: its SHA-256 is not the one in {SUMS}")


def _runs(windows: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Windows of like length in runs of at most PIECES_PER_RUN pieces."""
    run: list[tuple[int, int, int]] = []
    for window in windows:
        if run and (len(run) + 1) * (window[2] - window[1] + 2) > PIECES_PER_RUN:
            yield run
            run = []
        run.append(window)
    if run:
        yield run


def _inputs(batch: list[tuple[Encoded, int, int]]) -> dict[str, Ints]:
    """Padded arrays of shape (batch, longest + 2)."""
    width = max(end - start for _, start, end in batch) + 2
    arrays = {name: np.zeros((len(batch), width), dtype=np.int64) for name in ("ids", "cases", "mask")}
    for row, (encoded, start, end) in enumerate(batch):
        stop = end - start + 1
        arrays["ids"][row, 0], arrays["ids"][row, stop] = START, STOP
        arrays["ids"][row, 1:stop] = encoded.ids[start:end]
        arrays["cases"][row, 1:stop] = encoded.cases[start:end]
        arrays["mask"][row, : stop + 1] = 1
    return arrays


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    result: Floats = raised / raised.sum(-1, keepdims=True)
    return result
