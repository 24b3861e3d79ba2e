"""Findings as a CSV table in the inspector's columns, for any spreadsheet (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from zikg.report.cells import neutral
from zikg.report.inspection import COLUMNS, inspect

if TYPE_CHECKING:
    from zikg.model import BaselineUse, Result
    from zikg.report.writing import Head, Out


class CsvWriter:
    """Writes a line for each finding; a document that could not be read has one that says so.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._table = csv.writer(out, lineterminator="\r\n")
        self._count = 0

    def begin(self, head: Head) -> None:
        """Write the headings."""
        self._lang = head.lang
        # The mark tells spreadsheets that what follows is UTF-8.
        self._out.write("\ufeff")
        self._table.writerow(COLUMNS[head.lang])

    def add(self, result: Result) -> None:
        """Write the lines of one document."""
        if result.error is not None:
            self._count += 1
            blank = [""] * (len(COLUMNS[self._lang]) - 7)
            row = [self._count, neutral(result.path), "", "", "", "", neutral(result.error), *blank]
            self._table.writerow(row)
        for line in inspect(result, self._lang, self._count + 1):
            self._table.writerow(
                [neutral(cell) if isinstance(cell, str) else cell for cell in line.cells]
            )
            self._count = line.number

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write nothing more."""
