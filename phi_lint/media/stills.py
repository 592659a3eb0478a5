"""A still picture through every sense."""

from __future__ import annotations

from collections.abc import Iterator

from phi_lint.config import Config
from phi_lint.errors import UnreadableError
from phi_lint.media import codes, faces, metadata, plates, text
from phi_lint.media.abreast import beside
from phi_lint.media.looking import Seen
from phi_lint.media.picture import Picture, opened, picture, pictures

SAME_SHAPE = 0.06
"""A thumbnail whose sides are in another proportion than the picture's by more than this shows more than it."""


def still(media: str, content: bytes, config: Config, every: bool = False) -> Iterator[Seen]:
    """A picture file: what it says of itself, every page, and some frames or `every` one. Raises UnreadableError."""
    image = opened(content)
    yield Seen(*metadata.see(media, image))
    preview = metadata.thumbnail(image)
    main: Picture | None = None
    for one in pictures(media, image, every):
        main = main or one
        yield examined(one, config)
    if preview and main is not None:
        yield from _cropped_away(media, preview, main)


def examined(one: Picture, config: Config) -> Seen:
    """What stands written in a picture, its codes, its plates and its faces."""
    if len(one.pixels.getcolors(2) or ()) == 1:
        return Seen()  # an empty page, a black frame
    looked = beside(lambda: (codes.see(one), faces.see(one)))
    written = text.read(one, config.ocr)  # takes as long as the others together
    plated = plates.see(one, written)
    (payloads, coded), people = looked()
    return Seen((*written, *payloads), (*coded, *plated, *people))


def _cropped_away(media: str, preview: bytes, main: Picture) -> Iterator[Seen]:
    """Faces in an embedded preview that shows more than the picture itself."""
    try:
        small = picture(media, opened(preview))
    except UnreadableError:
        return  # the preview is damaged, so that nobody sees anything in it
    proportion = (small.pixels.width / small.pixels.height) / (main.pixels.width / main.pixels.height)
    if abs(proportion - 1) <= SAME_SHAPE:
        return
    yield Seen(note="holds a preview of another shape than the picture; save it without its EXIF data")
    yield Seen(sightings=tuple(faces.see(small)))
