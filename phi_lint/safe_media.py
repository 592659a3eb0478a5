"""The media of posts → their safe copies: cleaned, looked at, covered, and looked at again until nothing is seen.

A medium of several posts has one safe copy, in which what any of the posts gives away is covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import regex

from phi_lint.config import Config
from phi_lint.endings import are_subtitles
from phi_lint.errors import UnreadableError
from phi_lint.media import NOTHING, Look, look
from phi_lint.media.covering import Mark, covered
from phi_lint.media.kinds import kind
from phi_lint.media.looking import beginning
from phi_lint.posts.attaching import subtitles_of
from phi_lint.redact import Edit, Style
from phi_lint.redact.cues import rewritten
from phi_lint.safe_films import Film, Films
from phi_lint.safe_medium import Held, Results, SafeMedium, begin, same, unchanged
from phi_lint.types import Finding, Identifier, Medium, Part, Passage, Post, Severity

NAMES = {"pdf": "document", "svg": "drawing", "dicom": "scan", "video": "video", "subtitles": "subtitles"}
"""What a file whose name leaks is called, by its kind; any other is a picture."""
PART_OF_NAME = regex.compile(r"\p{L}{4,}|\d{3,}")
LANGUAGE = regex.compile(r"\.(?:[a-z]{2}(?:-[A-Z]{2})?)(?=\.)")
"""How the name of subtitles tells their language."""
SAID_INSIDE = (Part.METADATA, Part.SUBTITLE)
"""What a film says beside what it shows."""
WORD = regex.compile(r"\p{L}{4,}")
"""Of a name: shorter words stand in other words' place, too."""
REMOTE = "is only a remote address, which is never fetched; look at it before you publish"
TOO_LONG = "is too long"
"""How the reason begins for which a film is left."""


