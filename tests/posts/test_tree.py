"""JSON, JSON Lines and YAML: which key is what, where one post ends, and where a value's characters stand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint import posts
from phi_lint.errors import UnreadableError
from phi_lint.posts.json_tokens import leaves
from phi_lint.posts.leaf import written
from phi_lint.sourcemap import LineIndex
from phi_lint.types import Post, Role


def read(content: object) -> list[Post]:
    return posts.read("a.json", json.dumps(content).encode())


def seen(post: Post) -> list[tuple[str, str]]:
    return [(passage.part.value, passage.text) for passage in post.passages]


def mojibake(text: str) -> str:
    return text.encode().decode("latin-1")


POSTIZ = {
    "type": "schedule",
    "tags": [],
    "posts": [
        {
            "integration": {"id": "x"},
            "value": [
                {"content": "One", "image": [{"id": "i", "path": "https://c.example/maria.png", "alt": "Her"}]},
                {"content": "<p>Two <b>th</b>ree</p>", "image": []},
            ],
            "settings": {"title": "T"},
        },
        {"integration": {"id": "y"}, "value": [{"content": "Next", "image": []}]},
    ],
}
EXPORTS = [
    pytest.param(
        POSTIZ,
        {
            "a#/posts/0": [
                ("body", "One"),
                ("file_name", "maria.png"),
                ("alt_text", "Her"),
                ("thread", "\nTwo three\n"),
                ("title", "T"),
            ],
            "a#/posts/1": [("body", "Next")],
        },
        id="Postiz: a thread is one post",
    ),
    pytest.param(
        {"content": [{"body": "<div>A &amp; b</div>", "media": [12]}]}, {"a": [("body", "\nA & b\n")]}, id="Mixpost"
    ),
    pytest.param(
        [{"tweet": {"full_text": "A", "source": "<a>X Web App</a>"}}, {"tweet": {"full_text": "B"}}],
        {"a#/0": [("body", "A")], "a#/1": [("body", "B")]},
        id="X",
    ),
    pytest.param(
        [
            {"timestamp": 1, "attachments": [{"data": [{"media": {"uri": "https://c.example/1.jpg"}}]}], "title": "X"},
            {"timestamp": 2, "data": [{"post": mojibake("José 🎉")}], "title": "Somebody updated the status."},
        ],
        {"a#/0": [("file_name", "1.jpg")], "a#/1": [("body", "José 🎉")]},
        id="Facebook: mojibake is repaired, and a post of a picture alone is one",
    ),
    pytest.param(
        [{"media": [{"uri": "https://c.example/m.jpg", "creation_timestamp": 1, "title": mojibake("Zúñiga")}]}],
        {"a#/0": [("file_name", "m.jpg"), ("body", "Zúñiga")]},
        id="Instagram",
    ),
    pytest.param(
        {
            "reviews": [
                {"reviewer": {"displayName": "T R"}, "comment": "bad", "reviewReply": {"comment": "Sorry"}},
                {"reviewer": {"displayName": "U V"}, "comment": "no answer yet"},
            ]
        },
        {"a#/reviews/0": [("body", "Sorry")]},
        id="Google reviews: what the reviewer wrote is not ours",
    ),
]


@pytest.mark.parametrize(("content", "expected"), EXPORTS)
def test_an_export_is_recognised(content: object, expected: dict[str, list[tuple[str, str]]]) -> None:
    found = read(content)
    assert {post.id: seen(post) for post in found} == expected
    assert all(post.notes == () for post in found)


def test_an_archive_of_x_begins_with_a_script() -> None:
    text = 'window.YTD.tweets.part12 = [ {"tweet": {"full_text": "Maria"}} ];\n'
    (post,) = posts.read("data/tweets-part12.js", text.encode())
    source = post.passages[0].source
    assert source is not None
    assert text[slice(*source.span(0, 5))] == "Maria"
    assert post.platform == "x"


def test_a_reply_knows_whom_it_answers() -> None:
    (post,) = read([{"reviewer": {"displayName": "Tobias R"}, "reviewReply": {"comment": "Sorry"}}])
    assert (post.reply_to, post.platform) == ("Tobias R", "google")


GUESSES = [
    pytest.param([{"text": "A"}, {"text": "B"}], [[("body", "A")], [("body", "B")]], id="a list of posts"),
    pytest.param({"text": "A", "image": {"alt": "B"}}, [[("body", "A"), ("alt_text", "B")]], id="one post"),
    pytest.param({"image": {"alt": "B"}, "text": "A"}, [[("alt_text", "B"), ("body", "A")]], id="in another order"),
    pytest.param(["A", "B"], [[("body", "A")], [("body", "B")]], id="texts alone"),
    pytest.param("A", [[("body", "A")]], id="one text"),
    pytest.param([{"x": "Two words"}], [[("description", "Two words")]], id="a text under an unknown key is read"),
    pytest.param(
        {"title": "T", "posts": [{"text": "A"}, {"text": "B"}]},
        [[("title", "T"), ("body", "A")], [("body", "B")]],
        id="a list's title goes with its first post",
    ),
]


@pytest.mark.parametrize(("content", "expected"), GUESSES)
def test_a_guess_is_reported_once(content: object, expected: list[list[tuple[str, str]]]) -> None:
    found = posts.read("a.json", json.dumps(content).encode())
    assert [seen(post) for post in found] == expected
    assert [len(post.notes) for post in found] == [1] + [0] * (len(found) - 1)
    assert len({post.id for post in found}) == len(found)


def test_posts_have_distinct_names() -> None:
    found = read({"text": "A", "posts": [{"text": "B"}], "caption": "C", "thread": [{"text": "D"}], "body": "E"})
    assert [(post.id, seen(post)[0][1]) for post in found] == [
        ("a", "A"),
        ("a#/posts/0", "B"),
        ("a~2", "C"),
        ("a#/thread/0", "D"),
        ("a~3", "E"),
    ]


def test_the_config_names_pointers() -> None:
    content = {
        "plan": [{"de": {"text": "A"}, "memo": "call Maria"}, {"de": {"text": "B"}, "bild": "https://c.example/b.jpg"}]
    }
    wanted = posts.Wanted(pointers={"/plan/*/de/text": Role.BODY, "/plan/*/bild": Role.MEDIA})
    found = posts.read("a.json", json.dumps(content).encode(), wanted)
    assert [(post.id, seen(post)) for post in found] == [
        ("a#/plan/0", [("body", "A")]),
        ("a#/plan/1", [("body", "B"), ("file_name", "b.jpg")]),
    ]
    assert found[0].notes == ()


PLACES = [
    pytest.param(r'{"text": "caf\u00e9 \ud83c\udf89 \"Maria\" Bell"}', '"Maria" Bell', r"\"Maria\" Bell", id="escapes"),
    pytest.param(r'{"text": "caf\u00e9 \ud83c\udf89"}', "é 🎉", r"\u00e9 \ud83c\udf89", id="two halves of a character"),
    pytest.param(
        r'{"text": "<p>Ma<b>ri<\/b>a &amp; co<\/p>"}', "Maria & co", r"Ma<b>ri<\/b>a &amp; co", id="HTML inside"
    ),
    pytest.param('{\n "text"\t:\r\n"Maria" }', "Maria", "Maria", id="space anywhere"),
    pytest.param(
        r'[{"timestamp":1,"data":[{"post":"Jos\u00c3\u00a9 Bell"}]}]', "José", r"Jos\u00c3\u00a9", id="mojibake"
    ),
]


@pytest.mark.parametrize(("text", "value", "raw"), PLACES)
def test_where_a_value_stands(text: str, value: str, raw: str) -> None:
    (post,) = posts.read("a.json", text.encode())
    (passage,) = post.passages
    assert passage.source is not None
    at = passage.text.index(value)
    assert text[slice(*passage.source.span(at, at + len(value)))] == raw


def test_json_lines_count_their_lines() -> None:
    found = posts.read("a.jsonl", b'{"text":"A"}\r\n\r\n{"text":"B"}\n')
    assert [(post.id, dict(post.passages[0].where)) for post in found] == [
        ("a#1", {"row": 1, "pointer": "/text"}),
        ("a#3", {"row": 3, "pointer": "/text"}),
    ]


def test_yaml_is_read_the_same_way() -> None:
    text = '- text: "caf\\u00e9"\n  title: T\n- text: >\n    A\n    b\n'
    first, second = posts.read("a.yaml", text.encode())
    assert (seen(first), seen(second)) == ([("body", "café"), ("title", "T")], [("body", "A b\n")])
    source = first.passages[0].source
    assert source is not None
    assert text[slice(*source.span(3, 4))] == "\\u00e9"
    assert dict(second.passages[0].where) == {"pointer": "/1/text"}


BROKEN = [
    pytest.param("a.json", '{"text": "A"', 1, "ends too early", id="cut off"),
    pytest.param("a.json", '[\n{"text" "A"}]', 2, "a colon is missing", id="no colon"),
    pytest.param("a.json", '{"text": "A', 1, "a text is not closed", id="no quote"),
    pytest.param("a.json", '{"text": "A"} x', 1, "something stands behind its end", id="more behind it"),
    pytest.param("a.json", "[" * 200, 1, "deeper than 100 levels", id="too deep"),
    pytest.param("a.jsonl", "Maria\n{\n", 1, "1 more lines", id="lines that are all bad"),
    pytest.param("a.yaml", 'a: "Maria\nb: c', 2, "is no valid YAML", id="YAML"),
]


@pytest.mark.parametrize(("file", "text", "line", "reason"), BROKEN)
def test_what_is_broken_says_where_and_quotes_nothing(file: str, text: str, line: int, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        posts.read(file, text.encode())
    assert reason in caught.value.reason
    assert caught.value.line == line
    assert "Maria" not in caught.value.reason


Value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='aé\n"\\/🎉\u2028'),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='a"~/é', max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


def expected_leaves(value: object, pointer: tuple[str | int, ...] = ()) -> list[tuple[str, object]]:
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in expected_leaves(inner, (*pointer, key))]
    if isinstance(value, list):
        return [pair for index, inner in enumerate(value) for pair in expected_leaves(inner, (*pointer, index))]
    return [(written(pointer), value)]


@settings(max_examples=150, deadline=None)
@given(Value, st.booleans(), st.sampled_from([None, 2]))
def test_values_are_those_of_the_json_module(value: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = [
        (
            written(leaf.pointer),
            leaf.decode(text, leaf.start, leaf.end)[0] if leaf.is_text else json.loads(text[leaf.start : leaf.end]),
        )
        for leaf in leaves(text, LineIndex.of(text))
    ]
    assert found == expected_leaves(value)


def test_bad_lines_are_told_and_the_others_read() -> None:
    *good, last = posts.read("a.jsonl", b'{"text":"A"}\nMaria\n{"text":"B"}\n{\n')
    assert [seen(post) for post in good] == [[("body", "A")], [("body", "B")]]
    assert [(unread.line, "no valid JSON" in unread.reason) for unread in last.unread] == [(2, True), (4, True)]


def test_a_review_is_context_and_no_text_of_ours() -> None:
    review = {"reviewer": {"displayName": "T R"}, "starRating": "TWO", "comment": "my son Bram waited"}
    (answered,) = read([{**review, "reviewReply": {"comment": "Sorry"}}])
    assert (seen(answered), answered.context) == ([("body", "Sorry")], "my son Bram waited")
    (alone,) = read([review])
    assert (alone.passages, alone.notes) == ((), ())
