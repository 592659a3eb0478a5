"""Train the reader: corpus → weights. Seeded; resumes after an interruption from the last whole epoch.

    python -m models.training.train [--public DIR] [--start FILE] [--rate R] [--epochs N] [--work DIR] [--smoke]

`--public` names the folder of public corpora (see models/README.md); without it only our own posts are used. `--start`
names weights of an earlier training to go on from, in place of the source's.
Then `python -m models.training.export` writes the quantised pipeline.

What is kept is a running average of the weights, which is calmer than the last step's.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from models.corpus.marks import MarkedPost, read
from models.training.augment import variant
from models.training.examples import NOT_GRADED, Labelled, Pieces, from_post, from_public, to_pieces
from models.training.narrowing import narrow
from models.training.network import PhiReader, source_folder
from phi_lint.detect.pieces import START, STOP, load_tokenizer
from phi_lint.processor import abilities
from tokenizers import Tokenizer
from torch import Tensor, nn

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
WORK = HERE / "checkpoints"
PUBLIC = ("a_btc_train", "a_wnut17_train", "a_tweebank_train", "b_presidio_synth_v2")
SEED = 20261124
RATE = 2e-4
WARM_UP = 0.03
"""The share of the training in which the rate rises; then it falls to nothing."""
AVERAGED = 0.999
"""How much of the running average of the weights a step keeps."""
PIECES_PER_BATCH = 1536
MASK = 103
"""The vocabulary's [MASK]."""
MASKED_POSTS, MASKED_PIECES = 0.5, 0.12
"""In this share of the posts this share of the pieces is blanked: the words around must tell too."""
HALF = not abilities().isdisjoint({"avx512_bf16", "amx_bf16"})
"""Whether the processor multiplies numbers of 16 bits, in a third of the time; sums and weights keep 32."""
MEASURED_POSTS = 800
"""Posts by which it is measured which channels of the network are worth keeping."""
HELD_OUT = 20
"""Posts whose number divides by this are kept for calibration."""


def training_posts(folder: Path = CORPUS / "train") -> tuple[list[MarkedPost], list[MarkedPost]]:
    """The posts to train on and those kept for calibration."""
    posts = [post for path in sorted(folder.glob("*.txt")) for post in read(path)]
    parts: tuple[list[MarkedPost], list[MarkedPost]] = ([], [])
    for post in posts:
        parts[int(post.id.rpartition("-")[2]) % HELD_OUT == 0].append(post)
    return parts


def batches(pieces: list[Pieces], rng: random.Random) -> Iterator[list[Pieces]]:
    """Batches of about PIECES_PER_BATCH pieces, of like length, in random order."""
    ordered = sorted(pieces, key=lambda p: (len(p.ids), rng.random()))
    groups: list[list[Pieces]] = [[]]
    for piece in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * (len(piece.ids) + 2) > PIECES_PER_BATCH:
            groups.append([])
        groups[-1].append(piece)
    rng.shuffle(groups)
    yield from groups


def collate(batch: list[Pieces]) -> dict[str, Tensor]:
    """A batch as tensors of shape (batch, longest + 2), padded."""
    width = max(len(piece.ids) for piece in batch) + 2
    arrays = {name: np.zeros((len(batch), width), dtype=np.int64) for name in ("ids", "cases", "mask")}
    for name in ("tags", "abouts"):
        arrays[name] = np.full((len(batch), width), NOT_GRADED, dtype=np.int64)
    for row, piece in enumerate(batch):
        end = len(piece.ids) + 1
        arrays["ids"][row, 0], arrays["ids"][row, end] = START, STOP
        arrays["mask"][row, : end + 1] = 1
        for name in ("ids", "cases", "tags", "abouts"):
            arrays[name][row, 1:end] = getattr(piece, name)
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    tensors["care"] = torch.tensor([piece.care for piece in batch])
    return tensors


def loss_of(network: PhiReader, batch: dict[str, Tensor]) -> Tensor:
    """The sum of the three heads' losses."""
    tags, abouts, care = network(batch["ids"], batch["cases"], batch["mask"])
    loss = nn.functional.cross_entropy(tags.flatten(0, 1), batch["tags"].flatten(), ignore_index=NOT_GRADED)
    if (batch["abouts"] != NOT_GRADED).any():
        graded = nn.functional.cross_entropy(
            abouts.flatten(0, 1), batch["abouts"].flatten(), ignore_index=NOT_GRADED, label_smoothing=0.02
        )
        loss = loss + 0.5 * graded
    known = batch["care"] >= 0
    if known.any():
        loss = loss + 0.1 * nn.functional.binary_cross_entropy_with_logits(care[known], batch["care"][known])
    return loss


