"""The saved queries as data: SHACL's SPARQL executables, as sib-swiss/sparql-examples writes them.

Served beside the data they let an editor offer the library as examples, read from the endpoint.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from zikg.graph import terms
from zikg.graph.terms import TYPE, Graph, term
from zikg.namespaces import BASE, RDFS, SCHEMA, SH
from zikg.query.binding import bind
from zikg.query.library import library
from zikg.query.saved import LANGUAGES
from zikg.query.tokens import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.query.saved import Query

GRAPH_QUERIES: Final = NamedNode(BASE + "graph/queries")
_DAY: Final = date(2026, 1, 1)
"""What "today" is in an example: the same text whenever it is written."""


def executables(graph: Graph = GRAPH_QUERIES) -> Iterator[Quad]:
    """Return every saved query with its example filled in, its words, tags and parameters.

    Args:
        graph: the graph to write into; ``graph/queries`` unless told.
    """
    for query in library():
        yield from terms.into(graph, _query(query))


def _query(query: Query) -> Iterator[Triple]:
    node = terms.node(f"query/{query.name}")
    text = bind(query, query.example, _DAY)
    form = safe(text).form.capitalize()
    yield Triple(node, TYPE, NamedNode(SH + "SPARQLExecutable"))
    yield Triple(node, TYPE, NamedNode(f"{SH}SPARQL{form}Executable"))
    yield Triple(node, NamedNode(SH + form.lower()), Literal(text))
    for lang in LANGUAGES:
        yield Triple(node, NamedNode(RDFS + "label"), Literal(query.summary[lang], language=lang))
        said = Literal(query.description[lang], language=lang)
        yield Triple(node, NamedNode(RDFS + "comment"), said)
    for tag in query.tags:
        yield Triple(node, NamedNode(SCHEMA + "keywords"), Literal(tag))
    for place, parameter in enumerate(query.parameters, start=1):
        here = terms.node(f"query/{query.name}/{parameter.name}")
        yield Triple(node, term("hasParameter"), here)
        yield Triple(here, TYPE, term("QueryParameter"))
        yield Triple(here, NamedNode(SH + "name"), Literal(parameter.name))
        yield Triple(here, NamedNode(SH + "order"), terms.whole(place))
        yield Triple(here, NamedNode(SH + "optional"), terms.flag(not parameter.required))
        yield Triple(here, term("parameterType"), Literal(parameter.type))
        for lang in LANGUAGES:
            about = Literal(parameter.help[lang], language=lang)
            yield Triple(here, NamedNode(SH + "description"), about)
