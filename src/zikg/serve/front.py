"""A front: an event loop that accepts connections and hands the work to its workers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from typing import TYPE_CHECKING, Any, Final

import uvicorn

from zikg.serve import confine
from zikg.serve.app import App
from zikg.serve.crew import Crew
from zikg.serve.desk import Desk
from zikg.serve.frames import Frames, frame
from zikg.serve.lanes import PAGE, Job, Worker, message
from zikg.serve.pool import Pool
from zikg.serve.quick import protocol

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from zikg.serve.dataset import Dataset
    from zikg.serve.metrics import Board
    from zikg.serve.settings import Settings

_MOST_AT_ONCE: Final = 2_000
_GRACE: Final = 5
_LEAVE: Final = 0.3


class _Server(uvicorn.Server):
    """Uvicorn without its signal handlers: the supervisor tells when to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGTERM; SIGINT goes to the supervisor."""

        def stop(*_: Any) -> None:
            self.should_exit = True

        signal.signal(signal.SIGTERM, stop)
        yield


def run(  # noqa: PLR0917 - what a fork inherits
    settings: Settings,
    listening: socket.socket,
    channel: socket.socket,
    board: Board,
    place: int,
    dataset: Dataset,
) -> None:
    """Serve until told to stop.

    Args:
        settings: how the server is set up.
        listening: the bound port, shared with the other fronts.
        channel: leads to the supervisor.
        board: the counters of all fronts.
        place: which of the fronts this is.
        dataset: what is served first.
    """
    confine.no_network()
    try:
        import uvloop

        factory: Any = uvloop.new_event_loop
    except ImportError:
        factory = asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(_serve(settings, listening, channel, board, place, dataset))


async def _serve(  # noqa: PLR0917
    settings: Settings,
    listening: socket.socket,
    channel: socket.socket,
    board: Board,
    place: int,
    dataset: Dataset,
) -> None:
    await _Front(settings, channel, board, place, dataset).serve(listening)


class _Front:
    """The pieces of a front, and what it says to the supervisor and hears from it."""

    def __init__(
        self,
        settings: Settings,
        channel: socket.socket,
        board: Board,
        place: int,
        dataset: Dataset,
    ) -> None:
        self._settings, self._channel, self._row = settings, channel, board.row(place)
        self._loop = asyncio.get_running_loop()
        self._paths = {dataset.version: dataset.path}
        self._frames = Frames()
        self._tasks: set[asyncio.Task[None]] = set()
        self._desk = Desk(settings, self._row, dataset, retire=lambda: self._say("retire"))
        self._crew = Crew(settings, lambda: self._say("spawn"), self._fresh)
        self._pool = self._desk.pool = Pool(settings, self._row, self._crew)
        app = App(self._desk, board)
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                http=protocol(app.quick, app.head),
                ws="none",
                server_header=False,
                proxy_headers=bool(settings.hosts),
                forwarded_allow_ips="127.0.0.1,::1",
                limit_concurrency=_MOST_AT_ONCE,
                timeout_keep_alive=15,
                timeout_graceful_shutdown=_GRACE,
                backlog=1024,
            )
        )

    async def serve(self, listening: socket.socket) -> None:
        """Serve until told to stop."""
        self._channel.setblocking(False)
        self._loop.add_reader(self._channel.fileno(), self._hear)
        self._begin(self._beat())
        self._pool.start()
        try:
            await self._server.serve(sockets=[listening])
        finally:
            for task in self._tasks:
                task.cancel()
            self._pool.close()
            with contextlib.suppress(OSError):
                os.close(listening.fileno())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _say(self, word: str) -> None:
        self._channel.sendall(frame((word,)))

    def _hear(self) -> None:
        try:
            data, files, _, _ = socket.recv_fds(self._channel, 65536, 64)
        except BlockingIOError:
            return
        if not data:
            self._server.should_exit = True
            self._loop.remove_reader(self._channel.fileno())
            return
        came = iter(files)
        for (what, *told), _body in self._frames.feed(data):
            if what == "worker":
                pid, version, path, generation = told
                self._paths[version] = path
                end = socket.socket(fileno=next(came))
                self._pool.take(Worker(pid, end, version, generation))
            elif what == "relieved":
                self._begin(self._leave())
            else:
                version, path, generation = told
                self._paths[version] = path
                self._crew.renew(generation)

    def _fresh(self, version: str) -> None:
        self._pool.forget()
        self._desk.exchange(version, self._paths[version])
        self._begin(self._warm())

    async def _warm(self) -> None:
        """Have the workers of pages read what the first page needs, before anybody waits for it."""
        home = f"http://{self._settings.host}:{self._settings.port}"
        sent = message("page", ("GET", "/", (), "text/html", "id", home, ""), pack=False)
        jobs = [
            Job(sent, "", None, self._loop.create_future(), PAGE, own=True)
            for _ in range(self._settings.pages)
        ]
        for job in jobs:
            self._pool.submit(job)
        await asyncio.gather(*(job.answer for job in jobs), return_exceptions=True)
        self._say("warm")

    async def _beat(self) -> None:
        while True:
            self._row.set("beat", time.monotonic())
            await asyncio.sleep(1.0)

    async def _leave(self) -> None:
        """End when nothing is under way any more: another front accepts the connections now."""
        for each in self._server.servers:
            each.close()
        until = self._loop.time() + self._settings.timeout
        await asyncio.sleep(_LEAVE)  # answers tell clients to come over another connection
        while self._pool.busy and self._loop.time() < until:
            await asyncio.sleep(0.05)
        self._server.should_exit = True
