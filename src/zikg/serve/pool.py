"""The workers of one front: a lane for light work, a slow one for heavy, and a deadline that holds.

A request starts in the light lane. One that runs longer than the patience is heavy: its worker gets
a low priority and a new one takes its place, so light requests keep theirs. When all heavy places
are taken, the worker is killed and its request waits for one. Past the deadline a worker is killed,
whatever it does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections import Counter, OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.frames import Frames, frame
from zikg.serve.problem import Problem
from zikg.serve.worker import out_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.metrics import Row
    from zikg.serve.settings import Settings

_TICK: Final = 0.02
_NICE: Final = 15
_PIECE: Final = 1 << 18
_MOST_REMEMBERED: Final = 4096
_AHEAD: Final = 8

Reply = tuple[tuple[Any, ...], bytes]


@dataclass(eq=False, slots=True)
class Job:
    """Work for a worker, and where its answer goes.

    ``key`` names the work, to remember whether it was heavy; ``client`` asked for it. A job with
    ``stream`` gives its answer in pieces and has no deadline, only one for each piece.
    """

    message: bytes
    client: str
    key: Any
    answer: asyncio.Future[Reply]
    stream: asyncio.Queue[Reply] | None = None
    arrived: float = field(default_factory=time.monotonic)
    heavy: bool = False
    on_heavy: Callable[[], None] | None = None


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process as its front sees it."""

    pid: int
    channel: socket.socket
    version: str
    generation: int
    frames: Frames = field(default_factory=Frames)
    ready: bool = False
    heavy: bool = False
    job: Job | None = None
    started: float = 0.0


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
        self._generation = self._latest = 0
        self._idle: list[Worker] = []
        self._workers: set[Worker] = set()
        self._coming = 0
        self._light: deque[Job] = deque()
        self._heavy: deque[Job] = deque()
        self._clients: Counter[str] = Counter()
        self._known_heavy: OrderedDict[Any, None] = OrderedDict()
        self._ticking = False
        self._failures = 0
        self._loop = asyncio.get_running_loop()

    @property
    def ready(self) -> bool:
        """Whether any worker can answer."""
        return any(worker.ready for worker in self._workers)

    def start(self) -> None:
        """Ask for the first workers."""
        self._replenish()

    def _replenish(self) -> None:
        have = self._coming + sum(
            1
            for each in self._workers
            if not each.heavy and each.generation >= self._latest
        )
        for _ in range(self._limits.light + 1 - have):
            self._coming += 1
            self._spawn()

    def take(self, worker: Worker) -> None:
        """Have a new worker, which tells when it is ready."""
        self._coming = max(0, self._coming - 1)
        self._workers.add(worker)
        worker.channel.setblocking(False)
        worker.started = time.monotonic()
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
        job.heavy = job.heavy or job.key in self._known_heavy
        queue = self._heavy if job.heavy else self._light
        if len(queue) >= self._limits.queue:
            self._row.add("x:queue")
            raise busy()
        self._clients[job.client] += 1
        if not job.heavy and self._idle and not queue:
            self._begin(self._idle.pop(), job)
            return
        queue.append(job)
        self._next()

    def drop(self, job: Job) -> None:
        """Forget a job whose client is gone."""
        for queue in (self._light, self._heavy):
            if job in queue:
                queue.remove(job)
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

    def _begin(self, worker: Worker, job: Job) -> None:
        worker.job, worker.started = job, time.monotonic()
        if job.heavy:
            self._slow(worker)
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
        def more() -> None:
            nonlocal rest
            try:
                rest = rest[worker.channel.send(rest) :]
            except BlockingIOError:
                return
            except OSError:
                self._loop.remove_writer(worker.channel.fileno())
                return
            if not rest:
                self._loop.remove_writer(worker.channel.fileno())

        self._loop.add_writer(worker.channel.fileno(), more)

    def _slow(self, worker: Worker) -> None:
        worker.heavy = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, _NICE)

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
            else:
                self._reply(worker, head, body)

    def _welcome(self, worker: Worker) -> None:
        worker.ready, self._failures = True, 0
        if worker.generation < self._latest:
            self._end(worker)
            return
        if worker.generation > self._generation:
            self.version, self._generation = worker.version, worker.generation
            self._known_heavy.clear()
            for other in list(self._idle):
                self._end(other)
            self._fresh(self.version)
        self._idle.append(worker)
        self._next()

    def _reply(self, worker: Worker, head: tuple[Any, ...], body: bytes) -> None:
        job = worker.job
        if job is None:
            return
        if head[5]:  # a piece of a stream
            if job.stream is not None:
                worker.started = time.monotonic()
                job.stream.put_nowait((head, body))
                if job.stream.qsize() >= _AHEAD:
                    self._pause(worker, job.stream)
            return
        worker.job = None
        self._done(job)
        if job.stream is not None:
            job.stream.put_nowait((head, body))
        elif not job.answer.done():
            job.answer.set_result((head, body))
        if worker.heavy or worker.generation < self._generation:
            self._end(worker)  # its low priority cannot be raised again
            self._replenish()
        else:
            self._idle.append(worker)
        self._next()

    def _pause(self, worker: Worker, stream: asyncio.Queue[Reply]) -> None:
        """Read no more of a stream until its client has taken what there is."""
        self._loop.remove_reader(worker.channel.fileno())

        def look() -> None:
            if worker not in self._workers:
                return
            if stream.qsize() < _AHEAD:
                worker.started = time.monotonic()
                self._loop.add_reader(worker.channel.fileno(), self._hear, worker)
            else:
                self._loop.call_later(0.01, look)

        self._loop.call_later(0.01, look)

    def _next(self) -> None:
        while self._light and self._idle:
            self._begin(self._idle.pop(), self._light.popleft())
        running = Counter(
            worker.job.client for worker in self._workers if worker.heavy and worker.job
        )
        while self._heavy and self._idle and self._heavy_running() < self._limits.heavy:
            job = min(self._heavy, key=lambda each: (running[each.client], each.arrived))
            self._heavy.remove(job)
            running[job.client] += 1
            self._begin(self._idle.pop(), job)
            self._replenish()
        self._tell()

    def _heavy_running(self) -> int:
        return sum(1 for worker in self._workers if worker.heavy and worker.job)

    def _tick_on(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._loop.call_later(_TICK, self._tick)

    def _tick(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            self._watch(worker, now)
        for queue in (self._light, self._heavy):
            for job in [each for each in queue if now - each.arrived > self._limits.wait]:
                queue.remove(job)
                self._row.add("x:wait")
                self._fail(job, busy())
        self._next()
        if any(worker.job or not worker.ready for worker in self._workers) or self._heavy:
            self._loop.call_later(_TICK, self._tick)
        else:
            self._ticking = False

    def _watch(self, worker: Worker, now: float) -> None:
        job, ran = worker.job, now - worker.started
        if not worker.ready:
            if ran > self._limits.fresh:
                self._end(worker)
                self._replenish()
            return
        if job is None:
            return
        if ran > self._limits.timeout:
            self._row.add("k:deadline")
            self._end(worker)
            self._fail(job, late(self._limits.timeout))
            self._replenish()
        elif not worker.heavy and ran > self._limits.patience:
            self._remember(job)
            job.heavy = True
            if self._heavy_running() < self._limits.heavy:
                self._slow(worker)
            else:
                self._row.add("k:moved")
                self._end(worker)
                if len(self._heavy) >= self._limits.queue:
                    self._row.add("x:queue")
                    self._fail(job, busy())
                else:
                    job.arrived = now
                    self._heavy.append(job)
            if job.on_heavy is not None:
                job.on_heavy()
            self._replenish()

    def _remember(self, job: Job) -> None:
        if job.key is not None:
            self._known_heavy[job.key] = None
            if len(self._known_heavy) > _MOST_REMEMBERED:
                self._known_heavy.popitem(last=False)

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
        if worker in self._idle:
            self._idle.remove(worker)
        worker.job = None
        worker.channel.close()
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)

    def _fail(self, job: Job, problem: Problem) -> None:
        self._done(job)
        if not job.answer.done():
            job.answer.set_exception(problem)
        if job.stream is not None:
            job.stream.put_nowait(((problem.status, "", (), 0.0, "", False), b""))

    def _done(self, job: Job) -> None:
        self._clients[job.client] -= 1
        if self._clients[job.client] <= 0:
            del self._clients[job.client]

    def _tell(self) -> None:
        self._row.set("queue_light", len(self._light))
        self._row.set("queue_heavy", len(self._heavy))
        heavy = self._heavy_running()
        self._row.set("workers_heavy", heavy)
        self._row.set("workers_idle", len(self._idle))
        self._row.set("workers_light", len(self._workers) - len(self._idle) - heavy)

    def close(self) -> None:
        """Kill every worker."""
        for worker in list(self._workers):
            self._end(worker)


def message(kind: str, arguments: tuple[Any, ...], body: bytes = b"", *, pack: bool) -> bytes:
    """Return a job as it is sent to a worker."""
    return frame((kind, pack, arguments), body)


def busy() -> Problem:
    """Return what a client is told whose request has no place."""
    return Problem(
        "busy",
        "Semua tempat terpakai; coba lagi beberapa detik lagi.",
        "Every place is taken; try again in a few seconds.",
        (("retry-after", "5"),),
    )


def late(limit: float) -> Problem:
    """Return what a client is told whose query took too long."""
    return Problem(
        "deadline",
        f"Kueri berjalan lebih dari {limit:g} detik lalu dihentikan; persempit kuerinya.",
        f"The query ran for more than {limit:g} seconds and was stopped; narrow it.",
    )

