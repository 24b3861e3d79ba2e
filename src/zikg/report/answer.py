"""The answer to a query in every format: table, Markdown, CSV, JSON, XLSX, Turtle.

Tables, Markdown and workbooks are for people: short ids, and words for codes. CSV and JSON are
data: full IRIs and the codes themselves.
"""

from __future__ import annotations

import csv
import json
import textwrap
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from zikg.errors import IdentityError, QueryError
from zikg.iri import short_id
from zikg.namespaces import BASE, PREFIXES, XSD
from zikg.report.cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from zikg.query import Answered, Column
    from zikg.report.writing import Out

FORMATS: Final = ("table", "csv", "json", "xlsx", "ttl", "md")
_NUMBERS: Final = {XSD + "integer": int, XSD + "decimal": float, XSD + "double": float}
_TRUTH: Final = {"id": {True: "ya", False: "tidak"}, "en": {True: "yes", False: "no"}}
_NOTHING: Final = {"id": "tidak ada", "en": "none"}
_CUT: Final = {
    "id": "Hanya {count} baris pertama; masih ada yang lain.",
    "en": "Only the first {count} rows; there are more.",
}
_MOST: Final = 1_048_575
"""Rows of a worksheet below its heading."""


class Told:
    """An answer ready to be written; ``truncated`` is known once it has been.

    Args:
        answered: the answer; its rows are read once.
        lang: language of labels and codes.
        limit: rows at most.
    """

    def __init__(self, answered: Answered, lang: str, limit: int | None = None) -> None:
        self.answered, self.lang, self.limit = answered, lang, limit
        self.count, self.truncated = 0, False

    @property
    def labels(self) -> list[str]:
        """The headings of the columns."""
        return [column.label.get(self.lang, column.name) for column in self.answered.columns]

    def rows(self) -> Iterator[Sequence[Any]]:
        """Yield the rows up to the limit."""
        rows = iter(self.answered.rows)
        for row in rows if self.limit is None else islice(rows, self.limit):
            self.count += 1
            yield row
        self.truncated = self.limit is not None and next(rows, None) is not None

    @property
    def note(self) -> str | None:
        """What is to be said beside the answer: that it is empty, or was cut."""
        if self.truncated:
            return _CUT[self.lang].format(count=self.count)
        return _NOTHING[self.lang] if not self.count and self.answered.truth is None else None


def write_text(told: Told, form: str, out: Out, width: int | None = None) -> None:
    """Write an answer as text.

    Args:
        told: the answer.
        form: ``table``, ``md``, ``csv``, ``json`` or ``ttl``.
        out: where to.
        width: columns of the terminal, to wrap cells; as wide as needed unless told.

    Raises:
        QueryError: the answer has no such form: Turtle is for CONSTRUCT and DESCRIBE.
    """
    if form == "ttl":
        out.write(_turtle(told))
    elif form == "json":
        _json(told, out)
    elif told.answered.truth is not None:
        out.write(_TRUTH[told.lang][told.answered.truth] + "\n")
    elif form == "csv":
        _csv(told, out)
    elif form == "md":
        _markdown(told, out)
    else:
        _table(told, out, width)


