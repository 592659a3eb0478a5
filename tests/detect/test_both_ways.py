"""The short way finds what the way through Presidio finds, and no text of Presidio's takes the short one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from bench.posts import texts
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.detect import MODEL, Detector
from phi_lint.detect.direct import lasting
from phi_lint.detect.engine import PRESIDIO_OWN
from phi_lint.detect.matching import Hit
from phi_lint.rulebook import Rulebook
from phi_lint.types import Passage
from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerResult, predefined_recognizers

SAMPLES = Path(__file__).parents[2] / "sample_posts"


def test_both_ways_find_the_same(detector: Detector, rulebook: Rulebook) -> None:
    """On sample posts, made posts, and every rule's own examples."""
    own = [file.read_text() for file in sorted(SAMPLES.rglob("*.txt")) + sorted(SAMPLES.rglob("*.md"))]
    examples = [example if isinstance(example, str) else example.text for rule in rulebook for example in rule.leaks]
    passages = [Passage(text.replace("[[", "").replace("]]", "")) for text in (*own, *islice(texts(20), 20), *examples)]
    through_presidio = Detector(rulebook, model=str(MODEL))
    for passage, short, long in zip(
        passages, detector.detect(passages), through_presidio.detect(passages), strict=True
    ):
        assert short.mentions == long.mentions, passage.text
        assert short.care == pytest.approx(long.care, abs=1e-4)


Spans = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5), st.sampled_from([0.3, 0.9])), max_size=6)


@given(Spans)
def test_what_lasts_is_what_presidio_keeps(spans: list[tuple[int, int, float]]) -> None:
    hits = [Hit(start, start + length, score) for start, length, score in spans]
    theirs = EntityRecognizer.remove_duplicates([RecognizerResult("X", h.start, h.end, h.score) for h in hits])
    assert sorted((h.start, h.end, h.score) for h in lasting(hits)) == sorted((r.start, r.end, r.score) for r in theirs)


@pytest.mark.parametrize("entity", PRESIDIO_OWN)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_text_in_which_presidio_could_find_something_is_shown_to_it(entity: str, data: st.DataObject) -> None:
    """The sign is in every text that one of the recognizer's own patterns matches, checksum or not."""
    recognizer: PatternRecognizer = getattr(predefined_recognizers, PRESIDIO_OWN[entity].recognizer)()
    for pattern in recognizer.patterns:
        text = data.draw(st.from_regex(f"(?im){pattern.regex}"))
        if text.isascii():  # detection sees full-width digits as plain ones
            assert PRESIDIO_OWN[entity].could.search(text), pattern.name
