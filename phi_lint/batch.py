"""Many files: known ones from the cache, the others here or in several processes, reports in the files' order.

Reports come as they are made, and no more than a few files are in hand at a time, so memory stays flat however
many posts there are. The result is the same for any number of processes, with and without the cache.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby

from phi_lint.errors import PhiLintError
from phi_lint.job import Job, Unit, units
from phi_lint.lint import Target, merged
from phi_lint.types import Failure, Report

WORTH_A_POOL = 24_000
"""Bytes that are not in the cache from which on several processes pay for their start: about a hundred posts."""
IN_HAND = 8
"""Files that each process has waiting, so that none runs dry."""
DIED = "the process that checked it died, perhaps for want of memory; check it alone, or with --jobs 1"


def check(job: Job, targets: Iterable[Target], jobs: int = 1) -> Iterator[Report]:
    """A report a file, in the targets' order. Raises PhiLintError for what stops everything."""
    made = _checked(job, (unit for target in targets for unit in units(target, jobs)), jobs)
    for _, reports in groupby(made, key=lambda pair: pair[0].target.file):
        yield merged(report for _, report in reports)


def _checked(job: Job, all_units: Iterable[Unit], jobs: int) -> Iterator[tuple[Unit, Report]]:
    """Each unit with its report: at once where the cache knows it, else when somebody has checked it."""
    waiting: deque[tuple[Unit, Report | Future[Report | str] | None]] = deque()
    pool: ProcessPoolExecutor | None = None
    unknown = 0
    try:
        for unit in all_units:
            report = job.known(unit)
            if report is None:
                unknown += unit.size
                if pool is None and jobs > 1 and unknown >= WORTH_A_POOL and waiting:  # one alone gains nothing
                    pool = _pool(job, jobs)
                    waiting = deque((u, r or pool.submit(_check, u)) for u, r in waiting)
            waiting.append((unit, report or (pool.submit(_check, unit) if pool else None)))
            while waiting and _ready(waiting, pool, jobs):
                yield _done(job, *waiting.popleft())
        while waiting:
            yield _done(job, *waiting.popleft())
    finally:
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _ready(
    waiting: deque[tuple[Unit, Report | Future[Report | str] | None]], pool: ProcessPoolExecutor | None, jobs: int
) -> bool:
    """Whether to hand on the first that waits, rather than look at more files."""
    if isinstance(waiting[0][1], Report) or jobs == 1:
        return True
    return pool is not None and len(waiting) > jobs * IN_HAND


def _done(job: Job, unit: Unit, result: Report | Future[Report | str] | None) -> tuple[Unit, Report]:
    if isinstance(result, Future):
        try:
            told = result.result()
        except BrokenProcessPool:
            told = Report((), (Failure(unit.target.file, DIED),))
        if isinstance(told, str):
            raise PhiLintError(told)
        return unit, told
    return unit, result or job.check(unit)


def _pool(job: Job, jobs: int) -> ProcessPoolExecutor:
    """Processes that share what a fork server has imported; where there is none, each imports for itself."""
    if sys.platform == "win32":
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (job,))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["phi_lint.detect", "phi_lint.redact", "phi_lint.job"])
    return ProcessPoolExecutor(jobs, context, _begin, (job,))


def _begin(job: Job) -> None:
    """In a new process: Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here.append(job)


def _check(unit: Unit) -> Report | str:
    """In another process: a report, or what stops everything, in words."""
    try:
        return _here[0].check(unit).without_sources()
    except PhiLintError as error:
        return str(error)


_here: list[Job] = []
"""The job of this process, where it is one of several."""
