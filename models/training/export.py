"""Write trained weights as the pipeline that ships: calibrated, ONNX, int8, inside a spaCy pipeline's folder.

    python -m models.training.export [--work DIR] [--to DIR] [--float32] [--smoke]

The quantisation is static: ranges are taken from held-out posts, so a post's findings do not depend on what it
is batched with. The outputs of the matrix products stay in float: a transformer's residual stream has a few
channels so large that one range for all of them loses the rest. So do the products of attention, which hold no weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from models.training.calibration import calibrate
from models.training.examples import Pieces, from_post, to_pieces
from models.training.network import PhiReader, source_folder
from models.training.smoothing import smooth
from models.training.train import WORK, collate, training_posts
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from phi_lint.detect.pieces import load_tokenizer
from phi_lint.detect.reader import FILES, SUMS
from phi_lint.detect.signs import PLACES, Places

TARGET = Path(__file__).parents[1] / "phi_lint_en"
INPUTS = ("ids", "cases", "mask")
QUANTISED = ["MatMul", "Gather", "Gemm"]
ATTENTION = ("self/MatMul", "self/MatMul_1")
"""How the products of attention are named in the graph."""
DATA_TYPE = bytes([2 << 3, onnx.TensorProto.UINT8])
"""How a serialised tensor says that its values are unsigned bytes: field 2, after its shape, is the type."""


class Ranges(CalibrationDataReader):  # type: ignore[misc]
    """Held-out posts, one by one, from which the ranges of the activations are taken."""

    def __init__(self, held_out: Sequence[Pieces]) -> None:
        batches = (collate([piece]) for piece in held_out)
        self.inputs = iter([{name: batch[name].numpy() for name in INPUTS} for batch in batches])

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self.inputs, None)


def to_onnx(network: PhiReader, file: Path) -> None:
    """The network's graph in float32, for batches and lengths of any size."""
    ids = torch.ones(2, 9, dtype=torch.int64)
    dynamic = {name: {0: "batch", 1: "pieces"} for name in (*INPUTS, "tags", "abouts")} | {"care": {0: "batch"}}
    torch.onnx.export(
        network,
        (ids, ids, ids),
        str(file),
        input_names=list(INPUTS),
        output_names=["tags", "abouts", "care"],
        dynamic_axes=dynamic,
        opset_version=17,
        dynamo=False,
    )


def places_of_bytes(file: Path) -> Places:
    """Where in a quantised model the unsigned weights of matrix products and their zero points stand.

    Rewrites the file, so that each of them is stored as the bytes that it is.
    """
    model = onnx.load(file)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    multiplied = {name for node in model.graph.node if node.op_type == "MatMul" for name in node.input}
    weights = [
        tensors[name]
        for node in model.graph.node
        if node.op_type == "DequantizeLinear" and node.input[0] in tensors and node.output[0] in multiplied
        for name in (node.input[0], node.input[2])
    ]
    for tensor in weights:
        values = onnx.numpy_helper.to_array(tensor)
        assert values.dtype == np.uint8
        tensor.CopyFrom(onnx.numpy_helper.from_array(values, tensor.name))
    onnx.save(model, file)
    content = file.read_bytes()
    return [_place(content, tensor.SerializeToString(), tensor.raw_data) for tensor in weights]


def _place(content: bytes, tensor: bytes, values: bytes) -> tuple[int, int, int]:
    """Where the byte of a tensor's type and its values stand in a file."""
    at = content.index(tensor)
    return at + tensor.index(DATA_TYPE) + 1, at + tensor.index(values), len(values)


def export(work: Path, target: Path, float32: bool, smoke: bool = False) -> None:
    """Calibrate, quantise and write the pipeline's folder, its digests last."""
    reader = target / "phi_reader"
    shutil.rmtree(target, ignore_errors=True)
    nlp = spacy.blank("en")
    nlp.add_pipe("phi_reader")
    nlp.meta.update({"lang": "en", "name": "phi_lint", "license": "Apache-2.0", "description": "PHI in posts"})
    nlp.to_disk(target)
    reader.mkdir(exist_ok=True)
    shutil.copyfile(source_folder() / "tokenizer.json", reader / "tokenizer.json")
    network = PhiReader.saved(work / "last.pt")
    held_out = to_pieces(
        load_tokenizer(reader / "tokenizer.json"), map(from_post, training_posts()[1][: 64 if smoke else None])
    )
    temperatures = calibrate(network, held_out)
    if not float32:
        smooth(network, (tuple(collate([piece])[name] for name in INPUTS) for piece in held_out))
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        to_onnx(network, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        if float32:
            shutil.copyfile(prepared, reader / "model.onnx")
        else:
            nodes = onnx.load(prepared).graph.node
            quantize_static(
                str(prepared),
                str(reader / "model.onnx"),
                Ranges(held_out),
                quant_format=QuantFormat.QDQ,
                per_channel=True,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QUInt8,  # signed ones overflow their 16-bit sums on AVX2
                op_types_to_quantize=QUANTISED,
                nodes_to_exclude=[node.name for node in nodes if node.name.endswith(ATTENTION)],
                extra_options={"OpTypesToExcludeOutputQuantization": QUANTISED},
            )
    (reader / PLACES).write_text(json.dumps(places_of_bytes(reader / "model.onnx")))
    sums = [f"{hashlib.sha256((reader / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (reader / SUMS).write_text("".join(sums))
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    print(json.dumps({"pipeline": target.name, "megabytes": round(size / 1e6, 1), "temperatures": temperatures}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--float32", action="store_true", help="do not quantise, for comparison")
    parser.add_argument("--smoke", action="store_true", help="ranges from 64 posts only, to see that everything runs")
    given = parser.parse_args()
    export(given.work, given.to, given.float32, given.smoke)


if __name__ == "__main__":
    main()
