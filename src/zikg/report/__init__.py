"""Turn a report value into what a person or a program reads; every format from one value."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from zikg.report.writing import write_all

if TYPE_CHECKING:
    from typing import IO

    from zikg.model import Report
    from zikg.registry import Registry
    from zikg.report.writing import Out, Writer

FORMATS: Final = (
    *("text", "json", "jsonl", "ttl", "md", "html", "csv", "xlsx"),
    *("pdf", "sarif", "junit", "github", "gitlab"),
)
"""The formats that ``zikg check`` writes."""
BINARY: Final = {"xlsx": ".xlsx", "pdf": ".pdf"}
"""The formats that are no text, with the suffix of their files."""
COPIES: Final = {"docx": ".docx"}
"""The formats that are a copy of each document instead of one report, with their suffix."""


def open_writer(
    form: str,
    out: Out,
    registry: Registry,
    *,
    colour: bool = False,
    width: int = 100,
    explain: bool = False,
) -> Writer:
    """Return what writes a report as text, document by document.

    Args:
        form: one of :data:`FORMATS` that is not in :data:`BINARY`: ``text`` (for people), ``json``
            (design section 8), ``jsonl`` (a document a line), ``ttl`` (a W3C SHACL validation
            report), ``md``, ``html``, ``csv``, ``sarif`` (2.1.0), ``junit``, ``github`` or
            ``gitlab``.
        out: where to write.
        registry: what the documents were judged with.
        colour: whether the text may hold ANSI colours.
        width: columns of the text.
        explain: whether the text tells the whole chain of facts behind each finding.

    Raises:
        ValueError: the format is not one of these.
    """
    if form == "text":
        from zikg.report.text import TextWriter

        return TextWriter(out, colour=colour, width=width, explain=explain)
    if form == "json":
        from zikg.report.json import JsonWriter

        return JsonWriter(out)
    if form == "jsonl":
        from zikg.report.jsonl import JsonLinesWriter

        return JsonLinesWriter(out)
    if form == "ttl":
        from zikg.report.shacl import ShaclWriter

        return ShaclWriter(out)
    if form == "html":
        from zikg.report.html import HtmlWriter

        return HtmlWriter(out, registry)
    return _for_tables(form, out) or _for_pipelines(form, out, registry)


def _for_tables(form: str, out: Out) -> Writer | None:
    if form == "csv":
        from zikg.report.csv import CsvWriter

        return CsvWriter(out)
    if form == "md":
        from zikg.report.markdown import MarkdownWriter

        return MarkdownWriter(out)
    return None


def _for_pipelines(form: str, out: Out, registry: Registry) -> Writer:
    if form == "sarif":
        from zikg.report.sarif import SarifWriter

        return SarifWriter(out, registry)
    if form == "junit":
        from zikg.report.junit import JunitWriter

        return JunitWriter(out)
    if form in {"github", "gitlab"}:
        from zikg.report.annotations import GithubWriter, GitlabWriter

        return GithubWriter(out) if form == "github" else GitlabWriter(out)
    raise ValueError(f"unknown format: {form}")


def open_binary(form: str, file: IO[bytes], registry: Registry) -> Writer:
    """Return what writes a report in one of :data:`BINARY`, document by document.

    Args:
        form: ``xlsx`` or ``pdf``.
        file: where to write the bytes.
        registry: what the documents were judged with.

    Raises:
        ValueError: the format is not one of these.
    """
    if form == "xlsx":
        from zikg.report.xlsx import XlsxWriter

        return XlsxWriter(file, registry)
    if form == "pdf":
        from zikg.report.pdf import PdfWriter

        return PdfWriter(file, registry)
    raise ValueError(f"unknown format: {form}")


def render(
    report: Report,
    registry: Registry,
    *,
    form: str,
    colour: bool = False,
    width: int = 100,
    explain: bool = False,
) -> str:
    """Return a whole report as one text; arguments as those of `open_writer`.

    Args:
        report: the results of one call.
        registry: what they were judged with.
        form: a format that is text.
        colour: whether the text may hold ANSI colours.
        width: columns of the text.
        explain: whether the text tells the whole chain of facts behind each finding.

    Raises:
        ValueError: the format is not one of these.
    """
    out = StringIO()
    writer = open_writer(form, out, registry, colour=colour, width=width, explain=explain)
    write_all(writer, report)
    return out.getvalue()


def render_bytes(report: Report, registry: Registry, *, form: str) -> bytes:
    """Return a whole report as the bytes of a file; arguments as those of `open_binary`.

    Args:
        report: the results of one call.
        registry: what they were judged with.
        form: one of :data:`BINARY`.
    """
    file = BytesIO()
    write_all(open_binary(form, file, registry), report)
    return file.getvalue()
