"""RDF files, loaded as they are into a named graph of their own."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from zikg.errors import ReadError
from zikg.namespaces import BASE
from zikg.store.updating import as_bytes

_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


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
        quads = [
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in parse(
                data,
                format=_FORMATS[Path(path).suffix.lower()],
                base_iri=graph.value,
                rename_blank_nodes=True,
            )
        ]
    except (SyntaxError, ValueError) as error:
        told = getattr(error, "msg", None) or str(error)
        raise ReadError(
            f"Berkas {path} bukan RDF ({kind(path)}) yang benar: {told}; tidak ada yang dimuat.",
            f"The file {path} is not valid RDF ({kind(path)}): {told}; nothing of it was loaded.",
        ) from error
    return digest, as_bytes(quads)