def blanked(batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The batch with some pieces of some posts blanked."""
    ids = batch["ids"]
    chosen = torch.rand(ids.shape) < MASKED_PIECES
    chosen &= torch.rand(len(ids), 1) < MASKED_POSTS
    chosen &= (ids != START) & (ids != STOP) & (batch["mask"] == 1)
    return batch | {"ids": ids.masked_fill(chosen, MASK)}


@dataclass
class Data:
    """What an epoch draws from."""

    posts: list[Labelled]
    public: list[Labelled]
    held_out: list[Pieces]
    tokenizer: Tokenizer

    @classmethod
    def read(cls, public_folder: Path | None, smoke: bool) -> Data:
        """The corpus and the public texts; 64 of each are enough to see that everything runs."""
        most = 64 if smoke else None
        tokenizer = load_tokenizer(source_folder() / "tokenizer.json")
        posts, kept = training_posts()
        public = [e for name in PUBLIC if public_folder for e in from_public(public_folder / f"{name}.jsonl")]
        held_out = to_pieces(tokenizer, map(from_post, kept[:most]))
        return cls([from_post(post) for post in posts[:most]], public[:most], held_out, tokenizer)

    def batches(self, rng: random.Random) -> list[list[Pieces]]:
        """One epoch: each post as it is or as a variant, and the public texts."""
        seen = [variant(post, rng) if rng.random() < 0.8 else post for post in self.posts]
        seen += self.public
        return list(batches(to_pieces(self.tokenizer, seen), rng))

    def measured(self) -> Iterator[tuple[Tensor, ...]]:
        """Some posts, as what the network takes."""
        rng = random.Random(SEED)
        some = rng.sample(self.posts, min(MEASURED_POSTS, len(self.posts)))
        for batch in batches(to_pieces(self.tokenizer, some), rng):
            tensors = collate(batch)
            yield tensors["ids"], tensors["cases"], tensors["mask"]


class Training:
    """The network, its running average, and how far they have come."""

    def __init__(self, network: PhiReader, rate: float, epochs: int, file: Path) -> None:
        self.network, self.rate, self.epochs, self.file = network, rate, epochs, file
        self.epoch = self.step = 0
        self.average = copy.deepcopy(network).eval()
        self.optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.01)

    def resume(self) -> None:
        """Go on from what was saved, if something was."""
        if self.file.exists():
            state = torch.load(self.file, weights_only=True)
            self.network.load_state_dict(state["last"])
            self.average.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.step = state["epoch"], state["step"]
            print(f"resuming after epoch {self.epoch}")

    def save(self) -> None:
        """Write everything beside the file and then move it there, so that half a file is never read."""
        state = {
            "epoch": self.epoch,
            "step": self.step,
            "network": self.average.state_dict(),
            "last": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        new = self.file.with_suffix(".new")
        torch.save(state, new)
        new.replace(self.file)

    def run_epoch(self, data: Data) -> float:
        """One pass over the data; the mean loss."""
        rng = random.Random(SEED + self.epoch)
        torch.manual_seed(SEED + self.epoch)
        self.network.train()
        drawn = data.batches(rng)
        losses = [
            self._learn(batch, (self.epoch + number / len(drawn)) / self.epochs) for number, batch in enumerate(drawn)
        ]
        self.epoch += 1
        return float(np.mean(losses))

    def _learn(self, batch: list[Pieces], done: float) -> float:
        """One step; `done` is the share of the training that lies behind, 0 to 1."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * min(done / WARM_UP + 0.01, (1 - done) / (1 - WARM_UP))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            loss = loss_of(self.network, blanked(collate(batch)))
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        keep = min(AVERAGED, self.step / (self.step + 10))
        with torch.no_grad():
            for mean, latest in zip(self.average.parameters(), self.network.parameters(), strict=True):
                mean.lerp_(latest, 1 - keep)
        return loss.item()


@torch.no_grad()
def held_out_loss(network: PhiReader, pieces: list[Pieces]) -> float:
    """The mean loss over posts that are kept out of training."""
    return float(np.mean([loss_of(network, collate(batch)).item() for batch in batches(pieces, random.Random(0))]))


def train(
    public_folder: Path | None,
    epochs: int,
    work: Path,
    smoke: bool = False,
    start: Path | None = None,
    rate: float = RATE,
) -> Path:
    """Train and return the file of the weights."""
    work.mkdir(parents=True, exist_ok=True)
    data = Data.read(public_folder, smoke)
    torch.manual_seed(SEED)
    network = PhiReader.saved(start) if start else PhiReader.pretrained()
    narrow(network, data.measured())
    training = Training(network, rate, epochs, work / "last.pt")
    training.resume()
    while training.epoch < epochs:
        begun = time.monotonic()
        loss = training.run_epoch(data)
        training.save()
        held_out = held_out_loss(training.average, data.held_out)
        print(
            f"epoch {training.epoch}: {len(data.posts)} posts, loss {loss:.4f}, held out {held_out:.4f}, "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )
    return training.file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--smoke", action="store_true", help="64 posts only, to see that everything runs")
    given = parser.parse_args()
    print(train(given.public, given.epochs, given.work, given.smoke, given.start, given.rate))


if __name__ == "__main__":
    main()
