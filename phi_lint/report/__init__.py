"""Report → text, json: one file for each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from phi_lint.report import json, text
from phi_lint.report.counts import shown
from phi_lint.report.view import View
from phi_lint.types import Report

FORMATS: Mapping[str, Callable[[Report, View], str]] = {"text": text.write, "json": json.write}
"""Each output format by its name on the command line."""

__all__ = ["FORMATS", "View", "shown"]
