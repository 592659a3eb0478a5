"""PDF: the text layer with its boxes, what the document says of itself, and each page as a picture. By PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media.layout import Word, passage
from phi_lint.media.looking import Seen
from phi_lint.media.picture import LONGEST, Picture
from phi_lint.media.stills import examined
from phi_lint.types import Part, Passage

DOTS = 150
"""Dots per inch at which a page is drawn: letters of 8 points are then 17 pixels high."""
POINTS = 72
"""Points per inch, the unit of PDF."""
MOST_PAGES = 60
"""Pages that are looked at; a post attaches a flyer, no book."""
INFO = ("Title", "Author", "Subject", "Keywords")


def pages(media: str, content: bytes, config: Config) -> Iterator[Seen]:
    """What each page shows and says. Raises UnreadableError where the file is damaged, encrypted or too long."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("is encrypted; save it without a password") from None
        raise UnreadableError("is a damaged PDF; export it again") from None
    try:
        info = document.get_metadata_dict()
        said = "\n".join(f"{name}: {info[name]}" for name in INFO if info.get(name))
        if said:
            yield Seen((Passage(said, Part.METADATA, None, media),))
        for index in range(min(len(document), MOST_PAGES)):
            yield from _page(media, document, index, config)
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"has {len(document)} pages, of which the first {MOST_PAGES} were examined; split it")
    except pdfium.PdfiumError:
        raise UnreadableError("is a damaged PDF; export it again") from None
    finally:
        document.close()


def drawn(media: str, content: bytes, number: int) -> Picture:
    """One page as a picture, the first being 1. Raises UnreadableError."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
        try:
            return _drawn(media, document[number - 1], number)[0]
        finally:
            document.close()
    except (pdfium.PdfiumError, IndexError):
        raise UnreadableError("is a damaged PDF; export it again") from None


def _drawn(media: str, page: Any, number: int) -> tuple[Picture, float]:
    """A page as a picture, and its pixels per point."""
    scale = DOTS / POINTS
    longest = max(page.get_size()) * scale
    if longest > LONGEST:
        scale *= LONGEST / longest
    return Picture(
        media, page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB"), {"page": number}
    ), scale


def _page(media: str, document: Any, index: int, config: Config) -> Iterator[Seen]:
    page = document[index]
    picture, scale = _drawn(media, page, index + 1)
    words = list(_words(page, scale, picture.pixels.height))
    layer = passage(picture, words)
    seen = examined(picture, config)
    # Text that the page shows and the layer holds is one text; the layer's letters are the sure ones.
    drawn = [p for p in seen.passages if layer is None or not _says_the_same(p, layer)]
    yield Seen((*((layer,) if layer else ()), *drawn), seen.sightings)


def _words(page: Any, scale: float, height: int) -> Iterator[Word]:
    """The words of the text layer with their corners in pixels of the drawn page."""
    layer = page.get_textpage()
    text: str = layer.get_text_range()
    count = layer.count_chars()
    if len(text) != count:  # characters outside the basic plane count twice there
        text = "".join(layer.get_text_range(i, 1)[:1] or " " for i in range(count))
    begin: int | None = None
    for index in range(count + 1):
        ends = index == count or text[index].isspace() or not text[index].isprintable()
        if not ends:
            begin = index if begin is None else begin
        elif begin is not None:
            boxes = [layer.get_charbox(i) for i in range(begin, index)]
            left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
            right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
            corners = (left * scale, height - top * scale, right * scale, height - bottom * scale)
            yield Word(text[begin:index], corners)
            begin = None


def _says_the_same(drawn: Passage, layer: Passage) -> bool:
    """Whether nearly all that was read on a page stands in its text layer, too."""
    known = "".join(letter for letter in layer.text.casefold() if letter.isalnum())
    words = ["".join(letter for letter in word.casefold() if letter.isalnum()) for word in drawn.text.split()]
    words = [word for word in words if word]
    return sum(word in known for word in words) >= 0.9 * len(words)
