"""Ask a store and hold the answer: rows of terms under named columns, a yes or no, or triples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from zikg.errors import QueryError
from zikg.namespaces import PREFIXES
from zikg.query.binding import bind
from zikg.query.programs import PROGRAMS
from zikg.query.saved import Column
from zikg.query.tokens import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    from zikg.query.saved import Query
    from zikg.store import Answer, Reader

    Row: TypeAlias = "tuple[NamedNode | BlankNode | Literal | Triple | None, ...]"

_TRIPLE: Final = tuple(Column(name, {}) for name in ("subject", "predicate", "object"))


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query; its rows can be read once, as they come from the store.

    ``truth`` is set for ASK alone; ``graph`` says that the rows are triples (CONSTRUCT, DESCRIBE).
    """

    text: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    truth: bool | None = None
    graph: bool = False


def answer(query: Query, given: Mapping[str, str], reader: Reader, today: date) -> Answered:
    """Return the answer to a saved query.

    Args:
        query: the query.
        given: the words typed for its parameters, by name.
        reader: the store.
        today: what ``today`` means among the parameters.

    Raises:
        QueryError: a parameter is wrong, or the store did not answer.
    """
    text = bind(query, given, today)
    if query.program is not None:
        rows = _reading(PROGRAMS[query.program](_rows(reader.query(text)), given))
        return Answered(text, query.columns, rows)
    if not query.columns:
        return ask(text, reader)
    found = _answered(text, reader.query(text))
    labelled = {column.name: column for column in query.columns}
    columns = tuple(labelled.get(column.name, column) for column in found.columns)
    return Answered(text, columns, found.rows, found.truth, found.graph)


def ask(text: str, reader: Reader) -> Answered:
    """Return the answer to a query of one's own.

    Where it names no dataset, the default graph is the union of all that the store holds.

    Raises:
        QueryError: the query writes, leaves the machine, is no SPARQL, or was not answered.
    """
    checked = safe(text)
    store: Any = getattr(reader, "store", None)
    if store is None or checked.dataset:
        return _answered(text, reader.query(text))
    try:
        found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(
            f"Kueri bukan SPARQL yang benar: {error.msg}.", f"Not valid SPARQL: {error.msg}."
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _unanswered(error) from error
    return _answered(text, found)


def _answered(text: str, found: Answer) -> Answered:
    if isinstance(found, QueryBoolean):
        return Answered(text, (), (), truth=bool(found))
    if isinstance(found, QueryTriples):
        return Answered(text, _TRIPLE, _reading(tuple(triple) for triple in found), graph=True)
    columns = tuple(Column(variable.value, {}) for variable in found.variables)
    return Answered(text, columns, _reading(_rows(found)))


def _rows(found: Answer) -> Iterator[Row]:
    assert isinstance(found, QuerySolutions)
    return map(tuple, found)


def _reading(rows: Iterable[Row]) -> Iterator[Row]:
    """Let rows through; a store that fails halfway says so in our words."""
    try:
        yield from rows
    except (OSError, RuntimeError, ValueError) as error:
        raise _unanswered(error) from error


def _unanswered(error: Exception) -> QueryError:
    return QueryError(
        f"Kueri tidak dapat dijawab: {error}.", f"The query could not be answered: {error}."
    )
