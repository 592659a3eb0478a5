"""XLSX: every sheet is a table, formulas and numbers are read as they look, and a damaged file says so."""

from __future__ import annotations

import datetime
import io

import pytest
from openpyxl import Workbook
from phi_lint import posts
from phi_lint.errors import UnreadableError


def workbook(**sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_row_of_each_sheet_is_a_post() -> None:
    when = datetime.datetime(2026, 5, 4)
    content = workbook(
        May=[["Text", "Posting Time"], ["A b", when], [None, None], ["C d", when]],
        June=[["Text", "Posting Time"], ["E f", when]],
    )
    found = posts.read("plan.xlsx", content)
    assert [(post.id, post.passages[0].text) for post in found] == [
        ("plan#May#2", "A b"),
        ("plan#May#4", "C d"),
        ("plan#June#2", "E f"),
    ]
    passage = found[1].passages[0]
    assert (dict(passage.where), passage.source, found[1].lines) == ({"row": 4, "column": "Text"}, None, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(6035550187, "6035550187", id="a phone number that became a number"),
        pytest.param(12.0, "12", id="a whole number without its fraction"),
        pytest.param('="Hi "&"Maria"', '="Hi "&"Maria"', id="a formula whose result was never stored"),
        pytest.param("one\ntwo", "one\ntwo", id="two lines in a cell"),
    ],
)
def test_a_cell_is_read_as_it_looks(value: object, text: str) -> None:
    (post,) = posts.read("plan.xlsx", workbook(May=[["Text", "Posting Time"], [value]]))
    assert post.passages[0].text == text


def test_a_guess_is_said_once_for_all_sheets() -> None:
    found = posts.read("plan.xlsx", workbook(a=[["Copy"], ["A"]], b=[["Copy"], ["B"]]))
    assert [len(post.notes) for post in found] == [1, 0]


def test_an_empty_workbook_is_an_empty_post() -> None:
    (post,) = posts.read("plan.xlsx", workbook(May=[]))
    assert (post.id, post.passages) == ("plan", ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"PK\x03\x04rubbish", "is no readable workbook", id="damaged"),
        pytest.param(b"Text,Posting Time\n", "is no readable workbook", id="a CSV file with the wrong ending"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password", id="an old or locked one"),
        pytest.param(workbook(May=[["Text"]])[:-200], "is no readable workbook", id="cut off"),
    ],
)
def test_what_cannot_be_read_says_so(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        posts.read("plan.xlsx", content)
