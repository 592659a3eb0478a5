"""The elements of MKV and WebM files that are of interest, by their numbers (RFC 9559, section 5)."""

from __future__ import annotations

from enum import IntEnum


class Id(IntEnum):
    """An element, by its name there."""

    SEGMENT = 0x18538067
    INFO = 0x1549A966
    TIMESTAMP_SCALE = 0x2AD7B1
    TITLE = 0x7BA9
    TRACKS = 0x1654AE6B
    TRACK_ENTRY = 0xAE
    TRACK_NUMBER = 0xD7
    TRACK_TYPE = 0x83
    CODEC_ID = 0x86
    CONTENT_ENCODINGS = 0x6D80
    CONTENT_ENCODING = 0x6240
    CONTENT_COMPRESSION = 0x5034
    CONTENT_COMP_ALGO = 0x4254
    CONTENT_COMP_SETTINGS = 0x4255
    CONTENT_ENCRYPTION = 0x5035
    CHAPTERS = 0x1043A770
    EDITION_ENTRY = 0x45B9
    CHAPTER_ATOM = 0xB6
    CHAPTER_DISPLAY = 0x80
    CHAP_STRING = 0x85
    TAGS = 0x1254C367
    TAG = 0x7373
    SIMPLE_TAG = 0x67C8
    TAG_NAME = 0x45A3
    TAG_STRING = 0x4487
    CLUSTER = 0x1F43B675
    TIMESTAMP = 0xE7
    SIMPLE_BLOCK = 0xA3
    BLOCK_GROUP = 0xA0
    BLOCK = 0xA1


HEADS = frozenset(
    {Id.SEGMENT, Id.INFO, Id.TRACKS, Id.TRACK_ENTRY, Id.CONTENT_ENCODINGS, Id.CONTENT_ENCODING, Id.CONTENT_COMPRESSION,
     Id.CHAPTERS, Id.EDITION_ENTRY, Id.CHAPTER_ATOM, Id.CHAPTER_DISPLAY, Id.TAGS, Id.TAG, Id.SIMPLE_TAG}
)  # fmt: skip
"""What is opened to read titles, tags and which tracks there are."""
CLUSTERS = frozenset({Id.SEGMENT, Id.CLUSTER, Id.BLOCK_GROUP})
"""What is opened to read the tracks themselves."""
