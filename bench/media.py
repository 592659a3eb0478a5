"""What is found in pictures, and what it costs: made pictures of this trade, or folders of real ones.

    python -m bench.media found [ROUNDS]     identifiers found in their box, through `phi-lint check --format json`
    python -m bench.media read               seconds and word recall of each reader, and of plain pytesseract
    python -m bench.media folder DIR …       folders with a manifest.jsonl: positions, faces, payloads, words
    python -m bench.media size [PIXELS]      seconds of the whole check of pictures of one width, and of all in one post
    python -m bench.media video [SECONDS]    seconds of the whole check of a made video of 1920 × 1080 pixels

Fonts are looked for in the folder that PHI_LINT_TEST_FONTS names, and otherwise among the system's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import regex
from PIL import Image, ImageOps

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "media"))
import varied
from made import PICTURES, Made, leaking, overlap

if TYPE_CHECKING:
    from phi_lint.lint import Target

RIGHT = 0.5
"""Intersection over union from which on a box is the right one."""


def reports(made: Iterable[Made]) -> dict[str, list[dict[str, Any]]]:
    """The findings of each picture, as the command line reports them."""
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for one in made:
            one.image.convert("RGB").save(Path(folder) / f"{one.name}.png")
            found[one.name] = []
        command = "check --isolated --no-cache --show-phi --exit-zero --format json -q".split()
        done = subprocess.run(
            [sys.executable, "-m", "phi_lint", *command, folder], capture_output=True, text=True, check=False
        )
        report = json.loads(done.stdout)
        for finding in report["findings"]:
            found[Path(finding["file"]).stem].append(finding)
        for failure in report["failures"]:
            print(f"{Path(failure['file']).stem}: {failure['reason']}")
    return found


def found(rounds: int) -> None:
    """Identifiers found in their box, by kind of picture and by what spoils it; false findings in clean ones."""
    pictures = list(varied.leaking(range(rounds)))
    told = reports(pictures)
    known: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for one in pictures:
        boxes = [finding["box"] for finding in told[one.name] if finding["box"]]
        kind, _, state = one.name.split("-", 2)
        for text, box in one.leaks:
            best = max((overlap(box, tuple(other)) for other in boxes), default=0.0)  # type: ignore[arg-type]
            for group in ("all", kind, state):
                known[group] += 1
                hit[group] += best >= RIGHT
            if best < RIGHT:
                print(f"missed  {one.name:<26} {text:<24} best overlap {best:.2f}")
    for group in known:
        print(f"{group:<12} {hit[group]:4} of {known[group]:4}   {hit[group] / known[group]:.3f}")
    false = [(name, finding) for name, findings in reports(varied.clean()).items() for finding in findings]
    for name, finding in false:
        print(f"false   {name:<16} {finding['severity']:<8} {finding['rule']:<32} {finding['excerpt']!r}")
    print(f"{len(false)} false findings in {len(varied.CLEAN)} clean pictures")


def folder(path: Path) -> None:
    """What a folder's manifest tells of its files, and how much of that is found."""
    from phi_lint.config import Config
    from phi_lint.errors import UnreadableError
    from phi_lint.media import codes
    from phi_lint.media.picture import opened, pictures
    from phi_lint.media.stills import still

    known: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for line in (path / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        file = path / told["file"]
        try:
            seen = list(still(file.name, file.read_bytes(), Config()))
        except UnreadableError as error:
            print(f"{file.name}: {error.reason}")
            continue
        text = " ".join(passage.text for each in seen for passage in each.passages)
        sightings = [sighting for each in seen for sighting in each.sightings]
        faces = [sighting.score for sighting in sightings if sighting.kind == "face"]
        positioned = any(sighting.kind == "position" for sighting in sightings)
        checks: list[tuple[str, float, float]] = []
        if told.get("gps") or told.get("gps_position"):
            checks.append(("positions", positioned, 1))
        if told.get("faces") == 0:
            checks.append(("faceless without a sure face", all(score < 0.5 for score in faces), 1))
            checks.append(("faceless without any face", not faces, 1))
        if told.get("payload"):
            # Those on goods are decoded and not reported: they name a product.
            decoded = [
                payload for one in pictures(file.name, opened(file.read_bytes())) for payload, *_ in codes.found(one)
            ]
            checks.append(("payloads", _squeezed(told["payload"])[:60] in _squeezed(" ".join(decoded)), 1))
        if told.get("text"):
            words = regex.findall(r"\w+", told["text"].casefold())
            read = set(regex.findall(r"\w+", text.casefold()))
            checks.append(("words", sum(word in read for word in words), len(words)))
        for what, right, all_of_it in checks:
            known[what] += all_of_it
            hit[what] += right
            if right < all_of_it:
                print(f"missed  {file.name:<36} {what} {faces or ''}")
    for what in known:
        print(f"{path.name:<14} {what:<30} {hit[what]:.0f} of {known[what]:.0f}")


def _squeezed(text: str) -> str:
    """Letters and digits only: GS1 numbers are printed with brackets and decoded without, or the other way round."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()


def plain(pixels: Any) -> str:
    """pytesseract as it comes."""
    import pytesseract

    return str(pytesseract.image_to_string(np.ascontiguousarray(pixels[:, :, ::-1]), timeout=60))


def ours(module: str) -> Callable[[Any], str]:
    """One of our engines, as one string."""

    def read(pixels: Any) -> str:
        from importlib import import_module

        return " ".join(word.text for word in import_module(f"phi_lint.media.{module}").read(pixels))

    return read


def whole(pixels: Any) -> str:
    """All senses together."""
    from phi_lint.config import Config
    from phi_lint.media.picture import Picture
    from phi_lint.media.stills import examined

    seen = examined(Picture("a.png", Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1]))), Config())
    return " ".join(passage.text for passage in seen.passages)


def read() -> None:
    """Seconds and word recall of each reader."""
    made = list(leaking())[::3]
    readers = {"pytesseract": plain, "tesseract.py": ours("tesseract"), "rapid.py": ours("rapid"), "all senses": whole}
    for name, reader in readers.items():
        known = right = 0
        reader(np.asarray(made[0].image.convert("RGB"))[:, :, ::-1])  # loads the models
        began, worked = time.perf_counter(), time.process_time()
        for one in made:
            words = set(regex.findall(r"\w+", reader(np.asarray(one.image.convert("RGB"))[:, :, ::-1]).casefold()))
            wanted = [word for text, _ in one.leaks for word in regex.findall(r"\w+", text.casefold())]
            known += len(wanted)
            right += sum(word in words for word in wanted)
        seconds = (time.perf_counter() - began) / len(made)
        cpu = (time.process_time() - worked) / len(made)  # of this process: Tesseract's own is not in it
        print(f"{name:<14} {seconds:6.2f} s a picture, {cpu:.2f} s of CPU   word recall {right / known:.3f}")


def checked(name: str, targets: list[Target], what: int = 1) -> None:
    """Prints what the whole check of some files costs, judged and all, and how busy the machine was."""
    from phi_lint.lint import Linter

    linter = Linter(isolated=True)
    warm = made_at(640)[:2]  # two, so that all threads are there
    with tempfile.TemporaryDirectory() as folder:
        linter.check(_saved(warm, Path(folder)))
    walls = []
    worked = time.process_time()
    for target in targets:
        began = time.perf_counter()
        report = linter.check([target])
        walls.append(time.perf_counter() - began)
        if report.failures:
            print(f"{target.file}: {report.failures[0].reason}")
    cpu = (time.process_time() - worked) / what
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"{name:<34} {sum(walls) / what:6.2f} s each, {max(walls):6.2f} s at most, {cpu:6.2f} s of CPU each; "
        f"load {load:.1f} of {os.cpu_count()} processors"
    )


def made_at(wide: int, rounds: int = 2) -> list[Made]:
    """Pictures of all kinds, each exactly so many pixels wide."""
    made = []
    for one in varied.leaking(range(rounds)):
        high = round(one.image.height * wide / one.image.width)
        made.append(Made(one.name, one.image.convert("RGB").resize((wide, high), Image.Resampling.LANCZOS), ()))
    return made


def _saved(made: list[Made], folder: Path) -> list[Target]:
    from phi_lint.lint import Target

    for one in made:
        one.image.save(folder / f"{one.name}.jpg", quality=90)
    return [Target(str(folder / f"{one.name}.jpg"), folder / f"{one.name}.jpg") for one in made]


def size(wide: int) -> None:
    """Pictures of one width, each by itself and eight in one post."""
    from phi_lint.lint import Target

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        targets = _saved(made_at(wide), folder)
        checked(f"{len(targets)} pictures {wide} wide", targets, len(targets))
        (folder / "ward.md").write_text("Hello.\n\n" + "".join(f"![]({Path(t.file).name})\n" for t in targets[:8]))
        checked("8 of them in one post, a picture", [Target(str(folder / "ward.md"), folder / "ward.md")], 8)


WIDE, HIGH, RATE = 1920, 1080, 30
CUT = 4
"""Seconds from cut to cut."""


def video(seconds: int) -> None:
    """A made video: a cut every few seconds; of three scenes one stands still, one pans, and in one somebody writes."""
    import cv2
    from phi_lint.lint import Target

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        film = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), RATE, (WIDE, HIGH))
        for index, still in enumerate(scenes(-(-seconds // CUT))):
            for number in range(min(CUT, seconds - index * CUT) * RATE):
                film.write(moved(still, index % 3, number / (CUT * RATE)))
        film.release()
        checked(f"{seconds} s of video, a cut every {CUT} s", [Target(str(path), path)])


def scenes(count: int) -> Iterable[Any]:
    """Photographs and pictures with text in turn, larger than a frame, blue first."""
    photos = sorted(PICTURES.glob("*.jpg"))
    texts = list(varied.leaking(range(1)))
    for index in range(count):
        image = texts[index // 2 % len(texts)].image if index % 2 else Image.open(photos[index // 2 % len(photos)])
        fitted = ImageOps.fit(image.convert("RGB"), (round(WIDE * 1.3), round(HIGH * 1.3)))
        yield np.ascontiguousarray(np.asarray(fitted)[:, :, ::-1])


def moved(still: Any, how: int, part: float) -> Any:
    """A frame of a scene, of which `part` has passed."""
    import cv2

    left, top = (round(part * (still.shape[side] - size)) if how == 1 else 0 for side, size in ((1, WIDE), (0, HIGH)))
    frame = np.ascontiguousarray(still[top : top + HIGH, left : left + WIDE])
    if how == 2:
        told = "Thank you all for a great week on Four West"[: round(44 * part)]
        cv2.rectangle(frame, (0, HIGH - 160), (WIDE, HIGH), (40, 40, 40), -1)
        cv2.putText(frame, told, (60, HIGH - 60), cv2.FONT_HERSHEY_SIMPLEX, 2, (255, 255, 255), 4)
    return frame


def main() -> None:
    match sys.argv[1:]:
        case ["found", *rounds]:
            found(int(rounds[0]) if rounds else 8)
        case ["read"]:
            read()
        case ["folder", *paths]:
            for path in paths:
                folder(Path(path))
        case ["size", *pixels]:
            size(int(pixels[0]) if pixels else 1280)
        case ["video", *seconds]:
            video(int(seconds[0]) if seconds else 60)
        case _:
            print(__doc__)


if __name__ == "__main__":
    main()
