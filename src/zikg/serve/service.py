"""What the endpoint says of itself: service description, VoID, DCAT, prefixes, examples.

https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/,
https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/shacl/#sparql-prefixes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import RdfFormat, Triple, parse

import zikg
from zikg.namespaces import BASE, GRAPH_EVIDENCE, GRAPH_FINDINGS, GRAPH_RUN, PREFIXES, XSD
from zikg.query.executables import GRAPH_QUERIES
from zikg.serve.counting import DATASET, GRAPH_VOID, VOID
from zikg.serve.dumping import FORMS

if TYPE_CHECKING:
    from zikg.serve.dataset import ServedReader

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_HEAD: Final = f"""
@prefix sd: <{SD}> .
@prefix void: <{VOID}> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
"""
_CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_EVERY: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def description(reader: ServedReader, home: str, settings: dict[str, Any]) -> list[Triple]:
    """Return the service description of the endpoint.

    Args:
        reader: the dataset.
        home: the address that the server is reached at.
        settings: ``timeout`` in seconds and ``rows``.
    """
    endpoint = f"{home}/sparql"
    formats = ", ".join(f"<{_FORMATS}{name}>" for name in _RESULTS)
    graphs = "".join(
        f"""
<{endpoint}#data> sd:namedGraph <{graph.value}> .
<{graph.value}> a sd:NamedGraph ; sd:name <{graph.value}> ; sd:graph <{graph.value}#content> .
<{graph.value}#content> a sd:Graph .
"""
        for graph in _named(reader)
    )
    return _triples(f"""{_HEAD}
<{endpoint}> a sd:Service ;
    rdfs:label "zikg: keputusan Zona Integritas dan dasar hukumnya"@id,
        "zikg: Zona Integritas decrees and the law they cite"@en ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:feature sd:EmptyGraphs ;
    rdfs:comment "Hanya dibaca. Batas waktu {settings["timeout"]:g} detik; paling banyak \
{settings["rows"]} baris, selebihnya dipotong dengan tajuk X-Zikg-Truncated."@id,
        "Read-only. Queries end after {settings["timeout"]:g} seconds; at most \
{settings["rows"]} rows, beyond which the answer is cut and X-Zikg-Truncated says so."@en ;
    sd:defaultDataset <{endpoint}#data> ;
    sd:availableGraphs <{endpoint}#graphs> ;
    dcterms:license <{_CC0}> .
<{endpoint}#data> a sd:Dataset ; sd:defaultGraph <{endpoint}#default> .
<{endpoint}#graphs> a sd:GraphCollection .
<{endpoint}#default> a sd:Graph, void:Dataset ;
    rdfs:comment "Gabungan registri, keputusan, dan kesimpulan."@id,
        "The union of registry, decrees and inferences."@en ;
    void:triples {_triples_of(reader)} .
{graphs}
""")


def _named(reader: ServedReader) -> list[Any]:
    """Return the graphs that are not of one document: those are one pattern, not a list."""
    return [
        graph
        for graph in reader.store.named_graphs()
        if not graph.value.startswith(f"{BASE}graph/dokumen/")
    ]


def _triples_of(reader: ServedReader) -> str:
    found = reader.store.quads_for_pattern(DATASET, _void("triples"), None, GRAPH_VOID)
    return next((str(quad.object.value) for quad in found), "0")  # type: ignore[union-attr]


def _void(name: str) -> Any:
    from pyoxigraph import NamedNode

    return NamedNode(VOID + name)


def catalogue(reader: ServedReader, home: str) -> list[Triple]:
    """Return VoID and DCAT of the dataset, its prefixes, and the saved queries as examples.

    Args:
        reader: the dataset.
        home: the address that the server is reached at.
    """
    endpoint, dataset, version = f"{home}/sparql", DATASET.value, reader.version
    dumps = "".join(
        f"""
<{dataset}> void:dataDump <{home}/dump/zikg.{form}.gz> ;
    dcat:distribution <{home}/dump/zikg.{form}.gz> .
<{home}/dump/zikg.{form}.gz> a dcat:Distribution ;
    dcat:downloadURL <{home}/dump/zikg.{form}.gz> ;
    dcat:compressFormat <https://www.iana.org/assignments/media-types/application/gzip> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> .
"""
        for form, media in FORMS.items()
    )
    prefixes = "".join(
        f"<{endpoint}> sh:declare <{endpoint}#prefix-{name}> .\n<{endpoint}#prefix-{name}> "
        f'a sh:PrefixDeclaration ; sh:prefix "{name}" ; sh:namespace "{iri}"^^xsd:anyURI .\n'
        for name, iri in PREFIXES.items()
    )
    vocabularies = ", ".join(f"<{iri}>" for iri in PREFIXES.values())
    told = _triples(f"""{_HEAD}
<{dataset}> a dcat:Dataset ;
    dcterms:title "Keputusan Zona Integritas, dasar hukum dan rencana aksinya"@id,
        "Zona Integritas decrees, their legal bases and action plans"@en ;
    dcterms:identifier "{version}" ;
    dcat:version "{version}" ;
    dcterms:isVersionOf <{dataset}> ;
    dcterms:language <http://publications.europa.eu/resource/authority/language/IND> ;
    dcterms:license <{_CC0}> ;
    prov:wasGeneratedBy <{dataset}/made> ;
    void:sparqlEndpoint <{endpoint}> ;
    void:uriSpace "{BASE}" ;
    void:vocabulary {vocabularies} ;
    dcat:landingPage <{home}/> ;
    dcat:distribution <{endpoint}> ;
    void:subset <{reader_graph(GRAPH_FINDINGS)}>, <{reader_graph(GRAPH_EVIDENCE)}>,
        <{reader_graph(GRAPH_RUN)}> .
<{dataset}/made> a prov:Activity ; rdfs:label "zikg {zikg.__version__}" .
<{endpoint}> a dcat:DataService, dcat:Distribution ;
    dcat:endpointURL <{endpoint}> ; dcat:accessURL <{endpoint}> ;
    dcat:servesDataset <{dataset}> .
{dumps}{prefixes}""")
    told += [quad.triple for quad in reader.quads(GRAPH_VOID.value)]
    examples = [quad.triple for quad in reader.quads(GRAPH_QUERIES.value)]
    return list(dict.fromkeys(told + examples))


def reader_graph(name: str) -> str:
    """Return the IRI of a graph; the graphs asked by name only are subsets of the dataset."""
    return name


def _triples(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)]
