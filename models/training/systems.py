"""The systems that an evaluation compares, and a memory of what they said, from which an interrupted one goes on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

import phi_lint
import spacy
from bench.score import Spans, presidio_system
from phi_lint.config import Practice
from phi_lint.detect import MODEL, Detector
from phi_lint.judge import judge
from phi_lint.provenance import digest
from phi_lint.rulebook import Entity, Rulebook, load
from phi_lint.types import Passage, Post, Severity


@dataclass(frozen=True, slots=True)
class Said:
    """One finding, as far as it is measured."""

    start: int
    end: int
    letter: str
    about: str
    shown: bool
    """Whether it is of medium severity or above."""
    confidence: float


System = Callable[[str], list[Said]]


def shown_spans(system: System) -> Callable[[str], Spans]:
    """The spans that a user would see."""
    return lambda text: [(said.start, said.end) for said in system(text) if said.shown]


def pipeline(rulebook: Rulebook, model: str) -> System:
    """Detection and judgement of a text as one post; loaded when the first text comes."""
    detector: list[Detector] = []

    def run(text: str) -> list[Said]:
        if not detector:
            detector.append(Detector(rulebook, model=model))
        passage = Passage(text)
        (detection,) = detector[0].detect([passage])
        findings = judge(Post("a.txt", "a", (passage,)), detection.mentions, [detection.care], rulebook, Practice())
        return [
            Said(f.start, f.end, f.identifier.value, f.about.value, f.severity >= Severity.MEDIUM, f.confidence)
            for f in findings
        ]

    return run


def stock_presidio() -> System:
    """Presidio as it comes, every finding shown."""
    engine: list[Callable[[str], Spans]] = []

    def run(text: str) -> list[Said]:
        if not engine:
            engine.append(presidio_system())
        return [Said(start, end, "?", "unknown", True, 1.0) for start, end in engine[0](text)]

    return run


def compared(memory: Path) -> dict[str, System]:
    """Stock Presidio, rules and cues without the model, the model without them, and all."""
    rulebook = load()
    blank = tempfile.mkdtemp()
    spacy.blank("en").to_disk(blank)
    entities = {rule.id: rule for rule in rulebook if isinstance(rule.match, Entity)}
    model_only = replace(rulebook, rules=entities, cues=(), digest=f"{rulebook.digest} entities")
    systems = {
        "stock Presidio": (stock_presidio(), version("presidio-analyzer")),
        "rules and cues": (pipeline(rulebook, blank), rulebook.digest),
        "model only": (pipeline(model_only, str(MODEL)), digest(model_only, str(MODEL))),
        "all": (pipeline(rulebook, str(MODEL)), digest(rulebook, str(MODEL))),
    }
    code = _digest_of_code()
    return {name: remembered(system, f"{name} {made_of} {code}", memory) for name, (system, made_of) in systems.items()}


def _digest_of_code() -> str:
    """Of the package's modules: an answer given before they changed is none."""
    package = Path(phi_lint.__file__).parent
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(package.rglob("*.py")))).hexdigest()


def remembered(system: System, name: str, memory: Path) -> System:
    """The system, asked only for texts that it has not answered before; each answer is a line of `memory`."""
    known: dict[str, list[Said]] = {}
    if memory.exists():
        for line in memory.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(json.JSONDecodeError):  # where a run was interrupted, a line is half a one
                answer = json.loads(line)
                known[answer["asked"]] = [Said(**said) for said in answer["said"]]

    def run(text: str) -> list[Said]:
        asked = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()
        if asked not in known:
            known[asked] = system(text)
            with memory.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"asked": asked, "said": [asdict(said) for said in known[asked]]}) + "\n")
        return known[asked]

    return run
