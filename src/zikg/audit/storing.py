"""What was examined, written into the store: of each document all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from zikg.audit.findings import RECORD, stored_findings
from zikg.graph import terms
from zikg.graph.terms import term
from zikg.ingest.keys import made_with
from zikg.ingest.removing import statements_of
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.audit.judging import Judged
    from zikg.store import Writer

_RUN: Final = NamedNode(GRAPH_RUN)


def store_judged(store: Writer, batch: Sequence[Judged]) -> None:
    """Write the findings of some documents in one transaction.

    Args:
        store: the store.
        batch: documents examined; those that were kept are not looked at.

    Raises:
        StoreError: the store could not be written; nothing of the batch was.
    """
    graphs, old, new = list[str](), list[Quad](), list[bytes]()
    for judged in batch:
        if judged.kept:
            continue
        new.append(judged.findings)
        if judged.statements:
            own, quads = statements_of(store, judged.local)
            graphs += own
            old += quads
            new += [judged.statements, *_manifest(judged.local, quads)]
        else:
            old += stored_findings(store, judged.local)
            about = store.about(GRAPH_EVIDENCE, (f"{BASE}{judged.local}",))
            old += (quad for quad in about if quad.predicate == RECORD)
    if old or graphs:
        store.exchange(old, parse(b"".join(new), format=RdfFormat.N_QUADS), graphs)
    elif new:
        store.load(b"".join(new))


def _manifest(local: str, quads: list[Quad]) -> Iterator[bytes]:
    """Give the place of a document in the manifest again, as read by today's code."""
    document = terms.node(local)
    for quad in quads:
        subject = quad.subject
        if quad.graph_name != _RUN or not isinstance(subject, NamedNode):
            continue
        kept = quad
        if quad.predicate == term("madeWith"):
            kept = Quad(document, term("madeWith"), Literal(made_with()), _RUN)
        elif subject != document and not subject.value.startswith(f"{document.value}/berkas/"):
            continue
        yield f"{kept} .\n".encode()
