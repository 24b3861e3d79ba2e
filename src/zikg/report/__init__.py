"""Turn a report value into what a person or a program reads; every format from one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zikg.model import Report

FORMATS: Final = ("text", "json", "ttl")
"""The formats that ``zikg check`` writes."""


def render(
    report: Report, *, form: str, colour: bool = False, width: int = 100, explain: bool = False
) -> str:
    """Return the whole report in one of :data:`FORMATS`.

    Args:
        report: the results of one call.
        form: ``text`` (for people), ``json`` (design section 8) or ``ttl`` (a W3C SHACL
            validation report).
        colour: whether the text may hold ANSI colours.
        width: columns of the text.
        explain: whether the text tells the whole chain of facts behind each finding.

    Raises:
        ValueError: the format is not one of :data:`FORMATS`.
    """
    if form == "text":
        from zikg.report import text

        return text.render(report, colour=colour, width=width, explain=explain)
    if form == "json":
        from zikg.report import json

        return json.render(report)
    if form == "ttl":
        from zikg.report import shacl

        return shacl.render(report)
    raise ValueError(f"unknown format: {form}")
