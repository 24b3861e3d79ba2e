"""Any SPARQL 1.1 server with update as a store, over HTTP.

Sources: SPARQL 1.1 Protocol, sections 2.1 and 2.2; SPARQL 1.1 Graph Store HTTP Protocol, section 5.
Where the server takes a whole dataset at its graph store (Oxigraph), a batch is one transaction.
Elsewhere a batch goes in as updates of a bounded size, the manifest last: what is not in the
manifest does not count as stored, so that a call that is broken off goes on as with a folder.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlencode, urlsplit

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from zikg.errors import QueryError, StoreError
from zikg.namespaces import BASE, GRAPH_RUN, ZIKG
from zikg.store.http import Connection
from zikg.store.spool import Spool
from zikg.store.updating import exchange_update
from zikg.store.written import filled, gives_triples, with_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Literal, Variable

    from zikg.store.answers import Answer

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_UPDATE: Final = "application/sparql-update; charset=utf-8"
_MANIFEST: Final = frozenset(f"{ZIKG}{name}" for name in ("madeWith", "storedFile"))
_VERSION: Final = f"{ZIKG}version"
_STATEMENTS: Final = 1000
"""Statements in one update, for a server that has a limit (Virtuoso: 10,000 lines of code)."""
_NODES: Final = 200
_SPOOLED: Final = 100_000_000
"""Bytes that are sent at once at most."""
_FLAG: Final = re.compile(rb'(XMLSchema#boolean",\s*"value":\s*)"([01])"')
"""Virtuoso answers booleans as 1 and 0: the same values, not the same terms."""


class RemoteStore:
    """A SPARQL 1.1 server.

    Args:
        url: its address: the root of an Oxigraph or Fuseki data set, ``.../sparql`` of Virtuoso,
            ``.../repositories/NAME`` of GraphDB, or a query address with ``ZIKG_STORE_UPDATE_URL``.

    Raises:
        StoreError: it cannot be reached, or none of its addresses answers a query.
    """

    def __init__(self, url: str) -> None:
        self._http = Connection(url)
        self.place = self._http.url
        self._query, self._update, self._graphs = self._discovered()
        self._touched = False

    @property
    def version(self) -> str:
        """The time of the last publication."""
        answer: Any = self.query(
            f"SELECT ?v {{ GRAPH <{GRAPH_RUN}> {{ <{GRAPH_RUN}> <{_VERSION}> ?v }} }}"
        )
        return max((str(row["v"].value) for row in answer), default="")

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
    ) -> Answer:
        """Return the answer to a query; see `zikg.store.answers.Reader`."""
        return self._asked(self._query, with_prefixes(filled(text, substitutions)))

    def quads(self, graph: str) -> Iterator[Quad]:
        """Return the statements of one named graph."""
        yield from self._rows(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", graph)

    def about(self, graph: str, subjects: Iterable[str]) -> Iterator[Quad]:
        """Return the statements of one named graph about some nodes."""
        nodes = list(subjects)
        for start in range(0, len(nodes), _NODES):
            values = " ".join(f"<{node}>" for node in nodes[start : start + _NODES])
            pattern = f"VALUES ?s {{ {values} }} ?s ?p ?o"
            yield from self._rows(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ {pattern} }} }}", graph)

    def spool(self) -> Spool:
        """Return what documents are gathered in before they are loaded together."""
        return Spool(_SPOOLED)

    def load(self, *parts: bytes | Path) -> None:
        """Add statements in N-Quads: in one transaction where the server takes them so."""
        quads = b"".join(part if isinstance(part, bytes) else part.read_bytes() for part in parts)
        self._touched = True
        if self._graphs is not None:
            self._http.send(self._graphs, quads, {"Content-Type": "application/n-quads"})
            return
        self._insert(parse(quads, format=RdfFormat.N_QUADS))

    def exchange(
        self, old: Iterable[Quad], new: Iterable[Quad], graphs: Iterable[str] = ()
    ) -> None:
        """Remove graphs and statements and add others: in one update where it is small enough."""
        old, new, graphs = list(old), list(new), list(graphs)
        if not (old or new or graphs):
            return
        self._touched = True
        if self._graphs is not None or len(old) + len(new) <= _STATEMENTS:
            self._run(exchange_update(old, new, graphs))
            return
        # The manifest goes first and comes last: what is between counts as not stored.
        old.sort(key=_unlisted)
        for start in range(0, len(old), _STATEMENTS):
            self._run(exchange_update(old[start : start + _STATEMENTS], ()))
        for graph in graphs:
            self._run(exchange_update((), (), (graph,)))
        self._insert(new)

    def publish(self) -> None:
        """Note the time: what has been written is there for all at once with a server."""
        if not self._touched:
            return
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        graph = f"GRAPH <{GRAPH_RUN}>"
        self._run(
            f"DELETE WHERE {{ {graph} {{ <{GRAPH_RUN}> <{_VERSION}> ?v }} }} ;\n"
            f'INSERT DATA {{ {graph} {{ <{GRAPH_RUN}> <{_VERSION}> "{now}" }} }}'
        )
        self._touched = False

    def optimize(self) -> None:
        """Do nothing: a server merges its files itself."""

    def close(self) -> None:
        """Nothing is held."""

    def _insert(self, quads: Iterable[Quad]) -> None:
        ordered = sorted(quads, key=_unlisted, reverse=True)
        for start in range(0, len(ordered), _STATEMENTS):
            self._run(exchange_update((), ordered[start : start + _STATEMENTS]))

    def _run(self, update: str) -> None:
        if self._update is None:
            raise StoreError(
                f"{self.place} tidak menawarkan SPARQL Update; sebutkan alamatnya dengan "
                "ZIKG_STORE_UPDATE_URL.",
                f"{self.place} offers no SPARQL Update; name its address with "
                "ZIKG_STORE_UPDATE_URL.",
            )
        self._http.send(self._update, update.encode(), {"Content-Type": _UPDATE})

    def _rows(self, query: str, graph: str) -> Iterator[Quad]:
        named = NamedNode(graph)
        answer: Any = self.query(query)
        for row in answer:
            yield Quad(row["s"], row["p"], row["o"], named)

    def _asked(self, address: str, query: str) -> Answer:
        accept = _TRIPLES if gives_triples(query) else _ROWS
        reply = self._http.send(
            address,
            urlencode({"query": query}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept},
            query=True,
        )
        if reply.headers.get("X-SPARQL-MaxRows"):
            raise QueryError(
                f"{self.place} memotong jawaban pada {reply.headers['X-SPARQL-MaxRows']} baris; "
                "naikkan batas server (Virtuoso: ResultSetMaxRows).",
                f"{self.place} cut the answer at {reply.headers['X-SPARQL-MaxRows']} rows; raise "
                "the limit of the server (Virtuoso: ResultSetMaxRows).",
            )
        kind = (reply.headers.get("Content-Type") or "").partition(";")[0].strip()
        try:
            if "json" in kind:
                return cast(
                    "Answer",
                    parse_query_results(
                        _FLAG.sub(_canonical, reply.body), format=QueryResultsFormat.JSON
                    ),
                )
            held = Store()
            held.load(reply.body, format=RdfFormat.from_media_type(kind) or RdfFormat.N_TRIPLES)
            return held.query("CONSTRUCT WHERE { ?s ?p ?o }")
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self.place} tidak menjawab sebagai server SPARQL ({kind}); periksa alamatnya.",
                f"{self.place} does not answer as a SPARQL server ({kind}); check the address.",
            ) from error

    def _discovered(self) -> tuple[str, str | None, str | None]:
        """Return the addresses for queries, updates and datasets, by asking."""
        root, given = self.place.rstrip("/"), os.environ.get("ZIKG_STORE_UPDATE_URL")
        failure: StoreError | QueryError | None = None
        for query, update in _addresses(root, with_password=self._http.has_credentials):
            try:
                answer = self._asked(query, "SELECT (1 AS ?n) WHERE {}")
            except (StoreError, QueryError) as error:
                failure = failure or error
                if "menjawab" not in error.message and "menolak" not in error.message:
                    raise
                continue
            if isinstance(answer, QuerySolutions):
                return query, given or update, self._dataset(query)
        assert failure is not None
        raise failure

    def _dataset(self, query: str) -> str | None:
        """Return where a whole dataset may be posted: only Oxigraph is known to take it whole."""
        if not query.endswith("/query"):
            return None
        reply = self._http.send(query, None, {"Accept": "text/turtle"})
        if "oxigraph" in str(reply.headers.get("Server", "")).lower():
            return query.removesuffix("/query") + "/store"
        return None


def _addresses(root: str, *, with_password: bool) -> Iterator[tuple[str, str | None]]:
    path = urlsplit(root).path
    if path.endswith("/sparql"):
        auth = f"{root}-auth"
        yield root, auth if with_password else root
    elif path.endswith("/query"):
        yield root, f"{root.removesuffix('/query')}/update"
    elif "/repositories/" in path:
        yield root, f"{root}/statements"
    else:
        yield f"{root}/query", f"{root}/update"
        yield f"{root}/sparql", f"{root}/sparql-auth" if with_password else f"{root}/sparql"
        yield root, root


def _canonical(found: re.Match[bytes]) -> bytes:
    return found[1] + (b'"true"' if found[2] == b"1" else b'"false"')


def _unlisted(quad: Quad) -> bool:
    return quad.predicate.value not in _MANIFEST or not str(quad.subject.value).startswith(BASE)  # type: ignore[union-attr]