class SafeMedia:
    """Makes media safe, and remembers what became of each until it is written."""

    def __init__(self, solid: bool = False, style: Style = Style.NATURAL) -> None:
        self._solid = solid
        self._style = style
        self._films = Films()
        self._held: dict[Path, Held] = {}
        self._renamed: dict[tuple[str, str], Held] = {}

    def seen(self, post: Post, config: Config) -> Look:
        """What the safe copies of a post's media still show."""
        looks = [self._look(post, medium, config) for medium in self._media(post)]
        return Look(
            tuple(passage for each in looks for passage in each.passages),
            tuple(sighting for each in looks for sighting in each.sightings),
        )

    def cover(self, post: Post, findings: Sequence[Finding]) -> bool:
        """Cover what was found in a post's media; whether anything was done."""
        done = False
        for medium in self._media(post):
            held = self._of(post, medium)
            if held is None or held.problem is not None:
                continue
            path = _called(medium, held)
            marks = [mark for finding in findings if finding.passage.media == path for mark in _marks(finding)]
            if are_subtitles(held.file.name):
                worst = [f for f in findings if f.passage.media == path and f.severity >= Severity.MEDIUM]
                done = self._reworded(held, path, worst) or done
            elif held.film is not None:
                said = [finding for finding in findings if finding.passage.media == path]
                done = self._filmed(held, held.film, path, marks, said) or done
            elif marks:
                done = self._covered(held, path, marks) or done
        return done

    def _covered(self, held: Held, path: str, marks: Sequence[Mark]) -> bool:
        for mark in marks:
            _add(held.marks, mark)
        try:
            # From the file anew, so that no loss of quality adds up.
            new = covered(path, unchanged(held.file, held.digest), held.marks, self._solid)
        except UnreadableError as error:
            held.problem = error.reason
            return False
        if new == held.content:
            return False
        held.content = new
        held.looks.clear()
        return True

    def _reworded(self, held: Held, path: str, findings: Sequence[Finding]) -> bool:
        """Write subtitles anew, where a wording is honest."""
        try:
            before = held.content if isinstance(held.content, bytes) else unchanged(held.file, held.digest)
            new = rewritten(path, before, findings, self._style) if findings else before
        except UnreadableError as error:
            held.problem = error.reason
            return False
        if new == before:
            return False
        held.content = new
        held.looks.clear()
        return True

    def _filmed(self, held: Held, film: Film, path: str, marks: Sequence[Mark], findings: Sequence[Finding]) -> bool:
        """Take out what a film says; where something must be covered, too, write it anew without its sound."""
        said = [f for f in findings if f.severity >= Severity.MEDIUM and f.passage.part in SAID_INSIDE]
        if not marks and (film.rounds or not (said or (not film.bare and held.content is None))):
            return False
        film.add(marks)
        try:
            file = same(held.file, held.digest)
            if not marks and held.content is None:
                with_text = any(finding.passage.part is Part.SUBTITLE for finding in said)
                held.content = self._films.stripped(file, with_text)
            else:
                held.content = None
            if held.content is None:
                held.content = self._films.written(path, file, film, self._solid)
        except UnreadableError as error:
            held.problem, held.left = error.reason, True
            return False
        held.looks.clear()
        return True

    def rename(self, post: Post, findings: Sequence[Finding]) -> dict[str, str]:
        """Give media whose names leak other names; for each path that the post writes, the one to write instead."""
        paths: dict[str, str] = {}
        for medium in self._media(post):
            held = self._of(post, medium)
            if held is None or held.problem is not None or (post.file, medium.path) in self._renamed:
                continue
            leaking = [finding for finding in findings if _names(medium, held, finding)]
            if are_subtitles(held.file.name):
                self._as_its_film(held, leaking)
            elif held.name == held.file.name and leaking:
                held.name = self._neutral(held)
                held.looks.clear()
            if held.name != held.file.name:
                new = _with_base(medium.path, held.name)
                self._renamed[post.file, new] = held
                paths[medium.path] = new
                if are_subtitles(held.file.name):
                    paths |= self._beside(post, held)
        return paths

    def _beside(self, post: Post, held: Held) -> dict[str, str]:
        """What a post may call subtitles that lie beside its films, and what it must call them now."""
        films = (medium.path for medium in post.media if medium.file and medium.file.parent == held.file.parent)
        return {_with_base(path, held.file.name): _with_base(path, held.name) for path in films}

    def _as_its_film(self, held: Held, leaking: Sequence[Finding]) -> None:
        """Give subtitles the name that their film has now, or else nobody would find them."""
        film = self._film_beside(held)
        if film is None:
            if leaking and held.name == held.file.name:
                held.name = self._neutral(held)
                held.looks.clear()
            return
        own = held.name.removeprefix(Path(film.name).stem)
        if own == held.name:
            own = held.name.removeprefix(film.file.stem)
        if any(_shares_a_word(own, finding.value) for finding in leaking):
            rest = "".join(LANGUAGE.findall(own)) + held.file.suffix.lower()
            taken = {other.name for other in self._held.values() if other is not held}
            wanted = (f".subtitles{number or ''}{rest}" for number in (0, *range(2, len(taken) + 3)))
            own = next(each for each in wanted if Path(film.name).stem + each not in taken)
        if (name := Path(film.name).stem + own) != held.name:
            held.name = name
            held.looks.clear()

    def _film_beside(self, held: Held) -> Held | None:
        films = (other for other in self._held.values() if other.film and other.file.parent == held.file.parent)
        return next((film for film in films if held.file.name.startswith(f"{film.file.stem}.")), None)

    def results(self, posts: Sequence[Post]) -> Results:
        """What became of the media of some posts."""
        made: dict[Path, SafeMedium] = {}
        problems: dict[str, tuple[str, bool]] = {}
        remote: set[str] = set()
        for post in posts:
            for medium in self._media(post):
                held = self._of(post, medium)
                if held is None:
                    remote.add(medium.path)
                elif held.problem is not None:
                    problems[medium.path] = held.problem, held.left
                else:
                    made[held.file.resolve()] = held.result(medium.path)
        return Results(
            tuple(made.values()),
            tuple((path, reason) for path, (reason, left) in problems.items() if not left),
            (
                *((path, REMOTE) for path in sorted(remote)),
                *((path, reason) for path, (reason, left) in problems.items() if left),
            ),
        )

    def _media(self, post: Post) -> list[Medium]:
        """A post's media, each once, with its films' subtitles, which are not found where a post has the new name."""
        found: dict[Medium, None] = {}
        for medium in post.media:
            found[medium] = None
            held = self._of(post, medium)
            if held is not None and held.film is not None:
                found |= {Medium(path.as_posix(), path): None for path in subtitles_of(held.file)}
        return [*found]

    def _look(self, post: Post, medium: Medium, config: Config) -> Look:
        held = self._of(post, medium)
        if held is None:
            return look(replace(post, media=(medium,)), config)
        if held.problem is not None:
            return NOTHING
        key = post.file, medium.path
        if key not in held.looks:
            safe = held.safe(_called(medium, held))
            seen = look(replace(post, media=(safe,)), config, every=True)
            if seen.failures:
                held.problem = seen.failures[0].reason
                held.left = held.problem.startswith(TOO_LONG)
                return NOTHING
            held.looks[key] = seen
        return held.looks[key]

    def _of(self, post: Post, medium: Medium) -> Held | None:
        """What is held of a medium; None of one that is only a remote address."""
        if medium.file is None:
            return None
        if (post.file, medium.path) in self._renamed:
            return self._renamed[post.file, medium.path]
        file = medium.file.resolve()
        if file not in self._held:
            self._held[file] = held = Held(medium.file, name=medium.file.name)
            try:
                begin(held, medium)
            except UnreadableError as error:
                held.problem = error.reason
        return self._held[file]

    def _neutral(self, held: Held) -> str:
        """A name that says nothing and that no other file of the folder has."""
        what = NAMES.get(kind(held.file.name, beginning(held.safe(""))[0]) or "", "picture")
        taken = {other.name for other in self._held.values() if other.file.parent == held.file.parent}
        number = 1
        while (name := f"{what}-{number}{held.file.suffix.lower()}") in taken or held.file.with_name(name).exists():
            number += 1
        return name


