"""What a post's columns or keys say, gathered into one post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from phi_lint.posts.attaching import attached
from phi_lint.sourcemap import LineIndex, SourceMap
from phi_lint.types import Medium, Part, Passage, Post, Role

PARTS: Mapping[Role, Part] = {
    Role.BODY: Part.BODY,
    Role.THREAD: Part.THREAD,
    Role.TITLE: Part.TITLE,
    Role.DESCRIPTION: Part.DESCRIPTION,
    Role.ALT_TEXT: Part.ALT_TEXT,
    Role.COMMENT: Part.COMMENT,
    Role.LINK: Part.LINK,
}
SEVERAL = regex.compile(r"\|\||[|\n\r;]|,(?=\s*[a-z]+://)|(?<=\S)\s(?=[a-z]+://)", regex.I)
"""What stands between the addresses of several media in one cell; a comma may be part of an address."""
GIVEN_NAME = regex.compile(r"\d{15,}(?:_n)?(?:\.\w+)?$|$")
"""A file name that is a platform's own number: Instagram's and Facebook's have 15 digits and more, no chart has."""
SEVERAL_PATHS = regex.compile(r"\|\||[|\n\r;,]")
"""What stands between several paths."""


@dataclass(slots=True)
class Gathering:
    """A post in the making."""

    file: str
    passages: list[Passage] = field(default_factory=list, repr=False)
    media: list[Medium] = field(default_factory=list)
    platform: str | None = None
    reply_to: str | None = field(default=None, repr=False)
    context: str = field(default="", repr=False)
    notes: list[str] = field(default_factory=list)

    def add(self, role: Role, text: str, source: SourceMap | None, where: Mapping[str, int | float | str]) -> None:
        """Put what a cell or a key holds where it belongs."""
        if not text.strip() or role is Role.UNPUBLISHED:
            return
        if role is Role.MEDIA:
            self._add_media(text, source, where)
        elif role is Role.REPLY_TO:
            self.reply_to = text.strip()
        elif role is Role.CONTEXT:
            self.context = f"{self.context}\n{text}".strip()
        elif role is Role.PLATFORM:
            self.platform = text.strip()
        else:
            self.passages.append(Passage(text, PARTS[role], source, where=where))

    def post(self, name: str, lines: LineIndex | None) -> Post:
        """What was gathered."""
        return Post(
            self.file,
            name,
            tuple(self.passages),
            media=tuple(self.media),
            platform=self.platform,
            reply_to=self.reply_to,
            context=self.context,
            lines=lines,
            notes=tuple(self.notes),
        )

    def attach(self, path: str) -> None:
        """Add a medium by its path or address; a number, as of a scheduler's own store, leads nowhere."""
        self.media += (Medium(path),) if path.isdigit() else attached(self.file, [path])

    def _add_media(self, text: str, source: SourceMap | None, where: Mapping[str, int | float | str]) -> None:
        """Each medium, and its file name: the public sees it in the address."""
        at = 0
        between = SEVERAL if "://" in text else SEVERAL_PATHS
        for found in (*between.finditer(text), None):
            end = found.start() if found else len(text)
            path = text[at:end].strip()
            if path:
                self.attach(path)
                if not path.isdigit():
                    self._add_name(path, text.index(path, at), source, where)
            at = found.end() if found else end

    def _add_name(self, path: str, at: int, source: SourceMap | None, where: Mapping[str, int | float | str]) -> None:
        bare = regex.split(r"[?#]", path, maxsplit=1)[0].rstrip("/")
        begin = max(bare.rfind("/"), bare.rfind("\\")) + 1
        name = bare[begin:]
        if GIVEN_NAME.match(name):
            return
        start = at + begin
        piece = SourceMap.shifted(len(name), start).then(source) if source is not None else None
        self.passages.append(Passage(name, Part.FILE_NAME, piece, where=where))
