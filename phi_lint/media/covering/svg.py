"""A drawing without the texts that must not be read, its embedded pictures covered, its editor's notes gone."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, register_namespace, tostring

from phi_lint.errors import UnreadableError
from phi_lint.media.covering import stills
from phi_lint.media.covering.mark import Mark
from phi_lint.media.svg import SHOWN, parsed

SPACE = "http://www.w3.org/2000/svg"
LINKS = "http://www.w3.org/1999/xlink"
KNOWN = frozenset(("", SPACE, LINKS, "http://www.w3.org/XML/1998/namespace"))
"""Name spaces that a browser draws by; the others are an editor's, and hold names and paths."""
NOT_DRAWN = frozenset(("metadata", "script"))
UNSEEN = ("data-", "aria-", "on")
"""How attributes begin that nothing is drawn by."""


def covered(content: bytes, marks: Sequence[Mark], solid: bool) -> bytes:
    """The drawing with marks covered, and without anything that it says; the same bytes where nothing goes.

    Raises UnreadableError.
    """
    root = parsed(content)
    lines = {line for mark in marks for line in mark.lines}
    boxed = [mark for mark in marks if mark.boxes]
    gone = [*_unsaid(root), *_untold(root, lines), *_repictured(root, boxed, solid)]
    if not any(gone) and b"<!--" not in content and b"<!DOCTYPE" not in content:
        return content
    register_namespace("", SPACE)
    register_namespace("xlink", LINKS)
    return bytes(tostring(root, encoding="utf-8"))


def _unsaid(element: Element) -> Iterator[bool]:
    """Take out what nothing is drawn by; True for each thing."""
    for key in [*element.attrib]:
        space, name = _parted(key)
        if space not in KNOWN or name.startswith(UNSEEN):
            del element.attrib[key]
            yield True
    for child in [*element]:
        space, name = _parted(str(child.tag))
        if space not in KNOWN or name in NOT_DRAWN:
            element.remove(child)
            yield True
        else:
            yield from _unsaid(child)


def _parted(name: str) -> tuple[str, str]:
    space, _, own = name.rpartition("}")
    return space.lstrip("{"), own


def _untold(element: Element, lines: set[str]) -> Iterator[bool]:
    """Empty the texts that are one of the lines."""
    if _parted(str(element.tag))[1] in SHOWN:
        if " ".join("".join(element.itertext()).split()) in lines:
            element.text = None
            for child in [*element]:
                element.remove(child)
            yield True
        return
    for child in element:
        yield from _untold(child, lines)


def _repictured(root: Element, marks: Sequence[Mark], solid: bool) -> Iterator[bool]:
    """Clean and cover every embedded picture; nobody knows in which of them a mark lies, so each gets all."""
    for element in root.iter():
        for key, value in element.attrib.items():
            head, comma, data = value.partition(",")
            if _parted(key)[1] != "href" or not head.startswith("data:image/") or not comma:
                continue
            try:
                raw = base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
            except (binascii.Error, ValueError):
                raise UnreadableError("embeds a damaged picture; export it again") from None
            new = covered(raw, (), solid) if "svg" in head else stills.covered(raw, marks, solid)
            if new != raw:
                element.attrib[key] = f"{head.partition(';')[0]};base64,{base64.b64encode(new).decode()}"
                yield True
