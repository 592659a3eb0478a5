"""Training examples: marked posts and public corpora as texts with labelled spans, and then as pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from models.corpus.marks import MarkedPost
from phi_lint.detect.pieces import ABOUTS, LETTERS, TAGS, Encoded, Ints, encode
from phi_lint.normalise import normalise
from tokenizers import Tokenizer

NOT_GRADED = -100
"""A label that the loss passes over."""

MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*|enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre"
)
DATE = re.compile(
    rf"(?i)\b(?:{MONTHS})\b|\b(?:mon|tues?|weds?|wednes|thur?s?|fri|satur|sat|sun)(?:day)?s?\b"
    r"|\b\d{1,2}[/.-]\d{1,2}\b|\b(?:today|tonight|tomorrow|yesterday|lunes|martes|jueves|viernes|domingo)\b"
)
PHONE = re.compile(r"(?=(?:\D*\d){7})^[+(]?\d[\d().\s-]*$")
MAIL = re.compile(r"^\S+@\S+\.\S+$")
LINK = re.compile(r"(?i)^(?:https?://|www\.)|^[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
NAME = re.compile(r"^(?:[^\W\d][\w.'’-]*,?\s?){1,6}$")
STREET = re.compile(r"(?i)^\d+\s+\S.*\b(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|way|court|ct|pike|hwy)\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A span with a letter, whom it is about, or one of them; `letter` `?` is a kind nobody knows."""

    start: int
    end: int
    letter: str
    """A letter of LETTERS, `-` for no identifier, `?` for not graded."""
    about: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels; `care` None where nobody knows whether it speaks of a patient's care."""

    text: str
    labels: tuple[Label, ...]
    care: bool | None


def kind_of_decoy(about: str | None, text: str) -> str:
    """The letter that a decoy would have if it were a patient's; `-` for none, `?` where it is unclear."""
    if MAIL.match(text):
        return "F"
    if PHONE.match(text):
        return "D"
    if DATE.search(text):
        return "C"
    if STREET.match(text):
        return "B"
    if LINK.match(text):
        return "N"
    if about == "staff" and NAME.match(text):
        return "A"
    if about in ("author", "other") and text[:1].isupper() and NAME.match(text):
        return "A"
    if about == "other" and any(map(str.isdigit, text)):
        return "-"
    return "?"


def from_post(post: MarkedPost) -> Labelled:
    """A marked post as an example."""
    labels = tuple(
        Label(
            mark.start,
            mark.end,
            mark.letter or kind_of_decoy(mark.about, post.text[mark.start : mark.end]),
            mark.about,
        )
        for mark in post.marks
    )
    return undisguised(Labelled(post.text, labels, not post.clean))


def undisguised(example: Labelled) -> Labelled:
    """The example as detection hands it to the model: without zero-width characters and look-alikes."""
    text, source = normalise(example.text)
    if source is None:
        return example
    labels = []
    for label in example.labels:
        start, end = source.index(label.start), source.index(label.end)
        if start < end:
            labels.append(Label(start, end, label.letter, label.about))
    return Labelled(text, tuple(labels), example.care)


PUBLIC_LETTERS = {
    "PER": "A", "person": "A", "PERSON": "A",
    "LOC": "B", "location": "B", "STREET_ADDRESS": "B", "GPE": "B", "ZIP_CODE": "B",
    "DATE_TIME": "C", "PHONE_NUMBER": "D", "EMAIL_ADDRESS": "F", "US_SSN": "G", "IP_ADDRESS": "O",
    "CREDIT_CARD": "J", "IBAN_CODE": "J", "DOMAIN_NAME": "N", "US_DRIVER_LICENSE": "K",
    "AGE": "-", "TITLE": "-", "NRP": "-",
}  # fmt: skip


def from_public(path: Path) -> list[Labelled]:
    """A public corpus (JSON Lines of id, text, spans) as examples: kinds, and persons of tweets as public."""
    examples = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            about = None if "synth" in path.name else "public"
            labels = tuple(
                Label(
                    span["start"],
                    span["end"],
                    PUBLIC_LETTERS.get(span["label"], "?"),
                    about if span["label"] in ("PER", "person") else None,
                )
                for span in row["spans"]
            )
            # The tweets of these corpora mark the @ as part of a handle; ours leave it outside.
            trimmed = tuple(
                Label(label.start + 1, label.end, label.letter, label.about)
                if row["text"][label.start] in "@#" and label.end - label.start > 1
                else label
                for label in labels
            )
            examples.append(Labelled(row["text"], trimmed, None if about is None else False))
    return examples


@dataclass(frozen=True, slots=True)
class Pieces:
    """An example as pieces, cut to one window: all of shape (pieces,)."""

    ids: Ints
    cases: Ints
    tags: Ints
    abouts: Ints
    care: float
    """1 or 0, or -1 where it is not graded."""


def to_pieces(tokenizer: Tokenizer, examples: Iterable[Labelled]) -> list[Pieces]:
    """Each example as pieces, long ones in several windows."""
    examples = list(examples)
    pieces = []
    for example, encoded in zip(examples, encode(tokenizer, [e.text for e in examples]), strict=True):
        tags, abouts = grade(example, encoded)
        care = -1.0 if example.care is None else float(example.care)
        windows = list(encoded.windows())
        for start, end in windows:
            holds = bool(example.care) and bool((tags[start:end] > 0).any())
            pieces.append(
                Pieces(
                    encoded.ids[start:end],
                    encoded.cases[start:end],
                    tags[start:end],
                    abouts[start:end],
                    care if len(windows) == 1 or holds else -1.0,
                )
            )
    return pieces


def grade(example: Labelled, encoded: Encoded) -> tuple[Ints, Ints]:
    """The tag and the about of each piece."""
    tags = np.zeros(len(encoded), dtype=np.int64)
    abouts = np.full(len(encoded), NOT_GRADED, dtype=np.int64)
    starts, ends = encoded.offsets[:, 0], encoded.offsets[:, 1]
    for label in example.labels:
        inside = np.flatnonzero((starts < label.end) & (ends > label.start))
        if not len(inside):
            continue
        if label.letter in LETTERS:
            tags[inside] = TAGS.index(f"I-{label.letter}")
            tags[inside[0]] = TAGS.index(f"B-{label.letter}")
        elif label.letter == "?":
            tags[inside] = NOT_GRADED
        if label.about in ABOUTS:
            abouts[inside] = ABOUTS.index(label.about)
    return tags, abouts
