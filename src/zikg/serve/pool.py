"""The work of one front: a lane for light work, slower ones for the rest, and a hard deadline.

A query starts in the light lane. One that runs longer than the patience is heavy: its worker gets a
low priority and a new one takes its place, so light queries keep theirs. Others of its shape go to
the heavy lane at once, until one of them proves light. When all heavy places are taken, the worker
is killed and its query waits for one. Past the deadline a worker is killed, whatever it does.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict, deque
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.lanes import DUMP, HEAVY, LIGHT, PAGE, Job, Worker, busy, late
from zikg.serve.problem import Problem
from zikg.serve.worker import out_of_memory

if TYPE_CHECKING:
    from zikg.serve.crew import Crew
    from zikg.serve.lanes import Reply
    from zikg.serve.metrics import Row
    from zikg.serve.settings import Settings

_TICK: Final = 0.02
_MOST_REMEMBERED: Final = 4096


class Pool:
    """The jobs of one front, and which worker has them.

    Args:
        settings: the limits.
        row: where the counters go.
        crew: the workers.
    """

    def __init__(self, settings: Settings, row: Row, crew: Crew) -> None:
        self._limits, self._row, self._crew = settings, row, crew
        crew.heard, crew.lost, crew.freed = self._reply, self._lost, self._next
        self._waiting: dict[str, deque[Job]] = {lane: deque() for lane in crew.lanes}
        self._clients: Counter[str] = Counter()
        self._known_heavy: OrderedDict[Any, None] = OrderedDict()
        self._ticking = False
        self._loop = asyncio.get_running_loop()

    @property
    def ready(self) -> bool:
        """Whether any worker can answer."""
        return self._crew.ready

    @property
    def version(self) -> str:
        """The version of the data that the workers answer from."""
        return self._crew.version

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return any(each.job for each in self._crew) or any(self._waiting.values())

    def start(self) -> None:
        """Ask for the first workers."""
        self._crew.replenish()

    def take(self, worker: Worker) -> None:
        """Have a new worker, which tells when it is ready."""
        self._crew.take(worker)
        self._tick_on()

    def forget(self) -> None:
        """Forget which queries are heavy, as of other data."""
        self._known_heavy.clear()

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
        self._tick_on()

    def drop(self, job: Job) -> None:
        """Forget a job whose client is gone."""
        if job in self._waiting[job.lane]:
            self._waiting[job.lane].remove(job)
            self._done(job)
            return
        for worker in self._crew:
            if worker.job is job:
                self._row.add("k:gone")
                self._crew.end(worker)
                self._done(job)
                self._crew.replenish()
                self._next()
                return

    def _next(self) -> None:
        """Give what waits to the workers that rest."""
        for lane in (LIGHT, PAGE, HEAVY, DUMP):
            queue = self._waiting[lane]
            while queue:
                worker = self._crew.resting(lane)
                if worker is None:
                    break
                job = queue[0] if lane == LIGHT else self._fairest(lane)
                queue.remove(job)
                self._crew.begin(worker, job)
        for lane, queue in self._waiting.items():
            self._row.set(f"queue_{lane}", len(queue))
            self._row.set(f"workers_{lane}", self._crew.count(lane))

    def _fairest(self, lane: str) -> Job:
        """Return the job whose client has the fewest under way in a lane, the oldest of them."""
        running = self._crew.running(lane)
        return min(self._waiting[lane], key=lambda each: (running[each.client], each.arrived))

    def _reply(self, worker: Worker, job: Job, reply: Reply) -> None:
        if reply[0][5]:  # a piece of a stream
            if job.stream is not None:
                worker.started = time.monotonic()
                job.stream.put_nowait(reply)
                self._crew.pause(worker, job.stream)
            return
        self._done(job)
        if worker.lane == HEAVY and reply[0][3] < self._limits.patience:
            self._known_heavy.pop(job.key, None)  # it was the data that were cold, or the machine
        if job.stream is not None:
            job.stream.put_nowait(reply)
        elif not job.answer.done():
            job.answer.set_result(reply)
        self._crew.rest(worker)

    def _lost(self, job: Job | None) -> None:
        if job is not None:
            if not job.own:
                self._row.add("k:memory")
            self._fail(job, out_of_memory())
        self._next()

    def _tick_on(self) -> None:
        if not self._ticking:
            self._ticking = True
            self._loop.call_later(_TICK, self._tick)

    def _tick(self) -> None:
        now = time.monotonic()
        for worker in self._crew:
            self._watch(worker, now)
        for queue in self._waiting.values():
            for job in [each for each in queue if now - each.arrived > self._limits.wait]:
                queue.remove(job)
                self._row.add("x:wait")
                self._fail(job, busy())
        self._next()
        if self._crew.unsettled or any(self._waiting.values()):
            self._loop.call_later(_TICK, self._tick)
        else:
            self._ticking = False

    def _watch(self, worker: Worker, now: float) -> None:
        job, ran = worker.job, now - worker.started
        if not worker.ready:
            if ran > self._limits.fresh:
                self._crew.lose(worker)
        elif job is None:
            return
        elif ran > self._limits.timeout:
            if not job.own:
                self._row.add("k:deadline")
            self._crew.end(worker)
            self._fail(job, late(self._limits.timeout))
            self._crew.replenish()
        elif worker.lane == LIGHT and worker.slow(self._limits.patience):
            self._to_heavy(worker, job, now)

    def _to_heavy(self, worker: Worker, job: Job, now: float) -> None:
        """Move a query that takes long to the heavy lane, or to the queue before it."""
        if job.key is not None:
            self._known_heavy[job.key] = None
            if len(self._known_heavy) > _MOST_REMEMBERED:
                self._known_heavy.popitem(last=False)
        job.lane = HEAVY
        if self._crew.make_room(HEAVY):
            self._crew.move(worker, HEAVY)
        else:
            self._row.add("k:moved")
            self._crew.end(worker)
            if len(self._waiting[HEAVY]) >= self._limits.queue:
                self._row.add("x:queue")
                self._fail(job, busy())
            else:
                job.arrived = now
                self._waiting[HEAVY].append(job)
        job.slow()
        self._crew.replenish()

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

    def close(self) -> None:
        """Kill every worker."""
        for worker in self._crew:
            self._crew.end(worker)
