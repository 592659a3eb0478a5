"""A rule set loads whole or says everything that is wrong with it: which file, which line, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.errors import FaultyRulesError
from phi_lint.rulebook import BUILT_IN, find_rule, load, outline

RULE = """\
id: a-names/mine
identifier: A
message: A name.
why: It names somebody.
fix: Delete it.
match: {terms: [maribel, quintero]}
severity: {patient: critical}
leaks: ["[[maribel]] is home", "so [[Quintero]]", "our [[MARIBEL]]"]
safe: ["somebody is home", "nobody", "maribelle"]
references: ["45 CFR 164.514(b)(2)(i)(A)"]
"""
CUE = """\
id: cues/mine
says: patient
reason: a word for a patient stands before the name
where: before
weight: 3
pattern: our patient
holds: ["our patient [[Maribel]]"]
silent: ["our nurse [[Maribel]]"]
"""


def folder(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return root


def faults(*folders: Path) -> list[str]:
    with pytest.raises(FaultyRulesError) as caught:
        load(folders)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_rules_have_no_fault_and_stand_in_the_order_of_the_regulation() -> None:
    book = load()
    letters = [rule.identifier for rule in book]
    assert letters == sorted(letters)
    assert set("ABCDEFGHIJKLMNOPQRX") == {letter.value for letter in letters}
    assert all((BUILT_IN / f"{rule.id}.yaml").is_file() for rule in book)


def test_rules_and_cues_are_read(tmp_path: Path) -> None:
    book = load([folder(tmp_path, {"a-names/mine.yaml": RULE, "cues/mine.yaml": CUE})])
    assert [rule.id for rule in book] == ["a-names/mine"]
    assert [cue.id for cue in book.cues] == ["cues/mine"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        pytest.param("id: a-names/mine", "id: a-names/yours", 1, "must equal the file's path: 'a-names/mine'", id="id"),
        pytest.param("identifier: A", "identifier: B", 2, "B belongs into b-geography, not a-names", id="folder"),
        pytest.param("message: A", "mesage: A", 3, "did you mean 'message'?", id="a typing error in a key"),
        pytest.param("{terms: [maribel, quintero]}", '{pattern: "(a"}', 6, "does not compile", id="a bad pattern"),
        pytest.param("{terms: [maribel, quintero]}", "{terms: []}", 6, "'terms' is empty", id="no terms"),
        pytest.param("{terms: [maribel, quintero]}", "{words: [a]}", 6, "needs one of the keys pattern", id="no match"),
        pytest.param(
            "{terms: [maribel, quintero]}", "{pattern: a, check: lunh}", 6, "unknown check 'lunh'", id="validator"
        ),
        pytest.param("{terms: [maribel, quintero]}", "{pattern: a, score: 2}", 6, "between 0 and 1", id="score"),
        pytest.param("{patient: critical}", "{patient: critcal}", 7, "did you mean 'critical'?", id="severity"),
        pytest.param("{patient: critical}", "{patiant: low}", 7, "did you mean 'patient'?", id="about"),
        pytest.param(', "our [[MARIBEL]]"', "", 8, "'leaks' has 2 examples; give at least 3", id="too few leaks"),
        pytest.param(', "maribelle"', "", 9, "'safe' has 2 examples; give at least 3", id="too few safe"),
        pytest.param("[[maribel]]", "maribel", 8, "example without a span", id="a leak without its span"),
        pytest.param("{patient: critical}", "{patient: critical", 8, "is no valid YAML", id="no YAML"),
        pytest.param("A name.", "2024-02-30", None, "is no valid YAML", id="a date that there is not"),
        pytest.param("A name.", "a\bname", None, "is no valid YAML", id="a control character"),
    ],
)
def test_a_fault_names_file_line_and_mend(old: str, new: str, line: int | None, said: str, tmp_path: Path) -> None:
    assert RULE.count(old) == 1
    root = folder(tmp_path, {"a-names/mine.yaml": RULE.replace(old, new)})
    place = f"{root / 'a-names/mine.yaml'}:{line}: " if line else f"{root / 'a-names/mine.yaml'}: "
    assert any(fault.startswith(place) and said in fault for fault in faults(root))


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {
            "a-names/one.yaml": RULE.replace("why:", "wy:").replace("fix:", "fxi:"),
            "a-names/two.yaml": "",
            "cues/mine.yaml": CUE.replace("weight: 3", "weight: heavy"),
            "a-names/three.yml": RULE,
        },
    )
    said = "\n".join(faults(root))
    for word in ("'wy'", "'fxi'", "two.yaml:1", "'weight' must be a number", "three.yml: would not be read"):
        assert word in said


def test_no_two_rules_share_an_id(tmp_path: Path) -> None:
    one, two = (folder(tmp_path / name, {"a-names/mine.yaml": RULE}) for name in ("one", "two"))
    assert faults(one, two) == [f"{two}/a-names/mine.yaml:1: another file has the id 'a-names/mine'; choose another"]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert "is no folder of rules" in faults(tmp_path / "nowhere")[0]


def test_the_digest_changes_with_a_rule_and_with_nothing_else(tmp_path: Path) -> None:
    one = load([folder(tmp_path / "one", {"a-names/mine.yaml": RULE})])
    same = load([folder(tmp_path / "same", {"a-names/mine.yaml": RULE, "notes.txt": "x"})])
    other = load([folder(tmp_path / "other", {"a-names/mine.yaml": RULE.replace("Delete", "Remove")})])
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("select", "ignore", "there", "missing"),
    [
        pytest.param((), (), {"a-names/patient", "x-disclosure/your-care"}, set(), id="all"),
        pytest.param(("A",), (), {"a-names/patient"}, {"x-disclosure/your-care"}, id="a letter"),
        pytest.param(("x-disclosure",), (), {"x-disclosure/your-care"}, {"a-names/patient"}, id="a folder"),
        pytest.param(("a-names/patient",), (), {"a-names/patient"}, {"a-names/person"}, id="a rule"),
        pytest.param(("A",), ("a-names/person",), {"a-names/patient"}, {"a-names/person"}, id="ignore wins"),
    ],
)
def test_selection(select: tuple[str, ...], ignore: tuple[str, ...], there: set[str], missing: set[str]) -> None:
    chosen = load().selected(select, ignore)
    assert there <= chosen
    assert not missing & chosen


def test_the_outline_and_a_single_rule_say_what_the_whole_book_says(tmp_path: Path) -> None:
    own = folder(tmp_path, {"a-names/mine.yaml": RULE})
    book = load((BUILT_IN, own))
    assert outline((BUILT_IN, own)) == [(rule.id, rule.identifier, rule.message) for rule in book]
    assert all(find_rule(rule.id, (BUILT_IN, own)) == rule for rule in book)
    assert find_rule("a-names/nobody") is find_rule("../rules/a-names/patient") is find_rule("cues/nobody") is None
