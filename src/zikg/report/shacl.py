"""A W3C SHACL validation report of the findings (SHACL section 3.6), in Turtle.

Every result has an IRI of its own, its shape is the named shape that raised it, and messages
carry their language: what the reference validator's own report cannot give.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from zikg.iri import instrument_iri
from zikg.model import Finding, Report, Result
from zikg.namespaces import BASE, DCTERMS, PREFIXES, PROV, RDF, RULE, SH, XSD, ZIKG

_SEVERITY = {"error": "Violation", "warning": "Warning", "info": "Info"}
_A = NamedNode(RDF + "type")


def render(report: Report) -> str:
    """Return one Turtle document with a ``sh:ValidationReport`` for each document read."""
    triples = [triple for result in report.results for triple in _report(result, report)]
    written: bytes = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)  # type: ignore[assignment]
    return written.decode()


def _report(result: Result, report: Report) -> Iterator[Triple]:
    if result.decree is None or result.run is None:
        return
    document = f"{BASE}dokumen/{result.decree.source.document}"
    node = NamedNode(f"{document}/hasil")
    yield Triple(node, _A, NamedNode(SH + "ValidationReport"))
    conforms = "false" if result.findings else "true"
    yield Triple(node, NamedNode(SH + "conforms"), Literal(conforms, datatype=_xsd("boolean")))
    yield Triple(node, NamedNode(PROV + "used"), NamedNode(document))
    yield Triple(node, NamedNode(DCTERMS + "source"), Literal(report.registry.sha256))
    yield Triple(node, NamedNode(ZIKG + "asOf"), _date(report.as_of.isoformat()))
    judged = result.run.judged
    yield Triple(node, NamedNode(ZIKG + "judgedEarliest"), _date(judged.earliest.isoformat()))
    yield Triple(node, NamedNode(ZIKG + "judgedLatest"), _date(judged.latest.isoformat()))
    for finding in result.findings:
        line = NamedNode(f"{document}/hasil/{finding.fingerprint}")
        yield Triple(node, NamedNode(SH + "result"), line)
        yield from _result(line, finding, document, report.lang)


def _result(node: NamedNode, finding: Finding, document: str, lang: str) -> Iterator[Triple]:
    def say(term: str, value: NamedNode | Literal) -> Triple:
        return Triple(node, NamedNode(term), value)

    yield say(RDF + "type", NamedNode(SH + "ValidationResult"))
    yield say(SH + "resultSeverity", NamedNode(SH + _SEVERITY[finding.severity]))
    yield say(SH + "focusNode", NamedNode(finding.focus or document))
    yield say(SH + "sourceShape", NamedNode(finding.shape or RULE + finding.code))
    component = SH + "SPARQLConstraintComponent"
    yield say(SH + "sourceConstraintComponent", NamedNode(component))
    if finding.value:
        yield say(SH + "value", NamedNode(finding.value))
    yield say(SH + "resultMessage", Literal(finding.message, language=lang))
    yield say(ZIKG + "code", Literal(finding.code))
    yield say(ZIKG + "fingerprint", Literal(finding.fingerprint))
    yield say(ZIKG + "line", Literal(str(finding.line), datatype=_xsd("integer")))
    yield say(ZIKG + "asWritten", Literal(finding.quote))
    for related in finding.related:
        yield say(ZIKG + "related", NamedNode(instrument_iri(related)))


def _xsd(name: str) -> NamedNode:
    return NamedNode(XSD + name)


def _date(day: str) -> Literal:
    return Literal(day, datatype=_xsd("date"))
