"""What every store can do, whatever it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import (
        Literal,
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Variable,
    )

    from zikg.store.spool import Spool

    Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
else:
    Answer = object


class Reader(Protocol):
    """A store open for reading; one state of it, however long it stays open.

    ``place`` is the folder or address, ``version`` changes whenever the data do.
    """

    place: str

    @property
    def version(self) -> str:
        """What names the state that is read."""

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[Variable, NamedNode | Literal] | None = None,
    ) -> Answer:
        """Return the answer to a SPARQL query (solutions, a boolean, or triples).

        Args:
            text: SPARQL 1.1; our prefixes need not be declared.
            substitutions: values for variables that the query leaves open.

        Raises:
            QueryError: the query is no SPARQL, or the store did not answer it.
        """

    def quads(self, graph: str) -> Iterator[Quad]:
        """Return the statements of one named graph, by its IRI.

        Raises:
            StoreError: the store could not be read.
        """

    def about(self, graph: str, subjects: Iterable[str]) -> Iterator[Quad]:
        """Return the statements of one named graph about some nodes, all by their IRIs.

        Raises:
            StoreError: the store could not be read.
        """

    def close(self) -> None:
        """Let go of the store."""


class Writer(Reader, Protocol):
    """A store open for writing. What it reads is what it has written, published or not."""

    def spool(self) -> Spool:
        """Return what documents are gathered in before they are loaded together.

        Raises:
            StoreError: there is no room for it.
        """

    def load(self, *parts: bytes | Path) -> None:
        """Add statements in N-Quads, or files that hold them: of each part all, or none.

        Raises:
            StoreError: they could not be written.
        """

    def exchange(
        self, old: Iterable[Quad], new: Iterable[Quad], graphs: Iterable[str] = ()
    ) -> None:
        """Remove statements and add others in one transaction: both, or neither.

        Args:
            old: statements to be gone, without blank nodes.
            new: statements to be there.
            graphs: IRIs of named graphs to be gone with all they hold; ``new`` is added after that.

        Raises:
            StoreError: they could not be written.
        """

    def publish(self) -> None:
        """Let readers that open from now on see what has been written."""

    def optimize(self) -> None:
        """Merge the files of an embedded database; a server looks after that itself."""
