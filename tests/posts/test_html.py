"""HTML: what is seen, read out or extracted, with its place, however broken the page is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.types import Passage, Suppression


def read(text: str) -> list[Passage]:
    (post,) = posts.read("a.html", text.encode())
    return list(post.passages)


ROWS = [
    pytest.param("Mar<b>ia</b> Bell", [("body", "Maria Bell")], id="a tag splits no name"),
    pytest.param("<p>Maria</p><p>Bell", [("body", "\nMaria\n\nBell")], id="a paragraph ends a word, closed or not"),
    pytest.param("Z&uacute;&#241;iga &amp co &x; &", [("body", "Zúñiga & co &x; &")], id="entities, also broken ones"),
    pytest.param("<title>A &amp; <b></title>", [("body", "\n\n"), ("title", "A & <b>")][1:], id="a title is no markup"),
    pytest.param("<meta name=description content='Maria'>", [("description", "Maria")], id="what search engines show"),
    pytest.param('<META PROPERTY="og:title" CONTENT="Maria">', [("title", "Maria")], id="what link previews show"),
    pytest.param("<meta charset=utf-8><meta name=viewport content='a b'>", [], id="what nobody sees"),
    pytest.param(
        '<img src="/i/maria-bell.jpg?w=3" alt="Maria">',
        [("alt_text", "Maria"), ("file_name", "maria-bell.jpg")],
        id="a picture",
    ),
    pytest.param(
        "<a href=https://m.example/x title='Maria'>x</a>",
        [("body", "x"), ("link", "https://m.example/x"), ("description", "Maria")],
        id="a link",
    ),
    pytest.param("<script>if (a<b) '<p>Maria'</script><style>p{}</style>x", [("body", "x")], id="scripts and styles"),
    pytest.param(
        '<script type="application/ld+json">{"name":"Maria"}</script>',
        [("metadata", '{"name":"Maria"}')],
        id="structured data",
    ),
    pytest.param("<script>Maria", [("body", "Maria")], id="a script never closed is read, to be safe"),
    pytest.param("a<!-- Maria -->b", [("body", "ab")], id="a comment is not seen"),
    pytest.param("a<!-- Maria", [("body", "a<!-- Maria")], id="a comment never closed is read, to be safe"),
    pytest.param("BP <120, HR > 60, I <3 you", [("body", "BP <120, HR > 60, I <3 you")], id="less and more are no tag"),
    pytest.param('<p class="a>b">Maria', [("body", "\nMaria")], id="an attribute may hold the end mark"),
    pytest.param('<p class="a>Maria', [("body", "\nMaria")], id="a quote never closed"),
    pytest.param(
        "<p title='x'y=\"z\"/>Maria", [("body", "\nMaria"), ("description", "x")], id="no space between attributes"
    ),
    pytest.param("<!DOCTYPE html>\n<?xml?>Maria", [("body", "\nMaria")], id="declarations"),
    pytest.param("---\ntitle: T\n---\n<b>x</b>", [("title", "T"), ("body", "x")], id="front matter, as Jekyll has it"),
    pytest.param("", [], id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_seen(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(passage.part.value, passage.text) for passage in read(text)] == expected


PLACES = [
    pytest.param(
        "<p>so Mar<b>ia</b>&nbsp;Bell", "Maria\xa0Bell", "Mar<b>ia</b>&nbsp;Bell", id="tags and entities inside"
    ),
    pytest.param('<img alt="&quot;Maria&quot;">', '"Maria"', "&quot;Maria&quot;", id="entities of an attribute"),
    pytest.param("<meta content=Maria name=description>", "Maria", "Maria", id="a bare attribute"),
    pytest.param('<img src="https://c.example/i/maria.jpg">', "maria.jpg", "maria.jpg", id="a file name"),
]


@pytest.mark.parametrize(("text", "value", "written"), PLACES)
def test_where_it_stands(text: str, value: str, written: str) -> None:
    passage = next(passage for passage in read(text) if value in passage.text)
    assert passage.source is not None
    at = passage.text.index(value)
    assert text[slice(*passage.source.span(at, at + len(value)))] == written


def test_a_comment_silences_a_rule_with_a_reason() -> None:
    (post,) = posts.read("a.html", b"<p>\n<!-- phi-lint: ignore A: she is our founder -->")
    assert post.suppressions == (Suppression("A", "she is our founder", "a.html:2"),)
    with pytest.raises(UnreadableError, match="without a reason"):
        posts.read("a.html", b"<!-- phi-lint: ignore A -->")


HARD = ["<a ", "<!-- ", '<a x="', "&amp", "<script>", "<a x='\">", "</", "<p/ / "]


@pytest.mark.parametrize("piece", HARD)
def test_time_is_linear_on_broken_markup(piece: str) -> None:
    def seconds(times: int) -> float:
        took = []
        for _ in range(3):  # a busy machine is slow now and then, hardly three times
            start = time.process_time()
            posts.read("a.html", (piece * times).encode())
            took.append(time.process_time() - start)
        return min(took)

    assert seconds(20_000) < 16 * max(seconds(2_500), 0.02)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p", "<", ">", '"', "'", "=", "a", " ", "&amp;", "<!--", "-->", "<b x=", "<script>"])
    )
)
def test_no_page_breaks_it_and_every_character_has_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    for passage in read(text):
        assert passage.source is not None
        for at, char in enumerate(passage.text):
            start, end = passage.source.span(at, at + 1)
            assert char in text[start:end] or text[start] in "&<"
