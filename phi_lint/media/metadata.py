"""What a picture file says of itself: position, time and camera of the shot, captions, names, a hidden thumbnail."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import regex
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from phi_lint.types import Part, Passage, Sighting

TEXTS = ("ImageDescription", "Artist", "Copyright", "DocumentName", "XPTitle", "XPComment", "XPAuthor", "XPKeywords",
         "XPSubject", "HostComputer")  # fmt: skip
"""EXIF tags of the first directory that people write into."""
SHOT_TEXTS = ("UserComment", "CameraOwnerName", "ImageTitle", "Photographer", "ImageUniqueID")
SERIALS = ("BodySerialNumber", "LensSerialNumber", "CameraSerialNumber")
TIMES = ("DateTimeOriginal", "DateTimeDigitized")
IPTC = {(2, 5): "Title", (2, 25): "Keyword", (2, 80): "By-line", (2, 90): "City", (2, 92): "Sublocation",
        (2, 105): "Headline", (2, 118): "Contact", (2, 120): "Caption", (2, 122): "Caption writer"}  # fmt: skip
XMP_TEXT = regex.compile(
    r"""(?xs) < (?: dc: (?: title | description | creator | subject )
    | photoshop: (?: Headline | City | Caption\w* | AuthorsPosition | Credit )
    | Iptc4xmp\w*: (?: PersonInImage | Location ) ) \b [^>]* >
    (?P<value> .*? ) </ (?: dc | photoshop | Iptc4xmp\w* ):"""
)
XMP_ATTRIBUTE = regex.compile(
    r'(?s)(?:photoshop:(?:Headline|City|Credit)|Iptc4xmpCore:Location)\s*=\s*"(?P<value>[^"]+)"'
)
TAG = regex.compile(r"<[^>]*>")
LONGEST = 20_000
"""Characters of one entry that are read."""
NO_PNG_TEXT = frozenset({"XML:com.adobe.xmp", "exif", "Raw profile type exif", "Raw profile type xmp", "software"})


def see(media: str, image: Image.Image) -> tuple[tuple[Passage, ...], tuple[Sighting, ...]]:
    """Everything a picture file says beside its pixels, the texts as one passage of labelled lines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lines = dict.fromkeys(
            f"{label}: {' '.join(text.split())[:LONGEST]}"
            for label, text in (*_exif_texts(image), *_iptc(image), *_xmp(image), *_own_texts(image))
            if any(letter.isalnum() for letter in text)
        )
        sightings = (*_position(media, image), *_shot(media, image))
    passage = Passage("\n".join(lines), Part.METADATA, None, media)
    return ((passage,) if lines else ()), sightings


def thumbnail(image: Image.Image) -> bytes | None:
    """The embedded preview, which may still show what was cropped away or painted over."""
    exif = _directory(image, None)
    try:
        raw = exif.get_ifd(ExifTags.IFD.IFD1) if exif else {}
        start, length = raw.get(0x0201), raw.get(0x0202)  # JPEGInterchangeFormat and its length
        block = image.info.get("exif", b"")
        if start is None or length is None or not isinstance(block, bytes):
            return None
        begin = (6 if block.startswith(b"Exif") else 0) + int(start)
        return block[begin : begin + int(length)] or None
    except Exception:  # a damaged EXIF block
        return None


def _directory(image: Image.Image, number: int | None) -> Any:
    """A directory of the EXIF block by tag; empty where there is none or it is damaged."""
    try:
        exif = image.getexif()
        return exif if number is None else exif.get_ifd(number)
    except Exception:  # Pillow raises whatever a damaged block leads it to
        return {}


def _named(directory: Any) -> dict[str, Any]:
    named: dict[str, Any] = {}
    try:
        for tag, value in directory.items():
            named[ExifTags.TAGS.get(tag, str(tag))] = value
    except Exception:  # see _directory
        return named
    return named


