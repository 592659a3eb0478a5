"""PDF, SVG, DICOM, video and metadata, each made here with the library that writes it."""

from __future__ import annotations

import base64
import io
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from made import PICTURES, box, drawn, form, numbers
from phi_lint.lint import Linter, Target
from phi_lint.media.mpeg4 import box_at, cues
from phi_lint.media.subtitles import sentences
from phi_lint.types import Part, Report, Severity
from PIL import Image, PngImagePlugin
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid


def checked(linter: Linter, path: Path) -> Report:
    report = linter.check([Target(str(path), path)])
    assert report.failures == ()
    return report


def loud(report: Report) -> set[str]:
    return {f.value for f in report.findings if f.severity >= Severity.MEDIUM}


def test_a_scanned_pdf_is_read_page_by_page(linter: Linter, tmp_path: Path) -> None:
    first, second = form(0), form(1)
    path = tmp_path / "scan.pdf"
    first.image.save(path, save_all=True, append_images=[second.image])
    report = checked(linter, path)
    pages = {f.value: f.passage.where.get("page") for f in report.findings if f.identifier == "H"}
    assert pages == {"00123456": 1, "00998877": 2}


def test_text_and_info_of_a_pdf_are_read(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    path.write_bytes(written_pdf("Our patient Maribel Quintero, MRN: 00123456"))
    report = checked(linter, path)
    assert {"Maribel Quintero", "00123456"} <= loud(report)
    assert all(f.box for f in report.findings if f.identifier == "H")


def written_pdf(text: str) -> bytes:
    """A page of one line in Helvetica, as any program writes it."""
    stream = f"BT /F1 18 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    begin = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % begin)
    return out.getvalue()


def test_a_drawing_gives_its_texts_and_its_pictures(linter: Linter, tmp_path: Path) -> None:
    held = io.BytesIO()
    form(0).image.save(held, "PNG")
    data = base64.b64encode(held.getvalue()).decode()
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><script>alert(1)</script>'
        f'<text>Our patient <tspan>Rosa Delgado</tspan></text><image xlink:href="data:image/png;base64,{data}"/></svg>'
    )
    assert {"Rosa Delgado", "00123456"} <= loud(checked(linter, tmp_path / "a.svg"))


def test_a_picture_that_a_drawing_fetches_is_said_to_be_unexamined(linter: Linter, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><text>Open house</text><image href="https://pics.example/a.png"/></svg>'
    )
    assert any("not examined" in note for note in checked(linter, tmp_path / "a.svg").notes)


def test_dicom_tags_and_burned_in_letters_are_read(linter: Linter, tmp_path: Path) -> None:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = generate_uid()
    data = FileDataset("a.dcm", {}, file_meta=meta, preamble=b"\0" * 128)
    data.PatientName, data.PatientID, data.PatientBirthDate = "Quintero^Maribel", "00123456", "19610314"
    burned = drawn(
        "corner", [(20, 20, "Patient: Tobias Ferwell"), (20, 70, "MRN: 00998877")], 30, "white", "black", 700
    )
    pixels = np.asarray(burned.image.convert("L")).astype("uint16") * 12
    data.Rows, data.Columns = pixels.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    data.PixelData = pixels.tobytes()
    data.save_as(tmp_path / "a.dcm", enforce_file_format=True)
    report = checked(linter, tmp_path / "a.dcm")
    assert {"Quintero Maribel", "00123456", "03/14/1961", "00998877"} <= loud(report)
    assert {f.passage.part for f in report.findings if f.identifier == "H"} == {Part.METADATA, Part.IMAGE_TEXT}


def test_a_video_is_looked_at_where_it_changes(linter: Linter, tmp_path: Path) -> None:
    made = form(0).image.resize((960, 480))
    chart = np.asarray(made)[:, :, ::-1]
    wall = np.full_like(chart, 90)
    written = cv2.VideoWriter(str(tmp_path / "a.mp4"), cv2.VideoWriter.fourcc(*"mp4v"), 10, (960, 480))
    for index in range(60):
        written.write(chart if 30 <= index < 50 else wall)
    written.release()
    report = checked(linter, tmp_path / "a.mp4")
    numbers = [f for f in report.findings if f.identifier == "H"]
    assert [(f.value, f.passage.where["time"]) for f in numbers] == [("00123456", 3.0)]


def test_a_location_in_a_video_is_found(linter: Linter, tmp_path: Path) -> None:
    film(tmp_path / "a.mp4")
    with (tmp_path / "a.mp4").open("ab") as file:
        file.write(b"\0\0\0\x26udta\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+44.0123-103.2210/")
    assert {f.rule for f in checked(linter, tmp_path / "a.mp4").findings} == {"b-geography/picture-position"}


def subtitled(cues: list[str], at: int) -> bytes:
    """A `moov` box with one track of text; its cues, one a second, follow from the file's byte `at` on."""
    samples = [struct.pack(">H", len(cue.encode())) + cue.encode() for cue in cues]
    table = box(
        b"stbl",
        box(b"stsd", numbers(0, 1), box(b"tx3g", bytes(38))),
        box(b"stts", numbers(0, 1, len(cues), 600)),
        box(b"stsc", numbers(0, 1, 1, len(cues), 1)),
        box(b"stsz", numbers(0, 0, len(cues), *map(len, samples))),
        box(b"stco", numbers(0, 1, at)),
    )
    handler = box(b"hdlr", numbers(0, 0), b"sbtl", bytes(13))
    media = box(b"mdia", box(b"mdhd", numbers(0, 0, 0, 600, 600 * len(cues), 0)), handler, box(b"minf", table))
    return box(b"moov", box(b"trak", media))


