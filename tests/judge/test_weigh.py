"""Voices add up to an opinion; missing a patient is the worse error, so patients win at one chance in two."""

from __future__ import annotations

import math

import pytest
from phi_lint.judge.evidence import LEAST_CHANCE, Evidence
from phi_lint.judge.weigh import weigh
from phi_lint.types import About


def model(**chances: float) -> list[Evidence]:
    """The model's voices: it speaks of everybody, and holds those not named for hardly possible."""
    others = {about: LEAST_CHANCE for about in About if about is not About.UNKNOWN}
    all_chances = others | {About(who): chance for who, chance in chances.items()}
    return [Evidence(about, math.log(chance), f"model: {about}") for about, chance in all_chances.items()]


ROWS = [
    pytest.param([], About.UNKNOWN, id="nobody spoke"),
    pytest.param([Evidence(About.PATIENT, 3, "cue")], About.PATIENT, id="one strong cue"),
    pytest.param([Evidence(About.STAFF, 3, "cue")], About.STAFF, id="for staff as well"),
    pytest.param(
        [Evidence(About.PATIENT, 3, "cue"), Evidence(About.STAFF, 3, "cue")], About.UNKNOWN, id="cues that disagree"
    ),
    pytest.param(
        [Evidence(About.PATIENT, 3, "cue"), Evidence(About.STAFF, 6, "profile")],
        About.STAFF,
        id="the profile wins",
    ),
    pytest.param(
        [Evidence(About.STAFF, 2, "a"), Evidence(About.STAFF, 2, "b"), Evidence(About.PATIENT, 3, "c")],
        About.UNKNOWN,
        id="two weak against a strong one: a person looks",
    ),
    pytest.param(model(patient=0.3, relative=0.3, staff=0.4), About.PATIENT, id="patients and relatives together"),
    pytest.param(model(patient=0.1, relative=0.5, staff=0.4), About.RELATIVE, id="the likelier of the two"),
    pytest.param(model(patient=0.12, staff=0.88), About.UNKNOWN, id="one in ten is enough for a look"),
    pytest.param(model(patient=0.08, staff=0.92), About.STAFF, id="less is not"),
]


@pytest.mark.parametrize(("voices", "about"), ROWS)
def test_whom_it_is_about(voices: list[Evidence], about: About) -> None:
    opinion = weigh(voices)
    assert opinion.about is about
    assert 0 < opinion.chance <= 1


def test_the_order_of_voices_does_not_matter() -> None:
    voices = [Evidence(About.PATIENT, 2, "a"), Evidence(About.STAFF, 1, "b"), *model(patient=0.5, other=0.5)]
    assert weigh(voices).about is weigh(voices[::-1]).about
    assert weigh(voices).chance == pytest.approx(weigh(voices[::-1]).chance)


def test_reasons_are_those_of_the_verdict_the_weightiest_first_and_once() -> None:
    voices = [
        Evidence(About.STAFF, 1.5, "a title"),
        Evidence(About.PATIENT, 0.5, "a hint"),
        Evidence(About.PATIENT, 6.0, "a word for a patient"),
        Evidence(About.PATIENT, 0.5, "a hint"),
        Evidence(About.PATIENT, math.log(0.9), "likely"),
        Evidence(About.PATIENT, math.log(0.5), "less likely"),
        Evidence(About.PATIENT, math.log(0.05), "hardly"),
    ]
    assert weigh(voices).reasons == ("a word for a patient", "a hint", "likely")
