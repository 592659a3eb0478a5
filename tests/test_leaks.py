"""No value of a post or picture stands in anything that a command writes unless it is asked for.

Every command and every flag of the command line has a line here, or the reason why it has none.
"""

from __future__ import annotations

import html
import json
import logging
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import pytest
import regex
from phi_lint import lint, safe_copy, safe_media
from phi_lint.cache import Cache
from phi_lint.cli import COMMANDS, cli
from phi_lint.config import Config
from phi_lint.endings import is_medium
from phi_lint.lint import Linter, Target, find_targets
from phi_lint.media import look
from phi_lint.report import FORMATS, MODULES, STREAMS
from phi_lint.types import Medium, Post, Report

from fixtures import Run
from test_samples import EXPORTS, GIVES_AWAY

sys.path.insert(0, str(Path(__file__).parent / "media"))
from made import band, board, chat, code, form

SAMPLES = Path(__file__).parents[1] / "sample_posts"
MADE = {"form": form(3), "board": board(3), "band": band(1), "chat": chat(3)}
CODE = "V20447731"
GENERAL = frozenset("face march january april sunday room hollow tamarack".split())
"""Words that any report may hold: months, what a rule speaks of, and the names of towns of the makers' examples."""
LONG = 6
"""Characters from which on a value cannot stand in other words by chance."""

MASKED = ("check", ".", "--jobs", "1", "--min-severity", "low", "--show-all")
STORY = "posts/patient-story"
DIFFERENT = (
    "review-reply",
    "google-reviews",
    "help-desk",
    "spreadsheet",
    "mixpost",
    "metricool",
    "web-page",
    "x-archive",
)
"""Forms that a diff shows, some with more than the posts themselves."""
LINES: dict[str, list[tuple[str, ...]]] = {
    "check": [
        *((*MASKED, "--no-cache", "--output-format", name) for name in MODULES),
        *((*MASKED, "--cache-dir", "kept", "--output-format", name) for name in MODULES),
        (*MASKED, "--statistics"),
        (*MASKED, "--statistics", "--output-format", "json"),
        (*MASKED, "--output-file", "report.html", "--output-format", "html", "--annotate", "boxes", "--quiet"),
        ("check", ".", "--show-files"),
        ("check", ".", "--show-settings"),
        ("check", "-", "--stdin-filename", "story.md", "--exit-zero", "--fail-on", "low", "--isolated"),
        ("check", STORY, "--select", "A", "--ignore", "X", "--exclude", "*.tmp", "--extend-exclude", "*.bak"),
        ("check", STORY, "--force-exclude", "--no-respect-gitignore", "--config", "own.toml", "--baseline", "b.json"),
        ("check", STORY, "--since", "no-such-revision"),
    ],
    "redact": [
        ("redact", "posts", "--output-dir", "safe"),
        ("redact", *(f"posts/{name}" for name in DIFFERENT), "--diff"),
        ("redact", "rewritten", "--in-place", "--yes"),
        ("redact", "-", "--stdin-filename", "story.md", "--platform", "x", "--quiet"),
        ("redact", STORY, "-o", "labelled", "--style", "label", "--no-verify", "--isolated"),
        ("redact", STORY, "-o", "dotted", "--style", "mask", "--select", "A,B,C", "--ignore", "X"),
        ("redact", STORY, "--diff", "--min-severity", "medium"),
        ("redact", STORY, "-o", "e", "--exclude", "*.tmp", "--extend-exclude", "*.bak", "--force-exclude"),
        ("redact", STORY, "-o", "g", "--no-respect-gitignore", "--config", "own.toml"),
        ("redact", "form.png", "-o", "preview", "--preview"),
        ("redact", "posts/bell-photo", "-o", "solid", "--solid"),
    ],
    "baseline": [
        ("baseline", "posts", "--reviewer", "R. Vos", "--reason", "authorization on file", "--expires", "2999-01-31"),
        ("baseline", STORY, "--prune", "--select", "A", "--ignore", "X", "--min-severity", "low", "--fail-on", "low"),
        ("baseline", STORY, "--prune", "--exclude", "*.tmp", "--extend-exclude", "*.bak", "--force-exclude"),
        ("baseline", STORY, "--prune", "--no-respect-gitignore", "--config", "own.toml", "--baseline", "b.json"),
        ("baseline", STORY, "--prune", "--isolated", "--output-format", "json"),
    ],
}
"""What reads posts. `posts` holds all samples; beside them lie pictures that the tests make."""
APART: dict[str, list[tuple[str, ...]]] = {
    "rules": [("rules",)],
    "rules check": [("rules", "check", "ours")],
    "explain": [("explain", "a-names/patient"), ("explain", "a-names/patent")],
    "doctor": [("doctor",)],
    "completion": [("completion", "bash")],
    "init": [("init", "--yes", "--hook", "--organisation", "Tidewater Dental", "--force")],
}
"""What reads no post, and says the same whether there are any."""
ASKED_FOR = {
    "--show-phi": "it asks for the values",
    "--model": "what another pipeline finds goes the same way",
    "--help": "it stops before anything is read",
    **dict.fromkeys(
        ("--staff", "--phone", "--fax", "--email", "--site", "--address", "--handle"), "the user's own, to be kept"
    ),
}
"""Flags without a line, and why."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that the command line offers, groups' own commands too."""

    def below(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield f"{before}{name}", command
            if isinstance(command, click.Group):
                yield from below(command, f"{before}{name} ")

    return below(cli, "")


def test_every_command_and_flag_has_a_line() -> None:
    lines = LINES | APART
    assert {name for name, _ in commands()} == set(lines)
    assert set(COMMANDS) <= set(lines)
    for name, command in commands():
        given = {word for line in lines[name] for word in line}
        for parameter in command.params:
            names = {*parameter.opts, *parameter.secondary_opts}
            if isinstance(parameter, click.Option) and not any(opt in ASKED_FOR for opt in names):
                assert names & given, f"phi-lint {name} {parameter.opts[0]} has no line in LINES"


def values(of: str | None = None) -> set[str]:
    """What the samples, or one of them, and the made pictures give away: whole, and word by word."""
    told = {name: set(told) for name, told in GIVES_AWAY.items()}
    told |= {name: set().union(*posts.values()) for name, posts in EXPORTS.items()}
    told[""] = {CODE, *(text for made in MADE.values() for text, _ in made.leaks)}
    whole = set().union(*told.values()) if of is None else told.get(of, set())
    words = {word for value in whole for word in regex.findall(r"\p{Lu}\p{L}{4,}", value)}
    return {value for value in whole | words if value.casefold() not in GENERAL and len(value) > 3}


def leaking(sought: set[str], written: str) -> set[str]:
    """The values that stand in a text, in whatever escapes."""
    plain = unquote(html.unescape(regex.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), written)))
    spaced = " ".join(plain.split()).casefold()
    squeezed = spaced.replace(" ", "")
    found = set()
    for value in sought:
        short = " ".join(value.split()).casefold()
        if len(short) >= LONG and not short.isdecimal():
            held = short.replace(" ", "") in squeezed
        else:
            held = regex.search(rf"(?<![\w•]){regex.escape(short)}(?![\w•])", spaced) is not None
        found |= {value} if held else set()
    return found


