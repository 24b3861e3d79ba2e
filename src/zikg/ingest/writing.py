"""The one writer: a thread that loads batches while the next ones are made.

Loading is done outside Python's lock, so that the thread that fetches answers goes on meanwhile.
Steps are done in the order in which they are given, each whole or not at all.
"""

from __future__ import annotations

import threading
import time
from queue import Queue
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.store import Writer

    Step = Callable[[Writer], None]

PUBLISH: Final = 30.0
"""Seconds after which what was written is published, so that readers see a long run grow."""
_AHEAD: Final = 2


class Writing:
    """Steps on a store, done by a thread of their own, or at once.

    Args:
        store: the store.
        apart: whether a thread does them; else each is done when it is given.
    """

    def __init__(self, store: Writer, *, apart: bool) -> None:
        self._store = store
        self._published = time.monotonic()
        self._steps: Queue[Step | None] = Queue(_AHEAD)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="zikg-writer") if apart else None
        if self._thread:
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether steps are waiting or being done."""
        return self._thread is not None and self._steps.unfinished_tasks > 0

    def do(self, step: Step) -> None:
        """Give a step to be done; waits where two are waiting already.

        Raises:
            StoreError: a step before it failed.
        """
        if self._thread is None:
            self._one(step)
            return
        if self._error is None:
            self._steps.put(step)
        if self._error is not None:
            raise self._error

    def finish(self) -> None:
        """Wait until all steps are done, and publish.

        Raises:
            StoreError: a step failed.
        """
        if self._thread is not None and self._thread.is_alive():
            self._steps.put(None)
            self._thread.join()
        if self._error is not None:
            raise self._error
        self._store.publish()

    def _work(self) -> None:
        while (step := self._steps.get()) is not None:
            try:
                if self._error is None:  # what comes after a failure is not done, only taken
                    self._one(step)
            except BaseException as error:
                self._error = error
            finally:
                self._steps.task_done()

    def _one(self, step: Step) -> None:
        step(self._store)
        if time.monotonic() - self._published > PUBLISH:
            self._store.publish()
            self._published = time.monotonic()
