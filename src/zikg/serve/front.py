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
from zikg.serve.desk import Desk
from zikg.serve.frames import Frames, frame
from zikg.serve.lanes import Worker
from zikg.serve.pool import Pool
from zikg.serve.quick import protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.serve.dataset import Dataset
    from zikg.serve.metrics import Board
    from zikg.serve.settings import Settings

_MOST_AT_ONCE: Final = 2_000
_GRACE: Final = 5


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
    loop = asyncio.get_running_loop()
    row = board.row(place)
    desk = Desk(settings, row, dataset)
    paths = {dataset.version: dataset.path}
    pool = Pool(
        settings,
        row,
        spawn=lambda: channel.sendall(frame(("spawn",))),
        fresh=lambda version: desk.exchange(version, paths[version]),
    )
    desk.pool = pool
    app = App(desk, board)
    frames = Frames()
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            http=protocol(app.quick),
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

    def hear() -> None:
        try:
            data, files, _, _ = socket.recv_fds(channel, 65536, 64)
        except BlockingIOError:
            return
        if not data:
            server.should_exit = True
            loop.remove_reader(channel.fileno())
            return
        came = iter(files)
        for head, _body in frames.feed(data):
            if head[0] == "worker":
                _, pid, version, path, generation = head
                paths[version] = path
                end = socket.socket(fileno=next(came))
                pool.take(Worker(pid, end, version, generation))
            else:
                paths[head[1]] = head[2]
                pool.renew(head[3])

    async def beat() -> None:
        while True:
            row.set("beat", time.monotonic())
            await asyncio.sleep(1.0)

    channel.setblocking(False)
    loop.add_reader(channel.fileno(), hear)
    beating = loop.create_task(beat())
    pool.start()
    try:
        await server.serve(sockets=[listening])
    finally:
        beating.cancel()
        pool.close()
        with contextlib.suppress(OSError):
            os.close(listening.fileno())
