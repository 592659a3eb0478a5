"""What is covered cannot be seen, what a file said is gone, and the rest is as it was: every kind of medium."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
import pillow_heif
import pydicom
import pypdfium2
import pytest
from made import PICTURES, drawn, form
from phi_lint.errors import UnreadableError
from phi_lint.media.covering import Mark, cleaned, covered
from phi_lint.media.covering.pixels import hidden, joined
from phi_lint.media.covering.shells import stripped
from PIL import Image, ImageCms, PngImagePlugin
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from test_documents import written_pdf

pillow_heif.register_heif_opener()
SECRET = b"Maribel Quintero"
BOX = (60, 130, 600, 50)
ENDINGS = ("jpg", "png", "gif", "webp", "tiff", "bmp", "heic", "avif")


def saying(ending: str, **how: object) -> bytes:
    """A form whose file says a name wherever its format can."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    wide = {"jpg", "png", "webp", "tiff", "heic", "avif"}
    how |= {"exif": exif} if ending in wide else {}
    how |= {"comment": SECRET} if ending in ("jpg", "gif") else {}
    how |= {"pnginfo": info} if ending == "png" else {}
    how |= {"xmp": b"<x:xmpmeta>Maribel Quintero</x:xmpmeta>"} if ending in ("jpg", "webp", "avif") else {}
    held = io.BytesIO()
    form(0).image.save(held, Image.registered_extensions()[f".{ending}"], **how)  # type: ignore[arg-type]
    return held.getvalue()


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_picture_is_covered_in_its_own_form(ending: str) -> None:
    before = saying(ending)
    after = covered(f"a.{ending}", before, [Mark((BOX,))], False)
    old, new = (Image.open(io.BytesIO(content)) for content in (before, after))
    assert (new.format, new.size) == (old.format, old.size)
    inside = np.asarray(new.convert("L").crop((70, 135, 650, 175)), float)
    assert inside.std() < 4
    rest = [np.asarray(each.convert("L").crop((0, 320, 1280, 400)), float) for each in (old, new)]
    assert abs(rest[0] - rest[1]).mean() < 4
    assert len(after) < 1.3 * len(before)
    assert SECRET not in after


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_a_picture_says_is_gone_and_twice_changes_nothing(ending: str) -> None:
    before = saying(ending)
    after = cleaned(f"a.{ending}", before)
    assert SECRET not in after
    assert cleaned(f"a.{ending}", after) == after
    if ending in ("jpg", "png", "gif", "webp", "tiff", "bmp"):  # without a pixel changed
        old, new = (Image.open(io.BytesIO(content)).convert("RGB") for content in (before, after))
        assert old.tobytes() == new.tobytes()


def test_a_jpeg_lies_upright_without_its_preview() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    held = io.BytesIO()
    form(0).image.rotate(90, expand=True).save(held, "JPEG", exif=exif, quality=90)
    trailing = held.getvalue() + b"\xff\xd8 a second picture of Maribel Quintero \xff\xd9"
    after = cleaned("a.jpg", trailing)
    with Image.open(io.BytesIO(after)) as new:
        assert new.size == form(0).image.size
        assert dict(new.getexif()) == {}
    assert SECRET not in after


def test_a_colour_profile_is_applied() -> None:
    held = io.BytesIO()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = lab.replace("sRGB".encode("utf-16-be"), "Mari".encode("utf-16-be")).replace(b"sRGB", b"Mari")
    form(0).image.save(held, "PNG", icc_profile=named)
    after = cleaned("a.png", held.getvalue())
    with Image.open(io.BytesIO(after)) as new:
        assert "icc_profile" not in new.info
        assert new.getpixel((5, 5)) == (255, 255, 255)


def test_a_mark_is_covered_in_every_frame_and_a_page_alone() -> None:
    frames = [drawn(str(n), [(60, 60, f"Bed {n}"), (60, 200, f"{n}")], 40).image for n in range(3)]
    for ending, where in (("gif", {"frame": 1}), ("tiff", {"page": 2})):
        held = io.BytesIO()
        times = {"duration": [90, 200, 90]} if ending == "gif" else {}
        frames[0].save(held, ending, save_all=True, append_images=frames[1:], **times)  # type: ignore[arg-type]
        made = covered(f"a.{ending}", held.getvalue(), [Mark(((60, 60, 200, 50),), where)], False)
        new = Image.open(io.BytesIO(made))
        seen = []
        for index in range(3):
            new.seek(index)
            seen.append(np.asarray(new.convert("L").crop((65, 65, 250, 100)), float).std() < 1)
            assert ending == "tiff" or new.info["duration"] == (90, 200, 90)[index]
        assert seen == ([True] * 3 if ending == "gif" else [False, True, False])


