"""SVG: its texts, titles and embedded pictures. Nothing is executed, no entity expanded, nothing fetched."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError

from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media.looking import Seen
from phi_lint.types import Part, Passage

LARGEST = 20_000_000
"""Bytes of a drawing."""
MOST_PICTURES = 40
"""Embedded pictures that are looked at."""
SHOWN = ("text", "textPath", "title", "desc", "a", "foreignObject")


def parsed(content: bytes) -> Element:
    """The root of a drawing. Raises UnreadableError where it is too large, damaged or holds what no drawing needs."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(content) > LARGEST:
        raise UnreadableError(f"is {len(content) / 1e6:.0f} MB large; make it smaller")
    try:
        return cast("Element", fromstring(content))
    except DefusedXmlException:
        raise UnreadableError("holds entities or external parts, as no drawing needs; export it again") from None
    except (ParseError, ValueError, LookupError):
        raise UnreadableError("is a damaged SVG; export it again") from None


def drawing(media: str, content: bytes, config: Config) -> Iterator[Seen]:
    """What a drawing says and embeds. Raises UnreadableError where it is damaged or holds what a drawing needs not."""
    root = parsed(content)
    texts: list[str] = []
    pictures: list[str] = []
    for element in _walked(root):
        name = str(element.tag).rpartition("}")[2]
        if name in SHOWN and (text := " ".join("".join(element.itertext()).split())) and text not in texts:
            texts.append(text)
        if name == "image":
            pictures += (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href")
    if texts:
        yield Seen((Passage("\n".join(texts), Part.IMAGE_TEXT, None, media),))
    for address in pictures[:MOST_PICTURES]:
        yield from _embedded(media, address, config)
    if len(pictures) > MOST_PICTURES:
        raise UnreadableError(f"embeds {len(pictures)} pictures, of which {MOST_PICTURES} were examined; split it")


def _walked(root: Element) -> Iterator[Element]:
    """Every element, but of a text only the outermost."""
    yield root
    for child in root:
        if str(root.tag).rpartition("}")[2] not in SHOWN:
            yield from _walked(child)


def _embedded(media: str, address: str, config: Config) -> Iterator[Seen]:
    """A picture inside a `data:` address; any other address is not fetched and said so."""
    head, comma, data = address.partition(",")
    if not head.startswith("data:") or not comma:
        yield Seen(note="shows a picture from elsewhere, which was not examined")
        return
    try:
        raw = base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        raise UnreadableError("embeds a damaged picture; export it again") from None
    from phi_lint.media.stills import still

    yield from still(media, raw, config)  # boxes are in the embedded picture's own pixels
