"""Light queries run in the front itself, beside its event loop, without being able to hold it up.

A thread runs the query while the loop waits for it, a few milliseconds at most: nearly always the
answer is there by then, and came without a way to another process. Where it is not, the query runs
on and the loop goes on (the engine computes without the interpreter's lock): it is *late*. A thread
cannot be killed, so a late query that passes a limit gets its honest answer and its front retires:
another one takes its place, it finishes what else it has under way, and ends with the thread.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.lanes import late
from zikg.serve.worker import out_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.answering import Answered
    from zikg.serve.metrics import Row
    from zikg.serve.problem import Problem
    from zikg.serve.settings import Settings

    Work = Callable[[], Answered]

_TICK: Final = 0.02
_NICE: Final = 15
_ABANDONED: Final = 1.0
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(eq=False, slots=True)
class Late:
    """A query that was not answered while the loop waited; its answer comes by and by.

    It may run for ``limit`` seconds; ``reason`` is why it ends then, one of `metrics.KILLS`.
    ``when_slow`` is called once it proves to be heavy.
    """

    answer: asyncio.Future[Answered]
    thread: int
    memory: int
    limit: float
    when_slow: Callable[[], None]
    reason: str = "deadline"
    began: float = field(default_factory=time.monotonic)
    slow: bool = False


class _Thread:
    """One thread that runs one query after the other, until one of them is late."""

    def __init__(self) -> None:
        self._go, self._done, self._guard = threading.Lock(), threading.Lock(), threading.Lock()
        self._go.acquire()
        self._done.acquire()
        self._work: Work | None = None
        self._found: tuple[Answered | None, BaseException | None] = (None, None)
        self._over = False
        self._tell: Callable[[Answered | None, BaseException | None], None] | None = None
        self.number = 0
        threading.Thread(target=self._run, daemon=True, name="zikg-light").start()

    def run(self, work: Work, wait: float) -> Answered | None:
        """Run something, and wait for it; ``None`` where it takes longer."""
        self._work, self._over = work, False
        self._go.release()
        if not self._done.acquire(timeout=wait):
            with self._guard:
                if not self._over:
                    return None
            self._done.acquire()
        answered, error = self._found
        if error is not None:
            raise error
        return answered

    def when_done(self, tell: Callable[[Answered | None, BaseException | None], None]) -> None:
        """Have a function called in this thread, which then ends, with what is found."""
        with self._guard:
            if not self._over:
                self._tell = tell
                return
        tell(*self._found)

    def _run(self) -> None:
        self.number = threading.get_native_id()
        while True:
            self._go.acquire()
            assert self._work is not None
            try:
                self._found = (self._work(), None)
            except BaseException as error:  # it is the loop's to tell
                # Frames would carry results of the engine to a thread that may not touch them.
                error.__cause__ = error.__context__ = error.__traceback__ = None
                self._found = (None, error)
            with self._guard:
                self._over = True
                tell = self._tell
            if tell is not None:
                tell(*self._found)
                return
            self._done.release()


class Runner:
    """Runs the light queries of one front.

    Args:
        settings: the limits.
        row: where the counters go.
        retire: ends this front, once another one has taken its place.
    """

    def __init__(self, settings: Settings, row: Row, retire: Callable[[], None]) -> None:
        self._limits, self._row, self._retire = settings, row, retire
        self._loop = asyncio.get_running_loop()
        self._thread: _Thread | None = None
        self._late: Late | None = None

    @property
    def free(self) -> bool:
        """Whether a query can be run; while one is late, the others are for the workers."""
        return self._late is None

    def run(self, work: Work, when_slow: Callable[[], None]) -> Answered | Late:
        """Return what a query answers, or that it is late.

        Args:
            work: answers the query; it runs in a thread.
            when_slow: called where the query proves not to be light.

        Raises:
            Problem: the query is not answered.
        """
        if self._thread is None:
            self._thread = _Thread()
        thread = self._thread
        answered = thread.run(work, self._limits.glance)
        if answered is not None:
            return answered
        self._thread = None
        self._row.add("late")
        answer = self._loop.create_future()
        made = Late(answer, thread.number, _memory(), self._limits.timeout, when_slow)
        self._late = made
        thread.when_done(lambda *found: self._hear(made, *found))
        self._loop.call_later(_TICK, self._watch, made)
        return made

    def _hear(self, made: Late, answered: Answered | None, error: BaseException | None) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._over, made, answered, error)

    def _over(self, made: Late, answered: Any, error: BaseException | None) -> None:
        self._late = None
        if made.answer.done():
            return
        if error is not None:
            made.answer.set_exception(error)
        else:
            made.answer.set_result(answered)

    def _watch(self, made: Late) -> None:
        """End what has passed a limit; let what takes a while do so at a low priority."""
        if made.answer.done():
            return
        ran = time.monotonic() - made.began
        if ran > made.limit:
            self._stop(made, made.reason, late(self._limits.timeout))
        elif _memory() - made.memory > self._limits.memory:
            self._stop(made, "memory", out_of_memory())
        else:
            if ran > self._limits.patience and not made.slow:
                made.slow = True
                made.when_slow()
                if sys.platform.startswith("linux"):  # where a thread has a priority of its own
                    with suppress(OSError):
                        os.setpriority(os.PRIO_PROCESS, made.thread, _NICE)
            self._loop.call_later(_TICK, self._watch, made)

    def abandon(self, made: Late) -> None:
        """Give a query whose client is gone one more second."""
        made.limit = min(made.limit, time.monotonic() - made.began + _ABANDONED)
        made.reason = "gone"

    def _stop(self, made: Late, reason: str, problem: Problem) -> None:
        """Answer a late query with a problem, and end this front for it."""
        self._row.add(f"k:{reason}")
        made.answer.set_exception(problem)
        self._retire()


def _memory() -> int:
    """Return what this process holds in memory, in bytes."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
    except OSError:
        return 0
