"""No network, ever: with every internet socket forbidden, a check says what it says without that."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

POSTS = {
    "leak.md": "---\ntitle: MRN 00123456\n---\nOur patient Maribel Quintero, k.adeyemi@mailbox.example\n",
    "card.txt": "she paid with 4111 1111 1111 1111, see https://caring.example/p/maribel-quintero\n",
    "clean.txt": "Flu shots till 6 at the front desk.\n",
}
FORBID = """
import runpy, socket, sys

def forbidden(*_, **__):
    raise AssertionError("phi-lint reached for the network")

for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, forbidden)
for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection", "create_server"):
    setattr(socket, name, forbidden)
if "--prove" in sys.argv:
    socket.create_connection(("192.0.2.1", 80))
runpy.run_module("phi_lint", run_name="__main__", alter_sys=True)
"""
CHECK = ["check", ".", "--isolated", "--show-phi", "--min-severity", "low", "--format", "json"]


def shell(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    for name, text in POSTS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_check_needs_no_network(posts: Path) -> None:
    offline = shell(posts, "-c", FORBID, *CHECK)
    assert (offline.returncode, offline.stderr) == (1, "")
    report: dict[str, Any] = json.loads(offline.stdout)
    assert {"A", "F", "H", "J"} <= {finding["identifier"] for finding in report["findings"]}
    usual = shell(posts, "-m", "phi_lint", *CHECK)
    assert (usual.returncode, usual.stdout) == (offline.returncode, offline.stdout)


def test_the_ban_holds(posts: Path) -> None:
    """Without this, the test above would prove nothing."""
    proof = shell(posts, "-c", FORBID, "--prove")
    assert proof.returncode == 1
    assert "phi-lint reached for the network" in proof.stderr
