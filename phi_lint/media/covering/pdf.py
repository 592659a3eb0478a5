"""A PDF built anew: its pages alone where nothing is to be covered, else each page as one picture. By PDFium."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import regex

from phi_lint.errors import UnreadableError
from phi_lint.media.covering.mark import Mark
from phi_lint.media.covering.pixels import hidden
from phi_lint.media.pdf import DOTS, MOST_PAGES, POINTS
from phi_lint.media.picture import LONGEST

FINER = 4 / 3
"""How much finer a page is drawn to be read than to be looked at: 200 dots per inch."""
QUALITY = 85
OWN = "PDFium"
"""What PDFium names itself in a file that it wrote; a day of writing stands beside it, and nothing else."""
SAYING = regex.compile(
    rb"/(?:Metadata|Annots|AcroForm|EmbeddedFiles?|JavaScript|PieceInfo|Outlines|Lang|StructTreeRoot|ObjStm)\b"
    rb"|Exif\0\0|ns\.adobe\.com"
)
"""What says more than a page shows: properties, notes, forms, files, scripts, tags, and what pictures say inside.

Packed objects, which hide all of these, are unpacked when PDFium writes.
"""


def covered(media: str, content: bytes, marks: Sequence[Mark], solid: bool) -> bytes:
    """The document with marks covered, and without anything that it says. Raises UnreadableError."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("is encrypted; save it without a password") from None
        raise UnreadableError("is a damaged PDF; export it again") from None
    try:
        if not marks:
            if _is_bare(document, content):
                return content
            pages = _pages_alone(document)
            if pages is not None:
                return pages
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"has {len(document)} pages, more than {MOST_PAGES}; split it")
        return _as_pictures(document, marks, solid)
    except pdfium.PdfiumError:
        raise UnreadableError("is a damaged PDF; export it again") from None
    finally:
        document.close()


def _is_bare(document: Any, content: bytes) -> bool:
    """Whether a document says nothing beside its pages."""
    said = {key: value for key, value in document.get_metadata_dict().items() if value}
    ours = said.pop("Creator", None) == OWN and said.pop("Producer", OWN) == OWN and said.keys() <= {"CreationDate"}
    if not ours and b"/Info" in content:
        return False
    return not document.count_attachments() and SAYING.search(content) is None


def _pages_alone(document: Any) -> bytes | None:
    """The pages, their text still text, in a new document; None where they say something themselves."""
    import pypdfium2 as pdfium

    new = pdfium.PdfDocument.new()
    try:
        new.import_pages(document)
        written = _saved(new)
        return written if _is_bare(new, written) else None
    finally:
        new.close()


def _as_pictures(document: Any, marks: Sequence[Mark], solid: bool) -> bytes:
    """A document of the same page sizes in which each page is one picture, so that no text is left beneath."""
    import pypdfium2 as pdfium

    document.init_forms()  # what was typed into fields is drawn, too, so that it is seen
    new = pdfium.PdfDocument.new()
    try:
        for index in range(len(document)):
            page = document[index]
            width, height = page.get_size()
            scale = DOTS / POINTS
            scale *= min(1.0, LONGEST / (max(width, height) * scale))  # as it was looked at
            drawn = page.render(scale=scale * FINER, may_draw_forms=True).to_pil().convert("RGB")
            hidden(drawn, [_larger(mark) for mark in marks if mark.on(index + 1)], solid)
            _add(new, drawn, width, height)
        return _saved(new)
    finally:
        new.close()


def _larger(mark: Mark) -> Mark:
    from dataclasses import replace

    boxes = tuple(tuple(round(side * FINER) for side in box) for box in mark.boxes)
    return replace(mark, boxes=boxes)  # type: ignore[arg-type]


def _add(new: Any, drawn: Any, width: float, height: float) -> None:
    import pypdfium2 as pdfium

    held = io.BytesIO()
    drawn.save(held, "JPEG", quality=QUALITY)
    picture = pdfium.PdfImage.new(new)
    picture.load_jpeg(held, inline=True)
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page = new.new_page(width, height)
    page.insert_obj(picture)
    page.gen_content()


def _saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
