"""The text of a decree with its findings marked: cut where a mark begins or ends."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.model import Finding, Source, Table

_RANK: Final = {"error": 0, "warning": 1, "info": 2}
_LONGEST: Final = 4000
"""A finding over more text than this marks its beginning only: it is about a whole part."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row under the same marks.

    Args:
        text: the words.
        level: the gravest severity of the marks on them; empty for none.
        marks: the numbers of the findings that mark them.
        opens: those whose mark begins here.
        closes: those whose mark ends here.
    """

    text: str
    level: str = ""
    marks: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one row of one cell) or a table, as it stands in the file."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    is_table: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    number: int
    level: str
    first: bool
    last: bool


def mark(source: Source, findings: Sequence[Finding]) -> Iterator[Block]:
    """Give the text block by block, its findings marked by their numbers (from 1).

    Args:
        source: the file as read.
        findings: in the order in which they are numbered.
    """
    marks = list(_marks(findings, len(source.text)))
    at = 0
    for table in source.tables:
        yield from _lines(source, marks, at, table.span.start)
        yield _table(source, table, marks)
        at = max(at, table.span.end)
    yield from _lines(source, marks, at, len(source.text))


def _marks(findings: Sequence[Finding], length: int) -> Iterator[_Mark]:
    for number, finding in enumerate(findings, start=1):
        spans = finding.spans or (finding.span,)
        for place, span in enumerate(spans):
            start = min(span.start, length)
            end = min(span.end, length)
            if end - start > _LONGEST:
                end = start + 1
            if start < end:
                last = place == len(spans) - 1
                yield _Mark(start, end, number, finding.severity, place == 0, last)


def _lines(source: Source, marks: Sequence[_Mark], start: int, end: int) -> Iterator[Block]:
    while start < end:
        stop = source.text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if source.text[start:stop].strip():
            yield Block(((_pieces(source.text, marks, start, stop),),), page=_page(source, start))
        start = stop + 1


def _table(source: Source, table: Table, marks: Sequence[_Mark]) -> Block:
    rows = []
    for row in table.rows:
        cells: list[tuple[Piece, ...]] = []
        for cell in row:
            if not cell.spans:
                cells.append((Piece(cell.text),))
                continue
            pieces: list[Piece] = []
            for span in cell.spans:
                pieces += _pieces(source.text, marks, span.start, span.end)
            cells.append(tuple(pieces))
        rows.append(tuple(cells))
    return Block(tuple(rows), True, _page(source, table.span.start))


def _pieces(text: str, marks: Sequence[_Mark], start: int, end: int) -> tuple[Piece, ...]:
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted(
        {start, end}
        | {mark.start for mark in inside if mark.start > start}
        | {mark.end for mark in inside if mark.end < end}
    )
    pieces = []
    for place in range(len(cuts) - 1):
        first, last = cuts[place], cuts[place + 1]
        here = [mark for mark in inside if mark.start < last and first < mark.end]
        level = min((mark.level for mark in here), key=_RANK.__getitem__, default="")
        pieces.append(
            Piece(
                text[first:last],
                level,
                tuple(sorted({mark.number for mark in here})),
                tuple(sorted({m.number for m in here if m.first and m.start == first})),
                tuple(sorted({m.number for m in here if m.last and m.end == last})),
            )
        )
    return tuple(pieces)


def _page(source: Source, offset: int) -> int | None:
    if not source.pages:
        return None
    begins = bisect_left(source.pages, offset)
    return begins + 1 if begins < len(source.pages) and source.pages[begins] == offset else None
