"""A pattern is passed over only where it finds nothing."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from bench.posts import texts
from phi_lint.rulebook import Rulebook, marked_span
from phi_lint.rulebook.compiling import compiled, hints
from phi_lint.rulebook.hints import DIGIT, FOLDED, Searched, hints_of

SAMPLES = Path(__file__).parents[2] / "sample_posts"


def test_no_text_is_passed_over_in_which_a_pattern_finds_something(rulebook: Rulebook) -> None:
    """On every example of every rule and cue, in three cases, on sample posts and made ones."""
    marked = [e if isinstance(e, str) else e.text for rule in rulebook for e in (*rule.leaks, *rule.safe)]
    marked += [example for cue in rulebook.cues for example in (*cue.holds, *cue.silent)]
    plain = {text.replace("[[", "").replace("]]", "") for text in marked}
    plain |= {text[: marked_span(text)[1]] for text in marked if "[[" in text}  # what cues look at
    plain |= {file.read_text() for file in SAMPLES.rglob("*.md")} | set(islice(texts(20), 20))
    searched = [Searched(text) for each in plain for text in {each, each.upper(), each.lower()}]
    for pattern in sorted(rulebook.patterns):
        needed, search = hints(pattern), compiled(pattern).search
        wrong = [each.text for each in searched if not each.may_hold(needed) and search(each.text)]
        assert not wrong, (pattern, needed, wrong[0])


ROWS = [
    pytest.param(r"(?xi) \b MRN \s* \d+", (("mrn",), (DIGIT,)), id="a word and a digit"),
    pytest.param(r"(?x) (?: chart | record ) \ no", (("chart", "record"), (" no",)), id="one of two words"),
    pytest.param(r"(?:chart)? no|x", (), id="what may be missing is not needed"),
    pytest.param(r"(?:chart|\w+)", (), id="an alternative that needs nothing"),
    pytest.param(r"(?=.*born)\w+", (("born",),), id="a look ahead"),
    pytest.param(r"(?!.*born)\w+", (), id="a look that must fail"),
    pytest.param(r"caf\w", (("caf",),), id="the longest run"),
    pytest.param(r"[[a-z]--[aeiou]]x", (), id="sets in sets are read by `regex` only"),
    pytest.param(r"(?:born){e<=1}", (), id="so are fuzzy matches"),
    pytest.param(r"\p{Lu}born", (("born",),), id="a property stands for any letter"),
]


@pytest.mark.parametrize(("pattern", "expected"), ROWS)
def test_what_a_pattern_needs(pattern: str, expected: tuple[tuple[str, ...], ...]) -> None:
    if expected:
        assert hints_of(pattern) == expected
    else:
        assert Searched("MRN 1 chart no born x").may_hold(hints_of(pattern))


def test_letters_that_fold_into_plain_ones_hide_nothing() -> None:
    plain = compiled("(?i)[a-z]")
    foreign = {chr(code) for code in range(128, 0x110000) if plain.fullmatch(chr(code))}
    assert {char for char in foreign if char.lower() not in "abcdefghijklmnopqrstuvwxyz"} <= FOLDED
    assert all(Searched(char).may_hold((("sick",),)) for char in foreign)
