"""What threads give is what one thread gives, in the same order, with the same failures."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from made import PICTURES, board, chat, form
from phi_lint.config import Config
from phi_lint.media import abreast, look
from phi_lint.media.abreast import beside, each
from phi_lint.types import Medium, Post


def several(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(abreast, "threads", lambda: count)


def test_a_post_with_many_media_reads_the_same_on_any_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in (form(0), board(1), chat(2)):
        made.image.save(tmp_path / f"{made.name}.png")
    form(3).image.rotate(90, expand=True).save(tmp_path / "side.png")
    form(3).image.resize((2600, 900)).save(tmp_path / "large.png")
    form(2).image.save(tmp_path / "page.pdf")
    shutil.copy(PICTURES / "astronaut.jpg", tmp_path)
    content = (tmp_path / "form.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(content[: len(content) // 3])
    names = "form.png cut.png astronaut.jpg gone.png board.png page.pdf chat.png side.png large.png".split()
    post = Post("a.md", "a", media=(*(Medium(name, tmp_path / name) for name in names), Medium("https://a.example/b")))
    seen = []
    for count in (1, 3):
        several(monkeypatch, count)
        seen.append(look(post, Config()))
    assert seen[0] == seen[1]
    assert [failure.media for failure in seen[0].failures] == ["cut.png", "gone.png"]
    assert {passage.media for passage in seen[0].passages} >= {"form.png", "chat.png", "page.pdf", "large.png"}


def test_what_came_before_a_fault_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A film that is damaged at its end was looked at until there."""
    several(monkeypatch, 3)

    def things() -> Iterator[int]:
        yield from range(8)
        raise ValueError("damaged")

    given: list[int] = []
    with pytest.raises(ValueError, match="damaged"):
        given.extend(each(lambda thing: thing * thing, things()))
    assert given == [thing * thing for thing in range(8)]


def test_only_a_few_pictures_are_in_memory_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    several(monkeypatch, 3)
    taken = done = 0

    def things() -> Iterator[int]:
        nonlocal taken
        for thing in range(40):
            taken += 1
            assert taken - done <= 4 + 1
            yield thing

    for _ in each(lambda thing: thing, things()):
        done += 1
    assert done == 40


def test_work_on_a_thread_waits_for_no_other_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """More work inside work than there are threads would wait for ever."""
    several(monkeypatch, 2)

    def inner(thing: int) -> tuple[int, int]:
        return thing, threading.get_ident()

    def outer(thing: int) -> bool:
        waited = beside(lambda: inner(thing))
        found = [*each(inner, range(5)), waited()]
        return {ident for _, ident in found} == {threading.get_ident()}

    assert all(each(outer, range(6)))
