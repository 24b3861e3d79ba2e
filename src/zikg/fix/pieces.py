"""Corrections inside one citation: its amendments, title, gazettes and form, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from zikg.fix.case import about
from zikg.fix.precise import reword
from zikg.graph.wording import squeeze
from zikg.model import Span
from zikg.namespaces import ZIKG

if TYPE_CHECKING:
    from zikg.fix.case import Case, Unit
    from zikg.fix.form import Form
    from zikg.fix.values import Edit
    from zikg.model import Citation, Finding


_DETAILS: Final = ("ZI208", "ZI220", "ZI209", "ZI210", "ZI218")


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
    amending = [
        finding
        for finding in case.on(unit, "ZI203", "ZI204", "ZI217")
        if about(finding) == unit.root.regulation
    ]
    words = case.chain_words(about(amending[0]) or "", gazettes=gazettes) if amending else ""
    chain: list[Edit] = []
    if words:
        chain = [form.edit(text, unit.span, words, since=_chain_start(text, unit))]
    edits: list[Edit] = []
    used = list(amending) if words else []
    # What comes to stand in one place comes in this order: title, then gazettes.
    for finding in (f for code in _DETAILS for f in case.on(unit, code)):
        made = _detail(case, unit, finding, form)
        inside = [edit for edit in made if not (words and _within(edit, chain[0], unit))]
        if made:
            used.append(finding)  # in a chain that is replaced it is answered by that
        edits += [edit for edit in inside if not any(_meet(edit.span, e.span) for e in edits)]
    return [*edits, *chain], used


def _within(edit: Edit, chain: Edit, unit: Unit) -> bool:
    return edit.span.start >= chain.span.start and edit.span.start > unit.root.span.end


def _chain_start(text: str, unit: Unit) -> int:
    """Return where the words on the amendments begin, or where they are to be put."""
    starts = [c.formula_span.start for c in unit.chain if c.formula_span is not None]
    if not starts:
        return unit.root.span.end
    start = min(starts)
    while start > unit.root.span.end and text[start - 1].isspace():
        start -= 1
    return start


def _detail(case: Case, unit: Unit, finding: Finding, form: Form) -> list[Edit]:
    citation = case.citation(finding)
    assert citation is not None
    if finding.code == "ZI218":
        return _slips(case, finding)
    if finding.code in {"ZI209", "ZI210"}:
        return _gazettes(case, citation, form)
    held = case.registry.get(citation.regulation) if citation.regulation else None
    if held is None or not held.title:
        return []
    if finding.code == "ZI220" and citation.title_span is None:
        end = citation.head.end
        words = f"tentang {held.title}"
        return [form.edit(case.decree.source.text, Span(end, end), words, since=end)]
    if finding.code == "ZI208":
        return [e for one in (citation, *unit.chain) for e in _title(case, one, citation)]
    return []


def _title(case: Case, citation: Citation, wrong: Citation) -> list[Edit]:
    """Return the official title; in a chain where the same slip is repeated, there too."""
    held = case.registry.get(citation.regulation) if citation.regulation else None
    if held is None or not held.title or citation.title_span is None or citation.title is None:
        return []
    if citation is not wrong and squeeze(citation.title) == squeeze(held.title):
        return []
    if citation is not wrong and wrong.role != "base":
        return []
    return reword(case.decree.source.text, [citation.title_span], held.title)


def _gazettes(case: Case, citation: Citation, form: Form) -> list[Edit]:
    words = case.gazette_words(citation.regulation or "")
    if not words:
        return []
    text = case.decree.source.text
    if citation.gazette_span is not None:
        return reword(text, [citation.gazette_span], words)
    end = citation.span.end
    return [form.edit(text, Span(end, case.blank_end(end)), words, since=end)]


def _slips(case: Case, finding: Finding) -> list[Edit]:
    """Return the letters that are wrong in the form of a citation, as the judge has read them."""
    found: list[Edit] = []
    for quad in case.store.quads_for_pattern(
        NamedNode(finding.focus), NamedNode(ZIKG + "hasFormSlip"), None
    ):
        said: dict[str, str] = {}
        assert isinstance(quad.object, NamedNode)
        for fact in case.store.quads_for_pattern(quad.object, None, None):
            if isinstance(fact.object, Literal):
                said[fact.predicate.value.removeprefix(ZIKG)] = fact.object.value
        span = Span(int(said["formStart"]), int(said["formEnd"]))
        found += reword(case.decree.source.text, [span], said["formShould"])
    return sorted(found, key=lambda edit: edit.span.start)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
