"""Weights with and without a sign: the same network, whichever this processor multiplies faster."""

from __future__ import annotations

import json

import numpy as np
import onnxruntime
import pytest
from phi_lint.detect import MODEL
from phi_lint.detect.pieces import ABOUTS, CASES, TAGS
from phi_lint.detect.signs import PLACES, signed, signed_is_faster

FOLDER = MODEL / "phi_reader"
PIECES = 70


def outputs(model: bytes, exactly: bool) -> list[np.ndarray]:
    """What a model says of some pieces; `exactly` in float, as no processor's whole-number kernels can spoil."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    if exactly:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    rng = np.random.default_rng(7)
    inputs = {
        "ids": rng.integers(1000, 30000, (2, PIECES)),
        "cases": rng.integers(0, len(CASES), (2, PIECES)),
        "mask": np.ones((2, PIECES), dtype=np.int64),
    }
    result: list[np.ndarray] = onnxruntime.InferenceSession(model, options).run(None, inputs)
    return result


@pytest.mark.parametrize(
    "exactly",
    [
        pytest.param(True, id="in float"),
        pytest.param(
            False, id="as it runs", marks=pytest.mark.skipif(not signed_is_faster(), reason="no processor with VNNI")
        ),
    ],
)
def test_the_sign_changes_nothing(exactly: bool) -> None:
    unsigned = (FOLDER / "model.onnx").read_bytes()
    with_sign = signed(unsigned, json.loads((FOLDER / PLACES).read_text()))
    assert with_sign != unsigned
    one, other = outputs(unsigned, exactly), outputs(with_sign, exactly)
    assert [each.shape for each in one] == [(2, PIECES, len(TAGS)), (2, PIECES, len(ABOUTS)), (2,)]
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
