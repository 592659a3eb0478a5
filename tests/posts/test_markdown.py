"""Markdown: what a reader sees or can extract becomes passages, each pointing back into the file."""

from __future__ import annotations

import pytest
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.types import Part, Passage, Suppression


def read(text: str) -> list[Passage]:
    (post,) = posts.read("a.md", text.encode())
    return list(post.passages)


ROWS = [
    pytest.param("**Maria** _Bell_", [("body", "Maria Bell")], id="emphasis splits no name"),
    pytest.param("snake_case_name", [("body", "snake_case_name")], id="an underscore inside a word is no emphasis"),
    pytest.param(r"\*not\* bold", [("body", "*not* bold")], id="an escape"),
    pytest.param("~~Maria~~", [("body", "Maria")], id="struck out is still published"),
    pytest.param("![Maria, room 6](a.jpg)", [("alt_text", "Maria, room 6")], id="alt text is published"),
    pytest.param(
        '![x](a.jpg "Maria, room 6")', [("alt_text", "x"), ("description", ' "Maria, room 6"')], id="a picture's title"
    ),
    pytest.param(
        "[her page](https://a.example/maria)", [("body", "her page"), ("link", "https://a.example/maria")], id="link"
    ),
    pytest.param(
        '[x](https://a.example "Maria")',
        [("body", "x"), ("link", "https://a.example"), ("description", ' "Maria"')],
        id="a link's title",
    ),
    pytest.param("<https://a.example/maria>", [("body", "<https://a.example/maria>")], id="an autolink is no tag"),
    pytest.param("<maria@mail.example>", [("body", "<maria@mail.example>")], id="an address in brackets is no tag"),
    pytest.param("Mar<b>ia</b><br/>", [("body", "Maria")], id="a tag splits no name"),
    pytest.param(
        "<a href=\"https://a.example/maria\" title='Maria'>x</a>",
        [("body", "x"), ("link", "https://a.example/maria"), ("description", "Maria")],
        id="what a tag shows or leads to",
    ),
    pytest.param('<img\nalt="Maria">', [("alt_text", "Maria")], id="a tag over two lines"),
    pytest.param("BP <120 and HR >60", [("body", "BP <120 and HR >60")], id="less and more are no tag"),
    pytest.param("a<!-- not seen -->b", [("body", "ab")], id="a comment is not seen"),
    pytest.param("a <!-- never closed", [("body", "a <!-- never closed")], id="what is no comment stays"),
    pytest.param("\n \n", [], id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_seen(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(passage.part.value, passage.text) for passage in read(text)] == expected


PLACES = [
    pytest.param("so **Maria** _Bell_ is", "Maria Bell", "Maria** _Bell", id="emphasis inside the span"),
    pytest.param("---\ntitle: x\n---\n\r\nMRN 7", "MRN 7", "MRN 7", id="front matter counts in the offset"),
    pytest.param("a [**b**](u) Bell", "Bell", "Bell", id="after a link"),
    pytest.param("![Maria](a.jpg)", "Maria", "Maria", id="alt text"),
    pytest.param('<p><img alt="Maria Bell"></p>', "Maria Bell", "Maria Bell", id="alt text of a tag"),
    pytest.param("\ufeffhi Maria", "Maria", "Maria", id="a BOM is not counted"),
]


@pytest.mark.parametrize(("text", "value", "written"), PLACES)
def test_where_it_stands(text: str, value: str, written: str) -> None:
    passage = next(passage for passage in read(text) if value in passage.text)
    assert passage.source is not None
    at = passage.text.index(value)
    start, end = passage.source.span(at, at + len(value))
    assert text.removeprefix("\ufeff")[start:end] == written


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_silences_a_rule_with_a_reason(end: str) -> None:
    text = f"hi{end}<!-- phi-lint: ignore a-names/patient: she is{end}our founder -->{end}"
    (post,) = posts.read("posts/a.md", text.encode())
    assert post.suppressions == (Suppression("a-names/patient", f"she is{end}our founder", "posts/a.md:2"),)


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param("<!-- phi-lint: ignore A -->", id="no reason"),
        pytest.param("<!-- phi-lint: ignore A:  -->", id="an empty one"),
    ],
)
def test_a_comment_without_a_reason_is_refused(comment: str) -> None:
    with pytest.raises(UnreadableError, match="without a reason") as caught:
        posts.read("a.md", f"hi\n\n{comment}".encode())
    assert caught.value.line == 3


def test_parts_are_told_apart() -> None:
    text = "---\ntitle: T\nalt: A\n---\nB ![C](x.jpg)"
    assert [(p.part, p.text.strip()) for p in read(text)] == [
        (Part.TITLE, "T"),
        (Part.ALT_TEXT, "A"),
        (Part.BODY, "B"),
        (Part.ALT_TEXT, "C"),
    ]
