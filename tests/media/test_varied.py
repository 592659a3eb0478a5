"""A sample of the varied pictures: twenty that leak, of ten kinds and spoiled in ten ways, and twenty that do not.

`python -m bench.media found` measures all of them.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import varied
from made import Made, overlap
from phi_lint.lint import Linter, Target
from phi_lint.types import Finding, Severity

LEAKING = list(varied.leaking(range(30, 32)))
CLEAN = list(varied.clean())
RECALL = 0.95
"""Of the identifiers, found with a box that overlaps by a half."""
MOST_FALSE = 1


def loud(linter: Linter, folder: Path, made: Made) -> list[Finding]:
    path = folder / f"{made.name}.png"
    made.image.convert("RGB").save(path, compress_level=1)
    return [f for f in linter.check([Target(str(path), path)]).findings if f.severity >= Severity.MEDIUM]


def test_most_identifiers_are_found_in_their_boxes(linter: Linter, tmp_path: Path) -> None:
    missed: list[tuple[str, str]] = []
    for made in LEAKING:
        boxes = [finding.box for finding in loud(linter, tmp_path, made) if finding.box]
        for text, box in made.leaks:
            if not any(overlap(box, other) >= 0.5 for other in boxes):
                missed.append((made.name, text))
    known = sum(len(made.leaks) for made in LEAKING)
    assert known >= 50
    assert len(missed) <= (1 - RECALL) * known, missed


def test_pictures_that_give_nobody_away_stay_silent(linter: Linter, tmp_path: Path) -> None:
    false = [(made.name, f.rule) for made in CLEAN for f in loud(linter, tmp_path, made)]
    assert len(CLEAN) >= 20
    assert len(false) <= MOST_FALSE, false


def test_plates_are_found_small_tilted_and_blurred(linter: Linter, tmp_path: Path) -> None:
    """Where the first look at the whole picture sees no line, or takes the plate and its rim for one letter."""
    pictures = []
    for number in (2, 4, 12, 16):
        rng = random.Random(f"plate {number}")
        _, spoil = varied.SPOILED[number % len(varied.SPOILED)]
        made = varied.street(rng, varied.Person(rng))
        pictures.append(replace(spoil(made, rng) if number < 16 else made, name=f"street-{number}"))
    found = 0
    for made in pictures:
        plates = [f for f in loud(linter, tmp_path, made) if f.rule == "l-vehicles/plate-in-picture"]
        found += any(f.box and overlap(made.leaks[0][1], f.box) >= 0.5 for f in plates)
    assert found >= len(pictures) - 1
