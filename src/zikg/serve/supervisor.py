r"""The process that holds the port: it forks fronts and workers, and stays small and single.

::

    supervisor --fork--> front 0, front 1 ...   accept connections on the one port
        \--fork--> workers                       each belongs to a front, which has its channel

Fronts ask it for workers, since a process that serves must not fork, and for another front in their
place when a query in them has to be ended. It tells them when there are new data.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pkgutil
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from zikg.serve import confine, describing, worker
from zikg.serve.frames import Frames, frame
from zikg.serve.metrics import Board
from zikg.serve.renewing import Renewal

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.settings import Settings

_LOOK: Final = 0.5
_GRACE: Final = 8.0
_STUCK: Final = 20.0


@dataclass(eq=False, slots=True)
class _Front:
    """A front process, its channel, and the workers that were made for it."""

    place: int
    pid: int
    channel: socket.socket
    began: float
    frames: Frames = field(default_factory=Frames)
    workers: set[int] = field(default_factory=set)


class Supervisor:
    """Runs a server until it is told to stop.

    Args:
        settings: how the server is set up.
        listening: the bound port, a socket for each front.
        tell: takes lines for the operator.
    """

    def __init__(
        self, settings: Settings, listening: list[socket.socket], tell: Callable[[str], None]
    ) -> None:
        self._settings, self._listening, self._tell = settings, listening, tell
        self._board = Board(settings.fronts)
        self._fronts: list[_Front] = []
        self._leaving: list[_Front] = []
        self._select = selectors.DefaultSelector()
        self._cold = set(range(settings.fronts))
        self._stopping = False
        self._parent = os.getpid()

    def run(self, started: Callable[[str], None]) -> None:
        """Serve until SIGTERM or SIGINT.

        Args:
            started: called with the version of the data when the fronts are there.

        Raises:
            StoreError: the store cannot be served.
        """
        self._renewal = Renewal(self._settings.folder, self._tell)
        wake, alarm = socket.socketpair()
        wake.setblocking(False)
        alarm.setblocking(False)
        signal.set_wakeup_fd(alarm.fileno(), warn_on_full_buffer=False)
        for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(name, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._select.register(wake, selectors.EVENT_READ, None)
        _warm()
        gc.freeze()
        self._fronts = [self._front(place) for place in range(self._settings.fronts)]
        started(self._renewal.newest.version)
        looked = time.monotonic()
        try:
            while not self._stopping:
                for key, _ in self._select.select(_LOOK):
                    if key.data is None:
                        with contextlib.suppress(BlockingIOError):
                            wake.recv(4096)
                    else:
                        self._hear(key.data)
                self._reap()
                if time.monotonic() - looked >= _LOOK:
                    looked = time.monotonic()
                    self._look()
        finally:
            self._end()

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _front(self, place: int) -> _Front:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            self._become_front(place, theirs)
        theirs.close()
        ours.setblocking(False)
        made = _Front(place, pid, ours, time.monotonic())
        self._board.row(place).set("beat", time.monotonic())
        self._select.register(ours, selectors.EVENT_READ, made)
        return made

    def _become_front(self, place: int, channel: socket.socket) -> None:
        code = 1
        try:
            confine.fresh_signals(ignore_interrupt=True)
            confine.end_with(self._parent)
            listening = self._listening[place]
            confine.close_all_but({channel.fileno(), listening.fileno()})
            from zikg.serve import front

            newest = self._renewal.newest
            front.run(self._settings, listening, channel, self._board, place, newest)
            code = 0
        except BaseException as error:
            with contextlib.suppress(BaseException):
                sys.stderr.write(f"zikg serve: {type(error).__name__}: {error}\n")
                sys.stderr.flush()
        finally:
            os._exit(code)

    def _hear(self, asking: _Front) -> None:
        try:
            data = asking.channel.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._select.unregister(asking.channel)
            return
        for (what, *_), _body in asking.frames.feed(data):
            if what == "spawn":
                self._make_worker(asking)
            elif what == "warm":
                if self._cold == {asking.place}:
                    self._tell("zikg serve: siap. / ready.")
                self._cold.discard(asking.place)
            elif asking in self._fronts:
                self._relieve(asking)

    def _relieve(self, tired: _Front) -> None:
        """Put another front in the place of one that wants to end."""
        self._fronts[tired.place] = self._front(tired.place)
        self._leaving.append(tired)
        with contextlib.suppress(OSError):
            tired.channel.sendall(frame(("relieved",)))

    def _make_worker(self, asking: _Front) -> None:
        newest = self._renewal.newest
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            try:
                confine.fresh_signals(ignore_interrupt=True)
                confine.end_with(self._parent)
                confine.close_all_but({theirs.fileno()})
                worker.run(theirs, newest, self._settings.memory)
            finally:
                os._exit(1)
        theirs.close()
        asking.workers.add(pid)
        told = frame(("worker", pid, newest.version, newest.path, self._renewal.generation))
        try:
            socket.send_fds(asking.channel, [told], [ours.fileno()])
        except OSError:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        ours.close()

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if self._renewal.came(pid, status):
                self._exchange()
            for each in (*self._fronts, *self._leaving):
                each.workers.discard(pid)
                if each.pid == pid and not self._stopping:
                    self._lost(each)

    def _lost(self, gone: _Front) -> None:
        _kill(gone.workers)
        with contextlib.suppress(KeyError, ValueError):
            self._select.unregister(gone.channel)
        gone.channel.close()
        if gone in self._leaving:
            self._leaving.remove(gone)
            return
        self._tell(f"zikg serve: proses {gone.pid} berhenti; diganti. / replaced.")
        if time.monotonic() - gone.began < 1.0:
            time.sleep(0.5)  # it cannot start: do not spin
        self._fronts[gone.place] = self._front(gone.place)

    def _look(self) -> None:
        for each in self._fronts:
            if time.monotonic() - self._board.row(each.place).read("beat") > _STUCK:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(each.pid, signal.SIGKILL)
        self._renewal.look()

    def _exchange(self) -> None:
        """Have the fronts serve what is the newest."""
        newest = self._renewal.newest
        told = frame(("renew", newest.version, newest.path, self._renewal.generation))
        for each in self._fronts:
            with contextlib.suppress(OSError):
                each.channel.sendall(told)
        self._tell(f"zikg serve: data baru, versi {newest.version}. / new data.")

    def _end(self) -> None:
        """Let fronts finish what is under way, then end everything."""
        for port in self._listening:
            port.close()
        fronts = (*self._fronts, *self._leaving)
        for each in fronts:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each.pid, signal.SIGTERM)
        until = time.monotonic() + _GRACE
        left = {each.pid for each in fronts}
        while left and time.monotonic() < until:
            for pid in list(left):
                with contextlib.suppress(ChildProcessError):
                    if os.waitpid(pid, os.WNOHANG)[0] == 0:
                        continue
                left.discard(pid)
            time.sleep(0.02)
        _kill(left)
        for each in fronts:
            _kill(each.workers)
        self._renewal.stop()
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        self._renewal.close()


def _kill(pids: set[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _warm() -> None:
    """Import what workers and fronts need, once for all of them."""
    import jinja2
    import uvicorn

    from zikg.serve import pages, service

    for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
        importlib.import_module(module.name)
    del jinja2, uvicorn, service
    describing.ontology()  # its blank nodes get one name in all workers, so tags stay the same
