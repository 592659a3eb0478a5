"""Work on pictures, shared out to threads: OpenCV, onnxruntime and Pillow let go of Python's lock while they work.

Only one level is shared out: what runs on one of these threads does its own work in turn, so that no thread waits for
one that cannot begin. In one of several processes, which share out the posts, nothing is.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

from phi_lint.cores import cores

One = TypeVar("One")
Other = TypeVar("Other")

MOST = 4
"""Threads: each may hold several copies of a picture of 36 million pixels."""
_this_thread = threading.local()


def each(work: Callable[[One], Other], things: Iterable[One]) -> Iterator[Other]:
    """What `work` gives for each thing, in their order. One thing more is in hand than there are threads.

    Raises what `work` or `things` raises, after all that came before it.
    """
    pool = _pool()
    if pool is None:
        yield from map(work, things)
        return
    waiting: deque[Future[Other]] = deque()
    for future in _begun(pool, work, things):
        waiting.append(future)
        if len(waiting) > threads():
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def beside(work: Callable[[], Other]) -> Callable[[], Other]:
    """Begin some work, and give what waits for its end: its result, or what it raises."""
    pool = _pool()
    return work if pool is None else pool.submit(work).result


def threads() -> int:
    """How many work at a time."""
    return 1 if multiprocessing.parent_process() else min(cores(), MOST)


def _begun(pool: ThreadPoolExecutor, work: Callable[[One], Other], things: Iterable[One]) -> Iterator[Future[Other]]:
    try:
        for thing in things:
            yield pool.submit(work, thing)
    except Exception as error:  # is told when its turn comes
        failed: Future[Other] = Future()
        failed.set_exception(error)
        yield failed


def _pool() -> ThreadPoolExecutor | None:
    """The threads; none where this is one of them, or there is but one."""
    return None if threads() == 1 or getattr(_this_thread, "is_ours", False) else _started(threads())


@lru_cache(maxsize=1)
def _started(count: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(count, "phi-lint-media", lambda: setattr(_this_thread, "is_ours", True))
