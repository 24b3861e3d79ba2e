"""What an audit left in the store, read back: a row for each decree, and for each finding.

Rows come as they are read, some decrees at a time, so that memory does not grow with the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from zikg.audit.findings import RECORD
from zikg.audit.record import Record, read_record
from zikg.graph.terms import term
from zikg.model import Interval
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_FINDINGS, GRAPH_RUN, SH
from zikg.rules.catalogue import SEVERITY_IRI, SEVERITY_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.model import Severity
    from zikg.store import Reader

_AT_ONCE: Final = 200
"""Decrees asked for in one question."""
_STORED: Final = f"""SELECT ?d (MIN(?path) AS ?file) WHERE {{
  GRAPH <{GRAPH_RUN}> {{ ?d a zikg:StoredDocument ; zikg:file ?path }}
  GRAPH ?g {{ ?d a zikg:Decree }}
}} GROUP BY ?d ORDER BY ?file ?d"""
_RECORDS: Final = f"""SELECT ?d ?record WHERE {{
  VALUES ?d {{ %s }} GRAPH <{GRAPH_EVIDENCE}> {{ ?d <{RECORD.value}> ?record }} }}"""
_FACTS: Final = """SELECT ?d ?property ?value WHERE {
  VALUES ?d { %s } GRAPH ?g { ?d ?property ?value }
  FILTER (?property IN (
    zikg:realises, zikg:issuedBy, zikg:stage, zikg:datedEarliest, zikg:datedLatest
  )) }"""
_RANK: Final = tuple(SEVERITY_IRI)


@dataclass(frozen=True, slots=True)
class AuditedDecree:
    """A decree of the store with the record of its last audit.

    ``work`` is its instrument and ``satker`` the office that issued it, as IRIs; what the text does
    not give is ``None``.
    """

    document: str
    path: str
    record: Record
    work: str | None
    satker: str | None
    stage: str | None
    dated: Interval | None

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity it has."""
        return sum(level == severity for _, level in self.record.findings)


@dataclass(frozen=True, slots=True)
class AuditedFinding:
    """A finding as it is stored; ``subject`` is a short id, ``messages`` by language."""

    code: str
    severity: Severity
    section: str | None
    item: str | None
    line: int
    messages: dict[str, str]
    quote: str
    subject: str | None
    since: str | None


def audited_decrees(store: Reader) -> Iterator[AuditedDecree]:
    """Give the decrees that were audited, in the order of their files.

    Args:
        store: the store.

    Raises:
        StoreError: the store could not be read.
    """
    for some in _batches(store):
        yield from some


def audited_findings(store: Reader) -> Iterator[tuple[AuditedDecree, AuditedFinding]]:
    """Give every finding with its decree: by file, the gravest first, then by line.

    Args:
        store: the store.

    Raises:
        StoreError: the store could not be read.
    """
    for some in _batches(store):
        found = _findings(store, some)
        for decree in some:
            own = found.get(decree.document, [])
            for finding in sorted(own, key=lambda f: (_RANK.index(f.severity), f.line, f.code)):
                yield decree, finding


def _batches(store: Reader) -> Iterator[list[AuditedDecree]]:
    answer: Any = store.query(_STORED)
    stored = iter([(row["d"].value, row["file"].value) for row in answer])
    while some := list(islice(stored, _AT_ONCE)):
        nodes = " ".join(f"<{node}>" for node, _ in some)
        records: Any = store.query(_RECORDS % nodes)
        held = {row["d"].value: read_record(row["record"].value) for row in records}
        facts: dict[str, dict[str, str]] = {}
        told: Any = store.query(_FACTS % nodes)
        for row in told:
            facts.setdefault(row["d"].value, {})[row["property"].value] = row["value"].value
        yield [
            _decree(node, path, record, facts.get(node, {}))
            for node, path in some
            if (record := held.get(node)) is not None
        ]


def _decree(node: str, path: str, record: Record, facts: dict[str, str]) -> AuditedDecree:
    def said(name: str) -> str | None:
        return facts.get(term(name).value)

    first, last = said("datedEarliest"), said("datedLatest")
    dated = None
    if first and last:
        dated = Interval(date.fromisoformat(first), date.fromisoformat(last))
    return AuditedDecree(
        node.removeprefix(BASE),
        path,
        record,
        said("realises"),
        said("issuedBy"),
        said("stage"),
        dated,
    )


def _findings(store: Reader, decrees: Sequence[AuditedDecree]) -> dict[str, list[AuditedFinding]]:
    """Return the findings of some decrees, by decree, found by following their reports."""
    owners: dict[str, str] = {}
    reports = {f"{BASE}{decree.document}/hasil": decree.document for decree in decrees}
    for quad in store.about(GRAPH_FINDINGS, reports):
        if quad.predicate.value == SH + "result":
            owners[quad.object.value] = reports[quad.subject.value]  # type: ignore[union-attr]
    about: dict[str, list[Quad]] = {}
    for quad in store.about(GRAPH_FINDINGS, owners):
        about.setdefault(quad.subject.value, []).append(quad)  # type: ignore[union-attr]
    found: dict[str, list[AuditedFinding]] = {}
    for node, quads in about.items():
        found.setdefault(owners[node], []).append(_finding(quads))
    return found


def _finding(quads: Sequence[Quad]) -> AuditedFinding:
    held: dict[str, str] = {}
    messages: dict[str, str] = {}
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and quad.predicate.value == SH + "resultMessage":
            messages[value.language or ""] = value.value
        elif isinstance(value, NamedNode | Literal):
            held[quad.predicate.value] = value.value

    def said(name: str) -> str | None:
        return held.get(term(name).value)

    return AuditedFinding(
        said("code") or "",
        SEVERITY_OF[held[SH + "resultSeverity"]],
        said("section"),
        said("item"),
        int(said("line") or 0),
        messages,
        said("asWritten") or "",
        said("findingSubject"),
        said("since"),
    )
