"""From a file to the statements about it, as N-Quads: what a worker does with one document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from zikg.errors import ZikgError
from zikg.extract import extract
from zikg.graph import nt
from zikg.graph.document import decree_facts
from zikg.graph.run import run_facts
from zikg.graph.satker import issuer_quads, kpu_slugs
from zikg.graph.spans import span_lines
from zikg.ingest import rdf
from zikg.ingest.outcome import Made
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_INFERRED, GRAPH_REGISTRY, GRAPH_RUN
from zikg.read import read
from zikg.reason.closure import decree_issuers
from zikg.reason.judge import inferred_facts
from zikg.reason.run import run_for
from zikg.registry import open_registry
from zikg.registry.status import regime_at
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from datetime import date

    from zikg.graph.nt import Fact
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
    quads = said(decree, day, registry).quads() + span_lines(decree, GRAPH_EVIDENCE)
    work = decree.id if decree.is_decree else None
    return Made(source.path, source.sha256, source.kind, quads, decree.is_decree, work)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one document, by the graph that it is said in; its evidence apart."""

    document: str
    decree: tuple[Fact, ...]
    run: tuple[Fact, ...]
    inferred: tuple[Fact, ...]
    issuer: str | None
    """The slug of its maker, where no store holds it from the start."""

    def facts(self) -> tuple[Fact, ...]:
        """Return what a decree is examined on; its maker comes with the slice of the registry."""
        return self.decree + self.run + self.inferred

    def quads(self) -> bytes:
        """Return all of it as N-Quads."""
        graph = NamedNode(f"{BASE}graph/dokumen/{self.document}")
        text = nt.lines(self.decree, graph) + nt.lines(self.run, _RUN)
        text += nt.lines(self.inferred, _INFERRED)
        made = as_bytes(issuer_quads({self.issuer}, _REGISTRY)) if self.issuer else b""
        return text.encode() + made


def said(decree: Decree, day: date, registry: Registry, *, whole: bool = False) -> Said:
    """Return what the store holds of a document, its evidence and its manifest entry apart.

    Args:
        decree: the decree as read.
        day: the date that counts as today.
        registry: what is known of the instruments cited.
        whole: with what only an examination asks for (`zikg.graph.document.decree_facts`).
    """
    run = run_for(decree, day)
    regime, state = regime_at(registry, run.judged)
    new = decree.issuer and decree.issuer not in _known_issuers()
    return Said(
        decree.source.document,
        tuple(
            decree_facts(
                decree, registry, whole=whole, regime=regime if state == "decided" else None
            )
        ),
        tuple(run_facts(decree, run, registry)),
        tuple(inferred_facts(decree, run, registry, whole=whole)),
        decree.issuer if new else None,
    )


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
