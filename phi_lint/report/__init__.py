"""Report → text, json, sarif, …: one file for each format, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from phi_lint.report.counts import shown
from phi_lint.report.view import View
from phi_lint.types import Report

MODULES = {
    "text": "text",
    "json": "json",
    "json-lines": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "html": "html",
}
"""Each output format by its name on the command line, and the module that writes it."""
STREAMED = ("text", "json-lines", "github")
"""The formats that are written while posts are still being checked, so that memory stays flat."""


def _later(module: str, name: str) -> Callable[..., Any]:
    def call(report: Any, view: View) -> Any:
        return getattr(import_module(f"phi_lint.report.{module}"), name)(report, view)

    return call


FORMATS: Mapping[str, Callable[[Report, View], str]] = {name: _later(own, "write") for name, own in MODULES.items()}
"""The writer of each format: a whole report → its text, without a last line end."""
STREAMS: Mapping[str, Callable[[Iterable[Report], View], Iterator[str]]] = {
    name: _later(MODULES[name], "stream") for name in STREAMED
}
"""For formats that can be streamed: one report a file, as they come → pieces of text, each to end its line."""

__all__ = ["FORMATS", "STREAMS", "View", "shown"]
