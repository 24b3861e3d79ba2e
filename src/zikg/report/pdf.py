"""Lembar Hasil Pemeriksaan: one page for the person who signs, for each document (PDF).

What was checked, at which date, with which registry; what was found and what could not be checked;
a digest that ties the sheet to the file; and what the sheet is not.
"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

import zikg
from zikg.report.inspection import name_of_decree
from zikg.report.placing import whole_place
from zikg.report.words import BASIS, SEVERITY, STAGE
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from zikg.model import BaselineUse, Result
    from zikg.registry import Registry
    from zikg.report.writing import Head

_COLOUR: Final = {"error": "#B3261E", "warning": "#8A5A00", "info": "#3B5B7A"}
_WORDS: Final[dict[str, dict[str, str]]] = {
    "title": {"id": "LEMBAR HASIL PEMERIKSAAN", "en": "RESULT SHEET"},
    "file": {"id": "Berkas", "en": "File"},
    "decree": {"id": "Naskah", "en": "Document"},
    "about": {"id": "Tentang", "en": "About"},
    "judged": {"id": "Diperiksa menurut keadaan pada", "en": "Judged as things stood on"},
    "as-of": {"id": "Perubahan dilihat sampai", "en": "Later changes seen up to"},
    "registry": {"id": "Registri peraturan", "en": "Registry of regulations"},
    "digest": {"id": "Sidik naskah (SHA-256)", "en": "Digest of the file (SHA-256)"},
    "result": {"id": "Hasil", "en": "Result"},
    "none": {
        "id": "Tidak ada yang wajib diperbaiki menurut aturan yang diperiksa.",
        "en": "Nothing has to be corrected by the rules that were checked.",
    },
    "some": {
        "id": "Ada yang wajib diperbaiki.",
        "en": "Something has to be corrected.",
    },
    "some-draft": {
        "id": "Ada yang wajib diperbaiki sebelum ditetapkan.",
        "en": "Something has to be corrected before signing.",
    },
    "maybe": {
        "id": "Tidak ada yang wajib diperbaiki; ada yang perlu diperiksa.",
        "en": "Nothing has to be corrected; something is to be checked.",
    },
    "found": {"id": "Yang ditemukan", "en": "What was found"},
    "more": {
        "id": "… dan {count} lainnya; lihat laporan lengkap.",
        "en": "… and {count} more; see the full report.",
    },
    "undecided": {"id": "Yang tidak dapat diperiksa", "en": "What could not be checked"},
    "checked": {
        "id": "Semua yang diperiksa dapat diputuskan.",
        "en": "All that was checked could be decided.",
    },
    "accepted": {
        "id": "{count} hasil dikecualikan karena sudah diketahui (baseline).",
        "en": "{count} findings left out as known (baseline).",
    },
    "not": {
        "id": "Lembar ini dibuat oleh program zikg {version} dari naskah dengan sidik di atas. "
        "Lembar ini bukan pendapat hukum, bukan hasil reviu APIP, dan bukan penilaian TPI atau "
        "TPN. Isi peraturan, kewenangan, dan kebijakan tidak diperiksa.",
        "en": "This sheet was made by the program zikg {version} from the file with the digest "
        "above. It is neither a legal opinion nor a review by APIP, TPI or TPN. The content of the "
        "regulations, powers and policy were not checked.",
    },
    "failed": {"id": "Naskah ini tidak dapat dibaca", "en": "This file could not be read"},
    "note": {"id": "Catatan pejabat yang menetapkan:", "en": "Note of the official who signs:"},
}
_MARGIN: Final = 51.0
"""Points: 18 millimetres."""


class PdfWriter:
    """Writes a page of A4 for each document.

    Args:
        file: where to write the bytes.
        registry: not asked; every binary format gets it.
    """

    def __init__(self, file: IO[bytes], registry: Registry) -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas

        self._size = A4
        # Invariant: the same report gives the same bytes.
        self._canvas = Canvas(file, pagesize=A4, invariant=1)

    def begin(self, head: Head) -> None:
        """Remember what holds for all documents."""
        self._head = head
        self._canvas.setTitle(_WORDS["title"][head.lang].capitalize())
        self._canvas.setAuthor("zikg")
        self._canvas.setProducer(f"zikg {zikg.__version__}")

    def add(self, result: Result) -> None:
        """Write the page of one document."""
        width, height = self._size
        below = [*self._below(result)]
        floor = _MARGIN + sum(self._height(piece, width) for piece in below)
        at = self._put([*self._above(result)], height - _MARGIN)
        found = sorted(
            result.findings, key=lambda f: (list(SEVERITY).index(f.severity), f.span.start)
        )
        if found:
            at = self._put([self._text(f"<b>{self._say('found')}</b>", 10)], at)
        for place, finding in enumerate(found):
            line = self._finding(finding)
            left = len(found) - place
            more = self._text(self._say("more").format(count=left), 9)
            room = self._height(line, width) + (self._height(more, width) if left > 1 else 0)
            if at - room < floor:
                at = self._put([more], at)
                break
            at = self._put([line], at)
        self._put(below, floor)
        self._canvas.showPage()

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Close the file."""
        self._canvas.save()

    def _say(self, key: str) -> str:
        return _WORDS[key][self._head.lang]

    def _above(self, result: Result) -> Iterator[Any]:
        lang, decree, run = self._head.lang, result.decree, result.run
        yield self._text(f"<b>{self._say('title')}</b>", 15)
        lines = [(self._say("file"), result.path)]
        if decree is not None and run is not None:
            name = (
                f"{name_of_decree(result)} {decree.issuer_name or ''} ({STAGE[decree.stage][lang]})"
            )
            lines.append((self._say("decree"), name))
            if decree.title:
                lines.append((self._say("about"), _cut(decree.title.value, 260)))
            judged = f"{date_words(run.judged, lang)} ({BASIS[run.basis][lang]})"
            lines.append((self._say("judged"), judged))
        registry = self._head.registry
        lines += [
            (self._say("as-of"), day_words(self._head.as_of, lang)),
            (self._say("registry"), f"{registry.version} ({registry.sha256[:12]})"),
        ]
        if decree is not None:
            lines.append((self._say("digest"), decree.source.sha256))
        for label, value in lines:
            yield self._text(f"<b>{label}:</b> {escape(value)}", 9)
        if result.error is not None:
            yield self._text(f"<b>{self._say('failed')}:</b> {escape(result.error)}", 10)
            return
        levels = {finding.severity for finding in result.findings}
        draft = decree is not None and decree.stage == "draft"
        wrong = "some-draft" if draft else "some"
        key = wrong if "error" in levels else "maybe" if "warning" in levels else "none"
        yield self._text(f"<b>{self._say('result')}: {self._say(key)}</b>", 11)
        counts = " &nbsp;·&nbsp; ".join(
            f'<font color="{_COLOUR[level]}"><b>{words[lang]}</b></font>: '
            f"{sum(finding.severity == level for finding in result.findings)}"
            for level, words in SEVERITY.items()
        )
        yield self._text(counts, 9)

    def _below(self, result: Result) -> Iterator[Any]:
        if result.error is None:
            yield self._text(f"<b>{self._say('undecided')}</b>", 10)
            shown = result.undecided[:6]
            for sentence in shown:
                yield self._text(f"– {escape(_cut(sentence, 200))}", 8.5)
            if len(result.undecided) > len(shown):
                count = len(result.undecided) - len(shown)
                yield self._text(self._say("more").format(count=count), 8.5)
            if not result.undecided:
                yield self._text(self._say("checked"), 8.5)
            if result.accepted:
                words = self._say("accepted").format(count=len(result.accepted))
                yield self._text(words, 8.5)
        yield self._text(self._say("not").format(version=zikg.__version__), 8.5)
        yield self._text(f"{self._say('note')} {'.' * 70}", 9)

    def _finding(self, finding: Any) -> Any:
        lang = self._head.lang
        where = whole_place(finding, lang)
        head = f'<font color="{_COLOUR[finding.severity]}"><b>{finding.code}</b></font>'
        said = f"{head} <b>{escape(where)}</b>: {escape(_cut(finding.message, 240))}"
        return self._text(said, 8.5)

    def _text(self, markup: str, size: float) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(markup, _style(size))

    def _height(self, piece: Any, width: float) -> float:
        _, height = piece.wrap(width - 2 * _MARGIN, 10_000)
        return float(height + piece.style.spaceAfter)

    def _put(self, pieces: list[Any], top: float) -> float:
        """Draw pieces from a height downwards; return how far they reach."""
        for piece in pieces:
            height = self._height(piece, self._size[0])
            piece.drawOn(self._canvas, _MARGIN, top - height + piece.style.spaceAfter)
            top -= height
        return top


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@cache
def _style(size: float) -> Any:
    """Return the form of a paragraph; its font comes with the library, and looks alike anywhere."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
        pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd")
    return ParagraphStyle(
        f"zikg-{size}",
        fontName="Vera",
        fontSize=size,
        leading=size * 1.35,
        spaceAfter=size * 0.45,
        splitLongWords=True,
    )
