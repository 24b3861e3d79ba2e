"""A file as read: its text, pages and tables, and the stretches of it that others point at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Source.text``: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text without markup and line breaks, and the pieces it was read from.

    ``inherited`` marks a value that stands in a merged cell above and counts here too.
    """

    text: str
    spans: tuple[Span, ...] = ()
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the file: physical rows of cells, page breaks not yet mended."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span


@dataclass(frozen=True)
class Source:
    """A file as read: its text, where its pages begin, and the tables in it.

    Args:
        path: the name the user gave (``-`` for standard input).
        sha256: hex digest of the bytes of the file.
        text: the whole text, LF line ends, no byte order mark.
        pages: offset at which each page begins; empty where the format has no pages.
        tables: tables in order of their place in the text.
        places: name of the paragraph or table cell an offset lies in (DOCX), by start offset.
        files: where the text of each file begins, when several were joined (``--with``).
        kind: the format that was read: ``text``, ``docx``, ``pdf``, ``scan``, ``odt``, ``rtf``.
        doubts: stretches whose letters were recognised (OCR), and how sure each is, 0 to 1.
    """

    path: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    kind: str = "text"
    doubts: tuple[tuple[Span, float], ...] = ()

    @property
    def document(self) -> str:
        """The first 12 hex digits of the digest: the local name of the document."""
        return self.sha256[:12]

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def locate(self, offset: int) -> tuple[int, int, int | None]:
        """Return line and column (both from 1) and page (from 1, or ``None``) of an offset.

        Lines are counted from the beginning of the file that the offset stands in.
        """
        line = bisect_right(self._line_starts, offset)
        column = offset - self._line_starts[line - 1] + 1
        page = bisect_right(self.pages, offset) if self.pages else None
        if self.files:
            line -= bisect_right(self._line_starts, self._file(offset)[0]) - 1
        return line, column, page

    def file_at(self, offset: int) -> str:
        """Return the name of the file that an offset stands in."""
        return self._file(offset)[1] if self.files else self.path

    def place_at(self, offset: int) -> str | None:
        """Return the paragraph or table cell an offset lies in; ``None`` without names."""
        found = bisect_right(self.places, offset, key=lambda entry: entry[0]) - 1
        if found < 0 or (self.files and self.places[found][0] < self._file(offset)[0]):
            return None  # in a file that was joined and has no names
        return self.places[found][1]

    def _file(self, offset: int) -> tuple[int, str]:
        return max((entry for entry in self.files if entry[0] <= offset), default=(0, self.path))


@dataclass(frozen=True, slots=True)
class Field:
    """A value read from the text and where it stands."""

    value: str
    span: Span