def film(path: Path) -> None:
    """A second of grey."""
    written = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 240))
    for _ in range(10):
        written.write(np.full((240, 320, 3), 90, np.uint8))
    written.release()


def heard(path: Path) -> list[tuple[float, str]]:
    return [(cue.second, cue.text) for cue in sentences(cues(path))]


def test_subtitles_are_read_sentence_by_sentence(tmp_path: Path) -> None:
    written = ["So proud of our patient", "Maribel Quintero.", "She rang the bell!"]
    said = b"".join(struct.pack(">H", len(cue.encode())) + cue.encode() for cue in written)
    begin = box(b"ftyp", b"isom", numbers(0))
    head = subtitled(written, len(begin) + 8)
    (tmp_path / "a.mp4").write_bytes(begin + box(b"mdat", said) + head)
    expected = [(0.0, "So proud of our patient Maribel Quintero."), (2.0, "She rang the bell!")]
    assert heard(tmp_path / "a.mp4") == expected
    for cut in range(0, len(head), 7):  # a damaged track says less, and never raises
        (tmp_path / "a.mp4").write_bytes(begin + box(b"mdat", said) + head[: len(head) - cut])
        assert heard(tmp_path / "a.mp4") in (expected, expected[:1], [])


def test_a_name_in_subtitles_is_found_with_its_second(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    film(path)
    written = ["Good morning.", "Our patient Maribel Quintero is home."]
    said = b"".join(struct.pack(">H", len(cue.encode())) + cue.encode() for cue in written)
    shown = path.read_bytes()
    track = box_at(subtitled(written, len(shown) + 8), b"moov")
    at = shown.index(b"moov") - 4
    size = int.from_bytes(shown[at : at + 4], "big")
    assert at + size == len(shown)  # the film's own head is its last box: the track goes into it, the words behind it
    longer = struct.pack(">I", size + len(track)) + shown[at + 4 :] + track
    said_at = len(shown) + len(track) + 8
    longer = longer.replace(numbers(len(shown) + 8), numbers(said_at))
    path.write_bytes(shown[:at] + longer + box(b"mdat", said))
    names = [f for f in checked(linter, path).findings if f.identifier == "A" and f.severity >= Severity.MEDIUM]
    assert [(f.value, f.passage.part, f.passage.where) for f in names] == [
        ("Maribel Quintero", Part.SUBTITLE, {"time": 1.0})
    ]


def test_sound_is_said_once_to_be_unexamined(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    film(path)
    with path.open("ab") as file:
        file.write(box(b"free", box(b"hdlr", numbers(0, 0), b"soun", bytes(13))))
    report = checked(linter, path)
    assert [note for note in report.notes if "not examined" in note] == [
        f"{path}: has a sound track, and what is said in it was not examined"
    ]


@pytest.mark.parametrize("head", [b"ID3\4\0\0", b"RIFF\0\0\0\0WAVEfmt ", b"\0\0\0\x18ftypM4A ", b"OggS\0", b"fLaC"])
def test_a_recording_is_counted_as_not_examined(linter: Linter, tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(head + bytes(64))
    (tmp_path / "a.md").write_text('Flu shots till 6. <audio src="a.mp3"></audio>\n')
    report = linter.check([Target(str(tmp_path / "a.md"), tmp_path / "a.md")])
    assert (report.failures, report.not_examined) == ((), 1)
    assert [note for note in report.notes if "recording" in note]


def jpeg_that_says(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Our patient Maribel Quintero after her surgery"  # ImageDescription
    shot = exif.get_ifd(0x8769)
    shot[0x9003] = "2026:03:14 10:11:12"  # DateTimeOriginal
    shot[0xA431] = "3104417"  # BodySerialNumber
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (44.0, 0.0, 44.28), "W", (103.0, 13.0, 15.6)
    Image.open(PICTURES / "coffee.jpg").save(path, exif=exif, comment=b"MRN: 00123456")


def test_what_a_picture_says_of_itself_is_found(linter: Linter, tmp_path: Path) -> None:
    jpeg_that_says(tmp_path / "a.jpg")
    found = checked(linter, tmp_path / "a.jpg").findings
    assert {"b-geography/picture-position", "c-dates-and-ages/picture-taken", "m-devices/camera-serial"} <= {
        f.rule for f in found
    }
    assert {"Maribel Quintero", "00123456", "44.01230, -103.22100"} <= {f.value for f in found}
    assert {f.passage.part for f in found if f.severity >= Severity.MEDIUM} == {Part.METADATA}


def test_text_chunks_of_a_png_are_read(linter: Linter, tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "patient Maribel Quintero, MRN: 00123456", zip=True)
    Image.new("RGB", (200, 200), "white").save(tmp_path / "a.png", pnginfo=info)
    assert "00123456" in loud(checked(linter, tmp_path / "a.png"))


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp", "tiff", "bmp", "heic", "avif"])
def test_every_kind_of_still_picture_is_read(linter: Linter, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    import pillow_heif

    pillow_heif.register_heif_opener()
    form(0).image.save(path)
    assert "00123456" in loud(checked(linter, path))


def test_every_page_of_a_tiff_is_read(linter: Linter, tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    form(0).image.save(path, save_all=True, append_images=[form(1).image])
    assert {"00123456", "00998877"} <= loud(checked(linter, path))
