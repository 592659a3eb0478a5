"""Whatever a post holds, a finding points at what it found, and a post's findings are its own."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phi_lint.detect import Detector
from phi_lint.lint import Linter, Target
from phi_lint.types import Finding, Passage

FRAGMENTS = [
    "MRN: 00123456",
    "our patient Maribel Quintero",
    "SSN 219-09-9999",
    "DOB 3/14/1951",
    "Call her at 208-555-0134.",
    "k.adeyemi@mailbox.example",
    "MRN:\u200b 0012\u20603456",
    "ＭＲＮ ００１２３４５６",
    "our p\u0430tient Jose\u0301 Zu\u0301n\u0303iga",
    "\u0301\u0336",
    "👩‍⚕️💙",
    "🇺🇸",
    "\r\n",
    "\r",
    "\n\n",
    "&amp;",
    "&#77;aribel",
    "**",
    "\\_",
    "<b>",
    "](https://a.example/maribel)",
    "![",
    "\u2028",
    "\x00",
    "---\n",
    " ",
]
# A BOM at the very beginning is no part of the text.
PIECES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=12)
POSTS = PIECES.map(lambda pieces: "".join(pieces).lstrip("\ufeff"))


def check(linter: Linter, text: str, file: str = "a.txt") -> tuple[Finding, ...]:
    return linter.check([Target(file, None, text.encode())]).findings


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Counted the slow way: universal newlines before the offset; a CR LF that is cut in two ends no line."""
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1] + "x"
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return len(lines), offset - line_start + 1


@settings(max_examples=40, deadline=None)
@given(POSTS)
@example("a\r\nMRN\u200b: 00\u206012345\u03016 👩‍⚕️\rour patient Jose\u0301 Zu\u0301n\u0303iga")
def test_a_finding_points_at_what_it_found(linter: Linter, text: str) -> None:
    for finding in check(linter, text):
        place = finding.place
        assert place.start is not None
        assert place.end is not None
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == finding.value
        assert (place.line, place.column) == line_and_column(text, place.start)
        assert (place.end_line, place.end_column) == line_and_column(text, place.end)


@settings(max_examples=40, deadline=None)
@given(POSTS)
@example("---\ntitle: 'it''s MRN: 00123456'\n---\nour patient **Maribel** _Quintero_ ![room 6](a.jpg)")
def test_in_markdown_it_points_from_its_first_to_its_last_character(linter: Linter, text: str) -> None:
    for finding in check(linter, text, "a.md"):
        place = finding.place
        assert place.start is not None
        assert place.end is not None
        assert 0 <= place.start < place.end <= len(text)
        written = text[place.start : place.end]
        assert written.startswith(finding.value[0])
        assert written.endswith(finding.value[-1])
        assert (place.line, place.column) == line_and_column(text, place.start)


def said(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.severity, finding.about, finding.start, finding.end


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("So proud of our patient Maribel Quintero, MRN: 00123456, DOB 3/14/1951!", id="a short one"),
        pytest.param("Flu shots till six. " * 60 + "Room 6, our patient Maribel, SSN 219-09-9999.", id="a long one"),
    ],
)
def test_a_post_says_the_same_alone_and_among_others(text: str, linter: Linter) -> None:
    others = ["Welcome Dr. Anneke Vos!", "our patient Rosalind Bell. " * 40, "MRN: 00654321", "👩‍⚕️"]
    alone = check(linter, text)
    targets = [Target(f"{n}.txt", None, other.encode()) for n, other in enumerate([*others, text, *others])]
    together = [f for f in linter.check(targets).findings if f.file == f"{len(others)}.txt"]
    assert alone
    assert [*map(said, together)] == [*map(said, alone)]
    assert [f.confidence for f in together] == pytest.approx([f.confidence for f in alone], abs=0.011)


def test_a_passage_says_the_same_alone_and_in_a_batch(detector: Detector) -> None:
    """Passages of one post are read by the model together."""
    texts = ["our patient Maribel Quintero, MRN: 00123456", "hi", "Rosalind Bell " * 60, "SSN 219-09-9999", "👩‍⚕️"]
    together = list(detector.detect([Passage(text) for text in texts]))
    for text, batched in zip(texts, together, strict=True):
        (alone,) = detector.detect([Passage(text)])
        assert [(m.rule, m.start, m.end) for m in alone.mentions] == [
            (m.rule, m.start, m.end) for m in batched.mentions
        ]
        assert [m.score for m in alone.mentions] == pytest.approx([m.score for m in batched.mentions], abs=1e-3)
