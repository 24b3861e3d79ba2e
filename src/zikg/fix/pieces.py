"""Corrections inside one citation: its amendments, title and gazettes, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zikg.fix.case import about
from zikg.model import Span

if TYPE_CHECKING:
    from zikg.fix.case import Case, Unit
    from zikg.fix.form import Form
    from zikg.fix.values import Edit
    from zikg.model import Finding


def piece_edits(
    case: Case, unit: Unit, form: Form, *, gazettes: bool = True
) -> tuple[list[Edit], list[Finding]]:
    """Return what is to be changed in a citation and its chain, and the findings it answers.

    Args:
        case: the decree and what may be changed.
        unit: the citation.
        form: the form in which the words around it are written.
        gazettes: whether gazettes are given here (in Menimbang they are not).
    """
    text = case.decree.source.text
    edits: list[Edit] = []
    used: list[Finding] = []
    amending = [
        finding
        for finding in case.on(unit, "ZI203", "ZI204", "ZI217")
        if about(finding) == unit.root.regulation
    ]
    kept = {unit.root.index}
    words = case.chain_words(about(amending[0]) or "", gazettes=gazettes) if amending else ""
    if words:
        edits.append(form.edit(text, unit.span, words, since=_chain_start(text, unit)))
        used += amending
    else:
        kept |= {citation.index for citation in unit.chain}
    for finding in case.on(unit, "ZI208", "ZI209", "ZI210", "ZI220"):
        citation = case.citation(finding)
        if citation is None or citation.regulation is None:
            continue
        if citation.index not in kept:
            used.append(finding)  # its words are replaced with the whole chain
            continue
        edit = _detail(case, finding, form)
        if edit is not None and not any(_meet(edit.span, other.span) for other in edits):
            edits.append(edit)
        if edit is not None:
            used.append(finding)
    return edits, used


def _chain_start(text: str, unit: Unit) -> int:
    """Return where the words on the amendments begin, or where they are to be put."""
    starts = [c.formula_span.start for c in unit.chain if c.formula_span is not None]
    if not starts:
        return unit.root.span.end
    start = min(starts)
    while start > unit.root.span.end and text[start - 1].isspace():
        start -= 1
    return start


def _detail(case: Case, finding: Finding, form: Form) -> Edit | None:
    citation = case.citation(finding)
    assert citation is not None
    assert citation.regulation is not None
    text = case.decree.source.text
    held = case.registry.get(citation.regulation)
    if finding.code in {"ZI209", "ZI210"}:
        words = case.gazette_words(citation.regulation)
        if not words:
            return None
        if citation.gazette_span is not None:
            return form.edit(text, citation.gazette_span, words)
        end = citation.span.end
        return form.edit(text, Span(end, end), words, since=end)
    if held is None or not held.title:
        return None
    if finding.code == "ZI208" and citation.title_span is not None:
        return form.edit(text, citation.title_span, held.title)
    if finding.code == "ZI220" and citation.title_span is None:
        end = citation.head.end
        return form.edit(text, Span(end, end), f"tentang {held.title}", since=end)
    return None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
