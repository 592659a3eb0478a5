"""Make a trained network fit for 8-bit activations: outlying channels are scaled down and their weights up.

SmoothQuant (Xiao et al., ICML 2023): x·W = (x / s)·(s·W) with a scale s for each input channel. The product is
the same in float; in int8 the few channels of a transformer that are a hundred times larger than the rest no
longer take all of the range.

Each division costs time in every run, so query, key and value share one, and what comes out of the attention needs
none: a mean of values is divided where the values are made.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

STRENGTH = 0.75
"""How much of an activation's range is moved into the weights, 0 to 1; at 0.5 three times as many pieces change."""


class SmoothedLinear(nn.Module):
    """A linear layer whose input is divided by a scale for each channel, which its weights make good."""

    def __init__(self, linear: nn.Linear, inverse: nn.Parameter) -> None:
        super().__init__()
        self.inverse = inverse
        self.linear = linear
        self.linear.weight.data /= inverse

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.linear(x * self.inverse)
        return result


@torch.no_grad()
def smooth(network: nn.Module, batches: Iterable[tuple[Tensor, ...]]) -> None:
    """Smooth every linear layer of the encoder, in place, with scales from what the batches send through it."""
    blocks = network.encoder.encoder.layer
    largest = _largest_inputs(network, batches)
    for block in blocks:
        attention, into_residual = block.attention.self, block.attention.output.dense
        scale = _scale(largest[into_residual], into_residual)
        attention.value.weight.data /= scale.unsqueeze(1)
        attention.value.bias.data /= scale
        into_residual.weight.data *= scale
        for parent, names in (
            (attention, ("query", "key", "value")),
            (block.intermediate, ("dense",)),
            (block.output, ("dense",)),
        ):
            layers = [getattr(parent, name) for name in names]
            inverse = nn.Parameter(1 / _scale(largest[layers[0]], *layers), requires_grad=False)
            for name, layer in zip(names, layers, strict=True):
                setattr(parent, name, SmoothedLinear(layer, inverse))


def _scale(largest: Tensor, *layers: nn.Linear) -> Tensor:
    """By what to divide each channel of the input that some layers share."""
    weights = torch.stack([layer.weight.abs().amax(0) for layer in layers]).amax(0).clamp(min=1e-5)
    return (largest.clamp(min=1e-5) ** STRENGTH / weights ** (1 - STRENGTH)).clamp(min=1e-4)


def _largest_inputs(network: nn.Module, batches: Iterable[tuple[Tensor, ...]]) -> dict[nn.Module, Tensor]:
    """For each linear layer of the encoder the largest size of each channel of its input."""
    largest: dict[nn.Module, Tensor] = {}

    def watch(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        seen = inputs[0].abs().flatten(0, -2).amax(0)
        largest[layer] = torch.maximum(largest[layer], seen) if layer in largest else seen

    layers = [module for module in network.encoder.modules() if isinstance(module, nn.Linear)]
    hooks = [layer.register_forward_pre_hook(watch) for layer in layers]
    for batch in batches:
        network(*batch)
    for hook in hooks:
        hook.remove()
    return largest
