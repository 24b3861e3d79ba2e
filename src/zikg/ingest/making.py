"""From a file to the statements about it, as N-Quads: what a worker does with one document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from zikg.errors import ZikgError
from zikg.extract import extract
from zikg.graph.document import decree_quads
from zikg.graph.run import run_quads
from zikg.graph.satker import issuer_quads, kpu_slugs
from zikg.graph.spans import span_lines
from zikg.ingest import rdf
from zikg.ingest.outcome import Made
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_INFERRED, GRAPH_REGISTRY, GRAPH_RUN
from zikg.read import read
from zikg.reason.closure import decree_issuers
from zikg.reason.judge import inferred_quads
from zikg.reason.run import run_for
from zikg.registry import open_registry
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pyoxigraph import Quad

    from zikg.model import Decree, Source
    from zikg.registry import Registry

_RUN = NamedNode(GRAPH_RUN)
_INFERRED = NamedNode(GRAPH_INFERRED)
_REGISTRY = NamedNode(GRAPH_REGISTRY)


def make(path: str, day: date) -> Made:
    """Return the statements of a document or an RDF file; an error that concerns only it is told.

    Args:
        path: a file, or a member of an archive.
        day: the date that counts as today.
    """
    try:
        if rdf.is_rdf(path):
            digest, quads = rdf.statements(path)
            return Made(path, digest, rdf.kind(path), quads)
        return statements(read(path), day)
    except ZikgError as error:
        return Made(path, error=(error.text("id"), error.text("en")))
    except Exception as error:  # one document that trips a defect must not stop the others
        return Made(path, error=unexpected(path, type(error).__name__))


def statements(source: Source, day: date) -> Made:
    """Return the statements of a document that was read.

    Args:
        source: the document.
        day: the date that counts as today.
    """
    registry = _registry()
    decree = extract(source, registry)
    quads = as_bytes(document_quads(decree, day, registry)) + span_lines(decree, GRAPH_EVIDENCE)
    work = decree.id if decree.is_decree else None
    return Made(source.path, source.sha256, source.kind, quads, decree.is_decree, work)


def document_quads(
    decree: Decree, day: date, registry: Registry, *, whole: bool = False
) -> Iterator[Quad]:
    """Return what the store holds of a document, its evidence and its manifest entry apart.

    Args:
        decree: the decree as read.
        day: the date that counts as today.
        registry: what is known of the instruments cited.
        whole: with what only an examination asks for (`zikg.graph.document.decree_quads`).
    """
    run = run_for(decree, day)
    graph = NamedNode(f"{BASE}graph/dokumen/{decree.source.document}")
    yield from decree_quads(decree, registry, graph, whole=whole)
    yield from run_quads(decree, run, registry, _RUN)
    yield from inferred_quads(decree, run, registry, _INFERRED, whole=whole)
    if decree.issuer and decree.issuer not in _known_issuers():
        yield from issuer_quads({decree.issuer}, _REGISTRY)


def unexpected(path: str, kind: str) -> tuple[str, str]:
    """Return the sentences for a defect that a document tripped."""
    return (
        f"{path}: galat tak terduga ({kind}); jalankan zikg check --debug pada berkas ini dan "
        "laporkan.",
        f"{path}: unexpected error ({kind}); run zikg check --debug on this file and report it.",
    )


@cache
def _registry() -> Registry:
    return open_registry()


@cache
def _known_issuers() -> frozenset[str]:
    """Return the offices that the base of every store holds."""
    held = {found.issuer for found in _registry().regulations() if found.issuer}
    return frozenset({*held, *decree_issuers(), *kpu_slugs()})