def must_be_covered(finding: Finding) -> bool:
    """Whether a finding below medium is covered all the same: a patient's face that may be none.

    To blur a shadow costs nothing; to leave a half-hidden face does.
    """
    return finding.identifier is Identifier.Q and finding.box is not None and finding.about.protected


def _marks(finding: Finding) -> Iterator[Mark]:
    passage = finding.passage
    if passage.part is Part.FILE_NAME or (finding.severity < Severity.MEDIUM and not must_be_covered(finding)):
        return
    if finding.identifier is Identifier.Q and finding.box is not None:
        yield Mark((finding.box,), passage.where, face=True)
        return
    boxes = tuple(box for start, end, box in passage.boxes if start < finding.end and finding.start < end)
    if boxes or finding.box is not None:
        yield Mark(boxes or ((finding.box,) if finding.box else ()), passage.where)
    elif passage.part is Part.IMAGE_TEXT:
        yield Mark((), passage.where, lines=tuple(_lines(passage, finding.start, finding.end)))


def _lines(passage: Passage, start: int, end: int) -> Iterator[str]:
    """The lines of a text that a span touches."""
    at = 0
    for line in passage.text.split("\n"):
        if at < end and start < at + len(line):
            yield line
        at += len(line) + 1


def _add(marks: list[Mark], mark: Mark) -> None:
    """Remember a mark; one that shows through another's cover makes that cover greater."""
    for index, other in enumerate(marks):
        if other.holds(mark):
            marks[index] = replace(other, again=other.again + 1)
            return
    marks.append(mark)


def _names(medium: Medium, held: Held, finding: Finding) -> bool:
    """Whether a medium's file name leaks by a finding.

    It is of the file name, as that was looked at or as the post's reader read it; or a name found elsewhere is in it.
    """
    passage = finding.passage
    if finding.severity < Severity.MEDIUM:
        return False
    if passage.part is not Part.FILE_NAME:
        words = set(WORD.findall(_base(medium.path).casefold()))
        return finding.identifier is Identifier.A and not words.isdisjoint(WORD.findall(finding.value.casefold()))
    return passage.media == _called(medium, held) if passage.media else passage.text == _base(medium.path)


def _shares_a_word(name: str, value: str) -> bool:
    return not {*PART_OF_NAME.findall(name.casefold())}.isdisjoint(PART_OF_NAME.findall(value.casefold()))


def _called(medium: Medium, held: Held) -> str:
    """What a safe copy is called: one that no text names has its new name at once."""
    return _with_base(medium.path, held.name) if medium.path == held.file.as_posix() else medium.path


def _with_base(path: str, name: str) -> str:
    return path[: path.rfind(_base(path))] + name


def _base(path: str) -> str:
    """A path's last part, as it is written."""
    bare = regex.split(r"[?#]", path, maxsplit=1)[0]
    return bare[max(bare.rfind("/"), bare.rfind("\\")) + 1 :]


def mentions(text: str, paths: Mapping[str, str]) -> list[Edit]:
    """The edits that write other paths where a text names media, in order."""
    edits = []
    for old, new in paths.items():
        for form in (str, _escaped):
            pattern = regex.compile(rf"(?<![\w./\\-]){regex.escape(form(old))}(?![\w-])")
            edits += [Edit(*found.span(), form(new)) for found in pattern.finditer(text)]
    return sorted(dict.fromkeys(edits), key=lambda edit: edit.start)


def _escaped(path: str) -> str:
    """As some programs write a path in JSON."""
    return path.replace("/", r"\/")
