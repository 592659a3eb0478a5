"""What is known of the processor."""

from __future__ import annotations

from pathlib import Path

import pytest
from phi_lint.processor import abilities


@pytest.mark.parametrize(
    ("cpuinfo", "expected"),
    [
        pytest.param("processor : 0\nflags\t\t: fpu avx2 avx512_vnni\nbugs : none\n", True, id="it has it"),
        pytest.param("flags\t\t: fpu avx2\n\nflags\t\t: avx512_vnni\n", False, id="the first processor has not"),
        pytest.param("flags\t\t: avx2 no_avx512_vnni\n", False, id="the name of another"),
        pytest.param("Features : fp asimd\n", False, id="flags by another name"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_flags_are_read(cpuinfo: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text(cpuinfo)
    assert ("avx512_vnni" in abilities(tmp_path / "cpuinfo")) is expected


def test_where_nothing_tells_nothing_is_known(tmp_path: Path) -> None:
    assert abilities(tmp_path / "missing") == frozenset()
