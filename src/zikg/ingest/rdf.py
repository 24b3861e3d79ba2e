"""RDF files, loaded as they are into a named graph of their own."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from zikg.errors import ReadError
from zikg.namespaces import BASE
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def named(triples: Iterable[Quad], start: str, graph: NamedNode) -> Iterator[Quad]:
    """Return statements in one graph, each blank node under a name that it keeps.

    Stores then compare as sets, and servers that refuse blank nodes in updates take them. RDF 1.1
    Concepts, section 3.5 (skolem IRIs).

    Args:
        triples: the statements, in the order of their file.
        start: what tells their nodes from those of other files.
        graph: the graph that they go to.
    """
    names: dict[str, NamedNode] = {}

    def name(term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        local = f".well-known/genid/{start}-{len(names) + 1}"
        return names.setdefault(term.value, NamedNode(BASE + local))

    for quad in triples:
        yield Quad(name(quad.subject), quad.predicate, name(quad.object), graph)


def is_rdf(path: str) -> bool:
    """Whether a file is RDF, by the ending of its name.

    Example:
        >>> is_rdf("fakta.ttl"), is_rdf("keputusan.txt")
        (True, False)
    """
    return Path(path).suffix.lower() in _FORMATS


def kind(path: str) -> str:
    """Return the ending of the name of an RDF file, without its dot."""
    return Path(path).suffix.lower().removeprefix(".")


def graph_of(digest: str) -> str:
    """Return the IRI of the graph that holds an RDF file, by the digest of the file."""
    return f"{BASE}graph/rdf/{digest[:12]}"


def statements(path: str) -> tuple[str, bytes]:
    """Return the digest of an RDF file and its statements as N-Quads, in its own graph.

    All of the file is parsed before anything is given; named graphs in it become that one graph, so
    that no file can write into the graphs of zikg.

    Raises:
        ReadError: the file cannot be read, or is not RDF of its kind.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(
            f"Berkas {path} tidak dapat dibuka; periksa nama dan hak aksesnya.",
            f"The file {path} cannot be opened; check its name and permissions.",
        ) from error
    digest = sha256(data).hexdigest()
    graph = NamedNode(graph_of(digest))
    try:
        kind_ = _FORMATS[Path(path).suffix.lower()]
        quads = list(named(parse(data, format=kind_, base_iri=graph.value), digest[:12], graph))
    except (SyntaxError, ValueError) as error:
        told = getattr(error, "msg", None) or str(error)
        raise ReadError(
            f"Berkas {path} bukan RDF ({kind(path)}) yang benar: {told}; tidak ada yang dimuat.",
            f"The file {path} is not valid RDF ({kind(path)}): {told}; nothing of it was loaded.",
        ) from error
    return digest, as_bytes(quads)
