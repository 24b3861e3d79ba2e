"""The rows of a registry as a graph to be checked: the registry's own triples, and what each names.

Beside the triples of `zikg.graph.registry` every row is a ``zikg:RegistryEntry``, which no decree's
graph holds: the rules of the registry look at nothing else.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.graph.works import change_triples, origin_triples, replacement_triples, work_triples
from zikg.model import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from zikg.model import Regulation, Replacement
    from zikg.registry.records import Records, Row

_ENTRY: Final = term("RegistryEntry")


def record_triples(records: Records) -> Iterator[Triple]:
    """Return all rows as triples; of two records of one work the first is written."""
    count = Counter(regulation.id for regulation, _ in records.regulations)
    for regulation in records.held().values():
        yield from work_triples(regulation)
        yield from _dates(regulation)
        node = terms.work(regulation.id)
        yield Triple(node, TYPE, _ENTRY)
        yield Triple(node, term("recordCount"), terms.whole(count[regulation.id]))
    for change, _ in records.changes:
        yield from change_triples(change)
        node = terms.node(change.id)
        yield Triple(node, term("targets"), terms.work(change.target))
        yield from _entry(node, change.act, change.target)
    for replacement, _ in records.replacements:
        yield from replacement_triples(replacement)
        yield from _entry(replacement_node(replacement), replacement.target, replacement.by)
    for link in records.links:
        node = terms.node(link.node)
        yield from origin_triples(node, link.row.cells["confidence"], link.row.cells["source"])
        yield from _entry(node, *link.works)


def rows_by_node(records: Records) -> dict[str, Row]:
    """Return the row that each entry stands in, by IRI; of two records of one work the first."""
    found: dict[str, Row] = {}
    for regulation, row in records.regulations:
        found.setdefault(terms.work(regulation.id).value, row)
    for change, row in records.changes:
        found[terms.node(change.id).value] = row
    for replacement, row in records.replacements:
        found.setdefault(replacement_node(replacement).value, row)
    for link in records.links:
        found.setdefault(terms.node(link.node).value, link.row)
    return found


def rows_again(records: Records) -> dict[str, Row]:
    """Return the last row of each work, by IRI: where it is recorded once more."""
    return {terms.work(regulation.id).value: row for regulation, row in records.regulations}


def replacement_node(replacement: Replacement) -> NamedNode:
    """Return the node that says what is to be cited instead of what."""
    pair = f"{replacement.target}--{replacement.by}".replace("/", "-")
    return terms.node(f"replacement/{pair}")


def _dates(regulation: Regulation) -> Iterator[Triple]:
    """The dates that only the check compares: of promulgation, and of the year of the number."""
    node = terms.work(regulation.id)
    if regulation.promulgated is not None:
        yield from terms.bounds(node, "promulgated", regulation.promulgated)
    if regulation.year:
        yield from terms.bounds(node, "numbered", Interval.parse(f"{regulation.year:04d}"))


def _entry(node: NamedNode, *works: str) -> Iterator[Triple]:
    yield Triple(node, TYPE, _ENTRY)
    for work in works:
        yield Triple(node, term("namesWork"), terms.work(work))
