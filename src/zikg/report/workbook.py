"""Tables as an XLSX workbook that can be read, filtered, added up and printed as it comes.

Each sheet is landscape A4, one page wide, with its heading frozen and on every page; columns are as
wide as what they hold, and what is longer wraps. Numbers and days are numbers and days of Excel.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from zikg.report.cells import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from zikg.report.cells import Value

ROWS: Final = 1_048_575
"""Rows of a worksheet below its heading."""
_LOOK: Final = 300
"""Rows that are looked at to find the widths; a longer cell further down wraps."""
_NARROW, _WORD_MOST, _PAGE = 7, 24, 165
"""Characters of the narrowest column, of a word that is not broken, and of a page (at some 75%)."""
_WORD: Final = re.compile(r"[^\s/-]+[/-]?")
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""
_EXACT: Final = 10**15
"""Numbers from here on lose digits in Excel, so that they stay text."""
_FIRST: Final = date(1900, 3, 1)
"""The first day that Excel counts right (it holds 1900 for a leap year)."""
_LINE, _TALLEST = 15.0, 405.0
"""Points of a line, and of the tallest row."""
_REFUSED: Final = re.compile(r"[\[\]:*?/\\]")
"""Letters that the name of a sheet may not have."""


class Workbook:
    """A workbook being written, sheet after sheet and row after row: memory does not grow.

    Args:
        file: where to write the bytes.
    """

    def __init__(self, file: IO[bytes]) -> None:
        import xlsxwriter

        never = {f"strings_to_{what}": False for what in ("formulas", "numbers", "urls")}
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, **never})
        self._head = self._book.add_format(
            {"bold": True, "bg_color": "#1F3864", "font_color": "white", "text_wrap": True}
        )
        self._head.set_align("vcenter")
        top = {"valign": "top", "bottom": 1, "bottom_color": "#D9D9D9"}
        self._text = self._book.add_format({**top, "text_wrap": True})
        self._plain = self._book.add_format({**top, "align": "right", "indent": 1})
        self._day = self._book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self._time = self._book.add_format(
            {**top, "num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}
        )

    def sheet(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
        """Write one sheet and return how many rows it has; those beyond ``ROWS`` are left out.

        Args:
            name: name of the sheet; what Excel refuses in it is replaced.
            heads: headings of the columns.
            rows: the rows, read once.
        """
        made = self._book.add_worksheet(_name(name))
        coming = iter(rows)
        first = list(islice(coming, min(_LOOK, ROWS)))
        widths = _widths(heads, first)
        for place, width in enumerate(widths):
            made.set_column(place, place, width)
        made.set_landscape()
        made.set_paper(9)
        made.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        made.freeze_panes(1, 0)
        made.set_footer("&L&A&R&P / &N")
        made.set_row(0, _height(heads, widths))
        made.write_row(0, 0, heads, self._head)
        count = 0
        for row in chain(first, coming):
            if count == ROWS:
                break
            count += 1
            height = _height(row, widths)
            if height > _LINE:
                # Not every program finds the height of wrapped rows by itself.
                made.set_row(count, height)
            for place, value in enumerate(row):
                self._cell(made, count, place, value)
        if heads:
            made.autofilter(0, 0, count, len(heads) - 1)
            # A number of a regulation is a name, and rightly text.
            made.ignore_errors({"number_stored_as_text": f"A1:XFD{count + 1}"})
        return count

    def _cell(self, sheet: Any, line: int, place: int, value: Value) -> None:
        if value is None:
            sheet.write_blank(line, place, None, self._text)
        elif isinstance(value, bool):
            sheet.write_boolean(line, place, value, self._plain)
        elif isinstance(value, int | float) and abs(value) < _EXACT:
            sheet.write_number(line, place, value, self._plain)
        elif isinstance(value, datetime) and value.tzinfo is None and value.date() >= _FIRST:
            sheet.write_datetime(line, place, value, self._time)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST:
            sheet.write_datetime(line, place, value, self._day)
        else:
            sheet.write_string(line, place, neutral(_printed(value))[:_LONGEST], self._text)

    def close(self) -> None:
        """Finish the workbook and write it."""
        self._book.close()


def _printed(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _name(name: str) -> str:
    """Return a name that Excel takes for a sheet."""
    return _REFUSED.sub(" ", name).strip(" '")[:31].rstrip(" '") or "zikg"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    """Return the widths of the columns in characters, as a page holds them all.

    A column starts as wide as its longest word (in a heading, with the arrow of the filter); what
    room is left goes, character by character, to the column that wraps into the most lines.
    """
    widths, needs = [], []
    for place, head in enumerate(heads):
        cells = [row[place] for row in rows if place < len(row)]
        lengths = sorted(len(_printed(cell)) for cell in cells)
        words = [len(word) for cell in cells for word in _unbroken(cell)]
        least = max([_NARROW, *(len(word) + 4 for word in head.split())])
        widths.append(min(max([least, *(word + 2 for word in words)]), max(least, _WORD_MOST)))
        # One cell in ten may wrap further: a single long one does not rob the others.
        needs.append(lengths[len(lengths) * 9 // 10] + 2 if lengths else 0)
    for _ in range(_PAGE - sum(widths)):
        lines = [need / width for need, width in zip(needs, widths, strict=True)]
        most = max(range(len(lines)), key=lines.__getitem__, default=None)
        if most is None or lines[most] <= 1:
            break
        widths[most] += 1
    return widths


def _unbroken(value: Value) -> list[str]:
    """Return what of a cell stays on one line; a number or a day that is cut shows as ####."""
    return _WORD.findall(value) if isinstance(value, str) else [_printed(value)]


def _height(cells: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the height of a row in points: that of the cell that wraps into the most lines."""
    lines = 1
    for value, width in zip(cells, widths, strict=False):
        if isinstance(value, str) and (len(value) >= width or "\n" in value):
            lines = max(lines, sum(_lines(part, width) for part in value.splitlines()))
    return min(lines * _LINE, _TALLEST)


def _lines(text: str, width: int) -> int:
    """Return into how many lines a text wraps; words do not break, so that few lines are full."""
    return max(1, -(-len(text) * 11 // (10 * width)))
