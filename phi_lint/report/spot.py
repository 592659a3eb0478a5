"""The file and line that build servers show a finding at."""

from __future__ import annotations

from phi_lint.types import Finding


def spot(finding: Finding) -> tuple[str, int | None]:
    """The post's file and the line in it; for subtitles beside a video, which are text, their own."""
    line = finding.passage.where.get("line")
    if finding.place.line is None and finding.passage.media and isinstance(line, int):
        return finding.passage.media, line
    return finding.file, finding.place.line
