"""Where a finding stands in the document: its focus node, or the place of what is absent.

A finding about something that is there stands at it; one about something absent stands at the
heading of its area or section (design section 7).
"""

from __future__ import annotations

from typing import Final

from zikg.graph.nodes import Names, Node, names
from zikg.model import Area, Decree, SectionName, Span
from zikg.namespaces import BASE

_SECTIONS: Final[dict[str, SectionName]] = {
    "menimbang": "menimbang",
    "mengingat": "mengingat",
    "diktum": "diktum",
}
_HEADER: Final[dict[str, SectionName]] = {
    "number": "judul",
    "place": "penutup",
    "date": "penutup",
    "signatory": "penutup",
}
_COLUMNS: Final = frozenset(("indicator", "action", "evidence", "target"))


def place(decree: Decree, focus: str, value: str | None = None) -> Node:
    """Return the node and place of a finding.

    Args:
        decree: the decree as read.
        focus: the focus node, as IRI or as the path below the base (``dokumen/ab12/diktum/kedua``).
        value: what the finding is about where it is about something absent from the document: a
            component (``zi/2021/6/p3``, also as IRI), or the word that ``zikg:lacks``,
            ``zikg:lacksPart`` or ``zikg:lacksColumn`` gives.

    Raises:
        KeyError: no such node in this decree.
    """
    naming = names(decree)
    found = naming.nodes[focus.removeprefix(BASE)]
    if found.kind != "decree" or value is None:
        return found
    value = value.removeprefix(BASE)
    if value.startswith("zi/"):
        return _component(decree, naming, value) or plan(decree)
    if value in _SECTIONS:
        return section(decree, _SECTIONS[value])
    if value in _HEADER:
        return _field(decree, value)
    if value in _COLUMNS:
        return plan(decree)
    return found


def section(decree: Decree, name: SectionName) -> Node:
    """Return the heading of a section; the start of the document where it has none."""
    for found in names(decree).nodes.values():
        if found.kind == "part" and found.section == name:
            return _at(decree, _first_line(decree, found.span), name)
    return _at(decree, Span(0, 0), name)


def plan(decree: Decree) -> Node:
    """Return the heading of the plan: the head of its table, else of the annex."""
    if decree.plan is None:
        return section(decree, "lampiran")
    return _at(decree, decree.plan.header or _first_line(decree, decree.plan.span), "lampiran")


def _component(decree: Decree, naming: Names, component: str) -> Node | None:
    """Return the heading of the area that a component belongs to."""
    area_id = "/".join(component.split("/")[:3])
    for area in decree.plan.areas if decree.plan else ():
        if area_id in dict(area.areas).values():
            return naming.nodes[naming.of(area)]
    return _neighbour(decree, naming, area_id)


def _neighbour(decree: Decree, naming: Names, area_id: str) -> Node | None:
    """Return the area whose rows hold components of an area that has no heading of its own."""
    best: tuple[int, Area] | None = None
    for area in decree.plan.areas if decree.plan else ():
        elements = [value for row in area.rows for _, value in row.elements]
        count = sum(value.startswith(area_id + "/") for value in elements)
        if count and (best is None or count > best[0]):
            best = (count, area)
    return naming.nodes[naming.of(best[1])] if best else None


def _field(decree: Decree, name: str) -> Node:
    if name == "number":
        return section(decree, "judul")
    blocks = [block for block in decree.signings if block.section == "penutup"]
    if blocks:
        return _at(decree, _first_line(decree, blocks[0].span), "penutup")
    part = decree.part("penutup")
    if part is not None:
        return _at(decree, _first_line(decree, part.span), "penutup")
    return _at(decree, _end_of_body(decree), "penutup")


def _end_of_body(decree: Decree) -> Span:
    """Return the last clause: where the signing block should have followed."""
    clauses = [part for part in decree.parts if part.section == "diktum"]
    if clauses:
        return clauses[-1].label or _first_line(decree, clauses[-1].span)
    return section(decree, "judul").span


def _first_line(decree: Decree, span: Span) -> Span:
    text = decree.source.text
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    stop = text.find("\n", start, end)
    return Span(start, end if stop < 0 else stop)


def _at(decree: Decree, span: Span, name: SectionName) -> Node:
    local = f"dokumen/{decree.source.document}"
    return Node(local, "decree", decree, span, (span,), name, None)
