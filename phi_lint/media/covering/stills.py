"""A picture file in the same format, upright, in common colours, with marks covered in every page and frame."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, JpegImagePlugin

from phi_lint.media.covering import shells
from phi_lint.media.covering.mark import Mark
from phi_lint.media.covering.pixels import hidden
from phi_lint.media.picture import opened

ORIENTATION = 0x0112
LOSSLESS_TIFF = frozenset(("raw", "packbits", "tiff_lzw", "tiff_deflate", "tiff_adobe_deflate", "group3", "group4"))
SAFE_QUALITY = {"HEIF": 80, "AVIF": 80, "WEBP": 90}
"""Of what is written with loss again; JPEG keeps its own tables."""
LOSSLESS_WITHIN = 200
"""Bytes of a WebP file within which the first frame says how it is written."""
WORKING = {"1": "L", "L": "L", "I;16": "L", "RGB": "RGB"}
"""The mode in which a picture without transparency is covered; RGB for all others."""


def covered(content: bytes, marks: Sequence[Mark], solid: bool) -> bytes:
    """The picture with marks covered, and without anything that it says. Raises UnreadableError."""
    image = opened(content)
    if not marks and not _must_be_applied(image):
        if (bare := shells.stripped(content)) is not None:
            return bare
        if image.format in ("HEIF", "AVIF") and shells.is_bare(content):
            return content
    lossless = b"VP8L" in content[:LOSSLESS_WITHIN]
    written = _written(image, list(_frames(image, marks, solid)), lossless)
    bare = shells.stripped(written)
    return written if bare is None else bare


def _must_be_applied(image: Image.Image) -> bool:
    """Whether the pixels depend on what the file says of them: how they lie, and in which colours."""
    return _orientation(image) != 1 or _profile(image) is not None


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(ORIENTATION, 1)
        return int(found) if found in range(1, 9) else 1
    except Exception:  # a damaged EXIF block turns nothing
        return 1


def _profile(image: Image.Image) -> Any:
    """The colour profile, where it is one and not the common one."""
    block = image.info.get("icc_profile")
    if not block:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(block))
        return None if "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (OSError, ImageCms.PyCMSError):  # a damaged profile colours nothing
        return None


def _frames(image: Image.Image, marks: Sequence[Mark], solid: bool) -> Iterator[tuple[Image.Image, float]]:
    """Every page or frame and the milliseconds that it is shown."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a damaged EXIF block is no reason to be loud
        for number, frame in enumerate(_each(image), 1):
            frame.load()
            profile, time = _profile(frame), float(frame.info.get("duration", 0) or 0)
            upright = ImageOps.exif_transpose(frame) if _orientation(frame) != 1 else frame.copy()
            yield _hidden(_in_common_colours(upright, profile), [m for m in marks if m.on(number)], solid), time


def _each(image: Image.Image) -> Iterator[Image.Image]:
    # Of a JPEG with several pictures the others are previews, depth maps and gain maps.
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        yield from ImageSequence.Iterator(image)
    else:
        yield image


def _in_common_colours(image: Image.Image, profile: Any) -> Image.Image:
    if profile is None or image.mode in ("1", "L", "LA", "I;16"):
        return image.convert("RGB") if image.mode in ("CMYK", "YCbCr", "LAB", "HSV") else image
    if image.mode == "P":
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        turned = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=mode)
    except ImageCms.PyCMSError:  # the profile is for another kind of picture
        return image.convert(mode)
    return image.convert(mode) if turned is None else turned


def _hidden(image: Image.Image, marks: Sequence[Mark], solid: bool) -> Image.Image:
    """The picture with marks covered, in its own mode where that can hold them, and nothing hanging on to it."""
    mode = image.mode
    if marks:
        image = image.convert("RGBA" if image.has_transparency_data else WORKING.get(mode, "RGB"))
        hidden(image, marks, solid)
        if mode == "1":
            image = image.convert("1", dither=Image.Dither.NONE)
        elif mode == "P" and image.mode == "RGB":
            image = image.quantize(256, dither=Image.Dither.NONE)
    kept = {"transparency": image.info["transparency"]} if "transparency" in image.info else {}
    image.info.clear()
    image.info.update(kept)
    return image


def _written(image: Image.Image, frames: list[tuple[Image.Image, float]], lossless: bool) -> bytes:
    kind = {"MPO": "JPEG"}.get(image.format or "", image.format or "PNG")
    how: dict[str, Any] = {"quality": SAFE_QUALITY[kind]} if kind in SAFE_QUALITY else {}
    first = frames[0][0]
    if kind == "JPEG":
        how |= {
            "qtables": getattr(image, "quantization", None),
            "subsampling": JpegImagePlugin.get_sampling(image),
            "progressive": "progressive" in image.info,
        }
        first = first if first.mode in ("L", "RGB") else first.convert("RGB")
    elif kind == "TIFF":
        compression = image.info.get("compression", "raw")
        fits = compression in LOSSLESS_TIFF and (not compression.startswith("group") or first.mode == "1")
        how |= {"compression": compression if fits else "tiff_adobe_deflate"}
    elif kind == "WEBP":
        how |= {"lossless": lossless}
    if kind in ("TIFF", "BMP", "JPEG") and "dpi" in image.info:
        how["dpi"] = image.info["dpi"]
    if len(frames) > 1:
        how |= {"save_all": True, "append_images": [frame for frame, _ in frames[1:]]}
        if kind != "TIFF":
            how |= {"duration": [round(time) for _, time in frames]}
            how |= {"loop": image.info["loop"]} if "loop" in image.info else {}
        if kind == "GIF":
            how["disposal"] = 2 if any(frame.has_transparency_data for frame, _ in frames) else 1
    held = io.BytesIO()
    first.save(held, kind, **how)
    return held.getvalue()
