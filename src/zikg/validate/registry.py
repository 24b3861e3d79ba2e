"""The examination of the registry itself: each row that contradicts the others, and why.

The same shapes, engines and explanations as for a decree; a finding points at a line of a table.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from zikg.graph.nodes import Names
from zikg.graph.records import record_triples, rows_again, rows_by_node
from zikg.iri import short_id
from zikg.model import Finding, Result
from zikg.namespaces import BASE
from zikg.reason.contradictions import contradiction_triples
from zikg.rules import rule
from zikg.validate.engine import violations
from zikg.validate.explain import Explainer, cap
from zikg.validate.words import UNVERIFIED, Row, Speaker, interval

if TYPE_CHECKING:
    from zikg.registry import Registry
    from zikg.registry.records import Records
    from zikg.registry.records import Row as TableRow
    from zikg.validate.violation import Violation

_DEFAULT: Final = DefaultGraph()


def registry_graph(records: Records) -> Store:
    """Return the graph of a registry's rows and of what follows from them together."""
    store = Store()
    for triples in (record_triples(records), contradiction_triples(records)):
        store.extend(Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in triples)
    return store


def check_registry(
    records: Records, registry: Registry, *, engine: str = "compiled", lang: str = "id"
) -> tuple[Result, ...]:
    """Return the result of examining a registry, one for each of its tables.

    Args:
        records: the rows, from `zikg.registry.records.read_records`.
        registry: where names of instruments come from.
        engine: ``pyshacl``, ``compiled`` or ``both`` (compares them).
        lang: language of messages and reasons, ``id`` or ``en``.

    Raises:
        BuildError: the two engines disagree, or the shapes could not be run.
    """
    store = registry_graph(records)
    rows, again = rows_by_node(records), rows_again(records)
    speaker = Speaker(store, registry, Names("registry", {}, whole=True, _by_thing={}), lang)
    explainer = Explainer(store, speaker)
    found: dict[str, list[Finding]] = {file: [] for file in records.files}
    for violation in violations(store, engine, "registry"):
        held = again if violation.shape.marks == "again" else rows
        row = held[violation.focus.value]
        found[row.file].append(_finding(violation, explainer, speaker, row))
    return tuple(Result(file, findings=_ordered(findings)) for file, findings in found.items())


def _finding(
    violation: Violation, explainer: Explainer, speaker: Speaker, row: TableRow
) -> Finding:
    shape, about = violation.shape, rule(violation.shape.code)
    told = explainer.explain(violation, about)
    first: Row = told.rows[0] if told.rows else _bare(violation)
    message = speaker.fill(shape.message[speaker.lang], told.rows or [first])
    subject = _id(first.get("subject") or violation.value or violation.focus)
    since = next((when for each in told.rows if (when := interval(each, "since"))), None)
    related = dict.fromkeys(_id(each["related"]) for each in told.rows if "related" in each)
    marked = f"{shape.name}|{subject}|{_id(violation.focus)}|{_id(violation.value)}"
    return Finding(
        code=shape.code,
        name=about.name,
        severity=cap(shape.severity, told.confidence),
        message=message + (UNVERIFIED[speaker.lang] if told.confidence == "low" else ""),
        section=None,
        item=None,
        subject=subject,
        related=tuple(related),
        since=since.printed if since else None,
        quote=row.text,
        span=row.span,
        spans=(row.span,),
        line=row.line,
        column=1,
        page=None,
        confidence=told.confidence,
        fingerprint=sha256(marked.encode()).hexdigest()[:16],
        because=told.because,
        focus=violation.focus.value,
        value=violation.value.value if isinstance(violation.value, NamedNode) else "",
        shape=shape.iri,
    )


def _bare(violation: Violation) -> Row:
    return {} if violation.value is None else {"value": violation.value}


def _id(term: object) -> str:
    """Return the short id of a work, the local name of another node, or a literal as it is."""
    if isinstance(term, NamedNode):
        return short_id(term.value) if term.value.startswith(BASE) else term.value
    return term.value if isinstance(term, Literal) else ""


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.line, found.code, found.message)))
