"""Relations between works that change neither: what implements what, what to read for what.

They come from ``implements.csv`` and ``references.csv`` of the registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.graph.works import origin_triples, provision_node, provision_triples, provisions
from zikg.iri import slug
from zikg.registry.tables import interval, rows

if TYPE_CHECKING:
    from collections.abc import Iterator


def implementation_triples() -> Iterator[Triple]:
    """Return which regulation implements which, each with its source."""
    for row in rows("data/registry/implements.csv"):
        node = terms.node(_local("implementation", row["act"], row["target"]))
        yield Triple(node, TYPE, term("Implementation"))
        yield Triple(node, term("implementationBy"), terms.work(row["act"]))
        yield Triple(node, term("implementationOf"), terms.work(row["target"]))
        yield from _details(node, row)


def reference_triples() -> Iterator[Triple]:
    """Return which article is to be read for which: a reference to the old means the new."""
    for row in rows("data/registry/references.csv"):
        ends = [
            ("referenceNew", row["act"], row["new"]),
            ("referenceOld", row["target"], row["old"]),
        ]
        local = _local("reference", row["act"], row["target"])
        node = terms.node(f"{local}--{slug(row['old'])}")
        yield Triple(node, TYPE, term("ReferenceChange"))
        yield Triple(node, term("referenceBy"), terms.work(row["act"]))
        for name, identifier, words in ends:
            work = terms.work(identifier)
            for article, paragraph in provisions(words):
                yield Triple(node, term(name), provision_node(work, article, paragraph))
                yield from provision_triples(work, article, paragraph)
        yield from _details(node, row)


def _details(node: NamedNode, row: dict[str, str]) -> Iterator[Triple]:
    when = interval(row["effective"])
    if when is not None:
        yield from terms.bounds(node, "effective", when)
    if row["provision"]:
        yield Triple(node, term("provision"), Literal(row["provision"]))
    if row.get("note"):
        yield Triple(node, term("note"), Literal(row["note"]))
    yield from origin_triples(node, row["confidence"], row["source"])


def _local(kind: str, act: str, target: str) -> str:
    return f"{kind}/" + f"{act}--{target}".replace("/", "-")
