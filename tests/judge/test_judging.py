"""A number that is nobody's to publish passes on the model's word alone only where that is sure it is their own."""

from __future__ import annotations

import pytest
from phi_lint.config import Practice
from phi_lint.judge import judge
from phi_lint.rulebook import Rulebook
from phi_lint.types import About, Mention, Passage, Post, Severity

TEXT = "The kit is on the desk, requisition FNS-0093."
SPAN = (TEXT.index("FNS"), TEXT.index("FNS") + 8)


@pytest.mark.parametrize(
    ("about", "chance", "expected"),
    [
        pytest.param(About.ORGANISATION, 0.95, Severity.LOW, id="surely the organisation's"),
        pytest.param(About.ORGANISATION, 0.6, Severity.MEDIUM, id="perhaps the organisation's"),
        pytest.param(About.OTHER, 0.95, Severity.MEDIUM, id="surely nobody's is not enough"),
    ],
)
def test_a_private_number(about: About, chance: float, expected: Severity, rulebook: Rulebook) -> None:
    passage = Passage(TEXT)
    rest = About.OTHER if about is About.ORGANISATION else About.ORGANISATION
    leanings = {who: 0.001 for who in About if who is not About.UNKNOWN} | {about: chance, rest: 1 - chance}
    mention = Mention("r-other-unique/accession-or-specimen", passage, *SPAN, 0.85, "the rule", leanings)
    (finding,) = judge(Post("a", "a", (passage,)), [mention], [0.1], rulebook, Practice())
    assert (finding.about, finding.severity) == (about, expected)
