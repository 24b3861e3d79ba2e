"""Turn a report value into what a person or a program reads; every format from one value."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

from zikg.report.writing import write_all

if TYPE_CHECKING:
    from zikg.model import Report
    from zikg.report.writing import Out, Writer

FORMATS: Final = ("text", "json", "ttl")
"""The formats that ``zikg check`` writes."""


def open_writer(
    form: str, out: Out, *, colour: bool = False, width: int = 100, explain: bool = False
) -> Writer:
    """Return what writes a report in one of :data:`FORMATS`, document by document.

    Args:
        form: ``text`` (for people), ``json`` (design section 8) or ``ttl`` (a W3C SHACL
            validation report).
        out: where to write.
        colour: whether the text may hold ANSI colours.
        width: columns of the text.
        explain: whether the text tells the whole chain of facts behind each finding.

    Raises:
        ValueError: the format is not one of :data:`FORMATS`.
    """
    if form == "text":
        from zikg.report.text import TextWriter

        return TextWriter(out, colour=colour, width=width, explain=explain)
    if form == "json":
        from zikg.report.json import JsonWriter

        return JsonWriter(out)
    if form == "ttl":
        from zikg.report.shacl import ShaclWriter

        return ShaclWriter(out)
    raise ValueError(f"unknown format: {form}")


def render(
    report: Report, *, form: str, colour: bool = False, width: int = 100, explain: bool = False
) -> str:
    """Return a whole report as one text; arguments as those of `open_writer`.

    Args:
        report: the results of one call.
        form: one of :data:`FORMATS`.
        colour: whether the text may hold ANSI colours.
        width: columns of the text.
        explain: whether the text tells the whole chain of facts behind each finding.

    Raises:
        ValueError: the format is not one of :data:`FORMATS`.
    """
    out = StringIO()
    write_all(open_writer(form, out, colour=colour, width=width, explain=explain), report)
    return out.getvalue()
