"""The base of a store: registry, components, offices, ontology, and what follows from them.

It is the same for every store, keyed by a digest, made once and kept as N-Quads. Where its sources
change, what differs is exchanged, and what decrees have added stays.
"""

from __future__ import annotations

import gzip
import os
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Literal

from pyoxigraph import Literal as Word
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from zikg import resources
from zikg.graph import terms
from zikg.graph.national import national_quads
from zikg.graph.satker import issuer_quads
from zikg.graph.terms import term
from zikg.ingest import rdf
from zikg.ingest.keys import base_key
from zikg.namespaces import (
    BASE,
    ELI,
    GRAPH_INFERRED,
    GRAPH_REGISTRY,
    GRAPH_RUN,
)
from zikg.reason import closure
from zikg.reason.nationwide import national_closure
from zikg.registry import open_registry
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.store import Reader, Writer

GRAPH_ONTOLOGY: Final = f"{BASE}graph/ontology"
_SHARED: Final = frozenset((NamedNode(ELI + "cites"), NamedNode(ELI + "based_on")))
"""Properties of instruments that decrees infer as well."""
_AT_ONCE: Final = 50_000
"""Statements of a base that are exchanged in one transaction, at most: it is held in memory."""


def renew_base(store: Writer, *, national: bool = True) -> Literal["loaded", "renewed", "fresh"]:
    """Bring the base of a store up to date, and tell what was done.

    Args:
        store: the store.
        national: whether the national registry belongs to it.

    Raises:
        StoreError: it could not be written.
    """
    key, held = base_key(national=national), held_key(store)
    if held == key:
        return "fresh"
    if held is None:
        store.load(base_bytes(national=national) + as_bytes(_manifest(key)))
        return "loaded"
    new = set(base_bytes(national=national).splitlines()).union(_lines(_offices(store)))
    old = _lines(chain(store.quads(GRAPH_REGISTRY), store.quads(GRAPH_ONTOLOGY)))
    old |= _lines(_old_closure(store, new))
    gone, come = old - new, new - old
    run, manifest = list(store.about(GRAPH_RUN, (GRAPH_REGISTRY,))), list(_manifest(key))
    if len(gone) + len(come) <= _AT_ONCE:
        store.exchange([*_parsed(gone), *run], [*_parsed(come), *manifest])
        return "renewed"
    # As long as the key is the old one, a call that was broken off is gone on with by the next.
    stale = iter(gone)
    while some := list(islice(stale, _AT_ONCE)):
        store.exchange(_parsed(some), ())
    if come:
        store.load(b"\n".join(come) + b"\n")
    store.exchange(run, manifest)
    return "renewed"


def _lines(quads: Iterable[Quad]) -> set[bytes]:
    return set(as_bytes(quads).splitlines())


def _parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    return parse(b"\n".join(lines), format=RdfFormat.N_QUADS)


def held_key(store: Reader) -> str | None:
    """Return the key of the base that a store holds; ``None`` where it has none."""
    for quad in store.about(GRAPH_RUN, (GRAPH_REGISTRY,)):
        if quad.predicate == term("madeWith"):
            return str(getattr(quad.object, "value", ""))
    return None


def base_bytes(*, national: bool) -> bytes:
    """Return the base as N-Quads; made once, then taken from built artefacts or the cache."""
    kind = "national" if national else "reference"
    name = f"store-{kind}-{base_key(national=national)}.nq.gz"
    places = [folder / name for folder in (resources.built(), resources.cache_folder())]
    for place in places:
        try:
            return gzip.decompress(place.read_bytes())
        except (OSError, EOFError):
            continue
    made = as_bytes(base_quads(national=national))
    for place in places:
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(gzip.compress(made, 1, mtime=0))
            for stale in place.parent.glob(f"store-{kind}-*.nq.gz"):
                stale.unlink(missing_ok=True)
            fresh.replace(place)
        except OSError:
            continue  # an installed package may be read-only: the user's cache folder is next
        break
    return made


def base_quads(*, national: bool) -> Iterator[Quad]:
    """Return all statements of the base, in the graphs that they belong to."""
    registry = open_registry()
    for quads in closure.facts(registry).values():
        yield from quads
    if national:
        yield from national_quads(registry, NamedNode(GRAPH_REGISTRY))
        yield from national_closure(registry)
    yield from closure.closure()
    graph = NamedNode(GRAPH_ONTOLOGY)
    for path in sorted(resources.path("ontology").glob("*.ttl")):
        yield from rdf.named(closure.ontology(path.stem), path.stem, graph)


def _manifest(key: str) -> Iterator[Quad]:
    info = open_registry().info
    node, graph = NamedNode(GRAPH_REGISTRY), NamedNode(GRAPH_RUN)
    for name, value in (
        ("madeWith", key),
        ("registryVersion", info.version),
        ("registryDate", info.date),
    ):
        yield Quad(node, term(name), Word(value), graph)


def _old_closure(store: Reader, new: set[bytes]) -> Iterator[Quad]:
    """Give what was inferred of the old base: all about its nodes that no decree has inferred."""
    inferred = f"<{GRAPH_INFERRED}> .".encode()
    kept = _parsed(line for line in new if line.endswith(inferred))
    nodes: set[str] = {quad.subject.value for quad in kept if isinstance(quad.subject, NamedNode)}
    for graph in (GRAPH_REGISTRY, GRAPH_ONTOLOGY):
        for quad in store.quads(graph):
            nodes.update(part.value for part in quad.triple if isinstance(part, NamedNode))
    realised = _realised(store)
    for quad in store.about(GRAPH_INFERRED, sorted(nodes)):
        if quad.predicate not in _SHARED or quad.subject not in realised:
            yield quad


def _realised(store: Reader) -> set[Any]:
    answer: Any = store.query(
        "SELECT DISTINCT ?w { GRAPH ?g { ?d a zikg:Decree ; zikg:realises ?w } }"
    )
    return {row["w"] for row in answer}


def _offices(store: Reader) -> Iterator[Quad]:
    """Give the offices of the decrees: the registry of the new base may not hold them."""
    answer: Any = store.query(
        "SELECT DISTINCT ?o { GRAPH ?g { ?d a zikg:Decree ; zikg:issuedBy ?o } }"
    )
    slugs = {row["o"].value.removeprefix(f"{BASE}org/") for row in answer}
    yield from issuer_quads(slugs, terms.node("graph/registry"))
