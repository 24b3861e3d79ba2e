"""The workers of one front: a lane for light work, slower ones for the rest, and a hard deadline.

A query starts in the light lane. One that runs longer than the patience is heavy: its worker gets a
low priority and a new one takes its place, so light queries keep theirs. When all heavy places are
taken, the worker is killed and its query waits for one. Past the deadline a worker is killed,
whatever it does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter, OrderedDict, deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.lanes import DUMP, HEAVY, LIGHT, PAGE, Job, Worker, busy, lanes, late
from zikg.serve.problem import Problem
from zikg.serve.worker import out_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.lanes import Reply
    from zikg.serve.metrics import Row
    from zikg.serve.settings import Settings

_TICK: Final = 0.02
_PIECE: Final = 1 << 18
_MOST_REMEMBERED: Final = 4096
_AHEAD: Final = 8


class Pool:
    """The workers of one front.

    Args:
        settings: the limits.
        row: where the counters go.
        spawn: asks for another worker, which comes by `take`.
        fresh: called with the version when the first worker of a new version is ready.
    """

    def __init__(
        self,
        settings: Settings,
        row: Row,
        spawn: Callable[[], None],
        fresh: Callable[[str], None],
    ) -> None:
        self._limits, self._row, self._spawn, self._fresh = settings, row, spawn, fresh
        self.version = ""
        self._lanes = lanes(settings)
        self._resting: dict[str, list[Worker]] = {LIGHT: [], PAGE: []}
        self._waiting: dict[str, deque[Job]] = {lane: deque() for lane in self._lanes}
        self._workers: set[Worker] = set()
        self._generation = self._latest = self._coming = self._failures = 0
        self._clients: Counter[str] = Counter()
        self._known_heavy: OrderedDict[Any, None] = OrderedDict()
        self._ticking = False
        self._loop = asyncio.get_running_loop()

    @property
    def ready(self) -> bool:
        """Whether any worker can answer."""
        return any(worker.ready for worker in self._workers)

    def start(self) -> None:
        """Ask for the first workers."""
        self._replenish()

    def _replenish(self) -> None:
        """Ask for as many workers as the light lane lacks; the others take theirs from it."""
        light = [each for each in self._workers if each.lane == LIGHT]
        have = self._coming + sum(1 for each in light if each.generation >= self._latest)
        for _ in range(self._lanes[LIGHT].most - have):
            self._coming += 1
            self._spawn()

    def take(self, worker: Worker) -> None:
        """Have a new worker, which tells when it is ready."""
        self._coming = max(0, self._coming - 1)
        self._workers.add(worker)
        worker.channel.setblocking(False)
        self._loop.add_reader(worker.channel.fileno(), self._hear, worker)
        self._tick_on()

    def renew(self, generation: int) -> None:
        """Ask for workers of a new version of the data; the old ones answer until one is ready."""
        self._latest, self._coming = generation, 0
        self._replenish()

    def submit(self, job: Job) -> None:
        """Do a job as soon as there is a worker for it.

        Raises:
            Problem: too much waits, or its client has too much under way.
        """
        if self._clients[job.client] >= self._limits.client:
            self._row.add("x:client")
            raise Problem(
                "too-many",
                f"Paling banyak {self._limits.client} permintaan sekaligus dari satu alamat.",
                f"At most {self._limits.client} requests at once from one address.",
                (("retry-after", "1"),),
            )
        if job.lane == LIGHT and job.key in self._known_heavy:
            job.lane = HEAVY
        if len(self._waiting[job.lane]) >= self._limits.queue:
            self._row.add("x:queue")
            raise busy()
        self._clients[job.client] += 1
        self._waiting[job.lane].append(job)
        if job.lane != LIGHT:
            job.slow()
        self._next()

    def drop(self, job: Job) -> None:
        """Forget a job whose client is gone."""
        if job in self._waiting[job.lane]:
            self._waiting[job.lane].remove(job)
            self._done(job)
            return
        for worker in self._workers:
            if worker.job is job:
                self._row.add("k:gone")
                self._end(worker)
                self._done(job)
                self._replenish()
                self._next()
                return

    def _next(self) -> None:
        """Give what waits to the workers that rest."""
        light = self._resting[LIGHT]
        while self._waiting[LIGHT] and light:
            self._begin(light.pop(), self._waiting[LIGHT].popleft())
        for lane in (PAGE, HEAVY, DUMP):
            queue = self._waiting[lane]
            while queue:
                resting = self._resting.get(lane)
                if resting:
                    worker = resting.pop()
                elif light and self._count(lane) < self._lanes[lane].most:
                    worker = light.pop()
                    self._move(worker, lane)
                    self._replenish()
                else:
                    break
                job = self._fairest(lane)
                queue.remove(job)
                self._begin(worker, job)
        self._tell()

    def _fairest(self, lane: str) -> Job:
        """Return the job whose client has the fewest under way in a lane, the oldest of them."""
        running = Counter(
            each.job.client for each in self._workers if each.lane == lane and each.job
        )
        return min(self._waiting[lane], key=lambda each: (running[each.client], each.arrived))

    def _count(self, lane: str) -> int:
        return sum(1 for worker in self._workers if worker.lane == lane)

    def _move(self, worker: Worker, lane: str) -> None:
        worker.lane = lane
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, self._lanes[lane].nice)

    def _begin(self, worker: Worker, job: Job) -> None:
        worker.job, worker.started = job, time.monotonic()
        try:
            sent = worker.channel.send(job.message)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._lost(worker)
            return
        if sent < len(job.message):
            self._send_rest(worker, memoryview(job.message)[sent:])
        self._tick_on()

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
            self._lost(worker)
            return
        for head, body in worker.frames.feed(data):
            if head[0] == "ready":
                self._welcome(worker)
            elif worker.job is not None:
                self._reply(worker, worker.job, (head, body))

    def _welcome(self, worker: Worker) -> None:
        worker.ready, self._failures = True, 0
        if worker.generation < self._latest:
            self._end(worker)
            return
        if worker.generation > self._generation:
            self.version, self._generation = worker.version, worker.generation
            self._known_heavy.clear()
            for other in [each for resting in self._resting.values() for each in resting]:
                self._end(other)
            self._fresh(self.version)
        self._resting[LIGHT].append(worker)
        self._next()

    def _reply(self, worker: Worker, job: Job, reply: Reply) -> None:
        if reply[0][5]:  # a piece of a stream
            if job.stream is not None:
                worker.started = time.monotonic()
                job.stream.put_nowait(reply)
                if job.stream.qsize() >= _AHEAD:
                    self._pause(worker, job.stream)
            return
        worker.job = None
        self._done(job)
        if job.stream is not None:
            job.stream.put_nowait(reply)
        elif not job.answer.done():
            job.answer.set_result(reply)
        if self._lanes[worker.lane].stays and worker.generation >= self._generation:
            self._resting[worker.lane].append(worker)
        else:
            self._end(worker)
            self._replenish()
        self._next()

    def _pause(self, worker: Worker, stream: asyncio.Queue[Reply | None]) -> None:
        """Read no more of a stream until its client has taken what there is."""
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

    def _tick_on(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._loop.call_later(_TICK, self._tick)

    def _tick(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            self._watch(worker, now)
        for queue in self._waiting.values():
            for job in [each for each in queue if now - each.arrived > self._limits.wait]:
                queue.remove(job)
                self._row.add("x:wait")
                self._fail(job, busy())
        self._next()
        if any(each.job or not each.ready for each in self._workers) or any(self._waiting.values()):
            self._loop.call_later(_TICK, self._tick)
        else:
            self._ticking = False

    def _watch(self, worker: Worker, now: float) -> None:
        job, ran = worker.job, now - worker.started
        if not worker.ready:
            if ran > self._limits.fresh:
                self._lost(worker)
        elif job is None:
            return
        elif ran > self._limits.timeout:
            self._row.add("k:deadline")
            self._end(worker)
            self._fail(job, late(self._limits.timeout))
            self._replenish()
        elif worker.lane == LIGHT and ran > self._limits.patience:
            self._to_heavy(worker, job, now)

    def _to_heavy(self, worker: Worker, job: Job, now: float) -> None:
        """Move a query that takes long to the heavy lane, or to the queue before it."""
        if job.key is not None:
            self._known_heavy[job.key] = None
            if len(self._known_heavy) > _MOST_REMEMBERED:
                self._known_heavy.popitem(last=False)
        job.lane = HEAVY
        if self._count(HEAVY) < self._lanes[HEAVY].most:
            self._move(worker, HEAVY)
        else:
            self._row.add("k:moved")
            self._end(worker)
            if len(self._waiting[HEAVY]) >= self._limits.queue:
                self._row.add("x:queue")
                self._fail(job, busy())
            else:
                job.arrived = now
                self._waiting[HEAVY].append(job)
        job.slow()
        self._replenish()

    def _lost(self, worker: Worker) -> None:
        """Go on without a worker that ended by itself: out of memory, or killed from outside."""
        job, ready = worker.job, worker.ready
        self._end(worker)
        if job is not None:
            self._row.add("k:memory")
            self._fail(job, out_of_memory())
        if ready:
            self._replenish()
        else:  # it did not even start: not at once again
            self._failures += 1
            self._loop.call_later(min(10.0, 0.2 * 2**self._failures), self._replenish)
        self._next()

    def _end(self, worker: Worker) -> None:
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

    def _fail(self, job: Job, problem: Problem) -> None:
        self._done(job)
        if not job.answer.done():
            job.answer.set_exception(problem)
        if job.stream is not None:
            job.stream.put_nowait(None)

    def _done(self, job: Job) -> None:
        self._clients[job.client] -= 1
        if self._clients[job.client] <= 0:
            del self._clients[job.client]

    def _tell(self) -> None:
        for lane in self._lanes:
            self._row.set(f"queue_{lane}", len(self._waiting[lane]))
            self._row.set(f"workers_{lane}", self._count(lane))

    def close(self) -> None:
        """Kill every worker."""
        for worker in list(self._workers):
            self._end(worker)
