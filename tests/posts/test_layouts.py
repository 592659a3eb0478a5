"""The table of layouts is sound: every role exists, every mark is a column or key that the layout itself knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint import posts
from phi_lint.posts import layouts
from phi_lint.types import Role


@pytest.mark.parametrize("layout", layouts.tables(), ids=lambda layout: layout.name)
def test_a_table_knows_its_marks_and_a_body(layout: layouts.TableLayout) -> None:
    assert all(layout.role(mark.replace("*", "")) is not None for mark in layout.known_by)
    assert Role.BODY in {role for _, role in layout.columns}


@pytest.mark.parametrize("layout", layouts.trees(), ids=lambda layout: layout.name)
def test_a_tree_has_a_body(layout: layouts.TreeLayout) -> None:
    assert Role.BODY in {role for _, role in layout.pointers}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Post Text", Role.BODY),
        ("imageUrls", Role.MEDIA),
        ("ALT-TEXT 2", Role.ALT_TEXT),
        ("first_comment", Role.COMMENT),
        ("Scheduled At", Role.UNPUBLISHED),
        ("Beitrag", None),
    ],
)
def test_names_are_guessed_in_any_spelling(name: str, role: Role | None) -> None:
    assert layouts.guess(name) is role


@pytest.mark.parametrize(
    ("file", "content", "is_post"),
    [
        pytest.param(
            "a.json", '{"reviews":[{"reviewReply":{"comment":"x"},"reviewer":{"displayName":"y"}}]}', True, id="Google"
        ),
        pytest.param("a.json", '[{"text": "x"}]', True, id="a key that holds a body"),
        pytest.param("a.json", '{"compilerOptions": {"strict": true}}', False, id="settings of a program"),
        pytest.param("package.json", '{"message": "x"}', False, id="a name that is no post's"),
        pytest.param("a.yml", "services:\n  web:\n    image: x\n", False, id="YAML of a program"),
        pytest.param("a.yaml", "- text: x\n", True, id="YAML of posts"),
        pytest.param("app.js", 'x = {"text": 1}', False, id="a script"),
        pytest.param("tweets.js", 'window.YTD.tweets.part0 = [{"tweet":{"full_text":"x"}}]', True, id="X"),
        pytest.param("a.csv", "x", True, id="a table"),
        pytest.param("a.xlsx", "x", True, id="a workbook"),
    ],
)
def test_a_walk_takes_settings_for_no_posts(tmp_path: Path, file: str, content: str, is_post: bool) -> None:
    (tmp_path / file).write_text(content)
    assert [(path, why_not is None) for path, why_not in posts.walk(tmp_path)] == [(tmp_path / file, is_post)]


def test_a_walk_takes_json_that_the_config_wants(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"plan": [{"de": "x"}]}')
    wanted = posts.Wanted(pointers={"/plan/*/de": Role.BODY})
    assert list(posts.walk(tmp_path, wanted=wanted)) == [(tmp_path / "a.json", None)]
    assert list(posts.walk(tmp_path)) == [(tmp_path / "a.json", posts.OTHER_DATA)]