def seen(path: Path) -> str:
    """All that a picture or document shows and says."""
    shown = look(Post(path.name, "a", media=(Medium(path.name, path),)), Config())
    assert not shown.failures
    return " ".join((*(p.text for p in shown.passages), *(s.detail for s in shown.sightings)))


def text_of(path: Path) -> str:
    """What a file holds, as a reader of any kind could get it."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return " ".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    written = " ".join(content.decode(encoding, "ignore") for encoding in ("utf-8", "utf-16", "cp1252"))
    return f"{written} {seen(path)}" if is_medium(path.name) else written


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All samples and made pictures; every file that is not written below it would be seen in `temporary`."""
    shutil.copytree(SAMPLES, tmp_path / "posts", ignore=shutil.ignore_patterns("expected.json"))
    shutil.copytree(SAMPLES / "help-desk", tmp_path / "rewritten")
    for name, made in MADE.items():
        made.image.save(tmp_path / f"{name}.png")
    code(CODE).save(tmp_path / "code.png")
    (tmp_path / "own.toml").write_text("")
    (tmp_path / "ours").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own-cache"))
    return tmp_path


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same posts are checked once by the engine, whatever report is made of them."""
    known: dict[object, Report] = {}
    check = Linter.check_posts

    def remembered(linter: Linter, target: Target, posts: Any) -> Report:
        config = replace(linter.config_for(target.path), output_format="")
        key = target.file, target.content, repr(config), len(posts)
        if key not in known:
            known[key] = check(linter, target, posts)
        return known[key]

    monkeypatch.setattr(Linter, "check_posts", remembered)


def before(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path, held: dict[Path, bytes]) -> Iterator[Path]:
    """The files that are new or other than they were."""
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and held.get(path) != path.read_bytes())


def without_paths(said: str, folder: Path) -> str:
    """What was said but for the paths of files, which are the user's own."""
    paths = sorted((str(path.relative_to(folder)) for path in folder.rglob("*")), key=len, reverse=True)
    for path in paths:
        said = said.replace(path, "…") if "/" in path else said
    return said


def _said(copy: safe_copy.SafeCopy) -> str:
    """What a copy says, without what is no part of a post."""
    said = copy.after
    for start, end in reversed(copy.aside_after):
        said = f"{said[:start]}\n{said[end:]}"
    return said


