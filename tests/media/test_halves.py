"""Names whose halves stand in boxes or lines of their own, and what stands beside a name and is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import Line, drawn
from phi_lint.lint import Linter, Target
from phi_lint.types import Severity

HALVES: tuple[tuple[str, list[Line]], ...] = (
    ("boxes of a wristband", [(60, 60, "Patient:"), (260, 60, "Maribel"), (480, 60, "Quintero"), (60, 120, "Rm 4")]),
    ("far apart", [(60, 60, "Patient"), (360, 60, "Maribel"), (800, 60, "Quintero")]),
    ("last name first", [(60, 60, "Patient: Quintero,"), (240, 120, "Maribel"), (60, 200, "Rm 412")]),
    ("a board's edge", [(60, 60, "Bed 4 Patient: Maribel"), (60, 120, "Quintero"), (60, 190, "Nurse: Kalani")]),
    ("under the value", [(60, 60, "Patient: Maribel"), (210, 120, "Quintero"), (60, 190, "Nurse: Kalani")]),
    ("two columns", [(60, 60, "Last name"), (500, 60, "First name"), (60, 120, "Quintero"), (500, 120, "Maribel")]),
    ("door sign", [(60, 60, "Room 214"), (60, 150, "Maribel"), (60, 210, "Quintero")]),
    ("capitals", [(60, 60, "QUINTERO,"), (60, 120, "MARIBEL"), (60, 190, "MRN 00123456")]),
)


@pytest.mark.parametrize(("name", "lines"), HALVES, ids=[name for name, _ in HALVES])
def test_both_halves_of_a_name_are_the_patients(linter: Linter, tmp_path: Path, name: str, lines: list[Line]) -> None:
    found = critical(linter, tmp_path, lines)
    assert {"maribel", "quintero"} <= {word.strip(",").casefold() for value in found for word in value.split()}
    assert "Kalani" not in found


def test_the_head_of_a_column_is_no_name(linter: Linter, tmp_path: Path) -> None:
    lines: list[Line] = [
        (60, 60, "Bed"),
        (260, 60, "Patient"),
        (660, 60, "Nurse"),
        (60, 120, "1"),
        (260, 120, "Maribel"),
    ]
    found = critical(linter, tmp_path, [*lines, (660, 120, "Kalani"), (260, 180, "Quintero")])
    assert {"Maribel", "Quintero"} <= found
    assert not {"Nurse", "Kalani"} & found


def test_a_word_beside_a_name_is_no_half(linter: Linter, tmp_path: Path) -> None:
    lines: list[Line] = [(60, 60, "Patient: Maribel"), (480, 60, "Female"), (60, 120, "Nurse: Kalani")]
    assert not {"Female", "Kalani"} & critical(linter, tmp_path, lines)


def critical(linter: Linter, folder: Path, lines: list[Line]) -> set[str]:
    path = folder / "a.png"
    drawn("halves", lines).image.save(path)
    findings = linter.check([Target(str(path), path)]).findings
    return {f.value for f in findings if f.severity is Severity.CRITICAL}
