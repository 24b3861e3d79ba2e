"""What a store holds: how many documents, decrees and statements, of which registry, since when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.namespaces import BASE, GRAPH_REGISTRY, GRAPH_RUN

if TYPE_CHECKING:
    from zikg.store import Reader

_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_DOCUMENTS: Final = f"""
SELECT (COUNT(DISTINCT ?d) AS ?documents) (COUNT(DISTINCT ?w) AS ?decrees)
       (MIN(?at) AS ?first) (MAX(?at) AS ?last) {{
  GRAPH <{GRAPH_RUN}> {{ ?d a zikg:StoredDocument ; zikg:ingestedAt ?at }}
  OPTIONAL {{ GRAPH ?g {{ ?d a zikg:Decree . BIND(?d AS ?w) }} }}
}}"""
_REGISTRY: Final = f"""
SELECT ?version ?date {{ GRAPH <{GRAPH_RUN}> {{
  <{GRAPH_REGISTRY}> zikg:registryVersion ?version ; zikg:registryDate ?date }} }}"""
_EACH: Final = f"{BASE}graph/dokumen/"
_RDF: Final = f"{BASE}graph/rdf/"


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a store holds.

    ``graphs`` are the statements by graph below the base, those of documents and of RDF files each
    added up (``graph/dokumen/*``); ``size`` is in bytes, ``None`` for a server.
    """

    place: str
    version: str
    documents: int
    decrees: int
    first: str | None
    last: str | None
    registry_version: str | None
    registry_date: str | None
    graphs: dict[str, int]
    size: int | None

    @property
    def statements(self) -> int:
        """All statements."""
        return sum(self.graphs.values())


def inventory(store: Reader) -> Inventory:
    """Count what a store holds.

    Raises:
        QueryError: the store did not answer.
    """
    counts: Any = store.query(_COUNTS)
    graphs: dict[str, int] = {}
    for row in counts:
        name = str(row["g"].value)
        for many in (_EACH, _RDF):
            if name.startswith(many):
                name = f"{many}*"
        name = name.removeprefix(BASE)
        graphs[name] = graphs.get(name, 0) + int(row["n"].value)
    listed: Any = next(iter(store.query(_DOCUMENTS)), None)  # type: ignore[arg-type]
    registry: Any = next(iter(store.query(_REGISTRY)), None)  # type: ignore[arg-type]
    return Inventory(
        place=store.place,
        version=store.version,
        documents=int(listed["documents"].value) if listed else 0,
        decrees=int(listed["decrees"].value) if listed else 0,
        first=_text(listed, "first"),
        last=_text(listed, "last"),
        registry_version=_text(registry, "version"),
        registry_date=_text(registry, "date"),
        graphs=dict(sorted(graphs.items())),
        size=_size(Path(str(getattr(store, "path", "")))),
    )


def _text(row: Any, name: str) -> str | None:
    return str(row[name].value) if row is not None and row[name] is not None else None


def _size(folder: Path) -> int | None:
    """Return the bytes of a snapshot."""
    if not folder.is_absolute() and not folder.name:
        return None
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
