"""Ask the worker process, with a deadline, and start another one when it died.

One worker serves all files of a run, so that its start is paid once. It gets no arguments from the
outside, no folder of the user on its path, and nothing but JSON and grey bytes comes back from it.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from typing import Any, Final

DEADLINE: Final = 30.0
"""Seconds that a file may take; a decree of 30 pages takes a quarter of one."""
_SERVE: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; from zikg.read.pdf.worker import serve; serve()"
)
_MOST: Final = 400_000_000


class WorkerError(Exception):
    """The worker gave no answer.

    Args:
        late: whether it was stopped because it took too long; else it died.
    """

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "died")
        self.late = late


class Child:
    """The worker process as seen from the one that asks; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(
        self, question: dict[str, Any], data: bytes, *, deadline: float = DEADLINE
    ) -> tuple[dict[str, Any], bytes]:
        """Return the head and the body of the answer.

        Args:
            question: what is asked.
            data: the file.
            deadline: seconds after which the worker is killed.

        Raises:
            WorkerError: the worker died of the file, or took too long.
        """
        with self._lock:
            used = self._alive()
            started = time.monotonic()
            try:
                return self._once(question, data, deadline)
            except WorkerError as error:
                left = deadline - (time.monotonic() - started)
                if error.late or not used or left <= 0:
                    raise
            # A file before this one may have left the worker damaged: one fresh try.
            return self._once(question, data, left)

    def stop(self) -> None:
        """End the worker; the next question starts another."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _alive(self) -> bool:
        if self._process is not None and self._owner != os.getpid():
            self._process = None  # after a fork the worker belongs to the parent
        return self._process is not None and self._process.poll() is None

    def _start(self) -> subprocess.Popen[bytes]:
        if not self._alive() or self._process is None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-I", "-c", _SERVE, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner = os.getpid()
        return self._process

    def _once(
        self, question: dict[str, Any], data: bytes, deadline: float
    ) -> tuple[dict[str, Any], bytes]:
        process = self._start()
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline, kill)
        timer.daemon = True
        timer.start()
        try:
            return _exchange(process, question, data)
        except (OSError, ValueError, KeyError, EOFError) as error:
            self.stop()
            raise WorkerError(late=late.is_set()) from error
        finally:
            timer.cancel()


def _exchange(
    process: subprocess.Popen[bytes], question: dict[str, Any], data: bytes
) -> tuple[dict[str, Any], bytes]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(json.dumps({**question, "size": len(data)}).encode() + b"\n")
    process.stdin.write(data)
    process.stdin.flush()
    line = process.stdout.readline(10_000)
    if not line.endswith(b"\n"):
        raise EOFError
    head = json.loads(line)
    size = int(head["size"])
    body = process.stdout.read(size) if size <= _MOST else b""
    if len(body) != size:
        raise EOFError
    return head, body


CHILD: Final = Child()
"""The worker of this process."""
atexit.register(CHILD.stop)