@pytest.mark.usefixtures("once", "remembering")
def test_nothing_that_is_written_holds_a_value(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copies: list[safe_copy.SafeCopy] = []
    make = safe_copy.safe_copies

    def recorded(*given: Any) -> Any:
        made = make(*given)
        copies.extend(copy for copy in made if isinstance(copy, safe_copy.SafeCopy))
        return made

    monkeypatch.setattr(safe_copy, "safe_copies", recorded)
    caplog.set_level(logging.DEBUG)
    story = (SAMPLES / "patient-story/post.md").read_bytes()
    held = before(folder)
    for line in (line for lines in LINES.values() for line in lines):
        caplog.clear()
        outcome = run(*line, stdin=story)
        said = without_paths(outcome.out + outcome.err, folder)
        assert leaking(values(), said) == set(), line
        assert leaking(values(), without_paths(caplog.text, folder)) == set(), ("at the level DEBUG", line)
    left = " ".join(finding.value for copy in copies for finding in copy.left)
    ours = {copy.content: copy for copy in copies}
    for path in written(folder, held):
        place = path.relative_to(folder)
        of = next((part for part in place.parts if part in GIVES_AWAY or part in EXPORTS), None)
        # Whoever is answered wrote and signed in public: a safe copy keeps that, as no part of our post.
        copy = ours.get(path.read_bytes())
        said = _said(copy) if copy and copy.aside_after else text_of(path)
        told = leaking(values(of if place.parts[0] not in ("kept", ".phi-lint-cache") else None), said)
        assert {value for value in told if not leaking({value}, left)} == set(), place
        if not is_medium(path.name):
            assert leaking(values(), place.name) == set()
    assert list((folder / "temporary").iterdir()) == []
    assert {path.name for path in folder.iterdir()} >= {"kept", "boxes", "report.html", "safe", "preview", "solid"}


@pytest.mark.parametrize("line", [line for lines in APART.values() for line in lines], ids=" ".join)
def test_what_reads_no_post_says_the_same_with_and_without(
    line: tuple[str, ...], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for name in ("with", "without"):
        place = tmp_path / name
        (place / "ours").mkdir(parents=True)
        if name == "with":
            shutil.copytree(SAMPLES / "help-desk", place / "posts")
        monkeypatch.chdir(place)
        outcome = run(*line)
        files = {path.name: path.read_text() for path in sorted(place.iterdir()) if path.is_file()}
        said.append((outcome, files))
    assert said[0] == said[1]


def failing(*_: Any, **__: Any) -> None:
    raise RuntimeError(json.dumps(sorted(values()), ensure_ascii=False))


FAULTS: list[tuple[object, str]] = [
    (Linter, "read"),
    (lint, "look"),
    (Linter, "check_post"),
    (lint.Linter, "_suggested"),
    (lint.accept, "apply"),
    (Cache, "load"),
    (Cache, "store"),
]


@pytest.mark.parametrize(("place", "name"), FAULTS, ids=[name for _, name in FAULTS])
@pytest.mark.parametrize(
    "line",
    [("check", "posts/wristband", "-j1"), ("redact", "posts/wristband", "-o", "out"), LINES["baseline"][0]],
    ids=lambda line: line[0],
)
def test_an_error_of_our_own_quotes_nothing(
    line: tuple[str, ...], place: object, name: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder / "posts")
    shutil.copytree(SAMPLES / "wristband", folder / "posts/wristband")
    monkeypatch.setattr(safe_media if name == "look" and line[0] == "redact" else place, name, failing)
    outcome = run(*line)
    if place is not Cache or line[0] == "check":
        assert outcome.code == 2
        assert "internal error (RuntimeError" in outcome.out + outcome.err
    assert "Traceback" not in outcome.out + outcome.err
    assert leaking(values(), outcome.out + outcome.err) == set()
    assert list((folder / "temporary").iterdir()) == []


@pytest.mark.parametrize("form", MODULES)
def test_an_error_while_a_report_is_written_quotes_nothing(
    form: str, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: dict[str, Callable[..., object]] = STREAMS if form in STREAMS else FORMATS  # type: ignore[assignment]
    monkeypatch.setitem(writers, form, failing)
    outcome = run("check", "posts/help-desk", "--no-cache", "-j1", "--output-format", form)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert leaking(values(), outcome.out + outcome.err) == set()


def test_a_copy_that_cannot_be_written_leaves_no_draft(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    outcome = run("redact", "posts/help-desk", "-o", "out")
    assert outcome.code == 2
    assert "No space left" in outcome.err
    assert leaking(values(), outcome.err) == set()
    assert [path for path in (folder / "out").rglob("*") if path.is_file()] == []


def test_what_a_debugger_would_print_holds_no_value(folder: Path, linter: Linter) -> None:
    targets, _, _ = find_targets([str(folder / "posts/help-desk"), str(folder / "posts/wristband")])
    assert len(targets) == 2
    posts = [post for target in targets for post in linter.read(target, linter.content(target))]
    assert leaking(values(), repr(linter.check(targets)) + repr(posts)) == set()
