"""A pattern's parts, as Python's own reader of patterns tells them; `regex` does not."""

from __future__ import annotations

import re
import warnings
from importlib import import_module
from typing import Any

FOREIGN = re.compile(r"\(\?-f\)|\(\?V1\)")
GROUP = re.compile(r"\(\?P<\w+>")
"""A named group; `regex` allows a name twice."""
PROPERTY = re.compile(r"\\[pP]\{[^}]*\}")
DIGITS = re.compile(r"\\p\{N\w?\}")
UNLIKE = re.compile(r"\[\[|--|&&|\|\||(?<!\\)\{[^\d,}]|\(\?P=|\(\?\|")
"""What both read, each as something else: sets in sets, fuzzy counts; and references by names."""


def parts(pattern: str, letter: str, digit: str) -> Any:
    """The parse tree, `letter` and `digit` standing for Unicode properties. None where only `regex` can read it."""
    plain = PROPERTY.sub(lambda _: letter, DIGITS.sub(lambda _: digit, FOREIGN.sub("", pattern)))
    plain = GROUP.sub("(?:", plain)
    if UNLIKE.search(plain):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what may be a set in a set
            return import_module("re._parser").parse(plain)
    except (re.error, RecursionError, OverflowError, Warning):
        return None
