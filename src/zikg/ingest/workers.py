"""Processes that make the statements of documents, and survive documents that kill them.

Each worker has a pipe of its own and answers in the order in which it was asked, so that the file
that a dead worker had in hand is known; the others that it was given are given to the next one.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Final

from zikg.ingest.outcome import Made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from multiprocessing.context import SpawnProcess

DEPTH: Final = 4
"""Files given to a worker ahead, so that it has work while its last answer is fetched."""
_SWEEP: Final = 256
"""Documents after which what goes in circles is looked for; none of ours was seen to leave any."""


def died(path: str) -> Made:
    """Return the answer for a file whose worker died."""
    return Made(
        path,
        error=(
            f"{path}: proses pembaca berhenti mendadak (memori habis?); coba berkas ini sendiri "
            "dengan zikg check.",
            f"{path}: the process that read it died (out of memory?); try this file alone with "
            "zikg check.",
        ),
    )


class _Worker:
    def __init__(self, day: date) -> None:
        context = multiprocessing.get_context("spawn")
        self.here, there = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(there, day), daemon=True, name="zikg-ingest"
        )
        self.process.start()
        there.close()
        self.given: deque[str] = deque()

    def give(self, path: str) -> None:
        self.given.append(path)
        self.here.send(path)

    def close(self) -> None:
        self.here.close()
        self.process.terminate()
        self.process.join()


class Workers:
    """A fixed number of worker processes.

    Args:
        count: how many.
        day: the date that counts as today.
    """

    def __init__(self, count: int, day: date) -> None:
        self._day = day
        self._workers = [_Worker(day) for _ in range(count)]
        self._again: deque[str] = deque()

    @property
    def room(self) -> int:
        """How many files may be given now."""
        return len(self._workers) * DEPTH - self.pending

    @property
    def pending(self) -> int:
        """How many files are not answered yet."""
        return sum(len(worker.given) for worker in self._workers) + len(self._again)

    def give(self, path: str) -> None:
        """Ask for the statements of a file."""
        worker = min(self._workers, key=lambda one: len(one.given))
        try:
            worker.give(path)
        except OSError:  # it has died: what it was given comes back in `answers`
            worker.given.pop()
            self._again.append(path)

    def answers(self) -> Iterator[Made]:
        """Give the answers that are there; waits for the first one."""
        for _ in range(len(self._again)):
            self.give(self._again.popleft())
        by_pipe = {worker.here: worker for worker in self._workers}
        for pipe in wait(list(by_pipe)):
            assert isinstance(pipe, Connection)
            worker = by_pipe[pipe]
            try:
                made = pipe.recv()
            except (EOFError, OSError):
                yield from self._renew(worker)
                continue
            worker.given.popleft()
            yield made

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()

    def _renew(self, worker: _Worker) -> Iterator[Made]:
        self._workers.remove(worker)
        worker.close()
        self._workers.append(_Worker(self._day))
        if worker.given:
            path = worker.given.popleft()
            self._again.extend(worker.given)
            yield died(path)


def _serve(pipe: Connection, day: date) -> None:
    from zikg.ingest.making import make  # what reads documents is needed by workers alone

    # Ctrl+C goes to every process of a terminal: the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    gc.freeze()
    count = 0
    while True:
        try:
            made = make(pipe.recv(), day)
            pipe.send(made)
        except (EOFError, OSError):
            return  # the parent has gone
        count += 1
        if count % _SWEEP == 0:
            gc.collect()
            gc.freeze()  # what is kept (answers remembered) is not looked through again
