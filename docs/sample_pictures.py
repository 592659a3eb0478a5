"""Draw the pictures of the sample posts; every person, number and place in them is invented.

python docs/sample_pictures.py
"""

from __future__ import annotations

from pathlib import Path

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_posts"
ASTRONAUT = ROOT / "tests" / "pictures" / "astronaut.jpg"


def write(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, ink: str) -> None:
    pen.text(at, text, font=ImageFont.load_default(size=size), fill=ink)


def whiteboard() -> Image.Image:
    image = Image.new("RGB", (1280, 800), "#d8d4cc")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((60, 50, 1220, 750), 20, fill="#fdfdfb", outline="#8a8f94", width=12)
    write(pen, (110, 90), "4 WEST - TODAY", 52, "#a01522")
    for row, line in enumerate(("Rm 411  Maribel Quintero  hip, day 2", "Rm 412  clean", "Rm 414  T. Ferwell  NPO")):
        write(pen, (110, 200 + 110 * row), line, 46, "#17408f")
    write(pen, (110, 600), "Charge: Kalani, RN", 46, "#17703a")
    return image


def wristband() -> Image.Image:
    image = Image.new("RGB", (1200, 760), "#cdbfae")
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((80, 220, 1120, 520), 40, fill="white", outline="#9aa7b0", width=4)
    write(pen, (130, 250), "CAMACHO, EULALIA", 44, "black")
    write(pen, (130, 320), "DOB: 11/30/1987   MRN: 40088213", 34, "black")
    code = zxingcpp.create_barcode("V40088213", zxingcpp.BarcodeFormat.Code128)
    bars = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=3)).convert("RGB")
    image.paste(bars.resize((bars.width, 110)), (130, 380))
    return image


def screenshot() -> Image.Image:
    image = Image.new("RGB", (780, 1000), "#16181d")
    pen = ImageDraw.Draw(image)
    lines = (
        (80, "rm 6 is a nightmare again"),
        (220, "which one"),
        (360, "thaddeus. our patient thaddeus okonkwo"),
        (500, "the one from the school bus crash"),
    )
    for top, line in lines:
        pen.rounded_rectangle((40, top, 740, top + 100), 30, fill="#2a2f3a")
        write(pen, (70, top + 30), line, 32, "white")
    return image


def x_ray() -> Image.Image:
    image = Image.new("RGB", (1000, 1100), "black")
    pen = ImageDraw.Draw(image)
    for ring in range(14):
        shade = 50 + 11 * ring
        pen.ellipse((260 + 9 * ring, 260 + 16 * ring, 740 - 9 * ring, 1000 - 16 * ring), outline=(shade,) * 3, width=8)
    for row, line in enumerate(("Patient: Tobias Ferwell", "DOB: 02/11/1950", "MRN: 00998877")):
        write(pen, (30, 30 + 44 * row), line, 32, "white")
    return image


def flyer() -> Image.Image:
    image = Image.new("RGB", (1200, 900), "#0b6e6e")
    pen = ImageDraw.Draw(image)
    write(pen, (90, 120), "Community Health Fair", 84, "white")
    write(pen, (90, 280), "Saturday, October 10", 54, "white")
    write(pen, (90, 380), "Free blood pressure checks", 54, "white")
    write(pen, (90, 480), "Everybody is welcome", 54, "white")
    code = zxingcpp.create_barcode("https://tidewater.example/fair", zxingcpp.BarcodeFormat.QRCode)
    image.paste(Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=6)).convert("RGB"), (880, 600))
    return image


def located(image: Image.Image, path: Path) -> None:
    """Saved as a phone saves it: with position, day and camera."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:14 10:11:12"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (44.0, 0.0, 44.28), "W", (103.0, 13.0, 15.6)
    image.save(path, exif=exif, quality=88)


POSTS = {
    "whiteboard-behind-the-nurse": ("post.md", "Meet our night shift heroes!\n\n![The team on 4 West](board.jpg)\n"),
    "wristband": ("post.md", "She finally gets to go home today! 💕\n\n![A small wrist with a band](band.jpg)\n"),
    "chat-screenshot": ("post.md", "when the group chat is your therapy\n\n![](chat.png)\n"),
    "x-ray-corner": ("post.md", "Radiology humor: can you spot what is wrong here?\n\n![An x-ray](film.jpg)\n"),
    "bell-photo": ("post.md", "Our brave little patient rang the bell this morning!\n\n![A big smile](smile.jpg)\n"),
    "home-visit": (
        "post.md",
        "Home visits are the best part of my job. Our patient bakes for us!\n\n![Cookies](cookies.jpg)\n",
    ),
    "fair-flyer": ("post.md", "Mark your calendars!\n\n![Community Health Fair, Saturday, October 10](flyer.png)\n"),
}


def main() -> None:
    for name, (file, text) in POSTS.items():
        (SAMPLES / name).mkdir(exist_ok=True)
        (SAMPLES / name / file).write_text(text, encoding="utf-8")
    whiteboard().save(SAMPLES / "whiteboard-behind-the-nurse" / "board.jpg", quality=88)
    wristband().save(SAMPLES / "wristband" / "band.jpg", quality=88)
    screenshot().save(SAMPLES / "chat-screenshot" / "chat.png")
    x_ray().save(SAMPLES / "x-ray-corner" / "film.jpg", quality=88)
    Image.open(ASTRONAUT).save(SAMPLES / "bell-photo" / "smile.jpg", quality=85)
    cookies = Image.open(ROOT / "tests" / "pictures" / "coffee.jpg")
    located(cookies, SAMPLES / "home-visit" / "cookies.jpg")
    flyer().save(SAMPLES / "fair-flyer" / "flyer.png")


if __name__ == "__main__":
    main()
