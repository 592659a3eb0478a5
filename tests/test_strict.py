"""Mappings become dataclasses or say everything that is wrong with them, each fault at its place."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from phi_lint.strict import Problems, build, nearest


class Colour(enum.StrEnum):
    RED = "red"
    GREEN = "green"


class Size(enum.IntEnum):
    SMALL = 1
    LARGE = 2


@dataclass(frozen=True)
class Circle:
    radius: float

    def __post_init__(self) -> None:
        if self.radius <= 0:
            raise ValueError("a radius is more than 0")


@dataclass(frozen=True)
class Square:
    side_length: float


@dataclass(frozen=True)
class Drawing:
    name: str
    shape: Circle | Square
    colour: Colour | Mapping[Colour, Size] = Colour.RED
    tags: tuple[str, ...] = ()
    scale: float = 1.0
    note: str | None = None
    hidden: bool = False
    counted: int = field(default=0, init=False)


GOOD: dict[str, Any] = {"name": "a", "shape": {"radius": 2}}
ACCEPTED = [
    pytest.param({}, Drawing("a", Circle(2.0)), id="a whole number does for a fraction"),
    pytest.param({"shape": {"side-length": 1.0}}, Drawing("a", Square(1.0)), id="- and _ are alike in keys"),
    pytest.param({"colour": "green"}, Drawing("a", Circle(2.0), Colour.GREEN), id="a member by its value"),
    pytest.param(
        {"colour": {"red": "large"}},
        Drawing("a", Circle(2.0), {Colour.RED: Size.LARGE}),
        id="a table, and a member of a numbered enum by its name",
    ),
    pytest.param({"tags": ["x", "y"]}, Drawing("a", Circle(2.0), tags=("x", "y")), id="a list is frozen"),
    pytest.param({"note": None}, Drawing("a", Circle(2.0)), id="nothing where nothing is allowed"),
]


@pytest.mark.parametrize(("changes", "expected"), ACCEPTED)
def test_what_fits_is_built(changes: dict[str, Any], expected: Drawing) -> None:
    problems = Problems()
    assert build(Drawing, GOOD | changes, problems) == expected
    assert problems.found == []


REFUSED = [
    pytest.param({"nane": 1}, [(("nane",), "unknown key 'nane'; did you mean 'name'?")], id="a typing error"),
    pytest.param({"counted": 1}, [(("counted",), "unknown key 'counted'")], id="a field that is not to be set"),
    pytest.param({"name": 3}, [(("name",), "'name' must be a text, not a number")], id="a wrong type"),
    pytest.param({"hidden": 1}, [(("hidden",), "must be true or false, not a number")], id="1 is not true"),
    pytest.param({"scale": True}, [(("scale",), "must be a number, not true or false")], id="true is not 1"),
    pytest.param({"tags": "x"}, [(("tags",), "'tags' must be a list, not a text")], id="a text is no list of letters"),
    pytest.param({"tags": ["x", 2]}, [(("tags", 1), "'tags.1' must be a text")], id="the item is named"),
    pytest.param({"colour": "gren"}, [(("colour",), "did you mean 'green'?")], id="the nearest member is named"),
    pytest.param(
        {"colour": {"red": "larg"}}, [(("colour", "red"), "did you mean 'large'?")], id="inside a table of a union too"
    ),
    pytest.param({"colour": 3}, [(("colour",), "must be colour or mapping, not a number")], id="no type of a union"),
    pytest.param({"shape": {"edge": 1}}, [(("shape",), "one of the keys radius, side_length")], id="no union key"),
    pytest.param({"shape": {"radius": 0}}, [(("shape",), "a radius is more than 0")], id="a type that checks itself"),
    pytest.param(
        {"name": 3, "scale": "x", "zzz": 1},
        [(("name",), "a text"), (("scale",), "a number"), (("zzz",), "known: colour, hidden, name")],
        id="every fault at once, and what is known where nothing is near",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), REFUSED)
def test_what_does_not_fit_says_why(changes: dict[str, Any], expected: list[tuple[tuple[str | int, ...], str]]) -> None:
    problems = Problems()
    assert build(Drawing, GOOD | changes, problems) is None
    assert [path for path, _ in problems.found] == [path for path, _ in expected]
    assert all(said in problem for (_, problem), (_, said) in zip(problems.found, expected, strict=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param({"name": "a"}, "the file lacks the key 'shape'; add it", id="a missing key"),
        pytest.param(None, "the file must be a table of keys, not nothing", id="an empty file"),
        pytest.param(["a"], "the file must be a table of keys, not a list", id="a list"),
    ],
)
def test_what_is_no_table_says_so(data: object, said: str) -> None:
    problems = Problems()
    assert build(Drawing, data, problems) is None
    assert problems.found == [((), said)]


def test_nearest_lists_what_is_known_where_nothing_is_near() -> None:
    assert nearest("selct", ["select", "ignore"]) == "did you mean 'select'?"
    assert nearest("zzz", ["select", "ignore"]) == "known: ignore, select"
