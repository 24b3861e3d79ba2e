"""Processes that examine documents; answers come as they are ready."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING, Final

from zikg.audit.judging import Judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.audit.judging import Task, Terms

AHEAD: Final = 8
"""Documents that wait for each process, so that it never does."""


def judged_by(
    jobs: int,
    tasks: Iterator[Task | Judged],
    terms: Terms,
    judge: Callable[[Task, Terms], Judged],
) -> Iterator[Judged]:
    """Give what became of each document.

    Args:
        jobs: processes; with 1 all is done in this one.
        tasks: documents to be examined, and such as need not be.
        terms: for what the audit is made.
        judge: examines one document.
    """
    if jobs <= 1:
        for task in tasks:
            yield task if isinstance(task, Judged) else judge(task, terms)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_quiet)
    pending: set[Future[Judged]] = set()
    try:
        for task in tasks:
            if isinstance(task, Judged):
                yield task
                continue
            pending.add(pool.submit(judge, task, terms))
            if len(pending) >= jobs * AHEAD:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _quiet() -> None:
    # Ctrl+C goes to every process of a terminal: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