def test_a_face_cannot_be_told_and_its_surroundings_stay() -> None:
    with Image.open(PICTURES / "astronaut.jpg") as opened:
        before = opened.convert("RGB")
    left, top, width, height = box = (180, 70, 90, 110)
    blurred, solid = before.copy(), before.copy()
    hidden(blurred, [Mark((box,), face=True)], False)
    hidden(solid, [Mark((box,), face=True)], True)
    inner = (left, top, left + width, top + height)
    edges = np.abs(np.diff(np.asarray(blurred.convert("L").crop(inner), float))).max()
    assert edges < 12 < np.abs(np.diff(np.asarray(before.convert("L").crop(inner), float))).max()
    assert np.asarray(solid.crop(inner)).std(axis=(0, 1)).max() == 0
    for after in (blurred, solid):
        assert after.crop((0, 300, 512, 512)).tobytes() == before.crop((0, 300, 512, 512)).tobytes()


def test_words_of_a_row_are_one_bar_and_rows_are_apart() -> None:
    assert joined([(10, 10, 50, 20), (70, 12, 40, 20), (10, 60, 50, 20)]) == [(10, 10, 100, 22), (10, 60, 50, 20)]


def test_the_text_of_a_pdf_is_gone_with_its_letters() -> None:
    before = written_pdf("Our patient Maribel Quintero")
    after = covered("a.pdf", before, [Mark(((140, 160, 500, 60),), {"page": 1})], False)
    document = pypdfium2.PdfDocument(after)
    assert document[0].get_textpage().count_chars() == 0
    assert document[0].get_size() == pypdfium2.PdfDocument(before)[0].get_size()
    assert not document.get_metadata_dict()["Title"]
    assert cleaned("a.pdf", after) == after


def test_a_clean_pdf_keeps_its_text_and_loses_what_it_says() -> None:
    before = written_pdf("Flu shots till 6")
    assert cleaned("a.pdf", before) == before
    said = before.replace(b"trailer << ", b"trailer << /Info << /Author (Maribel Quintero) >> ")
    after = cleaned("a.pdf", said)
    assert SECRET not in after
    assert "Flu shots" in pypdfium2.PdfDocument(after)[0].get_textpage().get_text_range()
    assert cleaned("a.pdf", after) == after


def test_a_drawing_loses_texts_pictures_and_notes() -> None:
    picture = base64.b64encode(saying("jpg")).decode()
    before = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
        'i:export-filename="Maribel Quintero.png"><!-- Maribel Quintero --><metadata>Maribel Quintero</metadata>'
        f'<text>Our patient <tspan>Maribel</tspan> Quintero</text><text>Open house</text><rect width="9" height="9"/>'
        f'<image href="data:image/jpeg;base64,{picture}"/></svg>'
    ).encode()
    after = covered("a.svg", before, [Mark((), lines=("Our patient Maribel Quintero",))], False)
    embedded = base64.b64decode(after.partition(b"base64,")[2].partition(b'"')[0])
    assert b"Maribel" not in after
    assert SECRET not in embedded
    assert b"Open house" in after
    assert b"<rect" in after
    assert cleaned("a.svg", after) == after


def test_a_scan_keeps_its_pixels_and_nothing_of_the_patient() -> None:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = generate_uid()
    data = FileDataset("a.dcm", {}, file_meta=meta, preamble=b"\0" * 128)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.PatientName, data.PatientID, data.InstitutionName = "Quintero^Maribel", "00123456", "Tidewater"
    data.add_new(0x00091001, "LO", "Maribel Quintero")
    pixels = np.full((100, 200), 40, "uint16")
    pixels[20:30, 20:90] = 900
    data.Rows, data.Columns = pixels.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = pixels.tobytes()
    held = io.BytesIO()
    data.save_as(held, enforce_file_format=True)
    after = covered("a.dcm", held.getvalue(), [Mark(((20, 20, 70, 10),))], False)
    new = pydicom.dcmread(io.BytesIO(after))
    assert new.pixel_array.max() == 40
    for value in (b"Maribel", b"Quintero", b"00123456", b"Tidewater", str(data.SOPInstanceUID).encode()):
        assert value not in after
    assert cleaned("a.dcm", after) == after


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        b"GIF89a\1\0",
        b"%PDF-1.4\n",
        b"<svg",
        b"",
        b"\0" * 200,
    ],
)
def test_what_is_damaged_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        covered("a.png", content, [Mark((BOX,))], False)


def test_nothing_but_the_picture_is_kept_of_a_shell(tmp_path: Path) -> None:
    for ending in ("jpg", "png", "gif", "webp"):
        clean = stripped(saying(ending))
        assert clean is not None
        assert stripped(clean) == clean
        Image.open(io.BytesIO(clean)).verify()
