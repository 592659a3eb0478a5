"""Passage → Mention: the only room that imports presidio-analyzer and spaCy, and only when a text needs them."""

from phi_lint.detect.engine import MODEL, Detection, Detector

__all__ = ["MODEL", "Detection", "Detector"]
