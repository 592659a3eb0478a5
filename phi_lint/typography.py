"""Typographic characters and the typewriter's in their place, one for one, so that patterns need only know those."""

PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\xa0": " "}
)
