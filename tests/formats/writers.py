"""Every format that a decree can be written in, by name."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

import writing_word
from writing_pdf import Style, decree_pdf, plain_text

from .comparing import judged
from .opendocument import decree_odt
from .written import decree_html, decree_md, decree_rtf

if TYPE_CHECKING:
    from collections.abc import Callable

_PDF: Final = {
    "pdf": Style(fitted=True),
    "pdf-landscape": Style(
        fitted=True, look="boxes", landscape=True, repeat=True, head="- {page} -"
    ),
    "pdf-bars": Style(
        fitted=True, look="bars", head="- {page} -", foot="jdih.kpu.go.id halaman {page}"
    ),
    "pdf-columns": Style(fitted=True, look="columns", landscape=True, repeat=True),
    "pdf-turned": Style(fitted=True, landscape=True, rotate=90),
}
_WORD: Final = {
    "docx": writing_word.Style(),
    "docx-column": writing_word.Style(preamble="table", plan="column", tracked=True),
    "docx-apart": writing_word.Style(preamble="rows", plan="apart", letterhead=True),
    "docx-pages": writing_word.Style(preamble="typed", plan="pages", borders=False),
}


def _pdf(style: Style) -> Callable[[str], bytes]:
    return lambda text: decree_pdf(text, style)


def _word(style: writing_word.Style) -> Callable[[str], bytes]:
    return lambda text: writing_word.write(judged(text.encode(), "a.txt").decree, style)


def decree_txt(text: str) -> bytes:
    """Return a decree as plain text: a paragraph or a row of the table in each line."""
    return plain_text(text).encode()


def decree_zip(text: str) -> bytes:
    """Return an archive that holds the decree as text in a folder."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as held:
        held.writestr("Rencana Aksi/keputusan.txt", plain_text(text))
    return file.getvalue()


def decree_scan(text: str, dots: int = 300) -> bytes:
    """Return a decree as a scan: a PDF whose pages are pictures.

    Args:
        text: the decree.
        dots: dots for each inch.
    """
    import pypdfium2
    from fpdf import FPDF

    made = FPDF(unit="pt")
    for page in pypdfium2.PdfDocument(decree_pdf(text, Style(fitted=True, size=12))):
        width, height = page.get_size()
        made.add_page(format=(width, height))
        picture = page.render(scale=dots / 72, grayscale=True).to_pil()
        made.image(picture, 0, 0, width, height)
    return bytes(made.output())


WRITERS: Final[dict[str, Callable[[str], bytes]]] = {
    "md": lambda text: decree_md(text).encode(),
    "html": lambda text: decree_html(text).encode(),
    "odt": decree_odt,
    "odt-typed": lambda text: decree_odt(text, automatic=False),
    "rtf": lambda text: decree_rtf(text).encode("ascii"),
    "rtf-typed": lambda text: decree_rtf(text, automatic=False).encode("ascii"),
    **{name: _word(style) for name, style in _WORD.items()},
    **{name: _pdf(style) for name, style in _PDF.items()},
    "zip": decree_zip,
}
"""What writes each format but the scan, which takes seconds a page to recognise."""
