"""The worker processes of one front: how they come, what is sent and heard, how they go.

Which work they get, and for how long, decides `zikg.serve.pool`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from zikg.serve.lanes import LIGHT, Job, Worker, lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from zikg.serve.lanes import Reply
    from zikg.serve.settings import Settings

_PIECE: Final = 1 << 18
_AHEAD: Final = 8


class Crew:
    """The workers of one front.

    Args:
        settings: how many there are in each lane.
        spawn: asks for another worker, which comes by `take`.
        fresh: called with the version when the first worker of a new version is ready.
    """

    heard: Callable[[Worker, Job, Reply], None]
    """Called with what a worker replied to its job."""
    lost: Callable[[Job | None], None]
    """Called when a worker ended by itself, with the job it had."""
    freed: Callable[[], None]
    """Called when a worker has come to rest."""

    def __init__(
        self, settings: Settings, spawn: Callable[[], None], fresh: Callable[[str], None]
    ) -> None:
        self._spawn, self._fresh = spawn, fresh
        self.lanes = lanes(settings)
        self.version = ""
        self._resting: dict[str, list[Worker]] = {
            lane: [] for lane, each in self.lanes.items() if each.stays
        }
        self._workers: set[Worker] = set()
        self._generation = self._latest = self._coming = self._failures = 0
        self._loop = asyncio.get_running_loop()

    def __iter__(self) -> Iterator[Worker]:
        return iter(list(self._workers))

    @property
    def ready(self) -> bool:
        """Whether any worker can answer."""
        return any(worker.ready for worker in self._workers)

    @property
    def unsettled(self) -> bool:
        """Whether any worker has a job or is not ready yet."""
        return any(each.job or not each.ready for each in self._workers)

    def count(self, lane: str) -> int:
        """Return how many workers are in a lane."""
        return sum(1 for worker in self._workers if worker.lane == lane)

    def running(self, lane: str) -> Counter[str]:
        """Return how many jobs of each client run in a lane."""
        return Counter(each.job.client for each in self._workers if each.lane == lane and each.job)

    def replenish(self) -> None:
        """Ask for as many workers as the light lane lacks; the others take theirs from it."""
        light = [each for each in self._workers if each.lane == LIGHT]
        have = self._coming + sum(1 for each in light if each.generation >= self._latest)
        for _ in range(self.lanes[LIGHT].most - have):
            self._coming += 1
            self._spawn()

    def take(self, worker: Worker) -> None:
        """Have a new worker, which tells when it is ready."""
        self._coming = max(0, self._coming - 1)
        self._workers.add(worker)
        worker.channel.setblocking(False)
        self._loop.add_reader(worker.channel.fileno(), self._hear, worker)

    def renew(self, generation: int) -> None:
        """Ask for workers of a new version of the data; the old ones answer until one is ready."""
        self._latest, self._coming = generation, 0
        self.replenish()

    def resting(self, lane: str) -> Worker | None:
        """Take a worker that rests in a lane, or may be moved into it; ``None`` where none is."""
        own = self._resting.get(lane)
        if own:
            return own.pop()
        light = self._resting[LIGHT]
        if lane == LIGHT or not light or self.count(lane) >= self.lanes[lane].most:
            return None
        worker = light.pop()
        self.move(worker, lane)
        self.replenish()
        return worker

    def make_room(self, lane: str) -> bool:
        """Return whether one more worker may be in a lane, in place of one that rests there."""
        if self.count(lane) < self.lanes[lane].most:
            return True
        resting = self._resting[lane]
        if resting:
            self.end(resting[0])
        return bool(self.count(lane) < self.lanes[lane].most)

    def move(self, worker: Worker, lane: str) -> None:
        """Put a worker into another lane, with its priority."""
        worker.lane = lane
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, self.lanes[lane].nice)

    def begin(self, worker: Worker, job: Job) -> None:
        """Give a job to a worker."""
        worker.begin(job)
        try:
            sent = worker.channel.send(job.message)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.lose(worker)
            return
        if sent < len(job.message):
            self._send_rest(worker, memoryview(job.message)[sent:])

    def _send_rest(self, worker: Worker, rest: memoryview) -> None:
        number = worker.channel.fileno()

        def more() -> None:
            nonlocal rest
            try:
                rest = rest[worker.channel.send(rest) :]
            except BlockingIOError:
                return
            except OSError:
                rest = rest[:0]  # it is gone; reading will tell
            if not rest:
                self._loop.remove_writer(number)

        self._loop.add_writer(number, more)

    def _hear(self, worker: Worker) -> None:
        try:
            data = worker.channel.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.lose(worker)
            return
        for head, body in worker.frames.feed(data):
            if head[0] == "ready":
                self._welcome(worker)
            elif worker.job is not None:
                self.heard(worker, worker.job, (head, body))

    def _welcome(self, worker: Worker) -> None:
        worker.ready, self._failures = True, 0
        if worker.generation < self._latest:
            self.end(worker)
            return
        if worker.generation > self._generation:
            self.version, self._generation = worker.version, worker.generation
            for other in [each for resting in self._resting.values() for each in resting]:
                self.end(other)
            self._fresh(self.version)
        self._resting[LIGHT].append(worker)
        self.freed()

    def rest(self, worker: Worker) -> None:
        """Let a worker whose job is done wait for another one, or end where it does not stay."""
        worker.job = None
        if self.lanes[worker.lane].stays and worker.generation >= self._generation:
            self._resting[worker.lane].append(worker)
        else:
            self.end(worker)
            self.replenish()
        self.freed()

    def pause(self, worker: Worker, stream: asyncio.Queue[Reply | None]) -> None:
        """Read no more of a stream while its client has not taken what there is."""
        if stream.qsize() < _AHEAD:
            return
        self._loop.remove_reader(worker.channel.fileno())

        def look() -> None:
            if worker not in self._workers:
                return
            if stream.qsize() < _AHEAD // 2:
                worker.started = time.monotonic()
                self._loop.add_reader(worker.channel.fileno(), self._hear, worker)
            else:
                self._loop.call_later(0.005, look)

        self._loop.call_later(0.005, look)

    def lose(self, worker: Worker) -> None:
        """Go on without a worker that ended by itself: out of memory, or killed from outside."""
        job, ready = worker.job, worker.ready
        self.end(worker)
        if ready:
            self.replenish()
        else:  # it did not even start: not at once again
            self._failures += 1
            self._loop.call_later(min(10.0, 0.2 * 2**self._failures), self.replenish)
        self.lost(job)

    def end(self, worker: Worker) -> None:
        """Kill a worker, whatever it does."""
        with suppress(ValueError, OSError):
            self._loop.remove_reader(worker.channel.fileno())
            self._loop.remove_writer(worker.channel.fileno())
        self._workers.discard(worker)
        for resting in self._resting.values():
            if worker in resting:
                resting.remove(worker)
        worker.job = None
        worker.channel.close()
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
