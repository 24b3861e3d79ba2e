"""Results of a query up to a limit: written by the engine, cut after a whole row.

The engine writes a result much faster than Python can, but knows no limit. It writes into a
`Capped` buffer, which counts rows from what is written and stops it; the buffer is then cut after
the last row that is wanted. A row ends where the form says it ends, outside of strings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = {"json": b"},{", "xml": b"</result>", "csv": b"\n", "tsv": b"\n"}
_FEET: Final = {"json": b"]}}", "xml": b"</results></sparql>", "csv": b"", "tsv": b""}
_HEADS: Final = {"json": b'"bindings":[', "xml": b"<results>", "csv": b"\n", "tsv": b"\n"}
# The next row begins with the name of a variable; a string that ends in these bytes is followed by
# a comma or a brace.
_JSON_ROW: Final = re.compile(rb'\}(?=,\{"[^,}])')
# A row with nothing bound has no name in it: then strings have to be read to know what is one.
_JSON_STEP: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|\}(?=,\{)', re.DOTALL)
_CSV_STEP: Final = re.compile(rb'"[^"]*"|\n')


class Enough(Exception):  # noqa: N818 - no error: the limit is reached
    """The limit is reached; what was written can be cut."""


class Capped:
    """A buffer for the engine to write to that stops it at a limit.

    Args:
        form: ``json``, ``xml``, ``csv`` or ``tsv``.
        rows: the most rows.
        size: the most bytes.
    """

    def __init__(self, form: str, rows: int, size: int) -> None:
        self._form, self._mark, self._rows, self._size = form, _MARKS[form], rows, size
        self._written = bytearray()
        self._seen = 0
        self._look = rows

    def write(self, data: bytes) -> int:
        """Take what the engine writes.

        Raises:
            Enough: the rows or bytes are more than the limit.
        """
        begin = max(0, len(self._written) - len(self._mark) + 1)  # a mark may come in two pieces
        self._written += data
        self._seen += self._written.count(self._mark, begin)
        if len(self._written) > self._size:
            raise Enough
        if self._seen > self._look:  # as many marks as that may be rows: count them
            if sum(1 for _ in _ends(self._written, self._form)) > self._rows:
                raise Enough
            self._look = self._seen + self._rows // 8 + 1
        return len(data)

    def flush(self) -> None:
        """Do nothing: the buffer is in memory."""

    def value(self) -> bytes:
        """Return everything that was written."""
        return bytes(self._written)

    def over(self) -> bool:
        """Return whether a finished result has more rows than the limit."""
        if self._seen <= self._rows - 1:
            return False
        ends = sum(1 for _ in _ends(self._written, self._form))
        return ends + (self._form == "json") > self._rows

    def cut(self) -> tuple[bytes, int]:
        """Return the rows up to the limit as a whole result, and how many they are."""
        data, count = self._written, 0
        last = _head(data, self._form)
        for end in _ends(data, self._form):
            last, count = end, count + 1
            if count == self._rows:
                break
        return bytes(memoryview(data)[:last]) + _FEET[self._form], count


def _head(data: bytearray, form: str) -> int:
    opening = _HEADS[form]
    return data.find(opening) + len(opening)


def _ends(data: bytearray, form: str) -> Iterator[int]:
    """Give where each whole row ends, but the last of a finished JSON result."""
    start = _head(data, form)
    if form == "json":
        plain = data.find(b"{}", start) < 0
        for step in (_JSON_ROW if plain else _JSON_STEP).finditer(data, start):
            if data[step.start()] == 0x7D:
                yield step.end()
    elif form == "csv" and data.find(b'"', start) >= 0:
        for step in _CSV_STEP.finditer(data, start):
            if data[step.start()] == 0x0A:
                yield step.end()
    else:
        mark = _MARKS[form]
        place = data.find(mark, start)
        while place >= 0:
            yield place + len(mark)
            place = data.find(mark, place + len(mark))
