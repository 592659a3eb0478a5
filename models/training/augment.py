"""New variants of a marked post: other names, places and digits, other case, typing errors, disguises.

Swaps are consistent inside a post: a name that occurs twice is swapped alike. Every choice comes from the
`random.Random` that is handed in.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import lru_cache

from faker import Faker
from models.training.examples import Label, Labelled

LOCALES = (
    "en_US", "en_GB", "en_IN", "es_MX", "es_ES", "pt_BR", "fr_FR", "de_DE", "it_IT", "nl_NL", "pl_PL", "cs_CZ",
    "tr_TR", "no_NO", "sv_SE", "fi_FI", "ro_RO", "hr_HR", "id_ID", "vi_VN", "zu_ZA", "yo_NG", "fil_PH", "en_NZ",
)  # fmt: skip
WORD_NAMES = (
    "Hope Will Summer Art Bill June Rusty Chase Precious Grace Faith Joy Rose Lily Daisy Ivy Violet Iris Olive Ruby "
    "Pearl Amber Jade Dawn Autumn April May August Angel Star Sky Sunny Stormy Rain River Brook Forest Cliff Dale "
    "Glen Heath Reed Rich Rob Mark Frank Ernest Earnest Chuck Pat Sue Drew Jack Skip Buddy Bud Duke Earl King Prince "
    "Major Dean Deacon Bishop Pope Hunter Mason Carter Cooper Baker Cook Miller Page Sailor Story Poet Royal Destiny "
    "Charity Patience Prudence Constance Mercy Verity Honor Justice Liberty True Happy Merry Bliss Melody Harmony "
    "Carol Viola Piper Rocky Sandy Crystal Ginger Candy Honey Sage Basil Herb Clay Flint Steel Gray Brown Green White "
    "Black Young Small Long Short Strong Love Moon Day Winter Snow Frost Field Wood Stone Hill Banks Waters Pond Rivers"
).split()
PLACE_ENDINGS = (
    "ton ville field brook ridge dale port ford haven wood mere ham Falls Springs Creek Hollow Junction".split()
)
LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"})


@lru_cache
def names(which: str) -> tuple[str, ...]:
    """First or last names of many cultures in Latin letters, common words among them."""
    found: set[str] = set()
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(7)
        make: Callable[[], str] = fake.first_name if which == "first" else fake.last_name
        found.update(make() for _ in range(250))
    latin = {name for name in found if re.fullmatch(r"[A-Za-zÀ-ɏ'’ -]{2,20}", name)}
    return tuple(sorted(latin | set(WORD_NAMES)))


@lru_cache
def places() -> tuple[str, ...]:
    """Invented towns."""
    rng = random.Random(11)
    stems = [name for name in names("last") if name.isalpha() and len(name) < 9]
    towns = set()
    for stem in rng.sample(stems, 600):
        ending = rng.choice(PLACE_ENDINGS)
        towns.add(f"{stem} {ending}" if ending[0].isupper() else stem + ending)
    return tuple(sorted(towns))


def variant(example: Labelled, rng: random.Random) -> Labelled:
    """One random variant of a marked post."""
    swaps: dict[str, str] = {}
    if rng.random() < 0.6:
        example = replaced(example, lambda label, text: _renamed(label, text, swaps, rng))
    if rng.random() < 0.7:
        example = replaced(example, lambda label, text: _redigited(label, text, rng))
    roll = rng.random()
    if roll < 0.12:
        return _mapped(example, str.lower)
    if roll < 0.15:
        return _mapped(example, str.upper)
    if roll < 0.20:
        return _mistyped(example, rng)
    if roll < 0.23:
        return replaced(example, lambda label, text: _disguised(label, text, rng))
    return example


def replaced(example: Labelled, change: Callable[[Label, str], str]) -> Labelled:
    """The example with the text of each label changed and all labels moved along."""
    pieces: list[str] = []
    labels: list[Label] = []
    last = size = 0
    for label in sorted(example.labels, key=lambda label: label.start):
        if label.start < last:
            continue
        before = example.text[last : label.start]
        new = change(label, example.text[label.start : label.end]) or example.text[label.start : label.end]
        start = size + len(before)
        size = start + len(new)
        pieces += [before, new]
        labels.append(Label(start, size, label.letter, label.about))
        last = label.end
    return Labelled("".join(pieces) + example.text[last:], tuple(labels), example.care)


TITLE = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Mx|Prof|Sr|Sra|Rev|Fr|Sister|Nurse|Coach|Uncle|Aunt|Auntie|Chief|Captain|Chaplain|Doctor|Jr|PA|MD"
    r"|RN|DO|NP|DDS|DMD|PhD|LPN|CNA|PT|OT|RT|RDH|LCSW|PharmD|the|von|van|de|la|del|el|al|bin|Saint|St)\.?$",
    re.IGNORECASE,
)


def _renamed(label: Label, text: str, swaps: dict[str, str], rng: random.Random) -> str:
    """Another name or town in the same shape; titles, licence letters and joined handles stay."""
    if (
        label.letter == "B"
        and label.about in ("patient", "relative")
        and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", text)
    ):
        return swaps.setdefault(text, rng.choice(places()))
    if label.letter != "A" or any(map(str.isdigit, text)):
        return text
    words = re.split(r"(\s+)", text)
    count = len([word for word in words if word.strip()])
    for i, word in enumerate(words):
        core = word.strip(".,'’")
        bare = re.sub(r"['’]s$", "", core)
        if len(bare) < 3 or TITLE.match(word) or (bare.isupper() and len(bare) < 5 and count > 1) or not bare.isalpha():
            continue
        which = "last" if i and i == len(words) - 1 else "first"
        new = swaps.setdefault(bare.lower(), rng.choice(names(which)))
        new = new.upper() if bare.isupper() else new.lower() if bare.islower() else new
        words[i] = word.replace(bare, new)
    return "".join(words)


def _redigited(label: Label, text: str, rng: random.Random) -> str:
    """Other digits (and letters of a code) in the same shape; dates and ages keep theirs."""
    if label.letter in "DEGHIJKLMR" and label.letter != "-" and sum(map(str.isdigit, text)) > 1:
        text = re.sub(r"\d", lambda _: str(rng.randint(0, 9)), text)
        if label.letter in "HIJLMR":
            text = re.sub(
                r"\b[A-Z]{1,3}(?=[\d-])", lambda m: "".join(rng.choice("ABCDEFGHKMNPRTWX") for _ in m[0]), text
            )
    return text


def _disguised(label: Label, text: str, rng: random.Random) -> str:
    """A patient's name in l33t, or with spaces or dots between its letters."""
    if label.letter != "A" or label.about not in ("patient", "relative"):
        return text
    if rng.random() < 0.6:
        return text.translate(LEET)
    return rng.choice((" ", ".", "-")).join(text.replace(" ", ""))


def _mapped(example: Labelled, change: Callable[[str], str]) -> Labelled:
    """The whole text changed, where that keeps its length."""
    text = change(example.text)
    return Labelled(text, example.labels, example.care) if len(text) == len(example.text) else example


def _mistyped(example: Labelled, rng: random.Random) -> Labelled:
    """About one letter in forty swapped with its neighbour or struck twice wrong, outside labels."""
    chars = list(example.text)
    held = {i for label in example.labels for i in range(label.start - 1, label.end + 1)}
    for i in range(len(chars) - 1):
        if (
            rng.random() < 0.025
            and i not in held
            and i + 1 not in held
            and chars[i].isalpha()
            and chars[i + 1].isalpha()
        ):
            chars[i], chars[i + 1] = chars[i + 1], chars[i]
    return Labelled("".join(chars), example.labels, example.care)
