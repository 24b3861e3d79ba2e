"""What a front knows of its work and its workers, and the lanes that both are in."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from zikg.serve.frames import Frames, frame
from zikg.serve.problem import Problem

if TYPE_CHECKING:
    import asyncio
    import socket
    from collections.abc import Callable

    from zikg.serve.settings import Settings

LIGHT: Final = "light"
HEAVY: Final = "heavy"
PAGE: Final = "page"
DUMP: Final = "dump"

_SCHEDULED: Final = 2  # CPUCLOCK_SCHED of a process's clock, see clock_getcpuclockid(3)
_WAITED: Final = 40

Reply = tuple[tuple[Any, ...], bytes]


@dataclass(frozen=True, slots=True)
class Lane:
    """How a lane is run: its most workers, their priority, and whether they stay after a job."""

    most: int
    nice: int
    stays: bool


def lanes(settings: Settings) -> dict[str, Lane]:
    """Return the lanes of one front.

    A priority once lowered cannot be raised again, so a worker never comes back to the light lane.
    It stays in its own where another job may follow: what it has read of the data is warm.
    """
    return {
        LIGHT: Lane(settings.light + 1, 0, stays=True),
        HEAVY: Lane(settings.heavy, 15, stays=True),
        PAGE: Lane(settings.pages, 5, stays=True),
        DUMP: Lane(1, 15, stays=False),
    }


@dataclass(eq=False, slots=True)
class Job:
    """Work for a worker, and where its answer goes.

    ``key`` names the work, to remember whether it was heavy; ``client`` asked for it. A job with
    ``stream`` gives its answer in pieces; its deadline holds for each piece. ``on_slow`` is called
    once when the answer will take a while, so that its client may be watched. Where it is the
    server's ``own``, nobody asked for it, and its end counts nowhere.
    """

    message: bytes
    client: str
    key: Any
    answer: asyncio.Future[Reply]
    lane: str = LIGHT
    stream: asyncio.Queue[Reply | None] | None = None
    arrived: float = field(default_factory=time.monotonic)
    on_slow: Callable[[], None] | None = None
    own: bool = False

    def slow(self) -> None:
        """Tell, once, that this takes a while."""
        if self.on_slow is not None:
            self.on_slow()
            self.on_slow = None


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process as its front sees it."""

    pid: int
    channel: socket.socket
    version: str
    generation: int
    frames: Frames = field(default_factory=Frames)
    ready: bool = False
    lane: str = LIGHT
    job: Job | None = None
    started: float = field(default_factory=time.monotonic)
    used: float = 0.0

    def begin(self, job: Job) -> None:
        """Note that it works on a job from now on."""
        self.job, self.started, self.used = job, time.monotonic(), self._processor()

    def slow(self, patience: float) -> bool:
        """Return whether its job has taken so many seconds of a processor, or far more to wait.

        A busy machine makes no query heavy.
        """
        ran = time.monotonic() - self.started
        if ran <= patience:
            return False
        return ran > _WAITED * patience or self._processor() - self.used > patience

    def _processor(self) -> float:
        """Return the seconds of a processor that its process has taken; 0 where nobody tells."""
        if not sys.platform.startswith("linux"):
            return 0.0
        try:
            return time.clock_gettime(~self.pid << 3 | _SCHEDULED)
        except OSError:
            return 0.0


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
