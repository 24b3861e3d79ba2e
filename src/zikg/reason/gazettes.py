"""What the gazettes cited with an instrument say, against the registry and the others in the list.

Source: UU 12/2011 Lampiran II angka 47 and 48; Berita Negara is custom, so only its being given
for others of the class tells anything (ZI209, ZI210).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.graph import nt
from zikg.graph.works import gazette_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.graph.nt import Fact
    from zikg.model import Citation, Gazette
    from zikg.reason.case import Case

_CUSTOM: Final = "BN"


def gazette_facts(case: Case) -> Iterator[Fact]:
    """Return the kinds of gazette given, the conflicts and what others of the class give."""
    given = {
        citation.index: _class(case, citation)
        for citation in case.citations
        if citation.section == "mengingat" and any(g.kind == _CUSTOM for g in citation.gazettes)
    }
    for citation in case.citations:
        for kind in dict.fromkeys(gazette.kind for gazette in citation.gazettes):
            yield case.say(citation, "citesGazetteKind", nt.words(kind))
        for gazette in conflicts(case, citation):
            yield case.say(citation, "gazetteConflict", str(gazette_node(gazette)))
        others = {known for index, known in given.items() if index != citation.index and known}
        if citation.section == "mengingat" and _class(case, citation) in others:
            yield case.say(citation, "classGazetteGiven", nt.words(_CUSTOM))


def _class(case: Case, citation: Citation) -> int | None:
    return case.registry.rank(citation.type)


def conflicts(case: Case, citation: Citation) -> Iterator[Gazette]:
    """Return the gazettes on record that a citation gives with another number or year."""
    work = case.work(citation)
    held = case.registry.get(work) if work else None
    for gazette in citation.gazettes:
        if not gazette.number.isdecimal():
            continue  # letters were taken for digits: what stands there was not read for certain
        recorded = [k for k in (held.gazettes if held else ()) if k.kind == gazette.kind]
        if recorded and not any(_same(gazette, known) for known in recorded):
            yield recorded[0]


def _same(cited: Gazette, known: Gazette) -> bool:
    years = {year for year in (cited.year, known.year) if year}
    number = cited.number.strip().lstrip("0")
    return number == known.number.strip().lstrip("0") and len(years) < 2
