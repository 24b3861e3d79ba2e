"""Counters that all processes of the server share, and their text form for Prometheus.

Each front writes a row of its own in memory that all of them map, so nothing is ever locked and
any front can tell the sums. https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS: Final = ("query", "page", "data", "static", "other")
_CLASSES: Final = ("1xx", "2xx", "3xx", "4xx", "5xx")
BOUNDS: Final = (0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0)
KILLS: Final = ("deadline", "memory", "moved", "gone")
REFUSALS: Final = ("queue", "client", "wait")
LANES: Final = ("light", "heavy", "page", "dump")
_HELP: Final = {
    "zikg_requests_total": "counter Requests answered, by kind and class of status",
    "zikg_request_seconds": "histogram Time from request to answer",
    "zikg_inline_total": "counter Queries known to be light, answered without a worker",
    "zikg_late_total": "counter Queries of a light shape that took longer than a front waits",
    "zikg_retired_total": "counter Fronts replaced after a late query passed a limit",
    "zikg_kills_total": "counter Workers killed: past the deadline, out of memory, moved to the"
    " slow lane, client gone",
    "zikg_refusals_total": "counter Requests refused: queue full, too many of one client, waited"
    " too long",
    "zikg_queue_length": "gauge Requests that wait",
    "zikg_workers": "gauge Worker processes",
    "zikg_dataset_info": "gauge The version of the data",
    "zikg_fronts": "gauge Processes that accept connections",
}

_SLOTS: Final = tuple(
    [f"r:{kind}:{status}" for kind in KINDS for status in _CLASSES]
    + [f"b:{bound}" for bound in (*BOUNDS, "+Inf")]
    + ["sum", "inline", "late", "retired"]
    + [f"k:{reason}" for reason in KILLS]
    + [f"x:{reason}" for reason in REFUSALS]
    + [f"{what}_{lane}" for what in ("queue", "workers") for lane in LANES]
    + ["beat"]
)
_PLACE: Final = {name: place for place, name in enumerate(_SLOTS)}
_STATUS: Final = {kind: [_PLACE[f"r:{kind}:{each}"] for each in _CLASSES] for kind in KINDS}
_FIRST_BOUND: Final = _PLACE[f"b:{BOUNDS[0]}"]
_SUM: Final = _PLACE["sum"]


class Board:
    """Shared memory with one row of numbers for each front.

    Args:
        fronts: how many rows.
    """

    def __init__(self, fronts: int) -> None:
        self._memory = mmap.mmap(-1, 8 * len(_SLOTS) * fronts)
        self._cells: memoryview[float] = memoryview(self._memory).cast("d")
        self.fronts = fronts

    def row(self, front: int) -> Row:
        """Return the row that one front writes."""
        begin = front * len(_SLOTS)
        return Row(self._cells[begin : begin + len(_SLOTS)])

    def text(self, version: str) -> str:
        """Return everything in the text form of Prometheus."""
        rows = [self.row(front) for front in range(self.fronts)]
        lines: list[str] = []

        def tell(name: str, samples: Sequence[tuple[str, float]]) -> None:
            kind, _, words = _HELP[name].partition(" ")
            lines.append(f"# HELP {name} {words}")
            lines.append(f"# TYPE {name} {kind}")
            lines.extend(f"{name}{labels} {value:.12g}" for labels, value in samples)

        def total(slot: str) -> float:
            return sum(row.read(slot) for row in rows)

        tell(
            "zikg_requests_total",
            [
                (f'{{kind="{kind}",status="{status}"}}', total(f"r:{kind}:{status}"))
                for kind in KINDS
                for status in _CLASSES
            ],
        )
        counted, buckets = 0.0, []
        for bound in (*BOUNDS, "+Inf"):
            counted += total(f"b:{bound}")
            buckets.append((f'_bucket{{le="{bound}"}}', counted))
        tell("zikg_request_seconds", [*buckets, ("_sum", total("sum")), ("_count", counted)])
        for name in ("inline", "late", "retired"):
            tell(f"zikg_{name}_total", [("", total(name))])
        tell("zikg_kills_total", [(f'{{reason="{each}"}}', total(f"k:{each}")) for each in KILLS])
        tell(
            "zikg_refusals_total",
            [(f'{{reason="{each}"}}', total(f"x:{each}")) for each in REFUSALS],
        )
        for name, what in (("zikg_queue_length", "queue"), ("zikg_workers", "workers")):
            tell(name, [(f'{{lane="{lane}"}}', total(f"{what}_{lane}")) for lane in LANES])
        tell("zikg_fronts", [("", self.fronts)])
        tell("zikg_dataset_info", [(f'{{version="{version}"}}', 1)])
        return "\n".join(lines) + "\n"


class Row:
    """The numbers of one front.

    Args:
        cells: its part of the shared memory.
    """

    def __init__(self, cells: memoryview[float]) -> None:
        self._cells = cells

    def read(self, slot: str) -> float:
        """Return a number by its name."""
        return float(self._cells[_PLACE[slot]])

    def add(self, slot: str) -> None:
        """Count one."""
        self._cells[_PLACE[slot]] += 1

    def set(self, slot: str, value: float) -> None:
        """Tell the state of something."""
        self._cells[_PLACE[slot]] = value

    def answered(self, kind: str, status: int, seconds: float) -> None:
        """Count a request that was answered, and how long it took."""
        cells = self._cells
        cells[_STATUS[kind][status // 100 - 1]] += 1
        cells[_FIRST_BOUND + bisect_left(BOUNDS, seconds)] += 1
        cells[_SUM] += seconds
