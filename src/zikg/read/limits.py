"""The limits of reading, in one place, each with its reason; `docs/reading.md` lists them.

Sizes are bytes. The biggest decree seen as text is below 1 MB; Word and PDF files carry pictures
of stamps and letterheads, scans a picture a page.
"""

from __future__ import annotations

from typing import Final

TEXT: Final = 20_000_000
"""Plain text, Markdown, HTML: twenty times the biggest decree seen."""
OFFICE: Final = 100_000_000
"""DOCX, ODT, RTF: their text is small, the pictures in them are not."""
PDF: Final = 200_000_000
"""PDF: some hundred pages scanned at 300 dpi."""
PICTURE: Final = 100_000_000
"""A picture; a many-paged TIFF of a decree with its annex."""
ARCHIVE: Final = 2_000_000_000
"""An archive on disk; it is never held in memory as a whole."""
HELD: Final = 200_000_000
"""The most bytes of one file held in memory: a file, a member of an archive, standard input."""

MEMBERS: Final = 10_000
"""Files that an archive may hold; a folder of more is given unpacked."""
DEPTH: Final = 2
"""Archives in an archive: one inside another is a habit, a third one is a trap."""
RATIO: Final = 200
"""How many times a big member may be compressed; text reaches 20, a blank page of a scan 150."""
RATIO_FROM: Final = 20_000_000
"""The size from which the ratio counts."""
NESTED: Final = 500_000_000
"""Bytes unpacked from one archive to look into the archives in it."""

PIXELS: Final = 120_000_000
"""Pixels of a page: A3 at 600 dpi has 70 million."""
PAGES: Final = 200
"""Pages recognised in one file: at a few seconds a page, ten minutes of work."""
PAGE_SECONDS: Final = 120
"""The time that recognising one page may take; then the program is killed."""

XML: Final = 60_000_000
"""Characters of the XML of an ODT: thirty times that of a decree with a long annex."""
NODES: Final = 2_000_000
"""Elements of one document; nesting is bounded by the XML parser (256)."""
CELLS: Final = 300_000
"""Cells of all tables of a document, merged ones counted for each place they fill."""

LARGEST: Final = {
    "text": TEXT,
    "html": TEXT,
    "docx": OFFICE,
    "odt": OFFICE,
    "rtf": OFFICE,
    "pdf": PDF,
    "picture": PICTURE,
    "zip": ARCHIVE,
    "tar": ARCHIVE,
}
"""The biggest file of each kind that is read; of any other kind, as much as of text."""
