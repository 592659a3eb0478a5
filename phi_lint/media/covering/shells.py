"""What stands in a picture file around its pixels: taken out without touching them.

Blocks are kept by a list of what showing the picture needs, so that what nobody has thought of goes, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from phi_lint.errors import UnreadableError

PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB cICP bKGD pHYs sBIT hIST acTL fcTL fdAT".split())
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
WEBP_FLAGS = 0b00010010
"""Of VP8X: alpha and animation; the bits for a colour profile, EXIF and XMP are cleared."""
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""The application blocks of a GIF that say how often it runs."""
ISO_TOP = frozenset((b"ftyp", b"meta", b"mdat", b"moov"))
ISO_SAYING = (b"Exif", b"mime", b"thmb", b"prof", b"rICC", b"uri ", b"uuid", b"udta", b"auxl")
"""Item and box types of HEIF and AVIF that hold more than the picture: metadata, previews, profiles, depth maps."""


def stripped(content: bytes) -> bytes | None:
    """The file without what it says; None where its kind is not taken apart here. Raises UnreadableError."""
    for head, parted in ((b"\xff\xd8", _jpeg), (PNG, _png), (b"GIF8", _gif), (b"RIFF", _webp)):
        if content.startswith(head):
            try:
                return b"".join(parted(content))
            except (IndexError, ValueError):
                raise UnreadableError("is a damaged picture; save it anew") from None
    return None


def is_bare(content: bytes) -> bool:
    """Whether a HEIF or AVIF file holds the picture and nothing else."""
    at = 0
    while at + 8 <= len(content):
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if name not in ISO_TOP or size < 8:
            return False
        if name != b"mdat" and any(word in content[at : at + size] for word in ISO_SAYING):
            return False
        at += size
    return at == len(content)


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Every segment but APP1 to APP15, Adobe's colour mark aside, and comments; nothing behind the end."""
    yield content[:2]
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end < at + 4:
            raise ValueError
        segment = content[at:end]
        if marker == 0xE0:
            if segment[4:9] == b"JFIF\0":
                yield b"\xff\xe0\0\x10" + segment[4:16] + b"\0\0"  # without its preview
        elif (marker == 0xEE and segment[4:9] == b"Adobe") or not (0xE1 <= marker <= 0xEF or marker == 0xFE):
            yield segment
        if marker == 0xDA:  # the pixels, up to the next marker that is none of theirs
            begin = end
            while True:
                end = content.index(b"\xff", end)
                if content[end + 1] == 0 or 0xD0 <= content[end + 1] <= 0xD7:
                    end += 2
                else:
                    break
            yield content[begin:end]
        at = end


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG
    at, name = len(PNG), b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if end > len(content) or len(name) < 4:
            raise ValueError
        if name in PNG_KEPT:
            yield content[at:end]
        at = end


def _gif(content: bytes) -> Iterator[bytes]:
    """The frames with their palettes and times; no comments, no plain texts, no applications but the loop."""
    at = 13 + _palette(content[10])
    yield content[:at]
    while content[at] != 0x3B:
        begin = at
        if content[at] == 0x2C:
            at = _blocks(content, at + 11 + _palette(content[at + 9]))
            yield content[begin:at]
        elif content[at] == 0x21:
            label = content[at + 1]
            at = _blocks(content, at + 2)
            loop = label == 0xFF and content[begin + 3 : begin + 14] in LOOPS and at - begin == 19
            if label == 0xF9 or loop:
                yield content[begin:at]
        else:
            raise ValueError
    yield b"\x3b"


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(content: bytes, at: int) -> int:
    """Behind a row of blocks that each tell their length, the last of them empty."""
    while content[at]:
        at += 1 + content[at]
    return at + 1


def _webp(content: bytes) -> Iterator[bytes]:
    if content[8:12] != b"WEBP":
        raise ValueError
    kept, at, end = [], 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        stop = at + 8 + size + size % 2
        chunk = content[at:stop]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & WEBP_FLAGS]) + chunk[9:]
        if chunk[:4] in WEBP_KEPT:
            kept.append(chunk)
        at = stop
    body = b"WEBP" + b"".join(kept)
    yield b"RIFF" + len(body).to_bytes(4, "little") + body
