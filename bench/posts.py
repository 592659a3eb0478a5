"""Made posts for timing: as long and as mixed as a clinic's, no two alike, everybody in them invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

FIRST = "Maribel Thaddeus Anneke Kalani Oona Bram Eulalia Tobias Priya Wendell Ingrid Mateo Sunniva Rafiq".split()
LAST = "Quintero Vandermeer Okonkwo-Hale Brightwater Castellane Lindqvist Tamura Abernathy Oyelaran Pell".split()
TOWNS = "Tamarack Hollow|Kettle Butte|Millrace|Port Sorrel|Ashgrove|Copper Fork".split("|")
SENTENCES = (
    "So proud of our patient {first} {last}, {age}, who finished {n} rounds of treatment on {month} {day}!",
    "Flu shots till {hour} at the front desk, no appointment needed.",
    "Welcome Dr. {first} {last}, our new hygienist, who joins the {town} office on Monday.",
    "Call us at 208-555-01{two} or write to hello@{last}dental.example.",
    "MRN {mrn} is still waiting in room {n}, somebody please call the floor.",
    "Thank you {first} for the kind review, it was lovely to see you at your visit in {month}.",
    "Did you know that {n} in 10 adults skip their yearly check-up? Do not be one of them.",
    "Open house on {month} {day} from {hour} to {hour2}: tours, balloons, free toothbrushes for the kids!",
    "Night shift again. The lady in bed {n} told me about her garden in {town} and I cried in the supply room.",
    "We are hiring: nurses, front desk, billing. See https://{last}dental.example/jobs.",
    "#teamwork #{town2} #healthylife",
    "Remember to drink water and to stretch between your calls, your back will thank you.",
)


def texts(count: int, seed: int = 7) -> Iterator[str]:
    """As many posts of one to four sentences."""
    rng = random.Random(seed)
    for number in range(count):
        town = rng.choice(TOWNS)
        fills = {
            "first": rng.choice(FIRST),
            "last": rng.choice(LAST),
            "town": town,
            "town2": town.replace(" ", ""),
            "month": rng.choice("January March May August October".split()),
            "age": rng.randint(3, 88),
            "n": rng.randint(2, 9),
            "day": rng.randint(1, 28),
            "two": f"{rng.randint(0, 99):02}",
            "hour": rng.randint(8, 12),
            "hour2": rng.randint(1, 6),
            "mrn": f"{rng.randint(0, 99_999_999):08}",
        }
        chosen = rng.sample(SENTENCES, rng.randint(1, 4))
        yield " ".join(chosen).format(**fills) + f" ({number})\n"


def write(folder: Path, count: int) -> Path:
    """A file a post, a thousand to a folder."""
    for number, text in enumerate(texts(count)):
        sub = folder / f"{number // 1000:03}"
        sub.mkdir(parents=True, exist_ok=True)
        (sub / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder
