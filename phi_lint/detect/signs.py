"""The same weights with or without a sign, whichever the processor multiplies faster.

They ship unsigned: signed ones overflow the 16-bit sums of onnxruntime's AVX2 kernels. Its VNNI kernels sum in 32 bits
and take signed weights only, in 0.6 of the time. A weight counts as its distance from a zero point; 128 less for both
leaves that distance, so the outputs are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from phi_lint.processor import abilities

PLACES = "weights.json"
"""For each tensor of bytes in `model.onnx` where its type stands, where its values begin and how many they are."""
INT8 = 3
"""ONNX's number for the type of signed bytes."""
SIGN = np.uint8(0x80)
"""Taking 128 from an unsigned byte flips this bit of it."""
ADDS_IN_32_BITS = frozenset({"avx512_vnni", "avx_vnni"})
"""What Linux calls that ability of processors."""

Places = Sequence[tuple[int, int, int]]


def signed_is_faster() -> bool:
    """Whether this processor is known to sum in 32 bits."""
    return not ADDS_IN_32_BITS.isdisjoint(abilities())


def signed(model: bytes, places: Places) -> bytes:
    """The model with the weights at these places signed."""
    content = np.frombuffer(bytearray(model), dtype=np.uint8)
    for type_at, start, length in places:
        content[type_at] = INT8
        content[start : start + length] ^= SIGN
    return content.tobytes()
