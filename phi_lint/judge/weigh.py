"""From the voices about a mention to whom it is about. The one place where rules, cues and model meet.

The policy: every voice adds its weight, in nats of log-odds, to whomever it speaks for; nobody is overruled
outright. Patients and relatives are weighed together against everybody else, because missing one of them is
the worse error: at one chance in two the mention is theirs, at one in ten it is unknown, and a person looks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from phi_lint.judge.evidence import Evidence
from phi_lint.types import About

THEIRS = 0.5
"""From this chance on a mention is a patient's or relative's."""
UNCLEAR = 0.1
"""From this chance on it is unknown, so that a person looks."""
SHOWN = 3
"""So many reasons a finding shows, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whom a mention is about, how sure that is, and why."""

    about: About
    chance: float
    reasons: tuple[str, ...]
    told: bool = False
    """Whether words around it or the practice profile say so, and not the model alone."""


def weigh(voices: Sequence[Evidence]) -> Opinion:
    """The opinion that all voices together give; unknown where nobody spoke."""
    if not voices:
        return Opinion(About.UNKNOWN, 0.5, ("nothing ties it to anybody",))
    sums: dict[About, float] = {about: 0.0 for about in About if about is not About.UNKNOWN}
    for voice in voices:
        sums[voice.about] += voice.weight
    highest = max(sums.values())
    raised = {about: math.exp(value - highest) for about, value in sums.items()}
    chances = {about: value / sum(raised.values()) for about, value in raised.items()}
    protected = chances[About.PATIENT] + chances[About.RELATIVE]
    if protected >= THEIRS:
        about = max((About.PATIENT, About.RELATIVE), key=lambda who: chances[who])
        return Opinion(about, protected, _reasons(voices, about))
    if protected >= UNCLEAR:
        leading = max(chances, key=lambda who: chances[who])
        return Opinion(About.UNKNOWN, protected, _reasons(voices, leading) or ("nothing ties it to anybody",))
    about = max((who for who in chances if not who.protected), key=lambda who: chances[who])
    told = any(voice.about is about and not voice.by_model for voice in voices)
    return Opinion(about, chances[about], _reasons(voices, about), told)


def _reasons(voices: Sequence[Evidence], about: About) -> tuple[str, ...]:
    """What spoke for somebody, the weightiest first; the model's small chances are no reason."""
    spoke = sorted(
        (voice for voice in voices if voice.about is about and voice.weight > math.log(0.2)),
        key=lambda voice: -voice.weight,
    )
    return tuple(dict.fromkeys(voice.reason for voice in spoke))[:SHOWN]
