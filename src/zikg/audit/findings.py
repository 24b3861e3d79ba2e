"""Findings as statements of ``graph/findings``: SHACL results, lean, in both languages.

The chain of facts behind a finding is not stored: it is made again from the document on demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_FINDINGS
from zikg.validate.results import Statement, result_statements, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.audit.record import Record
    from zikg.model import Finding, Result
    from zikg.store import Reader

_FINDINGS: Final = NamedNode(GRAPH_FINDINGS)
_EVIDENCE: Final = NamedNode(GRAPH_EVIDENCE)
RECORD: Final = term("auditRecord")


def result_quads(local: str, result: Result, registry: str) -> Iterator[Quad]:
    """Return the report of one document.

    Args:
        local: its id, ``dokumen/ab12...``.
        result: what the examination gave, with messages in both languages.
        registry: digest of the registry that it was judged against.
    """
    run = result.run
    assert run is not None
    document, report = terms.node(local), terms.node(f"{local}/hasil")

    def say(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(subject, predicate, value, _FINDINGS)

    yield say(report, TYPE, sh("ValidationReport"))
    yield say(report, term("inDecree"), document)
    yield say(report, sh("conforms"), terms.flag(not result.findings))
    yield say(report, term("asOf"), terms.day(run.as_of))
    yield say(report, term("judgedAgainst"), Literal(registry))
    for finding in result.findings:
        node = terms.node(f"{local}/hasil/{finding.fingerprint}")
        yield say(report, sh("result"), node)
        for predicate, value in _about(finding, document):
            yield say(node, predicate, value)


def _about(finding: Finding, document: NamedNode) -> Iterator[Statement]:
    yield from result_statements(finding, document, "id")
    yield term("inDecree"), document
    if finding.section:
        yield term("section"), Literal(finding.section)
    if finding.item:
        yield term("item"), Literal(finding.item)
    if finding.subject:
        yield term("findingSubject"), Literal(finding.subject)
    if finding.since:
        yield term("since"), Literal(finding.since)


def record_quad(local: str, record: Record) -> Quad:
    """Return the statement that keeps the record of a document."""
    return Quad(terms.node(local), RECORD, Literal(record.text()), _EVIDENCE)


def stored_findings(store: Reader, local: str) -> list[Quad]:
    """Return what ``graph/findings`` says of one document, found by following its nodes."""
    report = f"{BASE}{local}/hasil"
    found = list(store.about(GRAPH_FINDINGS, (report,)))
    results = [
        quad.object.value
        for quad in found
        if quad.predicate == sh("result") and isinstance(quad.object, NamedNode)
    ]
    found.extend(store.about(GRAPH_FINDINGS, results))
    return found
