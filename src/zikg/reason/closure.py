"""The closed registry: made once by owlrl, kept in a file, looked up without any reasoner.

The file holds ``graph/inferred`` of ontology and registry as sorted N-Triples, so that what is
known of a node is found by bisection. Its first line is the digest of all that it was made from.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from zikg import resources
from zikg.graph.concepts import component_quads
from zikg.graph.registry import registry_quads
from zikg.graph.satker import issuer_quads, kpu_slugs
from zikg.namespaces import BASE, GRAPH_INFERRED, GRAPH_REGISTRY
from zikg.reason.effect import effect_triples
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zikg.registry import Registry

NAME: Final = "inferred.nt"
MODULES: Final = (
    "zikg",
    "eli-subset",
    "reused",
    "regulation",
    "decree",
    "plan",
    "satker",
    "types",
    "rule",
    "store",
)
"""The modules of the ontology that take part in the closure; alignments do not."""

_CODE: Final = (
    *(f"graph/{name}.py" for name in ("concepts", "registry", "relations", "satker", "works")),
    *(f"reason/{name}.py" for name in ("closure", "effect", "owl")),
)
_OFFICES: Final = ("data/issuers.csv", "data/regions.csv", "data/region_aliases.csv")
_NAMED: Final = re.compile(r"^(?P<issuer>.+?)-\d{4}-[^-]+$")


def closure() -> Iterator[Quad]:
    """Return all that is inferred of ontology and registry, as quads of ``graph/inferred``.

    Made anew where ontology or registry have changed since; that takes some seconds.

    Raises:
        BuildError: the registry contradicts the ontology.
    """
    return _quads(_lines()[1:])


def closure_about(iris: Iterable[str]) -> tuple[Quad, ...]:
    """Return what is inferred of some nodes: the triples that have one as subject.

    Args:
        iris: full IRIs. As every property that matters has its inverse, subjects suffice.
    """
    lines, found = _lines(), list[bytes]()
    for start in (f"<{iri}> ".encode() for iri in sorted(set(iris))):
        position = bisect_left(lines, start)
        while position < len(lines) and lines[position].startswith(start):
            found.append(lines[position])
            position += 1
    return tuple(_quads(found))


def refresh(*, force: bool = False) -> tuple[Path | None, bool]:
    """Make the file of the closure where it is missing or stale.

    Args:
        force: make it even if it is fresh.

    Returns:
        Where it lies (``None``: no folder could be written, it is in memory only), and whether it
        was made now.
    """
    key = digest()
    places = [folder / NAME for folder in (resources.built(), resources.cache_folder())]
    if not force:
        for path in places:
            if _is_fresh(path, key):
                return path, False
    content = b"\n".join([_header(key), *sorted(_close())]) + b"\n"
    _read.cache_clear()
    for path in places:
        try:
            _write(path, content)
        except OSError:
            continue  # an installed package may be read-only: the user's cache folder is next
        return path, True
    _MEMORY[key] = content
    return None, True


def digest() -> str:
    """Return the digest of all that the closure depends on: facts, ontology, and the code."""
    seen = sha256(f"{BASE} {open_registry().reference_sha256} {decree_issuers()}".encode())
    for name in (*(f"ontology/{module}.ttl" for module in MODULES), *_OFFICES):
        seen.update(resources.path(name).read_bytes())
    for name in _CODE:
        seen.update((resources.PACKAGE / name).read_bytes())
    return seen.hexdigest()


def ontology(module: str) -> list[Quad]:
    """Return the triples of one module of the ontology, by name (``regulation``)."""
    return list(parse(path=resources.path(f"ontology/{module}.ttl"), format=RdfFormat.TURTLE))


def facts(registry: Registry) -> dict[str, list[Quad]]:
    """Return what is asserted beside the ontology, by graph: registry, components and offices."""
    graph = NamedNode(GRAPH_REGISTRY)
    works = list(registry_quads(registry, graph))
    for regime, _ in registry.guidelines():
        works += component_quads(registry, regime, graph, outcomes=True)
    issuers = {found.issuer for found in registry.regulations() if found.issuer}
    works += issuer_quads({*issuers, *decree_issuers(), *kpu_slugs()}, graph)
    return {GRAPH_REGISTRY: works}


def decree_issuers() -> tuple[str, ...]:
    """Return the slugs of the offices whose decrees lie in ``data/decrees``, in order."""
    stems = (path.stem for path in resources.path("data/decrees").glob("*.txt"))
    return tuple(sorted({found["issuer"] for stem in stems if (found := _NAMED.match(stem))}))


def _close() -> set[bytes]:
    from zikg.reason.owl import close  # rdflib and owlrl: only when made anew

    registry = open_registry()
    computed = list(effect_triples(registry))
    graphs: dict[str, list[Triple | Quad]] = {
        f"{BASE}ontology/{module}": list(ontology(module)) for module in MODULES
    }
    graphs |= {name: list(quads) for name, quads in facts(registry).items()}
    graphs[f"{BASE}graph/effect"] = list(computed)
    lines = {" ".join(triple) for triple in close(graphs)}
    lines |= {str(triple) for triple in computed}
    return {f"{line} .".encode() for line in lines}


_MEMORY: Final[dict[str, bytes]] = {}


def _lines() -> list[bytes]:
    path, _ = refresh()
    if path is None:
        return _MEMORY[digest()].splitlines()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _modified: int) -> list[bytes]:
    return path.read_bytes().splitlines()


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    graph = NamedNode(GRAPH_INFERRED)
    for quad in parse(b"\n".join(lines), format=RdfFormat.N_TRIPLES):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _header(key: str) -> bytes:
    return f"# {key}".encode()


def _is_fresh(path: Path, key: str) -> bool:
    try:
        with path.open("rb") as file:
            return file.readline().rstrip() == _header(key)
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Write beside it and move into place: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
