"""Train the reader: corpus → weights. Seeded; resumes after an interruption from the last whole epoch.

    python -m models.training.train [--public DIR] [--epochs N] [--work DIR] [--smoke]

`--public` names the folder of public corpora (see models/README.md); without it only our own posts are used.
Then `python -m models.training.export` writes the quantised pipeline.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from models.corpus.marks import MarkedPost, read
from models.training.augment import variant
from models.training.examples import NOT_GRADED, Labelled, Pieces, from_post, from_public, to_pieces
from models.training.network import PhiReader, source_folder
from phi_lint.detect.encoding import START, STOP, load_tokenizer
from torch import Tensor, nn

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
WORK = HERE / "checkpoints"
PUBLIC = ("a_btc_train", "a_wnut17_train", "a_tweebank_train", "b_presidio_synth_v2")
SEED = 20261124
RATE = 2e-4
PIECES_PER_BATCH = 1536
HELD_OUT = 20
"""Posts whose number divides by this are kept for calibration."""
PUBLIC_SHARE = 0.5
"""The share of the public tweets that an epoch sees."""


def training_posts(folder: Path = CORPUS / "train") -> tuple[list[MarkedPost], list[MarkedPost]]:
    """The posts to train on and those kept for calibration."""
    posts = [post for path in sorted(folder.glob("*.txt")) for post in read(path)]
    kept = [post for post in posts if int(post.id.rpartition("-")[2]) % HELD_OUT == 0]
    return [post for post in posts if post not in kept], kept


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


def epoch_pieces(posts: list[Labelled], public: list[Labelled], rng: random.Random, tokenizer: object) -> list[Pieces]:
    """What one epoch sees: each post as it is or as a variant, and a share of the public texts."""
    seen = [variant(post, rng) if rng.random() < 0.8 else post for post in posts]
    seen += rng.sample(public, int(len(public) * PUBLIC_SHARE))
    return to_pieces(tokenizer, seen)  # type: ignore[arg-type]


def train(public_folder: Path | None, epochs: int, work: Path, smoke: bool = False) -> Path:
    """Train and return the file of the weights."""
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(source_folder() / "tokenizer.json")
    posts = [from_post(post) for post in training_posts()[0]]
    public = [e for name in PUBLIC if public_folder for e in from_public(public_folder / f"{name}.jsonl")]
    if smoke:
        posts, public = posts[:64], public[:64]
    torch.manual_seed(SEED)
    network = PhiReader.pretrained()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    estimate = len(list(batches(epoch_pieces(posts, public, random.Random(0), tokenizer), random.Random(0))))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=int(estimate * epochs * 1.05) + 10, pct_start=0.1, anneal_strategy="linear"
    )
    saved, first = work / "last.pt", 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        first = state["epoch"]
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        print(f"resuming after epoch {first}")
    for epoch in range(first, epochs):
        rng, begun, total, steps = random.Random(SEED + epoch), time.monotonic(), 0.0, 0
        torch.manual_seed(SEED + epoch)
        network.train()
        for batch in batches(epoch_pieces(posts, public, rng, tokenizer), rng):
            loss = loss_of(network, collate(batch))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, steps = total + loss.item(), steps + 1
        print(
            f"epoch {epoch + 1}: loss {total / steps:.4f}, {steps} steps, {time.monotonic() - begun:.0f} s", flush=True
        )
        state = {
            "epoch": epoch + 1,
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save(state, work / "new.pt")
        (work / "new.pt").replace(saved)
    return saved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--smoke", action="store_true", help="64 posts only, to see that everything runs")
    given = parser.parse_args()
    print(train(given.public, given.epochs, given.work, given.smoke))


if __name__ == "__main__":
    main()
