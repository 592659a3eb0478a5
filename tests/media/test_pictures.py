"""Still pictures from end to end: what stands in them, with the right box, and silence where nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import PICTURES, Made, code, drawn, form, leaking, overlap
from phi_lint.lint import Linter, Target
from phi_lint.types import Finding, Report, Severity
from PIL import Image

LEAKING = list(leaking())
CLEAN = (
    ("flu shots", [(60, 60, "Flu shots till 6 pm"), (60, 140, "No appointment needed")]),
    ("hours", [(60, 60, "Open Monday to Friday"), (60, 140, "8 am to 5 pm")]),
    ("quote", [(60, 60, "Small steps every day"), (60, 140, "add up to big results.")]),
    ("hiring", [(60, 60, "We are hiring!"), (60, 140, "Registered nurses, nights")]),
    ("thanks", [(60, 60, "Happy Nurses Week"), (60, 140, "to our whole team")]),
    ("fair", [(60, 60, "Community Health Fair"), (60, 140, "Free blood pressure checks")]),
    ("wash", [(60, 60, "Wash your hands"), (60, 140, "for 20 seconds")]),
    ("parking", [(60, 60, "Visitor parking"), (60, 140, "Level 2, two hours free")]),
    ("app", [(60, 60, "Download our app"), (60, 140, "and book online today")]),
    ("menu", [(60, 60, "Today: tomato soup"), (60, 140, "grilled cheese, fruit")]),
)


def checked(linter: Linter, folder: Path, image: Image.Image, name: str = "a.png", **how: object) -> Report:
    path = folder / name
    image.save(path, **how)  # type: ignore[arg-type]
    return linter.check([Target(str(path), path)])


def loud(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity >= Severity.MEDIUM]


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def test_nearly_all_identifiers_are_found_in_their_boxes(linter: Linter, tmp_path: Path) -> None:
    """72 pictures of six kinds, as they are, as JPEG, blurred and noisy: 95 % at an overlap of a half."""
    missed: list[tuple[str, str]] = []
    total = 0
    for made in LEAKING:
        found = loud(checked(linter, tmp_path, made.image))
        for text, box in made.leaks:
            total += 1
            same = (f.box for f in found if f.box and squeezed(f.value) in squeezed(text) + squeezed(text))
            if not any(overlap(box, other) >= 0.5 for other in same):
                missed.append((made.name, text))
    assert len(LEAKING) >= 60
    assert len(missed) <= 0.05 * total, missed


@pytest.mark.parametrize(("name", "lines"), CLEAN, ids=[name for name, _ in CLEAN])
def test_clean_pictures_stay_silent(
    linter: Linter, tmp_path: Path, name: str, lines: list[tuple[int, int, str]]
) -> None:
    assert loud(checked(linter, tmp_path, drawn(name, lines, 48).image)) == []


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket", "motorcycle_left", "coins"])
def test_photographs_without_faces_stay_silent(linter: Linter, name: str) -> None:
    path = PICTURES / f"{name}.jpg"
    assert loud(linter.check([Target(str(path), path)])) == []


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 12, -20])
def test_turned_and_tilted_forms_read_the_same(linter: Linter, tmp_path: Path, angle: int) -> None:
    made = form(0)
    found = loud(checked(linter, tmp_path, made.image.rotate(angle, expand=True, fillcolor="white")))
    assert {squeezed(text) for text, _ in made.leaks} <= {squeezed(finding.value) for finding in found}


def test_a_picture_stored_on_its_side_has_boxes_as_it_is_seen(linter: Linter, tmp_path: Path) -> None:
    """Phones store the pixels turned and say so in EXIF: boxes are in the upright picture."""
    made = form(1)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    found = loud(checked(linter, tmp_path, made.image.rotate(90, expand=True), "a.jpg", exif=exif))
    for text, box in made.leaks:
        assert any(squeezed(text) == squeezed(f.value) and f.box and overlap(box, f.box) >= 0.5 for f in found)


def test_small_print_is_enlarged(linter: Linter, tmp_path: Path) -> None:
    made = form(2)
    small = made.image.resize((made.image.width * 2 // 5, made.image.height * 2 // 5))
    found = loud(checked(linter, tmp_path, small))
    assert {squeezed(text) for text, _ in made.leaks} <= {squeezed(finding.value) for finding in found}


def test_look_alikes_of_digits_do_not_hide_a_number(linter: Linter, tmp_path: Path) -> None:
    made: Made = drawn("confused", [(60, 60, "MRN: 0O1234S6"), (60, 140, "Patient: Maribel Quintero")])
    assert any(finding.identifier == "H" for finding in loud(checked(linter, tmp_path, made.image)))


@pytest.mark.parametrize(
    ("payload", "form", "rule"),
    [
        ("MRN 00123456", "Code128", "h-medical-record-numbers/labelled"),  # read as text where it says what it is
        ("V20447731", "Code128", "r-other-unique/code-in-picture"),  # a bare number of somebody's
        ("V20447731", "QRCode", "r-other-unique/code-in-picture"),
        ("MRN 00123456", "DataMatrix", "h-medical-record-numbers/labelled"),
    ],
)
def test_codes_are_decoded(linter: Linter, tmp_path: Path, payload: str, form: str, rule: str) -> None:
    (found,) = loud(checked(linter, tmp_path, code(payload, form)))
    assert found.rule == rule
    assert found.box is not None
    assert found.box[2] > 40


def test_a_link_in_a_code_is_judged_as_text(linter: Linter, tmp_path: Path) -> None:
    assert loud(checked(linter, tmp_path, code("https://tidewater.example/hours", "QRCode"))) == []


def test_what_a_code_says_has_all_of_the_codes_box(linter: Linter, tmp_path: Path) -> None:
    """A part of a barcode can still be read."""
    (found,) = loud(checked(linter, tmp_path, code("MRN 00123456", "Code128")))
    assert found.value == "00123456"
    assert found.box is not None
    assert overlap(found.box, (90, 60, 401, 150)) > 0.9
