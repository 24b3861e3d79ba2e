"""Watch the process that reads: kill it where it takes too long or holds too much."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one input went: ``read``, ``refused``, ``crash``, ``slow``, ``greedy``, ``died``."""

    how: str
    seconds: float
    trace: str = ""

    @property
    def where(self) -> str:
        """The last line of our code and the kind of the exception: one defect has one name."""
        frames = re.findall(r'zikg/(\S+)", line (\d+)', self.trace)
        last = self.trace.strip().rsplit("\n", 1)[-1][:60]
        return f"{frames[-1][0]}:{frames[-1][1]} {last}" if frames else last


class Watched:
    """A worker that is started again whenever it had to be killed.

    Args:
        slow: seconds after which it is killed.
        memory: bytes that it and its own workers may hold together over what they held at first.
    """

    def __init__(self, slow: float, memory: int) -> None:
        self._slow, self._memory = slow, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = 0
        self.last = Path(tempfile.mkdtemp(prefix="fuzz-")) / "input"

    def judged(self, kind: str, number: int) -> Outcome:
        """Return how an input went.

        Args:
            kind: its format.
            number: the number that it is made of.
        """
        process = self._process or self._start()
        assert process.stdin is not None
        order = {"kind": kind, "number": number, "file": str(self.last)}
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        if self._answer(process, 120) is None:  # the input is made, without a limit that counts
            return self._ended(process, time.monotonic())
        started, used = time.monotonic(), self._used(process.pid)
        if not self._rest:
            self._rest = self._held(process.pid)
        while True:
            answer = self._answer(process, 0.25)
            if answer is not None:
                late = [stage for stage, used in answer["spent"].items() if used > self._slow]
                how = answer["how"] if answer["trace"] or not late else "slow"
                return Outcome(how, answer["seconds"], answer["trace"] or " ".join(late))
            if process.poll() is not None:
                return self._ended(process, started)
            seconds = time.monotonic() - started
            held = self._held(process.pid)
            if held - self._rest > self._memory:
                self.stop()
                return Outcome("greedy", seconds, f"{held / 1e6:.0f} MB held")
            if self._used(process.pid) - used > 3 * self._slow or seconds > 60 * self._slow:
                self.stop()
                return Outcome("slow", seconds, f"more than {seconds:.0f} s")

    def stop(self) -> None:
        """End the worker and what it started."""
        process, self._process, self._rest = self._process, None, 0
        if process is not None:
            for pid in [*_children(process.pid), process.pid]:
                with _gone():
                    os.kill(pid, 9)
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,  # select must see what was not read yet
        )
        return self._process

    def _answer(self, process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any] | None:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], seconds)[0]:
            return None
        line = process.stdout.readline()
        return json.loads(line) if line else None

    def _ended(self, process: subprocess.Popen[bytes], started: float) -> Outcome:
        code = process.poll()
        self.stop()
        return Outcome("died", time.monotonic() - started, f"exit code {code}")

    def _used(self, pid: int) -> float:
        """Return the seconds of the processor that a process and its children used."""
        ticks = 0
        for each in [pid, *_children(pid)]:
            with _gone():
                fields = Path(f"/proc/{each}/stat").read_text("ascii").rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def _held(self, pid: int) -> int:
        """Return the bytes that a process and its children hold."""
        total = 0
        for each in [pid, *_children(pid)]:
            with _gone():
                pages = int(Path(f"/proc/{each}/statm").read_text("ascii").split()[1])
                total += pages * os.sysconf("SC_PAGE_SIZE")
        return total


class _gone:  # noqa: N801 - reads as a word
    """Pass over a process that ended meanwhile."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, (OSError, ValueError, IndexError))


def _children(pid: int) -> list[int]:
    with _gone():
        held = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        below = [int(each) for each in held]
        return below + [deep for each in below for deep in _children(each)]
    return []
