"""A picture that is ready to be looked at: upright, RGB, of a size that memory can bear."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from phi_lint.errors import UnreadableError
from phi_lint.types import Box

MOST_PIXELS = 100_000_000
"""Pixels that are decoded at most, 300 MB as RGB: twice what the largest phone cameras take."""
LONGEST = 6000
"""Pixels of a side that the senses are shown; larger pictures are scaled down to it."""
MOST_FRAMES = 60
"""Frames or pages of one file that are looked at."""
SAMPLED = 8
"""Frames of an animation that are looked at, evenly spread."""
Where = Mapping[str, int | float | str]
_DECODING = Lock()
"""One picture at a time is decoded: that is quick, takes most of the memory, and warnings belong to the process."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One still picture: a file's only one, a page, or a frame."""

    media: str
    """What a report calls the medium."""
    pixels: Image.Image = field(repr=False)
    """Upright, RGB."""
    where: Where = field(default_factory=dict)
    """Page, frame or time, where the medium has them."""
    scale: float = 1.0
    """How many pixels of the file one pixel here is."""

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Corners in these pixels as a box in the file's pixels, cut off at the picture's edge."""
        width, height = self.pixels.size
        left, right = (min(max(each, 0.0), width) * self.scale for each in (left, right))
        top, bottom = (min(max(each, 0.0), height) * self.scale for each in (top, bottom))
        return round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top))

    def array(self) -> Any:
        """The pixels as OpenCV wants them: height × width × 3 bytes, blue first."""
        import numpy as np

        return np.ascontiguousarray(np.asarray(self.pixels)[:, :, ::-1])


def opened(content: bytes) -> Image.Image:
    """A picture file, not yet decoded. Raises UnreadableError where it is damaged, unknown or too large."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below
    try:
        _know_heif()
        with _DECODING, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged EXIF block is no reason to be loud
            image = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        raise UnreadableError("is no picture that can be read, or it is damaged; save it anew as JPEG or PNG") from None
    except Exception as error:  # decoders raise whatever a damaged file leads them to
        raise UnreadableError(f"is a damaged picture ({type(error).__name__}); save it anew") from None
    width, height = image.size
    if image.format == "JPEG" and width * height > MOST_PIXELS:
        image.draft("RGB", (LONGEST, LONGEST))
    if image.size[0] * image.size[1] > MOST_PIXELS:
        raise UnreadableError(
            f"is {width} × {height} pixels large; save it with at most {MOST_PIXELS // 10**6} million"
        )
    return image


def pictures(media: str, image: Image.Image, every: bool = False) -> Iterator[Picture]:
    """The picture, or every page of a TIFF, or frames of an animation: some, or `every` one that differs.

    Raises UnreadableError, after the last one that is looked at, where there are too many.
    """
    frames = getattr(image, "n_frames", 1)
    if frames <= 1:
        yield picture(media, image)
        return
    pages = image.format in ("TIFF", "MPO")
    several = pages or every
    chosen = range(min(frames, MOST_FRAMES)) if several else {round(i * (frames - 1) / SAMPLED) for i in range(SAMPLED)}
    before = b""
    for index, frame in enumerate(_frames(image)):
        if index in chosen:
            one = picture(media, frame, {"page" if pages else "frame": index + 1})
            pixels = b"" if pages or not every else one.pixels.tobytes()
            if not pixels or pixels != before:
                yield one
            before = pixels
    if several and frames > MOST_FRAMES:
        what, mend = ("pages", "split it") if pages else ("frames", "save it as MP4, which is looked at as a video")
        raise UnreadableError(f"has {frames} {what}, of which the first {MOST_FRAMES} were examined; {mend}")


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    try:
        yield from ImageSequence.Iterator(image)
    except UnreadableError:
        raise
    except Exception as error:  # see opened()
        raise UnreadableError(f"is a damaged picture ({type(error).__name__}); save it anew") from None


def picture(media: str, image: Image.Image, where: Where | None = None) -> Picture:
    """Decode, turn upright, flatten onto white, scale down where very large. Raises UnreadableError."""
    try:
        with _DECODING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
            turned = _upright(image)
            full = turned.width
            turned.thumbnail((LONGEST, LONGEST))
            if turned.mode == "I;16":
                turned = turned.point(lambda value: value / 256).convert("L")
            if turned.has_transparency_data:
                white = Image.new("RGBA", turned.size, "white")
                turned = Image.alpha_composite(white, turned.convert("RGBA"))
            return Picture(media, turned.convert("RGB"), where or {}, full / turned.width)
    except Exception as error:  # see opened()
        raise UnreadableError(f"is a damaged picture ({type(error).__name__}); save it anew") from None


def _upright(image: Image.Image) -> Image.Image:
    """A copy turned as its EXIF orientation says; a damaged orientation turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # the EXIF block is damaged, the pixels are not
        return image.copy()


def _know_heif() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