def _exif_texts(image: Image.Image) -> Iterator[tuple[str, str]]:
    for directory, wanted in ((None, TEXTS), (ExifTags.IFD.Exif, SHOT_TEXTS)):
        named = _named(_directory(image, directory))
        for name in wanted:
            if text := _text(named.get(name), wide=name.startswith("XP")):
                yield name.removeprefix("XP"), text


def _text(value: object, wide: bool = False) -> str:
    """An EXIF value as text, whatever its encoding."""
    if isinstance(value, bytes):
        for mark, encoding in ((b"ASCII\0\0\0", "ascii"), (b"UNICODE\0", "utf-16"), (b"\0" * 8, "utf-8")):
            if value.startswith(mark):
                return value[8:].decode(encoding, "ignore").replace("\0", "").strip()
        return value.decode("utf-16-le" if wide else "utf-8", "ignore").replace("\0", "").strip()
    if isinstance(value, tuple) and wide:
        return (
            bytes(each for each in value if isinstance(each, int) and each < 256)
            .decode("utf-16-le", "ignore")
            .strip("\0 ")
        )
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def _iptc(image: Image.Image) -> Iterator[tuple[str, str]]:
    try:
        found = (IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None) or {}
    except Exception:  # a damaged block
        return
    for key, label in IPTC.items():
        values = found.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, bytes):
                yield label, value.decode("utf-8", "replace")


def _xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = packet.decode("utf-8", "ignore") if isinstance(packet, bytes) else str(packet)
    for pattern in (XMP_TEXT, XMP_ATTRIBUTE):
        for found in pattern.finditer(text):
            if value := TAG.sub(" ", found["value"]).strip():
                yield "XMP", value


def _own_texts(image: Image.Image) -> Iterator[tuple[str, str]]:
    """The comment of a JPEG or GIF, and the text chunks of a PNG."""
    comment = image.info.get("comment")
    if comment:
        yield "Comment", comment.decode("utf-8", "replace") if isinstance(comment, bytes) else str(comment)
    for key, value in getattr(image, "text", {}).items() if image.format == "PNG" else ():
        if key not in NO_PNG_TEXT:
            yield key, str(value)


def _position(media: str, image: Image.Image) -> Iterator[Sighting]:
    """Where the picture was taken, in degrees; a receiver without a fix writes zeros."""
    gps = _directory(image, ExifTags.IFD.GPSInfo)
    try:
        latitude, longitude = _degrees(gps, 2), _degrees(gps, 4)
    except Exception:  # a damaged block
        return
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        yield Sighting("position", media, 0.99, detail=f"{latitude:.5f}, {longitude:.5f}")


def _degrees(gps: Any, tag: int) -> float | None:
    """The angle in a GPS directory: its hemisphere stands in the tag before (EXIF 2.32, 4.6.6)."""
    parts = gps.get(tag)
    if not parts:
        return None
    numbers = [float(part) for part in parts]
    if any(number != number for number in numbers):
        return None
    value: float = sum(number / 60.0**index for index, number in enumerate(numbers[:3]))
    return -value if str(gps.get(tag - 1, "")).strip("\0 ").upper() in ("S", "W") else value


def _shot(media: str, image: Image.Image) -> Iterator[Sighting]:
    named = _named(_directory(image, ExifTags.IFD.Exif))
    changed = _named(_directory(image, None)).get("DateTime")
    for value in (*(_text(named.get(name)) for name in TIMES), _text(changed)):
        if regex.match(r"(?:19|20)\d\d[:\-]\d\d[:\-]\d\d", value):
            yield Sighting("capture_date", media, 0.95, detail=value[:10].replace(":", "-"))
            break
    serials = {_text(named.get(name)) for name in SERIALS} - {""}
    for serial in sorted(serial for serial in serials if regex.search(r"[1-9]", serial)):
        yield Sighting("serial", media, 0.9, detail=serial)
