"""The namespaces of the graph, as plain strings: importing this module costs nothing.

The base is one constant and can be overridden with ``ZIKG_BASE`` (an absolute IRI that ends
in ``/``), for an installation that serves its own identifiers. The vocabulary (terms and rules)
keeps its IRIs wherever zikg runs: shapes and queries are written with them.
"""

from __future__ import annotations

import os
from typing import Final

HOME: Final = "https://w3id.org/zikg/"
BASE: Final = os.environ.get("ZIKG_BASE", HOME)
ZIKG: Final = HOME + "ontology#"
RULE: Final = HOME + "rule/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
ORG: Final = "http://www.w3.org/ns/org#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
DCTERMS: Final = "http://purl.org/dc/terms/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SH: Final = "http://www.w3.org/ns/shacl#"
LEXID: Final = "https://w3id.org/lexid/schema/"
LEX_ID: Final = "https://w3id.org/lex-id/schema/"
SCHEMA: Final = "https://schema.org/"

PREFIXES: Final[dict[str, str]] = {
    "zikg": ZIKG,
    "rule": RULE,
    "eli": ELI,
    "org": ORG,
    "skos": SKOS,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "sh": SH,
    "lexid": LEXID,
    "lex-id": LEX_ID,
    "schema": SCHEMA,
}
"""Prefix to namespace, used wherever zikg writes Turtle or runs SPARQL."""

GRAPH_REGISTRY: Final = BASE + "graph/registry"
GRAPH_INFERRED: Final = BASE + "graph/inferred"
GRAPH_FINDINGS: Final = BASE + "graph/findings"
GRAPH_EVIDENCE: Final = BASE + "graph/evidence"
GRAPH_RUN: Final = BASE + "graph/run"
