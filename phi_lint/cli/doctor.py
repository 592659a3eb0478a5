"""`phi-lint doctor`: what is installed, what is missing, and what that costs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import click

NEEDED = {
    "presidio-analyzer": "nothing can be checked",
    "presidio-anonymizer": "nothing can be suggested or redacted",
    "spacy": "nothing can be checked",
    "onnxruntime": "the model cannot run",
    "tokenizers": "the model cannot run",
}
"""A distribution, and what it costs where it is missing."""
FOR_MEDIA = {
    "pillow": "pictures are not examined",
    "rapidocr": "text in pictures is not read",
    "opencv-python-headless": "faces and videos are not examined",
    "zxing-cpp": "codes in pictures are not read",
    "pillow-heif": "HEIC pictures are not examined",
    "pypdfium2": "PDFs are not examined",
    "pydicom": "DICOM files are not examined",
}
PROGRAMS = {"git": "--since does not work", "tesseract": "the second reader of text in pictures is not there"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at."""

    fine: bool
    needed: bool
    what: str
    said: str
    wrong: str = "missing"
    """What it is called where it is not fine."""


@click.command()
def doctor() -> int:
    """Say what is installed, what is missing, and what that costs. Exits with 2 where nothing can be checked."""
    lines = [*_python(), *_packages(), *_programs(), *_own()]
    for line in lines:
        mark = (
            click.style("ok     ", fg="green")
            if line.fine
            else click.style(f"{line.wrong:<7}", fg="red", bold=line.needed)
        )
        click.echo(f"{mark}  {line.what:<24} {line.said}")
    missing = [line for line in lines if not line.fine]
    if not missing:
        click.echo("\nEverything is there.")
    return 2 if any(line.needed for line in missing) else 0


def _python() -> Iterator[Line]:
    fine = sys.version_info >= (3, 11)
    yield Line(fine, True, "Python", sys.version.split()[0] + ("" if fine else ": needs 3.11 or newer"))


def _packages() -> Iterator[Line]:
    for names, needed in ((NEEDED, True), (FOR_MEDIA, False)):
        for name, costs in names.items():
            try:
                yield Line(True, needed, name, version(name))
            except PackageNotFoundError:
                yield Line(False, needed, name, f"{costs}; pip install {name}")


def _programs() -> Iterator[Line]:
    for name, costs in PROGRAMS.items():
        place = shutil.which(name)
        yield Line(place is not None, False, name, place or costs)


def _own() -> Iterator[Line]:
    """The rule set, the model, the settings."""
    from phi_lint.config import here
    from phi_lint.errors import PhiLintError
    from phi_lint.rulebook import BUILT_IN, load

    try:
        config = here()
        yield Line(
            True, True, "settings", config.origin or "the defaults; `phi-lint init` writes your practice profile"
        )
        book = load((BUILT_IN, *config.rule_folders))
        yield Line(True, True, "rules", f"{len(book.rules)} rules, {len(book.cues)} cues, digest {book.digest[:12]}")
    except PhiLintError as error:
        yield Line(False, True, "settings and rules", str(error), "faulty")
    try:
        from phi_lint.detect import MODEL
        from phi_lint.detect.network import verify

        verify(MODEL / "phi_reader")
        yield Line(True, True, "model", f"{MODEL}, undamaged")
    except PhiLintError as error:
        yield Line(False, True, "model", str(error), "faulty")
    except ImportError as error:
        yield Line(False, True, "model", str(error))
