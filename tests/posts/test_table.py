"""Tables: which column is what, for every scheduler; rows that are broken; where a cell's characters stand."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint import posts
from phi_lint.posts.cells import rows
from phi_lint.posts.document import Document
from phi_lint.posts.table import letter
from phi_lint.types import Post, Role


def read(text: str, file: str = "a.csv", **columns: Role) -> list[Post]:
    return posts.read(file, text.encode(), posts.Wanted(columns={k.replace("_", " "): v for k, v in columns.items()}))


def seen(post: Post) -> list[tuple[str, str]]:
    return [(passage.part.value, passage.text) for passage in post.passages]


SCHEDULERS = [
    pytest.param(
        "Text,Image URL,Tags,Posting Time\nA b,https://c.example/maria.jpg,x,2026-05-04 09:00\n",
        [("body", "A b"), ("file_name", "maria.jpg")],
        id="Buffer",
    ),
    pytest.param(
        "Text,Image URL,Board Name,Posting Time\nA b,,Stories,2026-05-04\n",
        [("body", "A b"), ("title", "Stories")],
        id="Buffer for Pinterest",
    ),
    pytest.param("date,time_24hr,message_text\n1/2/2026,09:00,A b\n", [("body", "A b")], id="Sprout Social"),
    pytest.param(
        "Date,Text,Link(s),Media URL(s),Title,Label(s),Alt text(s),Comment(s),Board/Album,Post subtype,CTA,Reminder\n"
        "d,A b,https://l.example,,T,inner,alt,com,,Story,,\n",
        [("body", "A b"), ("link", "https://l.example"), ("title", "T"), ("alt_text", "alt"), ("comment", "com")],
        id="Publer",
    ),
    pytest.param(
        "Date,Message,Link,Media URLs,Title,Labels\nd,A b||C d,,,T,inner\n",
        [("body", "A b||C d"), ("title", "T")],
        id="Publer, before 2024",
    ),
    pytest.param(
        "Text,Date,Time,Draft,Facebook,Picture Url 1,Alt text picture 1,First Comment Text\n"
        "A b,d,t,FALSE,TRUE,,alt,com\n",
        [("body", "A b"), ("alt_text", "alt"), ("comment", "com")],
        id="Metricool",
    ),
    pytest.param(
        '04/05/2026 09:00,"A, b",https://l.example\n', [("body", "A, b"), ("link", "https://l.example")], id="Hootsuite"
    ),
    pytest.param(
        "message,type,link,time,comment1,comment2,title\nA b,text,,t,one,two,T\n",
        [("body", "A b"), ("comment", "one"), ("comment", "two"), ("title", "T")],
        id="Vista Social",
    ),
    pytest.param(
        "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls,followUpComment\n"
        "d,A b,,,,,com\n",
        [("body", "A b"), ("comment", "com")],
        id="HighLevel",
    ),
    pytest.param(
        "text,link,imageUrls,gifUrl,videoUrls\nA b,https://l.example,,,\n",
        [("body", "A b"), ("link", "https://l.example")],
        id="SocialBee",
    ),
    pytest.param(
        "scheduled_at,account_id,content,media_urls,first_comment\nd,acc one,A b,,com\n",
        [("body", "A b"), ("comment", "com")],
        id="PostFast",
    ),
    pytest.param("post,platforms,mediaUrls,scheduleDate\nA b,facebook,,d\n", [("body", "A b")], id="Ayrshare"),
    pytest.param(
        "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\nd,https://x.example,A b,,,MEMBER_NETWORK\n",
        [("body", "A b")],
        id="LinkedIn",
    ),
    pytest.param("displayName,comment,replyComment\nTobias R,bad,A b\n", [("body", "A b")], id="Google reviews"),
]


@pytest.mark.parametrize(("text", "expected"), SCHEDULERS)
def test_a_schedulers_file_is_recognised(text: str, expected: list[tuple[str, str]]) -> None:
    (post,) = read(text)
    assert seen(post) == expected
    assert post.notes == ()


@pytest.mark.parametrize(
    "change", [str.upper, lambda header: header.replace(" ", "_"), lambda header: f"\ufeff{header}"]
)
def test_headers_are_known_in_any_spelling(change: object) -> None:
    assert callable(change)
    (post,) = read(change("Text,Image URL,Posting Time") + "\nA b,,d\n")
    assert (seen(post), post.notes) == ([("body", "A b")], ())


GUESSES = [
    pytest.param("Copy,Go-live\nA b,2026-05-04\n", [("body", "A b")], "guessed from their names", id="by names"),
    pytest.param("A b,2026-05-04\n", [("body", "A b")], "no header that phi-lint knows", id="no header at all"),
    pytest.param(
        "Text,Posting Time,Notes\nA b,d,Call Maria\n",
        [("body", "A b"), ("description", "Call Maria")],
        "the column 'Notes' is not known",
        id="a column that the layout lacks",
    ),
    pytest.param(
        "Text,Posting Time\nHello, Maria,d\n",
        [("body", "Hello"), ("description", " Maria"), ("description", "d")],
        "row 2 has 3 cells and the first row 2",
        id="a ragged row: nobody knows which cell is which, so all are read",
    ),
]


@pytest.mark.parametrize(("text", "expected", "note"), GUESSES)
def test_a_guess_is_reported(text: str, expected: list[tuple[str, str]], note: str) -> None:
    (post,) = read(text)
    assert seen(post) == expected
    assert note in post.notes[0]


def test_a_guess_is_reported_once() -> None:
    first, second = read("Text,Posting Time,Notes\nA b,d,One two\nC d,d,Three four\n")
    assert (len(first.notes), second.notes) == (1, ())


def test_the_config_wins() -> None:
    (post,) = read("Text,Posting Time,Internal note\nA b,d,Call Maria\n", Internal_note=Role.UNPUBLISHED)
    assert (seen(post), post.notes) == ([("body", "A b")], ())


def test_the_config_alone_makes_a_header() -> None:
    (post,) = read("Beitrag,Wann\nA b,d e\n", Beitrag=Role.BODY, Wann=Role.UNPUBLISHED)
    assert (seen(post), post.notes) == ([("body", "A b")], ())


ROWS = [
    pytest.param('Text,Posting Time\n"A ""b"",\r\nc",d\n', 'A "b",\r\nc', id="quotes and a line end in a cell"),
    pytest.param("Text;Posting Time\nA, b;d\n", "A, b", id="semicolons, as Excel in much of Europe"),
    pytest.param("sep=;\r\nText;Posting Time\nA b;d\n", "A b", id="Excel's own first line"),
    pytest.param("\n\nText,Posting Time\n\nA b,d\n,\n", "A b", id="blank rows"),
    pytest.param("Text,Posting Time\nA b\n", "A b", id="a row that ends early"),
    pytest.param('Text,Posting Time\n"Maria" said,d\n', '"Maria" said', id="quotes that enclose no cell"),
    pytest.param("Text\tPosting Time\rA b\td\r", "A b", id="tabs, and lines as old Macs end them"),
]


@pytest.mark.parametrize(("text", "body"), ROWS)
def test_a_row_is_read_as_spreadsheets_read_it(text: str, body: str) -> None:
    (post,) = read(text)
    assert post.passages[0].text == body


def test_a_finding_can_point_at_row_column_and_character() -> None:
    text = 'Posting Time,Text\r\nd,"x\r\nsays ""Maria"" Bell"\r\n'
    (post,) = read(text)
    (passage,) = post.passages
    assert passage.source is not None
    assert post.lines is not None
    at = passage.text.index('"Maria" Bell')
    start, end = passage.source.span(at, at + len('"Maria" Bell'))
    assert text[start:end] == '""Maria"" Bell'
    assert post.lines.position(start) == (3, 6)
    assert (post.id, dict(passage.where)) == ("a#2", {"row": 2, "column": "Text"})


def test_media_are_attached_and_their_names_are_read() -> None:
    (post,) = read(
        'Text,Image URL,Posting Time\nA,"https://c.example/a,b.jpg, https://c.example/maria bell.png?x=1",d\n'
    )
    assert [medium.path for medium in post.media] == [
        "https://c.example/a,b.jpg",
        "https://c.example/maria bell.png?x=1",
    ]
    assert seen(post)[1:] == [("file_name", "a,b.jpg"), ("file_name", "maria bell.png")]


def test_a_quote_never_closed_is_told_with_its_line_and_the_rows_are_read() -> None:
    first, second = read('Text,Posting Time\nA,d\n"B,d\n')
    assert [seen(post) for post in (first, second)] == [[("body", "A")], [("body", "B,d\n")]]
    ((unread),) = second.unread
    assert (unread.line, "never closed" in unread.reason) == (3, True)


def test_whom_a_reply_answers_is_known() -> None:
    (post,) = read("displayName,comment,replyComment\nTobias Renwick,They billed me twice,Sorry!\n")
    assert post.reply_to == "Tobias Renwick"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.text(alphabet='ab",\n; é'), min_size=2, max_size=4), min_size=1, max_size=4))
def test_cells_are_those_of_the_csv_module_and_map_back(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    document = Document.of("a.tsv", written.getvalue().encode())
    found = list(rows(document))
    assert [[cell.text for cell in row] for row in found] == table
    for cell in (cell for row in found for cell in row):
        assert cell.source is not None
        assert [document.text[start] for start in cell.source.starts] == list(cell.text)


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_a_spreadsheets_letters(index: int, name: str) -> None:
    assert letter(index) == name
