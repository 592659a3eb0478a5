"""Make a trained network fit for 8-bit activations: outlying channels are scaled down and their weights up.

SmoothQuant (Xiao et al., ICML 2023): x·W = (x / s)·(s·W) with a scale s for each input channel. The product is
the same in float; in int8 the few channels of a transformer that are a hundred times larger than the rest no
longer take all of the range.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

STRENGTH = 0.75
"""How much of an activation's range is moved into the weights, 0 to 1; at 0.5 three times as many pieces change."""


class SmoothedLinear(nn.Module):
    """A linear layer whose input is divided by a scale for each channel, which its weights make good."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.abs().amax(0).clamp(min=1e-5)
        scale = (largest.clamp(min=1e-5) ** STRENGTH / weights ** (1 - STRENGTH)).clamp(min=1e-4)
        self.inverse = nn.Parameter(1 / scale, requires_grad=False)
        self.linear = linear
        self.linear.weight.data *= scale

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.linear(x * self.inverse)
        return result


@torch.no_grad()
def smooth(network: nn.Module, batches: Iterable[tuple[Tensor, ...]]) -> None:
    """Replace every linear layer of the encoder, in place, with scales from what the batches send through it."""
    layers = {name: module for name, module in network.encoder.named_modules() if isinstance(module, nn.Linear)}
    largest: dict[str, Tensor] = {}

    def watch(name: str) -> object:
        def hook(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            seen = inputs[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return layers[name].register_forward_pre_hook(hook)

    hooks = [watch(name) for name in layers]
    for batch in batches:
        network(*batch)
    for hook in hooks:
        hook.remove()  # type: ignore[attr-defined]
    for name, layer in layers.items():
        parent, _, own = name.rpartition(".")
        setattr(network.encoder.get_submodule(parent), own, SmoothedLinear(layer, largest[name]))
