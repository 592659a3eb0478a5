"""Attachments → Passage and Sighting: one file for each sense, each imported when a medium needs it."""

from __future__ import annotations

from phi_lint.media.looking import NOTHING, Look, look

__all__ = ["NOTHING", "Look", "look"]
