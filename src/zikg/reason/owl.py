"""The OWL 2 RL closure with owlrl, and which of its triples are worth keeping.

owlrl is given one Dataset with the ontology and the facts in graphs of their own, and a further
graph of it as destination: asserted and inferred never share a graph. It is slow (half a
millisecond a triple) and runs at build only.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from zikg.errors import BuildError
from zikg.namespaces import GRAPH_INFERRED, OWL, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Quad
    from rdflib.term import Node

_META: Final = (RDF, RDFS, OWL, XSD)
_HANDED_DOWN: Final = frozenset({RDFS + "domain", RDFS + "range"})
_ANNOTATIONS: Final = frozenset(
    {RDFS + "label", RDFS + "comment", RDFS + "isDefinedBy", RDFS + "seeAlso", OWL + "versionInfo"}
)


def close(graphs: Mapping[str, Iterable[Triple | Quad]]) -> set[tuple[str, str, str]]:
    """Return what the OWL 2 RL rules add to some graphs, without the trivia.

    Args:
        graphs: the triples of each graph by its IRI: axioms and facts alike.

    Returns:
        The new triples, each as three terms in N-Triples form.

    Raises:
        BuildError: the facts contradict the axioms (a class disjoint with itself, say).
    """
    from owlrl import OWLRL_Semantics  # heavy, and only needed at build
    from rdflib import Dataset, URIRef

    facts = {name: [_triple(item) for item in items] for name, items in graphs.items()}
    silent = _ANNOTATIONS | _annotations(facts.values())
    with warnings.catch_warnings():
        # rdflib's Dataset warns of its own calls, once a triple.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset = Dataset(default_union=True)
        for name, triples in facts.items():
            # No rule reads an annotation: leaving them out changes nothing but the time it takes.
            heard = (item for item in triples if item.predicate.value not in silent)
            text = serialize(heard, format=RdfFormat.N_TRIPLES)
            dataset.graph(URIRef(name)).parse(data=text, format="nt")
        given = {(s, p, o) for s, p, o, _ in dataset.quads()}
        inferred = dataset.graph(URIRef(GRAPH_INFERRED))
        # The whole Dataset is the source: one named graph as source loses a third of the triples.
        # Axiomatic triples (owl:Thing is a class ...) yield trivia only, at ten times the time.
        core = OWLRL_Semantics(
            dataset, axioms=False, daxioms=False, rdfs=False, destination=inferred
        )
        core.closure()
        new = set(inferred) - given
    if core.error_messages:
        told = "; ".join(sorted(core.error_messages))
        raise BuildError(
            f"Ontologi dan registri bertentangan: {told}.",
            f"Ontology and registry contradict each other: {told}.",
        )
    return {(s.n3(), p.n3(), o.n3()) for s, p, o in new if not is_trivial(s, p, o)}


def is_trivial(subject: Node, predicate: Node, obj: Node) -> bool:
    """Whether an inferred triple tells a reader nothing.

    Trivial are: triples with a blank node or with a literal as subject; all about terms of RDF,
    RDFS, OWL and XML Schema; types that are only ``owl:Thing`` or another class of these; a thing
    being the same as, below or equivalent to itself; what is below ``owl:Thing`` or above
    ``owl:Nothing``; domains and ranges handed down from super-properties and super-classes.
    """
    from rdflib import BNode, Literal

    if isinstance(subject, (BNode, Literal)) or isinstance(obj, BNode):
        return True
    name = str(predicate)
    if str(subject).startswith(_META) or name in _HANDED_DOWN:
        return True
    if name.startswith(_META) and (subject == obj or str(obj).startswith(_META)):
        return not isinstance(obj, Literal)
    return False


def _annotations(graphs: Iterable[list[Triple]]) -> set[str]:
    kind = NamedNode(OWL + "AnnotationProperty")
    return {
        item.subject.value
        for triples in graphs
        for item in triples
        if item.object == kind and isinstance(item.subject, NamedNode)
    }


def _triple(item: Triple | Quad) -> Triple:
    return item if isinstance(item, Triple) else item.triple
