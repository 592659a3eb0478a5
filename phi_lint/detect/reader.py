"""The network as a spaCy component, `phi_reader`: it sets `doc.ents` and `doc._.reading`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from phi_lint.detect.decoding import Reading
from phi_lint.detect.network import ENTITY, FILES, SUMS, Network, shared, verify
from phi_lint.shipped import shipped

__all__ = ["ENTITY", "FILES", "SUMS", "Reader", "make_reader", "verify"]

SHIPPED = shipped("models/phi_lint_en/phi_reader")

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


class Reader:
    """Runs the network over docs."""

    def __init__(self) -> None:
        self.folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Load the component's folder. Raises FaultyModelError where it is incomplete or damaged."""
        self.folder = Path(path)
        # The shipped one may be in use beside Presidio, and need not be held twice.
        self.network = shared(SHIPPED) if self.folder == SHIPPED else Network(self.folder)
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
        return self.network.read(texts)


@Language.factory("phi_reader")  # type: ignore[untyped-decorator]
def make_reader(nlp: Language, name: str) -> Reader:
    """The component, empty until `from_disk` gives it a folder."""
    return Reader()
