"""A W3C SHACL validation report of the findings (SHACL section 3.6), in Turtle.

Every result has an IRI of its own, its shape is the named shape that raised it, and messages
carry their language: what the reference validator's own report cannot give. Behind each result
stand the facts it was derived from (PROV), each a statement of its own with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

import zikg
from zikg.graph import terms
from zikg.graph.works import source_node
from zikg.iri import instrument_iri, is_instrument
from zikg.namespaces import (
    BASE,
    DCTERMS,
    GRAPH_REGISTRY,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    ZIKG,
)
from zikg.registry.issuers import name_of
from zikg.rules.facts import FACT
from zikg.validate.results import result_statements, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import BaselineUse, Decree, Fact, Finding, RegistryInfo, Result, Run
    from zikg.report.writing import Head, Out

_A = NamedNode(RDF + "type")
_ENTITY = NamedNode(PROV + "Entity")


class ShaclWriter:
    """Writes Turtle with a ``sh:ValidationReport`` for each document read.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._told: set[Triple] = set()

    def begin(self, head: Head) -> None:
        """Remember what holds for all documents; the prefixes come with the first of them."""
        self._head = head
        self._prefixes = True

    def add(self, result: Result) -> None:
        """Write the report of one document."""
        by_subject: dict[str, dict[Triple, None]] = {}
        document = f"<{BASE}dokumen/"
        for triple in _report(result, self._head):
            if not str(triple.subject).startswith(document):
                # Sources, software and registry are shared by the documents, and told once.
                if triple in self._told:
                    continue
                self._told.add(triple)
            # What several say of one node stands together, and once.
            by_subject.setdefault(str(triple.subject), {})[triple] = None
        triples = [triple for said in by_subject.values() for triple in said]
        if not triples:
            return
        written: bytes = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)  # type: ignore[assignment]
        text = written.decode()
        if not self._prefixes:
            lines = text.splitlines(keepends=True)
            text = "".join(line for line in lines if not line.startswith("@prefix"))
        self._prefixes = False
        self._out.write(text)

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write nothing more: each document was told whole."""


def _report(result: Result, report: Head) -> Iterator[Triple]:
    if result.decree is None or result.run is None:
        return
    document = f"{BASE}dokumen/{result.decree.source.document}"
    node = NamedNode(f"{document}/hasil")
    yield Triple(node, _A, sh("ValidationReport"))
    yield Triple(node, _A, _ENTITY)
    yield Triple(node, sh("conforms"), terms.flag(not result.findings))
    yield Triple(node, NamedNode(DCTERMS + "source"), Literal(report.registry.sha256))
    yield Triple(node, NamedNode(ZIKG + "asOf"), terms.day(report.as_of))
    yield Triple(node, NamedNode(ZIKG + "judgedEarliest"), terms.day(result.run.judged.earliest))
    yield Triple(node, NamedNode(ZIKG + "judgedLatest"), terms.day(result.run.judged.latest))
    yield from _activity(node, result.decree, result.run, report.registry)
    facts: dict[str, Fact] = {}
    for finding in result.findings:
        line = NamedNode(f"{document}/hasil/{finding.fingerprint}")
        yield Triple(node, sh("result"), line)
        yield from _result(line, finding, document, report.lang)
        facts.update((fact.node, fact) for fact in finding.because if fact.node)
    for fact in facts.values():
        yield from _fact(fact, report.lang)


def _activity(
    report: NamedNode, decree: Decree, run: Run, registry: RegistryInfo
) -> Iterator[Triple]:
    """The examination itself: what it used, with what software, as things stood on which day."""
    document = f"{BASE}dokumen/{decree.source.document}"
    activity = NamedNode(f"{document}/pemeriksaan")
    known = NamedNode(f"{BASE}registry/{registry.sha256[:12]}")
    software = NamedNode(f"{BASE}software/{zikg.__version__}")
    yield Triple(report, NamedNode(PROV + "wasGeneratedBy"), activity)
    yield Triple(activity, _A, NamedNode(PROV + "Activity"))
    yield Triple(activity, NamedNode(ZIKG + "judgedBasis"), Literal(run.basis))
    for used, digest in ((NamedNode(document), decree.source.sha256), (known, registry.sha256)):
        yield Triple(activity, NamedNode(PROV + "used"), used)
        yield Triple(used, _A, _ENTITY)
        yield Triple(used, NamedNode(ZIKG + "sha256"), Literal(digest))
    version = NamedNode(DCTERMS + "hasVersion")
    yield Triple(known, version, Literal(registry.version))
    yield Triple(known, NamedNode(PROV + "specializationOf"), NamedNode(GRAPH_REGISTRY))
    yield Triple(activity, NamedNode(PROV + "wasAssociatedWith"), software)
    yield Triple(software, _A, NamedNode(PROV + "SoftwareAgent"))
    yield Triple(software, NamedNode(RDFS + "label"), Literal(f"zikg {zikg.__version__}"))
    yield Triple(software, version, Literal(zikg.__version__))


def _fact(fact: Fact, lang: str) -> Iterator[Triple]:
    """One link of the chain: a statement, its sentence, its source, the change it is about."""

    def say(term: str, value: NamedNode | Literal) -> Triple:
        return Triple(NamedNode(fact.node), NamedNode(term), value)

    yield say(RDF + "type", _ENTITY)
    yield say(RDF + "type", NamedNode(RDF + "Statement"))
    yield say(RDF + "predicate", NamedNode(FACT + fact.relation))
    if fact.subject:
        yield say(RDF + "subject", _term(fact.subject))
    if fact.object:
        yield say(RDF + "object", _term(fact.object))
    for spoken, text in fact.texts or ((lang, fact.text),):
        yield say(RDFS + "comment", Literal(text, language=spoken))
    if fact.provision:
        yield say(ZIKG + "provision", Literal(fact.provision))
    if fact.about:
        yield say(PROV + "wasDerivedFrom", NamedNode(fact.about))
    for text in (piece.strip() for piece in fact.source.split(" | ")):
        if text:
            origin = source_node(text)
            yield say(PROV + "hadPrimarySource", origin)
            yield Triple(origin, NamedNode(RDFS + "label"), Literal(text))
    if fact.source:
        yield say(ZIKG + "confidence", Literal(fact.confidence))


def _term(text: str) -> NamedNode | Literal:
    """Return the node of a short id, or words of the decree as a literal."""
    if is_instrument(text):
        return NamedNode(instrument_iri(text))
    if text.startswith(("dokumen/", "zi/", "change/")):
        return NamedNode(BASE + text)
    if name_of(text) is not None:
        return NamedNode(f"{BASE}org/{text}")
    return Literal(text)


def _result(node: NamedNode, finding: Finding, document: str, lang: str) -> Iterator[Triple]:
    for predicate, value in result_statements(finding, NamedNode(document), lang):
        yield Triple(node, predicate, value)
    yield Triple(node, sh("sourceConstraintComponent"), sh("SPARQLConstraintComponent"))
    for fact in finding.because:
        if fact.node:
            yield Triple(node, NamedNode(PROV + "wasDerivedFrom"), NamedNode(fact.node))
