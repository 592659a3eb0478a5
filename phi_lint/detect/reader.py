"""The model as a spaCy component, `phi_reader`: it sets `doc.ents` and `doc._.reading`.

Its folder holds `model.onnx`, `tokenizer.json` and `SHA256SUMS`, which is checked before anything is loaded.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from phi_lint.detect.decoding import Floats, Reading, decode
from phi_lint.detect.encoding import ABOUTS, START, STOP, TAGS, Encoded, Ints, encode, load_tokenizer
from phi_lint.errors import FaultyModelError

FILES = ("model.onnx", "tokenizer.json")
SUMS = "SHA256SUMS"
ENTITY = {
    "A": "PERSON", "B": "PLACE", "C": "DATE", "D": "PHONE", "F": "EMAIL", "N": "LINK", "R": "UNIQUE",
    "X": "DISCLOSURE", **dict.fromkeys("EGHIJKLMOP", "NUMBER"),
}  # fmt: skip
"""The label of an entity for each letter. The rarer numbers share one: that a number is a patient's the model
knows well, of which kind badly, and the labels that tell the kind are the patterns' business."""
PIECES_PER_RUN = 4096

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


class Reader:
    """Runs the network over docs, many at a time, each text in overlapping windows."""

    def __init__(self) -> None:
        self.folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Load the component's folder. Raises FaultyModelError where it is incomplete or damaged."""
        self.folder = Path(path)
        verify(self.folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(str(self.folder / "model.onnx"), options)
        except Exception as error:  # onnxruntime's own exceptions share no base
            raise FaultyModelError(str(self.folder), f"onnxruntime cannot load it ({type(error).__name__})") from error
        self.tokenizer = load_tokenizer(self.folder / "tokenizer.json")
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the component's folder."""
        if self.folder is not None and self.folder != Path(path):
            Path(path).mkdir(parents=True, exist_ok=True)
            for name in (*FILES, SUMS):
                shutil.copyfile(self.folder / name, Path(path) / name)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64, **_: Any) -> Iterator[Doc]:
        """Read docs in batches; the result does not depend on the batch."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            texts = [doc.text for doc in batch]
            for doc, reading in zip(batch, self.read(texts), strict=True):
                doc._.reading = reading
                spans = [
                    doc.char_span(read.start, read.end, label=ENTITY[read.letter], alignment_mode="expand")
                    for read in reading.spans
                ]
                doc.ents = filter_spans([span for span in spans if span is not None])
                yield doc

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


@Language.factory("phi_reader")  # type: ignore[untyped-decorator]
def make_reader(nlp: Language, name: str) -> Reader:
    """The component, empty until `from_disk` gives it a folder."""
    return Reader()


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