def shown(term: Any, column: Column, lang: str) -> str:
    """Return a term for people: a short id for an IRI of ours, words for a code."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        if not term.value.startswith(BASE):
            return term.value
        try:
            return short_id(term.value)
        except IdentityError:
            return term.value
    if isinstance(term, Literal):
        said = column.values.get(term.value)
        return said.get(lang, term.value) if said else term.value
    return str(term)


def plain(term: Any) -> str:
    """Return a term as data: the full IRI, or the value of a literal."""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if term is None else str(term)


def _value(term: Any) -> object:
    if isinstance(term, Literal):
        made = _NUMBERS.get(term.datatype.value)
        if made is not None:
            return made(term.value)
        return term.value == "true" if term.datatype.value == XSD + "boolean" else term.value
    return None if term is None else plain(term)


def _json(told: Told, out: Out) -> None:
    """Write rows as they come: keys may be added, never removed."""
    answered = told.answered
    if answered.truth is not None:
        out.write(json.dumps({"boolean": answered.truth}) + "\n")
        return
    names = [column.name for column in answered.columns]
    out.write(f'{{"columns": {json.dumps(names)}, "rows": [')
    before = "\n"
    for row in told.rows():
        record = dict(zip(names, map(_value, row), strict=True))
        out.write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n"
    out.write(f'\n], "truncated": {json.dumps(told.truncated)}}}\n')


def _csv(told: Told, out: Out) -> None:
    writer = csv.writer(out)
    writer.writerow([column.name for column in told.answered.columns])
    writer.writerows([neutral(plain(term)) for term in row] for row in told.rows())


def _turtle(told: Told) -> str:
    if not told.answered.graph:
        raise QueryError(
            "ttl hanya untuk CONSTRUCT dan DESCRIBE; pilih bentuk lain dengan --format.",
            "ttl is for CONSTRUCT and DESCRIBE alone; choose another form with --format.",
        )
    triples = (Triple(*row) for row in told.rows())
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    return written.decode()


def _cells(told: Told) -> Iterator[list[str]]:
    columns = told.answered.columns
    for row in told.rows():
        yield [shown(t, c, told.lang) for t, c in zip(row, columns, strict=True)]


def _markdown(told: Told, out: Out) -> None:
    rows = chain([told.labels, ["---"] * len(told.labels)], _cells(told))
    for row in rows:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row)
        out.write(f"| {' | '.join(cells)} |\n")


def _table(told: Told, out: Out, width: int | None) -> None:
    rows = [[" ".join(cell.split()) for cell in row] for row in _cells(told)]
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(told.labels, *rows, strict=True)]
    if width is not None:
        widths = _fitted(widths, width - 2 * (len(widths) - 1))
    out.write(_lines(told.labels, widths))
    out.write("  ".join("─" * wide for wide in widths) + "\n")
    for row in rows:
        out.write(_lines(row, widths))


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return narrower columns that fit: the widest ones give way first."""
    fitted, least = list(widths), max(8, room // max(1, len(widths)) // 2)
    while sum(fitted) > room:
        widest = max(range(len(fitted)), key=fitted.__getitem__)
        if fitted[widest] <= least:
            break
        fitted[widest] -= 1
    return fitted


def _lines(row: Sequence[str], widths: Sequence[int]) -> str:
    wrapped = [
        [cell] if len(cell) <= wide else textwrap.wrap(cell, wide, break_on_hyphens=False) or [""]
        for cell, wide in zip(row, widths, strict=True)
    ]
    lines = []
    for place in range(max(map(len, wrapped), default=0)):
        cells = (part[place] if place < len(part) else "" for part in wrapped)
        padded = (cell.ljust(wide) for cell, wide in zip(cells, widths, strict=True))
        lines.append("  ".join(padded).rstrip() + "\n")
    return "".join(lines)


def write_workbook(sheets: Mapping[str, Told], file: IO[bytes]) -> None:
    """Write answers as an XLSX workbook, one sheet each; text is never taken for a formula.

    Args:
        sheets: the answers by name of their sheet.
        file: where to.
    """
    import xlsxwriter

    never = {f"strings_to_{what}": False for what in ("formulas", "numbers", "urls")}
    book = xlsxwriter.Workbook(file, {"constant_memory": True, **never})
    bold = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white"})
    for name, told in sheets.items():
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        told.limit = min(told.limit or _MOST, _MOST)
        labels = told.labels if told.answered.truth is None else [name]
        sheet.write_row(0, 0, labels, bold)
        sheet.set_column(0, max(0, len(labels) - 1), 24)
        if told.answered.truth is not None:
            sheet.write(1, 0, _TRUTH[told.lang][told.answered.truth])
            continue
        for line, row in enumerate(told.rows(), start=1):
            for place, (term, column) in enumerate(zip(row, told.answered.columns, strict=True)):
                number = isinstance(term, Literal) and term.datatype.value in _NUMBERS
                value = _value(term) if number else neutral(shown(term, column, told.lang))
                sheet.write(line, place, value)
        sheet.autofilter(0, 0, told.count, max(0, len(labels) - 1))
    book.close()


def rows_of(values: Iterable[Sequence[object]]) -> Iterator[tuple[Literal | None, ...]]:
    """Return plain values as the terms that a writer takes."""
    for row in values:
        yield tuple(None if cell is None else _literal(cell) for cell in row)


def _literal(value: object) -> Any:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    return value if isinstance(value, NamedNode | BlankNode | Literal) else Literal(str(value))
