"""XLSX: every sheet is a table; its cells have a row and a column, and no place in text."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from phi_lint.errors import UnreadableError
from phi_lint.posts.cells import Cell, Row
from phi_lint.posts.layouts import Wanted
from phi_lint.posts.table import posts_of
from phi_lint.types import Post

LARGEST_INSIDE = 500_000_000
"""Bytes of a workbook when unpacked; more is a zip bomb, or no plan of posts."""
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How an .xls file begins, and an .xlsx file with a password."""


def read(file: str, content: bytes, wanted: Wanted) -> Iterator[Post]:
    """The posts of every sheet. Raises UnreadableError where it is no readable workbook."""
    if content.startswith(OLD_OR_LOCKED):
        raise UnreadableError("is an old .xls file or has a password; save it as .xlsx without a password")
    values, formulas = _book(content, data_only=True), _book(content, data_only=False)
    stem = PurePath(file).name.split(".")[0]
    sheets = values.sheetnames
    said: set[str] = set()
    try:
        for name in sheets:
            called = stem if len(sheets) == 1 else f"{stem}#{name}"
            for post in posts_of(file, called, _rows(values[name], formulas[name]), wanted, None):
                yield replace(post, notes=tuple(note for note in post.notes if note not in said))
                said.update(post.notes)
    except UnreadableError:
        raise
    except Exception as error:  # a damaged part of the file; openpyxl raises whatever its parser met
        raise UnreadableError(f"has a damaged sheet ({type(error).__name__}); save it again") from None
    finally:
        values.close()
        formulas.close()


def _book(content: bytes, data_only: bool) -> Any:
    from openpyxl import load_workbook  # costs 0.2 s, and few files are workbooks

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                raise UnreadableError(f"unpacks to more than {LARGEST_INSIDE // 1_000_000} MB; split it")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that do not matter here
            return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl raises whatever its zip and XML parsers met
        raise UnreadableError(f"is no readable workbook ({type(error).__name__}); save it as .xlsx again") from None


def _rows(values: Any, formulas: Any) -> Iterator[Row]:
    """A sheet's rows. A formula whose result was never stored is read as it is written."""
    if not hasattr(values, "iter_rows"):  # a sheet of one chart
        return
    for results, written in zip(values.iter_rows(values_only=True), formulas.iter_rows(values_only=True), strict=False):
        row = [_shown(value if value is not None else other) for value, other in zip(results, written, strict=False)]
        while row and not row[-1]:  # formatted cells without content
            row.pop()
        yield [Cell(text) for text in row] or [Cell("")]


def _shown(value: object) -> str:
    """A cell as text; a whole number without the fraction that a spreadsheet keeps."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
