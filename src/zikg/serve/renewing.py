"""The states of the data that a server holds: the one it serves, the last, and the next to come.

The copy that is served of a new snapshot is made in a process of its own; until it is there, what
was served is served on.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import IO, TYPE_CHECKING

from zikg.errors import ZikgError
from zikg.serve import confine, dataset

if TYPE_CHECKING:
    from collections.abc import Callable


class Renewal:
    """Watches a store, and holds what is served of it.

    Args:
        folder: the store.
        tell: takes lines for the operator.

    Raises:
        StoreError: the store cannot be served.
    """

    def __init__(self, folder: str, tell: Callable[[str], None]) -> None:
        self._folder, self._tell = folder, tell
        self._parent = os.getpid()
        self._preparing = 0
        self._seen = dataset.current(folder)
        self._held: list[tuple[dataset.Dataset, IO[str]]] = [dataset.prepare(folder)]
        self.generation = 1

    @property
    def newest(self) -> dataset.Dataset:
        """What is served."""
        return self._held[-1][0]

    def look(self) -> None:
        """Begin to make the copy of a snapshot, where there is a new one."""
        now = dataset.current(self._folder)
        if now and now != self._seen and not self._preparing:
            self._seen = now
            self._preparing = os.fork()
            if self._preparing == 0:
                self._prepare()

    def _prepare(self) -> None:
        """Make the copy, at low priority; does not return."""
        code = 1
        try:
            confine.fresh_signals(ignore_interrupt=True)
            confine.end_with(self._parent)
            os.nice(10)
            dataset.prepare(self._folder)
            code = 0
        except (ZikgError, OSError) as error:
            sys.stderr.write(f"zikg serve: {error}\n")
        finally:
            os._exit(code)

    def came(self, pid: int, status: int) -> bool:
        """Return whether a process that ended has made the copy that is the newest from now on."""
        if pid != self._preparing:
            return False
        self._preparing = 0
        if os.waitstatus_to_exitcode(status) != 0:
            return False
        try:
            self._held.append(dataset.prepare(self._folder))
        except ZikgError as error:
            self._tell(f"zikg serve: {error}")
            return False
        self.generation += 1
        while len(self._held) > 2:  # what is under way on the last but one may end
            self._held.pop(0)[1].close()
        return True

    def stop(self) -> None:
        """Make no copy any more."""
        if self._preparing:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._preparing, signal.SIGKILL)

    def close(self) -> None:
        """Let go of what was served."""
        for _, lock in self._held:
            lock.close()
