"""Bytes become text, or a reason that somebody can act on; nothing unreadable counts as clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.posts.document import LARGEST, Document


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("Zúñiga 👩‍⚕️".encode(), "Zúñiga 👩‍⚕️", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfhi", "hi", id="a BOM is no character"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", id="line ends stay as they are"),
        pytest.param(b"", "", id="nothing"),
        pytest.param("Zúñiga".encode("utf-16"), "Zúñiga", id="UTF-16 with a mark, as Excel's Unicode text"),
        pytest.param("Zúñiga".encode("utf-32"), "Zúñiga", id="UTF-32 with a mark"),
    ],
)
def test_text_is_decoded(content: bytes, text: str) -> None:
    assert Document.of("a.txt", content).text == text


@pytest.mark.parametrize(
    ("content", "text", "note"),
    [
        pytest.param(
            "a\nZúñiga “x”".encode("cp1252"), "a\nZúñiga “x”", "(line 2) and was read as Windows-1252", id="1252"
        ),
        pytest.param(
            "Maria Bell".encode("utf-16-le"), "Maria Bell", "UTF-16 (little end first)", id="UTF-16 LE, no mark"
        ),
        pytest.param("Maria Bell".encode("utf-16-be"), "Maria Bell", "UTF-16 (big end first)", id="UTF-16 BE, no mark"),
    ],
)
def test_an_assumed_encoding_is_said(content: bytes, text: str, note: str) -> None:
    document = Document.of("a.txt", content)
    assert document.text == text
    assert note in document.notes[0]
    assert note in posts.read("a.txt", content)[0].notes[0]


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        pytest.param("é".encode() * 3 + b"\n\xe9", "is not UTF-8 (byte 7)", 2, id="UTF-8 with a damaged place"),
        pytest.param(b"\x81\x8d", "is not UTF-8 (byte 0)", 1, id="neither UTF-8 nor Windows-1252"),
        pytest.param(b"\xff\xd8\x01\x02", "is a binary file", None, id="a picture without a zero byte"),
        pytest.param(b"\xff\xfeh", "is not UTF-16 (byte 2)", 1, id="half of a UTF-16 character"),
        pytest.param(b"\x89PNG\0\0", "is a binary file, not text; name a .txt or .md file", None, id="a picture"),
        pytest.param(b"a" * (LARGEST + 1), "is 20 MB large, more than 20 MB", None, id="too large"),
    ],
)
def test_what_is_no_text_says_so(content: bytes, reason: str, line: int | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        Document.of("a.txt", content)
    assert reason in caught.value.reason
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("file", "stem"),
    [("posts/a.txt", "a"), ("-", "-"), (".txt", ".txt"), ("story", "story")],
)
def test_a_post_is_called_like_its_file(file: str, stem: str) -> None:
    assert Document.of(file, b"hi").stem == stem


def test_a_missing_file_is_a_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read: No such file"):
        posts.load(tmp_path / "a.txt")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_000)  # sparse: it takes no room
    with pytest.raises(UnreadableError, match="is 50 MB large"):
        posts.load(tmp_path / "a.txt")


def test_a_walk_tells_posts_from_others_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "README.md", "c/d.markdown", "c/e.py", ".git/x.txt", "c/.hidden.md", "expected.json"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("hi")
    walked = [(path.relative_to(tmp_path).as_posix(), why is None) for path, why in posts.walk(tmp_path)]
    assert walked == [
        ("README.md", False),
        ("a.TXT", True),
        ("b.md", True),
        ("expected.json", False),
        ("c/d.markdown", True),
        ("c/e.py", False),
    ]
