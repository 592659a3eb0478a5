"""Edits in a file's own form: all that is not rewritten stays byte for byte, and what is reads back as it should."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.posts.document import Document
from phi_lint.redact import Edit, Redactor, apply
from phi_lint.redact.encoding import Written
from phi_lint.redact.workbook import rewritten
from phi_lint.redact.writing import in_file
from phi_lint.types import Post

from fixtures import MakeFinding


def written(name: str, content: str, old: str, new: str) -> str:
    """The file with a text replaced in every passage that holds it."""
    text = Document.of(name, content.encode()).text
    edits = []
    for passage in (passage for post in posts.read(name, content.encode()) for passage in post.passages):
        at = passage.text.find(old)
        if at >= 0:
            edits += in_file(text, "." + name.split(".")[1], passage, [Edit(at, at + len(old), new)])
    return apply(text, sorted(edits, key=lambda edit: edit.start))


MD = "---\ntitle: {}\n---\nBody\n"
ROWS = [
    pytest.param("a.txt", "To Ines Vaart!\r\n", "Ines Vaart", "her", "To her!\r\n", id="plain, CR LF stays"),
    pytest.param("a.md", "To **Ines** Vaart!", "Ines Vaart", "her", "To **her**!", id="emphasis is kept whole"),
    pytest.param("a.md", "On **May 3** home", "May 3 ", "", "On home", id="emphasis of nothing goes"),
    pytest.param(
        "a.md", "See [us](https://x.example/i).", "https://x.example/i", "", "See us.", id="a link of nothing"
    ),
    pytest.param("a.md", MD.format("Ines Vaart"), "Ines Vaart", "1951", MD.format('"1951"'), id="YAML: no number"),
    pytest.param("a.md", MD.format("Ines Vaart"), "Ines Vaart", "", MD.format('""'), id="YAML: not null"),
    pytest.param(
        "a.md", MD.format("Ines is home"), "Ines", "[NAME]", MD.format('"[NAME] is home"'), id="YAML: no list"
    ),
    pytest.param("a.md", MD.format("'Ines''s bell'"), "Ines", "it's", MD.format("'it''s''s bell'"), id="YAML: '"),
    pytest.param(
        "a.md", MD.format('"Ines \\"I\\" V"'), "Ines", 'a "b"', MD.format('"a \\"b\\" \\"I\\" V"'), id='YAML: "'
    ),
    pytest.param("a.md", MD.format("|\n  Ines\n  is"), "Ines", "she", MD.format("|\n  she\n  is"), id="YAML: a block"),
    pytest.param(
        "a.csv",
        'Text,Date\n"To ""Ines"" Vaart, hi",2026\nA,1\n',
        'To "Ines" Vaart',
        'a "b"',
        'Text,Date\n"a ""b"", hi",2026\nA,1\n',
        id="CSV: doubled quotes",
    ),
    pytest.param(
        "a.json",
        '[{"text":  "To In\\u00e9s\\nVaart", "id": 1.0}]',
        "Inés\nVaart",
        'a "b"\n',
        '[{"text":  "To a \\"b\\"\\n", "id": 1.0}]',
        id="JSON: escapes, spaces and numbers",
    ),
    pytest.param(
        "a.html",
        "<p title=x>To <b>Ines</b>&nbsp;Vaart &amp; co</p>",
        "Ines\xa0Vaart",
        "a < b",
        "<p title=x>To <b>a &lt; b</b> &amp; co</p>",
        id="HTML: entities and tags",
    ),
]


@pytest.mark.parametrize(("name", "content", "old", "new", "expected"), ROWS)
def test_in_file(name: str, content: str, old: str, new: str, expected: str) -> None:
    assert written(name, content, old, new) == expected


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"caf\xc3\xa9", "café", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfcaf\xc3\xa9", "café", id="a BOM"),
        pytest.param("\ufeffcafé".encode("utf-16-le"), "café", id="UTF-16"),
        pytest.param(b"caf\xe9 \x97", "café —", id="Windows"),
    ],
)
def test_an_encoding_stays(content: bytes, text: str) -> None:
    found = Written.of(content, text)
    assert found.with_text(text) == content
    assert found.with_text(text + "!") == content + "!".encode(found.encoding)


def test_an_encoding_without_a_character_is_said() -> None:
    with pytest.raises(UnreadableError, match="save it as UTF-8"):
        Written.of(b"caf\xe9", "café").with_text("🎉")


def test_a_cell_of_a_workbook_is_set_and_the_others_stay() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Text", "Sum"])
    book.active.append(["To Ines", "=1+1"])
    book.save(out)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(rewritten(out.getvalue(), {(2, "To Ines"): "To her"}))).worksheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Text", "Sum"], ["To her", "=1+1"]]


def test_a_post_never_outgrows_its_platform(make_finding: MakeFinding) -> None:
    text = "Bo " + "x" * 276
    finding = make_finding("[[Bo]] " + "x" * 276)
    post = Post("a.txt", "a", (replace(finding.passage),), platform="x")
    done = Redactor().rewrite(post, [replace(finding, passage=post.passages[0])], text)
    assert "Bo" not in done.texts[0]
    assert len(done.texts[0]) <= 280
