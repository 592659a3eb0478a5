"""DICOM: the tags that PS3.15 Annex E names for removal, and what is burned into the pixels. By pydicom."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from typing import Any

from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media.looking import Seen
from phi_lint.media.picture import MOST_PIXELS, Picture, picture
from phi_lint.media.stills import examined
from phi_lint.types import Part, Passage, Sighting

MOST_FRAMES = 8
"""Frames that are looked at: what is burned in stands in all of them."""
LABELS = {
    "PatientName": "Patient name", "OtherPatientNames": "Patient name", "PatientBirthName": "Patient name",
    "PatientMotherBirthName": "Mother of the patient", "PatientID": "MRN", "OtherPatientIDs": "MRN",
    "PatientBirthDate": "Date of birth", "PatientAddress": "Patient address", "CountryOfResidence": "Country",
    "PatientTelephoneNumbers": "Patient phone", "PatientAge": "Patient age", "Occupation": "Patient occupation",
    "AccessionNumber": "Accession number", "StudyID": "Study ID", "AdmissionID": "Admission number",
    "StudyDate": "Study date", "SeriesDate": "Series date", "AcquisitionDate": "Acquisition date",
    "ContentDate": "Content date", "AdmittingDate": "Admission date", "InstitutionName": "Institution",
    "InstitutionAddress": "Institution address", "ReferringPhysicianName": "Referring physician Dr.",
    "PerformingPhysicianName": "Performing physician Dr.", "OperatorsName": "Operator", "StationName": "Station",
    "DeviceSerialNumber": "Device serial number", "PatientComments": "Patient comments",
    "AdditionalPatientHistory": "Patient history", "StudyDescription": "Study", "ImageComments": "Comments",
    "RequestingPhysician": "Requesting physician Dr.", "ResponsiblePerson": "Responsible relative of the patient",
    "MilitaryRank": "Patient rank", "MedicalRecordLocator": "MRN", "IssuerOfPatientID": "Issuer",
}  # fmt: skip
"""Attributes of PS3.15 table E.1-1 that people read, and the label that a reader of the chart would give each."""
DATES = frozenset(name for name in LABELS if name.endswith("Date"))


def study(media: str, content: bytes, config: Config) -> Iterator[Seen]:
    """What a DICOM file says and shows. Raises UnreadableError where it is damaged."""
    import pydicom

    logging.getLogger("pydicom").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            data = pydicom.dcmread(io.BytesIO(content), force=content[128:132] != b"DICM")
            lines = [f"{LABELS[name]}: {text}" for name, text in _told(data)]
        except Exception as error:  # pydicom raises whatever a damaged file leads it to
            raise UnreadableError(f"is a damaged DICOM file ({type(error).__name__}); export it again") from None
        if not lines and "PixelData" not in data:
            raise UnreadableError("is no DICOM file, or a damaged one; export it again")
        if lines:
            yield Seen((Passage("\n".join(dict.fromkeys(lines)), Part.METADATA, None, media),), _serial(media, data))
        if "PixelData" in data:
            for shot in _pixels(media, data):
                yield examined(shot, config)


def _told(data: Any) -> Iterator[tuple[str, str]]:
    """The attributes that tell of somebody, dates as people write them."""
    for element in data.iterall():
        if element.keyword in LABELS and element.value not in (None, ""):
            text = str(element.value).replace("^", " ").strip()
            if element.keyword in DATES and len(text) == 8 and text.isdigit():
                text = f"{text[4:6]}/{text[6:]}/{text[:4]}"
            if text:
                yield element.keyword, text


def _serial(media: str, data: Any) -> tuple[Sighting, ...]:
    serial = str(data.get("DeviceSerialNumber", "") or "")
    return (Sighting("serial", media, 0.95, detail=serial),) if serial else ()


def shots(media: str, content: bytes) -> Iterator[Picture]:
    """The frames that are looked at. Raises UnreadableError."""
    import pydicom

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from _pixels(media, pydicom.dcmread(io.BytesIO(content), force=True))


def _pixels(media: str, data: Any) -> Iterator[Picture]:
    import numpy as np
    from PIL import Image

    if int(data.get("Rows", 0)) * int(data.get("Columns", 0)) > MOST_PIXELS:
        raise UnreadableError("is too large a picture; export it smaller")
    try:
        frames = np.asarray(data.pixel_array)
    except Exception as error:  # see study()
        raise UnreadableError(
            f"holds pixels that cannot be decoded ({type(error).__name__}); export it again"
        ) from None
    colours = int(data.get("SamplesPerPixel", 1))
    frames = frames if frames.ndim == (4 if colours > 1 else 3) else frames[None]
    count = len(frames)
    for index in sorted({round(i * (count - 1) / MOST_FRAMES) for i in range(MOST_FRAMES)} | {0}):
        values = frames[index].astype("float32")
        low, high = float(values.min()), float(values.max())
        grey = ((values - low) * (255 / (high - low or 1))).astype("uint8")
        if str(data.get("PhotometricInterpretation", "")) == "MONOCHROME1":
            grey = 255 - grey
        where = {"frame": index + 1} if count > 1 else {}
        yield picture(media, Image.fromarray(grey), where)
