"""XLSX: the cells that hold a rewritten text are set anew; every other cell, format and formula stays."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping

from phi_lint.errors import UnreadableError

LOST = ("xl/charts/", "xl/drawings/", "xl/media/", "xl/pivotTables/")
"""Parts of a workbook that openpyxl does not write again."""


def rewritten(content: bytes, cells: Mapping[tuple[int, str], str]) -> bytes:
    """A workbook with texts replaced: for a row's number, from 1, and a cell's text the new text.

    Raises UnreadableError where writing it would lose charts or pictures.
    """
    from openpyxl import load_workbook  # costs 0.2 s, and few files are workbooks

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if any(name.startswith(LOST) for name in names):
            raise UnreadableError("holds charts or pictures that would be lost; redact it in your spreadsheet program")
        macros = "xl/vbaProject.bin" in names
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations that do not matter here
        book = load_workbook(io.BytesIO(content), keep_vba=macros)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                new = cells.get((cell.row or 0, str(cell.value)))
                if new is not None:
                    cell.value = new or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
