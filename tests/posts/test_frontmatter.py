"""YAML front matter: what is shown becomes passages that point back exactly, what describes the post does not."""

from __future__ import annotations

import pytest
from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.posts.frontmatter import FrontMatter, split
from phi_lint.types import Suppression


def front(yaml: str, rest: str = "body") -> FrontMatter:
    return split(Document.of("a.md", f"---\n{yaml}\n---\n{rest}".encode()))[0]


SCALARS = [
    pytest.param("title: MRN 00123456 today", "MRN 00123456 today", "00123456", id="plain"),
    pytest.param("title: 'it''s 00123456'", "it's 00123456", "00123456", id="single quotes, one doubled"),
    pytest.param(r'title: "a \"b\" 00123456"', 'a "b" 00123456', "00123456", id="double quotes, escapes"),
    pytest.param(r'title: "Zu\u0301n \x410123456"', "Zu\u0301n A0123456", r"\x410123456", id="escaped characters"),
    pytest.param("title: one\n  two 00123456", "one two 00123456", "00123456", id="plain over two lines"),
    pytest.param("title: |\n  one\n  00123456 x", "one\n00123456 x\n", "00123456", id="literal block"),
    pytest.param("title: >-\n  one\n  00123456 x", "one 00123456 x", "00123456", id="folded block"),
    pytest.param("title: a\r\ncaption: 'x 00123456'", "x 00123456", "00123456", id="CR LF"),
]


@pytest.mark.parametrize(("yaml", "text", "written"), SCALARS)
def test_a_value_points_back(yaml: str, text: str, written: str) -> None:
    document = Document.of("a.md", f"---\n{yaml}\n---\n".encode())
    passage = split(document)[0].passages[-1]
    assert passage.text == text
    assert passage.source is not None
    number = "00123456" if "00123456" in text else "A0123456"
    at = text.index(number)
    start, end = passage.source.span(at, at + 8)
    assert document.text[start:end] == written


def test_a_form_that_is_not_followed_points_at_all_of_it() -> None:
    document = Document.of("a.md", b"---\ntitle: |\n  one\n\n\n  00123456\n---\n")
    (passage,) = split(document)[0].passages
    assert passage.source is not None
    start, end = passage.source.span(0, len(passage.text))
    assert "00123456" in document.text[start:end]
    assert "title" not in document.text[start:end]


@pytest.mark.parametrize(
    ("yaml", "texts"),
    [
        pytest.param("title: T\nsummary: S\ncaption: C", ["T", "S", "C"], id="texts that are seen"),
        pytest.param("date: 2024-03-03\nauthor: Bell\ntags: [a, b]\nslug: s\nweight: 3", [], id="metadata"),
        pytest.param("draft: true\nlastmod: 2024-03-03\norder: 7", [], id="no texts"),
        pytest.param("gallery:\n  - {alt: A, caption: C}\n  - D", ["A", "C", "D"], id="nested"),
        pytest.param("a: &x S\nb: *x", ["S"], id="what an alias repeats stands once in the file"),
        pytest.param("a: &x [S, *x]", ["S"], id="an alias inside itself"),
        pytest.param("? [k]\n: S", ["S"], id="a key that is a list"),
        pytest.param("# a comment", [], id="only a comment"),
        pytest.param("", [], id="empty"),
    ],
)
def test_what_is_published(yaml: str, texts: list[str]) -> None:
    assert [passage.text for passage in front(yaml).passages] == texts


def test_aliases_that_multiply_do_not_hang() -> None:
    lines = ["a0: &a0 [S]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    assert [passage.text for passage in front("\n".join(lines)).passages] == ["S"]


def test_what_is_known_of_the_post() -> None:
    known = front('platform: google\nreply_to: "Tobias R."')
    assert (known.platform, known.reply_to, known.passages) == ("google", "Tobias R.", ())


def test_suppressions_say_where_they_stand() -> None:
    wishes = front(
        "title: x\nphi_lint:\n  ignore:\n    a-names/patient: she is our founder\n    N: our own site"
    ).suppressions
    assert wishes == (
        Suppression("a-names/patient", "she is our founder", "a.md:5"),
        Suppression("N", "our own site", "a.md:6"),
    )


@pytest.mark.parametrize(
    ("yaml", "reason", "line"),
    [
        pytest.param("title: x\nphi_lint: {ignore: {A: }}", "ignores 'A' without a reason", 3, id="no reason"),
        pytest.param("phi_lint: {ignore: [A]}", "ignores rules without reasons", 2, id="a list of rules"),
        pytest.param("phi_lint: {ignor: {A: x}}", "'phi_lint.ignor'; did you mean 'ignore'?", 2, id="a typing error"),
        pytest.param("phi_lint: A", "`phi_lint` without keys", 2, id="no keys"),
        pytest.param("title: a: b", "is no valid YAML: mapping values are not allowed here", 2, id="a colon"),
        pytest.param("x: y\n\ntitle: a\bb", "special characters are not allowed", 4, id="a control character"),
        pytest.param("- a", "without keys", 2, id="a list"),
        pytest.param("a: " + "[" * 1500, "nested too deeply", 2, id="thousands of brackets"),
    ],
)
def test_faults_say_what_and_where(yaml: str, reason: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        front(yaml)
    assert reason in caught.value.reason
    assert caught.value.line == line


@pytest.mark.parametrize(
    "yaml",
    [
        pytest.param("title: *Maribel is home", id="Markdown's emphasis is YAML's alias"),
        pytest.param("a: &Maribel x\nb: &Maribel y\nc: *Quintero", id="an anchor"),
        pytest.param("title: !Maribel!Quintero x", id="a tag"),
    ],
)
def test_a_fault_quotes_no_name(yaml: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        front(yaml)
    assert "Maribel" not in str(caught.value)
    assert "Quintero" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        pytest.param("---\na: b\n---\nx", 13, id="three dashes end it"),
        pytest.param("---\r\na: b\r\n...\r\nx", 16, id="dots do, and CR LF"),
        pytest.param("---\na: b\n---", 12, id="at the end of the file"),
        pytest.param("---\na: b\n", 0, id="never closed: all of it is body"),
        pytest.param("x\n---\na: b\n---\n", 0, id="not at the very beginning: a ruler"),
        pytest.param("----\na: b\n----\n", 0, id="four dashes"),
    ],
)
def test_where_the_body_begins(text: str, begin: int) -> None:
    assert split(Document.of("a.md", text.encode()))[1] == begin
