"""The answer to a query in every format: table, Markdown, CSV, JSON, XLSX, Turtle.

Tables, Markdown and workbooks are for people: short ids, and words for codes. CSV and JSON are
data: full IRIs and the codes themselves.
"""

from __future__ import annotations

import csv
import json
import textwrap
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from zikg.errors import IdentityError, QueryError
from zikg.iri import short_id
from zikg.namespaces import BASE, PREFIXES, XSD
from zikg.registry.status import LABELS
from zikg.report.cells import neutral, typed
from zikg.report.words import status_label
from zikg.report.workbook import ROWS, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from zikg.query import Answered, Column
    from zikg.report.cells import Value
    from zikg.report.writing import Out

FORMATS: Final = ("table", "csv", "json", "xlsx", "ttl", "md")
_TRUTH: Final = {"id": {True: "ya", False: "tidak"}, "en": {True: "yes", False: "no"}}
_NOTHING: Final = {"id": "tidak ada", "en": "none"}
_CUT: Final = {
    "id": "Hanya {count} baris pertama; masih ada yang lain.",
    "en": "Only the first {count} rows; there are more.",
}


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
            short = short_id(term.value)
        except IdentityError:
            return term.value
        return status_words(short, lang) or short
    if isinstance(term, Literal):
        said = column.values.get(term.value)
        return said.get(lang, term.value) if said else term.value
    return str(term)


def status_words(short: str, lang: str) -> str | None:
    """Return the words for ``status/in-force`` and the like; ``None`` for any other id."""
    code = short.removeprefix("status/")
    return status_label(code, lang) if code != short and code in LABELS else None


def plain(term: Any) -> str:
    """Return a term as data: the full IRI, or the value of a literal."""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if term is None else str(term)


def _value(term: Any) -> Value:
    """Return a term as data with a type: a number, a truth, a day, else its text."""
    if isinstance(term, Literal):
        datatype = term.datatype.value
        return typed(term.value, datatype.removeprefix(XSD)) if XSD in datatype else term.value
    return None if term is None else plain(term)


def _printable(term: Any) -> object:
    value = _value(term)
    return plain(term) if isinstance(value, date) else value


def data_cell(text: str, term: Any) -> str:
    """Return a cell of CSV: only what is not a number may begin like a formula, and is neutral.

    Args:
        text: what the cell says.
        term: the term that it says.
    """
    safe = neutral(text)
    return text if safe != text and is_number(term) and text == term.value else safe


def is_number(term: Any) -> bool:
    """Return whether a term is a number."""
    value = _value(term)
    return isinstance(value, int | float) and not isinstance(value, bool)


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
        record = dict(zip(names, map(_printable, row), strict=True))
        out.write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n"
    out.write(f'\n], "truncated": {json.dumps(told.truncated)}}}\n')


def _csv(told: Told, out: Out) -> None:
    writer = csv.writer(out)
    writer.writerow([column.name for column in told.answered.columns])
    writer.writerows([data_cell(plain(term), term) for term in row] for row in told.rows())


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
    book = Workbook(file)
    for name, told in sheets.items():
        told.limit = min(told.limit or ROWS, ROWS)
        truth = told.answered.truth
        if truth is None:
            book.sheet(name, told.labels, _valued(told))
        else:
            book.sheet(name, [name], [[_TRUTH[told.lang][truth]]])
    book.close()


def _valued(told: Told) -> Iterator[list[Value]]:
    """Yield rows for a workbook: words for people, but numbers and days stay what they are."""
    columns, lang = told.answered.columns, told.lang
    for row in told.rows():
        yield [_for_people(t, c, lang) for t, c in zip(row, columns, strict=True)]


def _for_people(term: Any, column: Column, lang: str) -> Value:
    if not isinstance(term, Literal) or term.value in column.values:
        return shown(term, column, lang) or None
    value = _value(term)
    if isinstance(value, bool):
        return _TRUTH[lang][value]
    # Days of changes come as text, since some are known to the month only.
    return typed(value, "date") if isinstance(value, str) else value


def rows_of(values: Iterable[Sequence[object]]) -> Iterator[tuple[Literal | None, ...]]:
    """Return plain values as the terms that a writer takes."""
    for row in values:
        yield tuple(None if cell is None else _literal(cell) for cell in row)


def _literal(value: object) -> Any:
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    if isinstance(value, float):
        return Literal(repr(value), datatype=NamedNode(XSD + "double"))
    return value if isinstance(value, NamedNode | BlankNode | Literal) else Literal(str(value))
