"""What this processor can do faster than others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


@cache
def abilities(cpuinfo: Path = CPUINFO) -> frozenset[str]:
    """Its flags, as Linux names them; none where nothing tells of them, or they are named otherwise."""
    try:
        lines = cpuinfo.read_text().splitlines()
    except OSError:
        return frozenset()
    return frozenset(next((line for line in lines if line.startswith("flags")), "").split())
