"""Which kind of medium a file is: by its first bytes, and in a walk by its ending."""

from __future__ import annotations

from pathlib import PurePath

from phi_lint.endings import DOCUMENTS, PICTURES, VIDEOS, are_subtitles


def kind(name: str, head: bytes) -> str | None:
    """picture, pdf, svg, dicom, video, sound or subtitles; None where neither bytes nor name say anything.

    By the first kilobyte; by the name where that does not tell.
    """
    ending = PurePath(name).suffix.lower()
    if are_subtitles(name):  # which are text, and begin with anything
        return "subtitles"
    if head[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if head[128:132] == b"DICM":
        return "dicom"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in (b"M4A ", b"M4B "):
            return "sound"
        return "picture" if brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"hevc") else "video"
    if head.startswith(b"\x1a\x45\xdf\xa3") or (head.startswith(b"RIFF") and head[8:12] == b"AVI "):
        return "video"
    if head.startswith((b"ID3", b"\xff\xfb", b"\xff\xf1", b"fLaC", b"OggS")) or head[8:12] == b"WAVE":
        return "sound"
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")) or head[8:12] == b"WEBP":
        return "picture"
    if b"<svg" in head[:1024].lower():
        return "svg"
    if ending in PICTURES:
        return "picture"
    return DOCUMENTS.get(ending) or ("video" if ending in VIDEOS else None)


def is_binary_medium(head: bytes) -> bool:
    """Whether bytes that have no name are a medium and cannot be text."""
    return head.startswith(b"%PDF-") or (b"\0" in head and kind("", head) is not None)
