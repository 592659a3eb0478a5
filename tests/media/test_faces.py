"""Faces, real ones and changed ones: from the side, behind glasses and masks, leaning, small; and what is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from made import PICTURES
from phi_lint.media import faces
from phi_lint.media.picture import picture
from PIL import Image, ImageDraw

ASTRONAUT = (180, 40, 270, 180)
"""Left, top, right, bottom of her head, of 512 × 512 pixels."""
EYES = ((208, 107), (246, 106))
FACE = 90
"""Pixels from her chin to her hair."""
Change = Callable[[Image.Image], Image.Image]


def astronaut() -> Image.Image:
    return Image.open(PICTURES / "astronaut.jpg").convert("RGB")


def sure(image: Image.Image) -> int:
    return sum(sighting.score >= faces.SURE for sighting in faces.see(picture("a", image)))


def placed(image: Image.Image, face: int) -> Image.Image:
    """The picture shrunk until her face is so many pixels high, in a larger one."""
    side = round(image.width * face / FACE)
    ground = Image.new("RGB", (1280, 800), (150, 152, 148))
    ground.paste(image.resize((side, side), Image.Resampling.BOX), (500, 300))
    return ground


def glasses(image: Image.Image, lens: tuple[int, int, int, int]) -> Image.Image:
    drawn = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(drawn)
    for x, y in EYES:
        pen.rounded_rectangle((x - 16, y - 12, x + 16, y + 13), 6, fill=lens, outline=(15, 15, 15, 255), width=3)
    pen.line((EYES[0][0] + 16, 106, EYES[1][0] - 16, 106), fill=(15, 15, 15, 255), width=3)
    return Image.alpha_composite(image.convert("RGBA"), drawn).convert("RGB")


def clear_glasses(image: Image.Image) -> Image.Image:
    return glasses(image, (200, 220, 255, 40))


def dark_glasses(image: Image.Image) -> Image.Image:
    return glasses(image, (10, 10, 12, 255))


def mask(image: Image.Image) -> Image.Image:
    worn = image.copy()
    ImageDraw.Draw(worn).polygon(
        [(185, 124), (227, 114), (268, 124), (262, 150), (228, 170), (192, 150)], fill=(150, 195, 220)
    )
    return worn


def leaning(image: Image.Image) -> Image.Image:
    return image.rotate(20, resample=Image.Resampling.BICUBIC, fillcolor=(150, 152, 148))


def black_and_white(image: Image.Image) -> Image.Image:
    return image.convert("L").convert("RGB")


def as_it_is(image: Image.Image) -> Image.Image:
    return image


CHANGES = (as_it_is, black_and_white, clear_glasses, dark_glasses, mask, leaning)


@pytest.mark.parametrize("name", ["camera", "grace_hopper"])
def test_a_profile_and_real_glasses(name: str) -> None:
    assert sure(Image.open(PICTURES / f"{name}.jpg").convert("RGB")) == 1


@pytest.mark.parametrize("face", [90, 48, 24])
@pytest.mark.parametrize(
    "change",
    [as_it_is, black_and_white, clear_glasses, dark_glasses, mask, leaning],
    ids=lambda change: change.__name__,
)
def test_faces_are_found_down_to_24_pixels(change: Change, face: int) -> None:
    assert sure(placed(change(astronaut()), face)) == 1


def test_small_faces_of_a_large_photograph() -> None:
    """Of 24 pixels in 3000: in the first look's copy they have ten."""
    large = placed(astronaut(), 24).resize((1280, 800))
    ground = Image.new("RGB", (3000, 2000), (150, 152, 148))
    ground.paste(large, (900, 600))
    assert sure(ground) == 1


def test_nobody_counts_twice() -> None:
    """Both looks see a face of 48 pixels."""
    both = placed(astronaut(), 48)
    both.paste(astronaut().resize((273, 273)), (60, 60))
    assert sure(both) == 2


def test_drawn_faces_stay_silent() -> None:
    ground = Image.new("RGB", (1280, 800), "white")
    pen = ImageDraw.Draw(ground)
    for left, size in ((80, 300), (500, 120), (760, 48), (900, 24)):
        pen.ellipse(
            (left, 200, left + size, 200 + size), fill=(255, 205, 60), outline="black", width=max(1, size // 40)
        )
        for eye in (0.3, 0.6):
            pen.ellipse(
                (left + eye * size, 200 + 0.3 * size, left + (eye + 0.1) * size, 200 + 0.45 * size), fill="black"
            )
        pen.arc((left + 0.25 * size, 200 + 0.4 * size, left + 0.75 * size, 200 + 0.8 * size), 20, 160, "black", 3)
    assert sure(ground) == 0
