"""Make the heads' probabilities mean what they say, on posts that were not trained on.

Temperature scaling (Guo et al., ICML 2017): the logits of a head are divided by one number, chosen so that the
held-out labels are likeliest. The number goes into the head's weights, so that nothing is left to do at run time.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from models.training.examples import NOT_GRADED, Pieces
from models.training.network import PhiReader
from models.training.train import collate
from torch import Tensor, nn

TEMPERATURES = [round(0.6 + 0.05 * step, 2) for step in range(49)]
"""0.6 to 3.0; above 1 the network was too sure of itself."""


@torch.no_grad()
def calibrate(network: PhiReader, held_out: Sequence[Pieces]) -> dict[str, float]:
    """Scale the heads `tag` and `about` in place and return their temperatures."""
    logits: dict[str, list[Tensor]] = {"tag": [], "about": []}
    labels: dict[str, list[Tensor]] = {"tag": [], "about": []}
    for piece in held_out:
        batch = collate([piece])
        tags, abouts, _ = network(batch["ids"], batch["cases"], batch["mask"])
        for head, values, known in (("tag", tags, batch["tags"]), ("about", abouts, batch["abouts"])):
            graded = known != NOT_GRADED
            logits[head].append(values[graded])
            labels[head].append(known[graded])
    chosen = {}
    for head, layer in (("tag", network.tag), ("about", network.about)):
        values, known = torch.cat(logits[head]), torch.cat(labels[head])
        losses = {t: float(nn.functional.cross_entropy(values / t, known)) for t in TEMPERATURES}
        chosen[head] = min(losses, key=losses.__getitem__)
        layer.weight /= chosen[head]
        layer.bias /= chosen[head]
    return chosen
