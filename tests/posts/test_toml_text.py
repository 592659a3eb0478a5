"""TOML front matter: the texts that tomllib finds, each with its keys and its place."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.posts.toml_text import texts
from phi_lint.types import Suppression

DOCUMENTS = [
    pytest.param('a = "x" # "no"\nb = \'y\'', id="two kinds of quotes, and a comment"),
    pytest.param('a = """\nx\n ""y"" \\\n   z"""\nb = \'\'\'\nx\'y\'\'\'', id="texts of several lines"),
    pytest.param('a = "caf\\u00e9 \\"q\\" \\t \\U0001F389"', id="escapes"),
    pytest.param('a.b."c d" = "x"\n[t]\n"k" = "y"\n[t.u]\nz = "w"', id="dotted and quoted keys, tables"),
    pytest.param(
        'a = ["x", "y", # one\n "z",\n]\nb = {c = "v", d = {e = "w"}, f = ["g"]}\nh = "i"', id="lists and inline tables"
    ),
    pytest.param('a = 1\nd = 2026-05-04T09:00:00Z\ne = true\nf = [1.5, 2]\ng = "x"', id="what is no text"),
    pytest.param('[[r]]\nsrc = "x"\n[[r]]\nsrc = "y"', id="lists of tables"),
    pytest.param('a = "x"\r\nb = """\r\ny\r\nz"""\r\n', id="CR LF"),
]


def expected(value: Any, keys: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in expected(inner, (*keys, key))]
    if isinstance(value, list):
        return [pair for inner in value for pair in expected(inner, keys)]
    return [(keys, value)] if isinstance(value, str) else []


@pytest.mark.parametrize("text", DOCUMENTS)
def test_texts_are_those_of_tomllib_and_have_their_place(text: str) -> None:
    found = list(texts(text, 0, len(text)))
    assert [(one.keys, one.value.replace("\r\n", "\n")) for one in found] == expected(
        tomllib.loads(text.replace("\r\n", "\n"))
    )
    for one in found:
        for at, char in enumerate(one.value):
            start, end = one.source.span(at, at + 1)
            assert text[start:end] == char or text[start] == "\\"


def test_front_matter_of_hugo() -> None:
    text = (
        '+++\ntitle = "Maria \\u00e9 Bell"\nreply_to = "Tobias R"\ntags = ["inner"]\n[params]\ndescription = "D"\n'
        '[phi_lint.ignore]\nA = "our founder"\n+++\nBody'
    )
    (post,) = posts.read("a.md", text.encode())
    assert [(p.part.value, p.text) for p in post.passages] == [
        ("title", "Maria é Bell"),
        ("description", "D"),
        ("body", "Body"),
    ]
    assert post.reply_to == "Tobias R"
    assert post.suppressions == (Suppression("A", "our founder", "a.md:8"),)
    source = post.passages[0].source
    assert source is not None
    assert text[slice(*source.span(6, 12))] == "\\u00e9 Bell"


@pytest.mark.parametrize(
    ("head", "reason", "line"),
    [
        pytest.param("title = Maria", "is no valid TOML", 2, id="no quotes"),
        pytest.param('a = "x"\n[phi_lint.ignore]\nA = ""', "without a reason", 4, id="no reason"),
        pytest.param('[phi_lint]\nA = "x"', "unknown key", 3, id="not under ignore"),
    ],
)
def test_what_is_broken_says_where_and_quotes_nothing(head: str, reason: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        posts.read("a.md", f"+++\n{head}\n+++\n".encode())
    assert reason in caught.value.reason
    assert caught.value.line == line
    assert "Maria" not in caught.value.reason
