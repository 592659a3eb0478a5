"""Nothing is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

HEAVY = "numpy spacy presidio_analyzer onnxruntime tokenizers phonenumbers cv2 PIL".split()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"], ["explain", "a-names/patient"]])
def test_what_needs_no_engine_imports_none(arguments: list[str]) -> None:
    code = f"""
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(n for n in {HEAVY} if n in sys.modules)))
sys.argv = ["phi-lint", *{arguments}]
from phi_lint.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, phi_lint; print([n for n in sys.modules if n.startswith('phi_lint.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_a_cached_check_imports_no_engine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("So proud of our patient Maribel Quintero!\n")
    code = f"""
import sys
from importlib.metadata import version
sys.argv = ["phi-lint", "check", "a.txt", "--isolated", "-q"]
from phi_lint.cli import main
try:
    main()
finally:
    sys.stderr.write(" ".join(n for n in {HEAVY} if n in sys.modules))
"""
    said = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True).stderr for _ in "12"
    ]
    assert said[0] == "numpy onnxruntime tokenizers"  # no spaCy, no Presidio: nothing in the post asks for them
    assert said[1] == ""


def test_the_version_is_the_one_that_is_installed() -> None:
    import phi_lint

    assert phi_lint.__version__ == version("phi-lint")
