"""Plain text is one post whose every character stands where it stands."""

from __future__ import annotations

import pytest
from phi_lint import posts
from phi_lint.types import Part


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("MRN: 00123456", id="one line"),
        pytest.param("a\r\n\r\nMRN\u200b: 00123456 👩‍⚕️\n", id="CR LF, a zero-width space, an emoji"),
        pytest.param("---\ntitle: x\n---\n**b** <i>", id="front matter and markup are text here"),
    ],
)
def test_the_whole_file_is_the_body(content: str) -> None:
    (post,) = posts.read("posts/a.txt", content.encode())
    (passage,) = post.passages
    assert (post.id, post.file) == ("a", "posts/a.txt")
    assert (passage.text, passage.part) == (content, Part.BODY)
    assert passage.source is not None
    assert [passage.source.span(at, at + 1) for at in range(len(content))] == [
        (at, at + 1) for at in range(len(content))
    ]


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_post_without_passages(content: bytes) -> None:
    (post,) = posts.read("a.txt", content)
    assert post.passages == ()


@pytest.mark.parametrize("file", ["-", "story", "caption.srt"])
def test_an_unknown_ending_is_read_as_text(file: str) -> None:
    (post,) = posts.read(file, b"hi *there*")
    assert post.passages[0].text == "hi *there*"
