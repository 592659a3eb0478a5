"""How bad a finding is, by whom it is about and whether the post speaks of somebody's care."""

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


@pytest.mark.parametrize(
    ("care", "expected"),
    [
        pytest.param(0.05, Severity.LOW, id="a colleague's, where nobody is cared for"),
        pytest.param(0.6, Severity.CRITICAL, id="a patient's, where somebody is"),
        pytest.param(None, Severity.CRITICAL, id="where no model spoke"),
    ],
)
def test_a_relative(care: float | None, expected: Severity, rulebook: Rulebook) -> None:
    text = "She loves skiing with her husband Gunnar."
    passage = Passage(text)
    mention = Mention("a-names/relative", passage, text.index("Gunnar"), text.index("Gunnar") + 6, 0.9, "the model")
    (finding,) = judge(Post("a", "a", (passage,)), [mention], [care], rulebook, Practice())
    assert finding.severity is expected
