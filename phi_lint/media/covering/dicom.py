"""A DICOM file with nothing but its pixels and what showing them needs, and what is burned in covered. By pydicom."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from typing import Any

from phi_lint.errors import UnreadableError
from phi_lint.media.covering.mark import Mark
from phi_lint.media.covering.pixels import MARGIN, joined

PIXEL_GROUPS = frozenset((0x0028, 0x7FE0))
"""How the pixels are stored, windowed and coloured; and they themselves."""
MEASURED = frozenset((0x0018, 0x0020))
"""How the picture was taken and where the slice lies: kept where it is a number or a word of the standard's own."""
NUMBERS = frozenset("DS FD FL IS SL SS UL US CS".split())
WORDS = frozenset("LO SH ST LT UT UC UI SQ PN DA DT TM UN".split())
NEEDED = frozenset("SOPClassUID Modality ImageType SpecificCharacterSet".split())
EMPTIED = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "AccessionNumber",
           "ReferringPhysicianName", "StudyID")  # fmt: skip
"""Of type 2 in the standard: they must be there and may be empty (PS3.3, C.7.1.1 and C.7.2.1)."""
RENAMED = ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
"""A number that must be there and leads to the study: a new one takes its place."""
METHOD = "phi-lint redact"


def covered(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The file with marks covered by the darkest value, and without what it says. Raises UnreadableError."""
    import pydicom

    logging.getLogger("pydicom").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            data = pydicom.dcmread(io.BytesIO(content), force=content[128:132] != b"DICM")
        except Exception as error:  # pydicom raises whatever a damaged file leads it to
            raise UnreadableError(f"is a damaged DICOM file ({type(error).__name__}); export it again") from None
        if "PixelData" not in data:
            raise UnreadableError("holds no pixels, and nothing else of it may be published; leave it out")
        if marks:
            _cover(data, marks)
        _empty(data)
        held = io.BytesIO()
        data.save_as(held, enforce_file_format=True)
        return held.getvalue()


def _cover(data: Any, marks: Sequence[Mark]) -> None:
    """Every mark in every frame: what is burned in stands in all of them."""
    if data.file_meta.TransferSyntaxUID.is_compressed:
        data.decompress()
    pixels = data.pixel_array.copy()
    colours = int(data.get("SamplesPerPixel", 1))
    view = pixels if pixels.ndim == (4 if colours > 1 else 3) else pixels[None]
    darkest = pixels.max() if data.get("PhotometricInterpretation") == "MONOCHROME1" else pixels.min()
    for mark in marks:
        for left, top, width, height in joined(mark.boxes):
            margin = round(2 + MARGIN * min(width, height) * (1 + mark.again))
            rows = slice(max(0, top - margin), top + height + margin)
            view[:, rows, max(0, left - margin) : left + width + margin] = darkest
    data.PixelData = pixels.tobytes()
    data["PixelData"].VR = "OW" if int(data.BitsAllocated) > 8 else "OB"


def _empty(data: Any) -> None:
    """Leave what showing the pixels needs, and say that the rest is gone. Changes the data set."""
    from pydicom.uid import generate_uid

    ours = str(data.get("DeidentificationMethod", "")) == METHOD
    names = {name: str(data.get(name, "")) if ours else "" for name in RENAMED}
    for element in [*data]:
        if not _shows(element):
            del data[element.tag]
    for name in EMPTIED:
        setattr(data, name, "")
    for name, own in names.items():
        setattr(data, name, own or generate_uid(prefix=None))
    meta = data.file_meta
    for element in [*meta]:
        if element.keyword not in ("TransferSyntaxUID", "MediaStorageSOPClassUID"):
            del meta[element.tag]
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.preamble = b"\0" * 128
    data.PatientIdentityRemoved, data.DeidentificationMethod = "YES", METHOD
    data.BurnedInAnnotation = "NO"


def _shows(element: Any) -> bool:
    """Whether the picture needs it, and it can name nobody."""
    if element.tag.group in PIXEL_GROUPS:
        return element.VR not in WORDS
    return (element.tag.group in MEASURED and element.VR in NUMBERS) or element.keyword in NEEDED
