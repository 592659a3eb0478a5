"""What many tests share: the shipped rule set and one engine, since it takes a second to load."""

from __future__ import annotations

import pytest
from phi_lint.detect import Detector
from phi_lint.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def detector(rulebook: Rulebook) -> Detector:
    return Detector(rulebook)
