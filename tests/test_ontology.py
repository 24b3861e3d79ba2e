"""The ontology: complete, bilingual, inside OWL 2 RL, and the same words as code and shapes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from zikg import resources
from zikg.iri import TYPES
from zikg.namespaces import BASE, ELI, LEX_ID, LEXID, ZIKG
from zikg.reason.closure import MODULES
from zikg.registry import open_registry
from zikg.registry.status import LABELS

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

ONTOLOGY = URIRef(BASE + "ontology")
FILES = sorted(resources.path("ontology").glob("*.ttl"))
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
# OWL 2 Profiles, section 4.2: the datatypes of OWL 2 RL. xsd:date and xsd:gYear are not among them.
DATATYPES = {
    *(RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal, XSD.anyURI, XSD.base64Binary, XSD.boolean),
    *(XSD.byte, XSD.dateTime, XSD.dateTimeStamp, XSD.decimal, XSD.double, XSD.float),
    *(XSD.hexBinary, XSD.int, XSD.integer, XSD.language, XSD.long, XSD.Name, XSD.NCName),
    *(XSD.negativeInteger, XSD.NMTOKEN, XSD.nonNegativeInteger, XSD.nonPositiveInteger),
    *(XSD.normalizedString, XSD.positiveInteger, XSD.short, XSD.string, XSD.token),
    *(XSD.unsignedByte, XSD.unsignedInt, XSD.unsignedLong, XSD.unsignedShort),
}
FORBIDDEN = {
    *(OWL.hasSelf, OWL.minCardinality, OWL.cardinality, OWL.qualifiedCardinality),
    *(OWL.minQualifiedCardinality, OWL.disjointUnionOf, OWL.onProperties, OWL.datatypeComplementOf),
    *(OWL.withRestrictions, OWL.onDatatype),
}


def graph_of(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="module")
def everything() -> Graph:
    return graph_of(*FILES)


@pytest.fixture(scope="module")
def core() -> Graph:
    return graph_of(*(resources.path(f"ontology/{name}.ttl") for name in MODULES))


def languages(graph: Graph, node: Node, property_: URIRef) -> set[str | None]:
    return {v.language for v in graph.objects(node, property_) if isinstance(v, Literal) and v}


def test_the_header_imports_every_module_of_the_core_and_no_alignment() -> None:
    imported = set(graph_of(resources.path("ontology/zikg.ttl")).objects(ONTOLOGY, OWL.imports))
    assert imported == {ONTOLOGY + f"/{name}" for name in MODULES if name != "zikg"}
    assert {path.stem for path in FILES} == {*MODULES, "alignment"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_module_says_what_it_is_under_which_licence_and_version(path: Path) -> None:
    graph = graph_of(path)
    iri = ONTOLOGY if path.stem == "zikg" else ONTOLOGY + f"/{path.stem}"
    assert (iri, RDF.type, OWL.Ontology) in graph
    assert languages(graph, iri, RDFS.label) >= {"id", "en"}
    assert languages(graph, iri, RDFS.comment) >= {"id", "en"}
    assert graph.value(iri, OWL.versionInfo) == Literal("0.1.0")
    licence = URIRef("http://purl.org/dc/terms/license")
    assert (iri, licence, None) in graph


def test_every_term_is_typed_labelled_and_explained_in_both_languages(core: Graph) -> None:
    terms = {
        s for s in core.subjects() if isinstance(s, URIRef) and KINDS & {*core.objects(s, RDF.type)}
    }
    own = {s for s in core.subjects() if str(s).startswith(ZIKG)}
    assert own <= terms
    assert len(own) > 150
    for node in terms:
        for property_ in (RDFS.label, RDFS.comment):
            assert languages(core, node, property_) == {"id", "en"}, (node, property_)
            assert len(set(core.objects(node, property_))) == 2, (node, property_)
        assert core.value(node, RDFS.isDefinedBy) is not None, node
        assert len(KINDS & {*core.objects(node, RDF.type)}) == 1, node
    for term in own:
        assert core.value(term, RDFS.isDefinedBy) == ONTOLOGY, term


def test_every_concept_has_a_name_and_a_definition_in_both_languages(core: Graph) -> None:
    concepts = set(core.subjects(SKOS.inScheme))
    assert len(concepts) == len(TYPES) + 6 + 3
    for concept in concepts:
        assert languages(core, concept, SKOS.prefLabel) == {"id", "en"}
        assert languages(core, concept, SKOS.definition) == {"id", "en"}
        assert (core.value(concept, SKOS.inScheme), RDF.type, SKOS.ConceptScheme) in core


def test_types_rank_and_count_as_legislation_as_the_registry_says(core: Graph) -> None:
    registry = open_registry()
    scheme = set(core.subjects(SKOS.inScheme, URIRef(BASE + "type")))
    assert scheme == {URIRef(f"{BASE}type/{name}") for name in TYPES}
    for name in TYPES:
        node, rank = URIRef(f"{BASE}type/{name}"), registry.rank(name)
        assert core.value(node, URIRef(ZIKG + "legislation")) == Literal(
            registry.is_legislation(name)
        )
        assert core.value(node, URIRef(ZIKG + "rank")) == (Literal(rank) if rank else None), name


def test_statuses_read_as_jdih_writes_them(core: Graph) -> None:
    for code, label in LABELS.items():
        if code != "not-existing":  # JDIH has no word of its own for it
            assert Literal(label, lang="id") in set(
                core.objects(URIRef(f"{BASE}status/{code}"), SKOS.prefLabel)
            )


def test_no_term_of_another_vocabulary_gets_a_domain_or_range(core: Graph) -> None:
    for property_ in (RDFS.domain, RDFS.range):
        assert all(str(s).startswith(ZIKG) for s in core.subjects(property_))
    assert any(str(s).startswith(ELI) for s in core.subjects(RDF.type, OWL.ObjectProperty))


def test_both_namespaces_of_lexid_are_aligned_and_stay_outside_the_core(
    everything: Graph, core: Graph
) -> None:
    named = {str(s).removeprefix(LEXID) for s in everything.subjects() if str(s).startswith(LEXID)}
    assert {"LegalDocument", "amends", "repeals", "hasLegalBasis"} <= named
    for name in named:
        same = {OWL.equivalentClass, OWL.equivalentProperty}
        assert any((URIRef(LEXID + name), p, URIRef(LEX_ID + name)) in everything for p in same), (
            name
        )
    assert not any(str(node).startswith((LEXID, LEX_ID)) for triple in core for node in triple)


def test_every_word_of_ours_in_code_shapes_and_docs_is_declared(core: Graph) -> None:
    declared = {str(s).removeprefix(ZIKG) for s in core.subjects() if str(s).startswith(ZIKG)}
    here = resources.PACKAGE.parents[1]
    used = defaultdict(set)
    patterns = (r'\bterm\("(\w+)"\)', r"\bzikg:([A-Za-z]\w*)(?![\w-])", r'ZIKG \+ "(\w+)"')
    files = [*here.glob("src/**/*.py"), *here.glob("shapes/*.ttl"), here / "docs" / "graph.md"]
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name in {name for pattern in patterns for name in re.findall(pattern, text)}:
            used[name].add(file.name)
        for name in re.findall(r'bounds\(\w+, "(\w+)"', text):
            used[f"{name}Earliest"].add(file.name)
            used[f"{name}Latest"].add(file.name)
    assert len(used) > 100
    assert {name: files for name, files in used.items() if name not in declared} == {}


# --- The OWL 2 RL profile (OWL 2 Profiles, section 4.2) ---------------------------------------------


def outside(graph: Graph) -> list[str]:
    """Name what stands in a graph that the OWL 2 RL profile does not allow."""
    wrong = [f"{p} on {s}" for s, p, o in graph if p in FORBIDDEN or o in FORBIDDEN]
    for left, right in graph.subject_objects(RDFS.subClassOf):
        wrong += [] if below(graph, left) else [f"subclass {left}"]
        wrong += [] if above(graph, right) else [f"superclass {right}"]
    for pair in graph.subject_objects(OWL.disjointWith):
        wrong += [f"disjoint {c}" for c in pair if not below(graph, c)]
    for pair in graph.subject_objects(OWL.equivalentClass):
        wrong += [f"equivalent {c}" for c in pair if not (below(graph, c) and above(graph, c))]
    for property_ in (RDFS.domain, RDFS.range):
        for subject, class_ in graph.subject_objects(property_):
            if (subject, RDF.type, OWL.DatatypeProperty) in graph and property_ == RDFS.range:
                wrong += [] if class_ in DATATYPES else [f"datatype {class_} of {subject}"]
            else:
                wrong += [] if above(graph, class_) else [f"{property_} {class_}"]
    composed = non_simple(graph)
    for kind in (
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
    ):
        wrong += [
            f"{kind} on composed {s}" for s in graph.subjects(RDF.type, kind) if s in composed
        ]
    for links in graph.objects(predicate=OWL.propertyChainAxiom):
        wrong += [f"chain over {p}" for p in Collection(graph, links) if not isinstance(p, URIRef)]
    wrong += [f"reflexive {s}" for s in graph.subjects(RDF.type, OWL.ReflexiveProperty)]
    return wrong


def below(graph: Graph, node: Node) -> bool:
    """Whether a class expression may stand on the left of a sub-class axiom."""
    if isinstance(node, URIRef):
        return node != OWL.Thing
    if (some := graph.value(node, OWL.someValuesFrom)) is not None:
        return some == OWL.Thing or some in DATATYPES or below(graph, some)
    for parts in (OWL.unionOf, OWL.intersectionOf):
        if (items := graph.value(node, parts)) is not None:
            return all(below(graph, item) for item in Collection(graph, items))
    return (node, OWL.hasValue, None) in graph or (node, OWL.oneOf, None) in graph


def above(graph: Graph, node: Node) -> bool:
    """Whether a class expression may stand on the right of a sub-class axiom."""
    if isinstance(node, URIRef):
        return True
    if (every := graph.value(node, OWL.allValuesFrom)) is not None:
        return every in DATATYPES or above(graph, every)
    if (items := graph.value(node, OWL.intersectionOf)) is not None:
        return all(above(graph, item) for item in Collection(graph, items))
    if (inner := graph.value(node, OWL.complementOf)) is not None:
        return below(graph, inner)
    most = graph.value(node, OWL.maxCardinality)
    return (node, OWL.hasValue, None) in graph or (isinstance(most, Literal) and int(most) < 2)


def non_simple(graph: Graph) -> set[Node]:
    """Return the properties that are transitive or end a chain, and all above and beside them."""
    found: set[Node] = {
        *graph.subjects(OWL.propertyChainAxiom),
        *graph.subjects(RDF.type, OWL.TransitiveProperty),
    }
    while True:
        more = {o for s in found for o in graph.objects(s, RDFS.subPropertyOf)}
        more |= {o for s in found for o in graph.objects(s, OWL.inverseOf)}
        more |= {o for s in found for o in graph.subjects(OWL.inverseOf, s)}
        if more <= found:
            return found
        found |= more


def test_the_core_and_the_alignments_lie_inside_owl_2_rl(everything: Graph) -> None:
    assert outside(everything) == []


@pytest.mark.parametrize(
    "axiom",
    [
        "zikg:Decree rdfs:subClassOf [ owl:unionOf ( zikg:Area zikg:Run ) ] .",
        "zikg:Decree rdfs:subClassOf [ a owl:Restriction ; owl:onProperty zikg:realises ; owl:someValuesFrom owl:Thing ] .",
        "zikg:Decree rdfs:subClassOf [ a owl:Restriction ; owl:onProperty zikg:realises ; owl:maxCardinality 2 ] .",
        "zikg:Decree rdfs:subClassOf [ a owl:Restriction ; owl:onProperty zikg:realises ; owl:minCardinality 1 ] .",
        "[ a owl:Restriction ; owl:onProperty zikg:realises ; owl:allValuesFrom zikg:Run ] rdfs:subClassOf zikg:Decree .",
        "owl:Thing rdfs:subClassOf zikg:Decree .",
        "zikg:planStart rdfs:range xsd:date .",
        "zikg:Decree owl:equivalentClass [ owl:unionOf ( zikg:Area zikg:Run ) ] .",
        "<http://data.europa.eu/eli/ontology#amends> a owl:IrreflexiveProperty .",
        "zikg:partOfRegion a owl:AsymmetricProperty .",
        "zikg:realises a owl:ReflexiveProperty .",
    ],
)
def test_the_profile_check_sees_what_lies_outside(everything: Graph, axiom: str) -> None:
    head = f"@prefix zikg: <{ZIKG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix xsd: <{XSD}> ."
    mutated = Graph()
    for triple in everything:
        mutated.add(triple)
    mutated.parse(data=head + axiom, format="turtle")
    assert outside(mutated) != []


def test_blank_nodes_stand_only_where_owl_needs_them(everything: Graph) -> None:
    for node in {s for s in everything.subjects() if isinstance(s, BNode)}:
        kinds = {*everything.objects(node, RDF.type)} | set(everything.predicates(node))
        assert kinds & {OWL.Restriction, RDF.first}
