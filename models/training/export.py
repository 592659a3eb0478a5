"""Write trained weights as the pipeline that ships: ONNX, int8, inside a spaCy pipeline's folder.

    python -m models.training.export [--work DIR] [--to DIR] [--float32]

The quantisation is static: ranges are taken from the calibration posts, so a post's findings do not depend on
what it is batched with.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import spacy
import torch
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from models.training.network import PhiReader, source_folder
from models.training.train import WORK, training_posts
from phi_lint.detect.encoding import encode, load_tokenizer
from phi_lint.detect.reader import FILES, SUMS, _inputs

TARGET = Path(__file__).parents[1] / "phi_lint_en"
CALIBRATION_POSTS = 160


class Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Posts that were not trained on, one by one."""

    def __init__(self, tokenizer_file: Path) -> None:
        texts = [post.text for post in training_posts()[1]][:CALIBRATION_POSTS]
        encoded = encode(load_tokenizer(tokenizer_file), texts)
        self.inputs = iter([_inputs([(e, *next(e.windows()))]) for e in encoded if len(e)])

    def get_next(self) -> dict[str, np.ndarray] | None:
        return next(self.inputs, None)


def to_onnx(weights: Path, file: Path) -> None:
    """The network's graph in float32, for batches and lengths of any size."""
    network = PhiReader.pretrained()
    network.load_state_dict(torch.load(weights, weights_only=True)["network"])
    network.eval()
    ids = torch.ones(2, 9, dtype=torch.int64)
    names = ("ids", "cases", "mask")
    torch.onnx.export(
        network,
        (ids, ids, ids),
        str(file),
        input_names=list(names),
        output_names=["tags", "abouts", "care"],
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*names, "tags", "abouts")} | {"care": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )


def export(work: Path, target: Path, float32: bool) -> None:
    """Quantise and write the pipeline's folder, its digests last."""
    reader = target / "phi_reader"
    shutil.rmtree(target, ignore_errors=True)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("phi_reader")
    nlp.meta.update({"lang": "en", "name": "phi_lint", "license": "Apache-2.0", "description": "PHI in posts"})
    nlp.to_disk(target)
    reader.mkdir(exist_ok=True)
    shutil.copyfile(source_folder() / "tokenizer.json", reader / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        to_onnx(work / "last.pt", plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        if float32:
            shutil.copyfile(prepared, reader / "model.onnx")
        else:
            quantize_static(
                str(prepared),
                str(reader / "model.onnx"),
                Calibration(reader / "tokenizer.json"),
                quant_format=QuantFormat.QDQ,
                per_channel=True,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
                calibrate_method=CalibrationMethod.MinMax,
                op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            )
    sums = [f"{hashlib.sha256((reader / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (reader / SUMS).write_text("".join(sums))
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    print(json.dumps({"pipeline": str(target.name), "megabytes": round(size / 1e6, 1)}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--float32", action="store_true", help="do not quantise, for comparison")
    given = parser.parse_args()
    export(given.work, given.to, given.float32)


if __name__ == "__main__":
    main()
