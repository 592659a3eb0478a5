"""The baseline accepts a passage as it was seen, by somebody, until a day; and gives nothing away."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from phi_lint.accept import baseline
from phi_lint.accept.baseline import Baseline, Entry, read, write
from phi_lint.errors import FaultyConfigError
from phi_lint.types import Finding, Verdict

from fixtures import MakeFinding

TODAY = date(2026, 5, 1)
LATER = date(2027, 5, 1)
POST = "so proud of our patient [[Maribel Quintero]]"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def made(*findings: Finding, today: date = TODAY) -> Baseline:
    file = Path("baseline.json")
    write(file, Baseline(file, (), TODAY).new_entries(findings, "R. Vos", "signed", LATER))
    return Baseline(file, read(file), today)


@pytest.mark.parametrize(
    ("marked", "changes", "today", "verdict"),
    [
        pytest.param(POST, {}, TODAY, Verdict.ACCEPTED, id="the same post"),
        pytest.param(POST, {}, LATER, Verdict.ACCEPTED, id="on its last day"),
        pytest.param(POST, {}, date(2027, 5, 2), Verdict.REPORTED, id="a day later"),
        pytest.param(POST + "!", {}, TODAY, Verdict.REPORTED, id="an edit opens it again"),
        pytest.param(POST, {"file": "b.txt"}, TODAY, Verdict.REPORTED, id="another file"),
        pytest.param(POST, {"rule": "a-names/person"}, TODAY, Verdict.REPORTED, id="another rule"),
        pytest.param(
            POST, {"verdict": Verdict.IGNORED}, TODAY, Verdict.IGNORED, id="what the author ignored stays ignored"
        ),
    ],
)
def test_what_is_accepted(
    marked: str, changes: dict[str, object], today: date, verdict: Verdict, make_finding: MakeFinding
) -> None:
    known = made(make_finding(POST), today=today)
    finding = make_finding(marked, **changes)
    (judged,), _ = known.apply([finding], finding.file)
    assert judged.verdict is verdict
    if verdict is Verdict.ACCEPTED:
        assert judged.verdict_reason == "signed (R. Vos, 2026-05-01, until 2027-05-01)"


def test_an_expired_entry_is_told_and_an_unneeded_one_too(make_finding: MakeFinding) -> None:
    known = made(make_finding(POST), today=date(2028, 1, 1))
    _, notes = known.apply([make_finding(POST)], "a.txt")
    assert notes == ["a.txt: what R. Vos accepted (signed) expired on 2027-05-01"]
    assert known.not_needed() == []
    fixed = made(make_finding(POST))
    Path("a.txt").write_text("x")
    assert fixed.not_needed() == []  # nobody looked at the file
    fixed.apply([], "a.txt")
    assert [entry.file for entry in fixed.not_needed()] == ["a.txt"]


def test_nothing_in_it_allows_a_value_to_be_recovered(make_finding: MakeFinding) -> None:
    findings = (make_finding(POST), make_finding(POST, file="b.txt"))
    text = Path(made(*findings).file).read_text()
    entries = json.loads(text)["entries"]
    assert "Quintero" not in text
    assert len({entry["salt"] for entry in entries}) == len({entry["digest"] for entry in entries}) == 2
    assert set(entries[0]) == set(Entry.__dataclass_fields__)
    assert baseline.COST * baseline.BLOCK * 128 >= 32 * 2**20  # bytes that every guess needs


def test_a_picture_is_accepted_as_it_is(make_finding: MakeFinding) -> None:
    from phi_lint.types import Part, Passage

    Path("c.jpg").write_bytes(b"one")
    passage = Passage("room 6", Part.IMAGE_TEXT, media="c.jpg")
    known = made(make_finding("[[room 6]]", passage=passage))
    masked = make_finding("[[•••• •]]", passage=Passage("•••• •", Part.IMAGE_TEXT, media="c.jpg"))
    (same,), _ = known.apply([masked], "a.txt")
    assert same.verdict is Verdict.ACCEPTED
    Path("c.jpg").write_bytes(b"two")
    (other,), _ = Baseline(known.file, known.entries, TODAY).apply([masked], "a.txt")
    assert other.verdict is Verdict.REPORTED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{", "is no JSON", id="no JSON"),
        pytest.param('{"entires": []}', "did you mean 'entries'?", id="a typing error"),
        pytest.param('{"entries": [{"file": "a"}]}', "lacks the key 'reviewer'", id="a missing key"),
    ],
)
def test_a_faulty_baseline_says_the_mend(text: str, said: str) -> None:
    Path("baseline.json").write_text(text)
    with pytest.raises(FaultyConfigError, match=said.replace("?", r"\?")):
        read(Path("baseline.json"))


def test_an_entry_needs_a_reviewer_and_a_reason(make_finding: MakeFinding) -> None:
    with pytest.raises(ValueError, match="has no reason"):
        Baseline(Path("b.json"), (), TODAY).new_entries([make_finding(POST)], "R. Vos", " ", LATER)
