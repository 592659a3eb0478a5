"""The endings of files that are no text: pictures, documents, videos."""

from __future__ import annotations

from pathlib import PurePath

PICTURES = frozenset(".jpg .jpeg .jfif .png .gif .webp .tif .tiff .bmp .heic .heif .avif .apng".split())
DOCUMENTS = {".pdf": "pdf", ".svg": "svg", ".dcm": "dicom", ".dicom": "dicom"}
VIDEOS = frozenset(".mp4 .m4v .mov .webm .mkv .avi".split())
SUBTITLES = frozenset(".srt .vtt".split())
"""Text, and no media by themselves: beside a video of the same name they are looked at with it."""
MEDIA = frozenset({*PICTURES, *DOCUMENTS, *VIDEOS})


def is_medium(file: str) -> bool:
    """Whether a file's name says that it is a picture, document or video."""
    return PurePath(file).suffix.lower() in MEDIA


def are_subtitles(file: str) -> bool:
    """Whether a file's name says that it holds the subtitles of a video."""
    return PurePath(file).suffix.lower() in SUBTITLES
