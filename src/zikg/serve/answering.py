"""One query answered from an open store, within limits of rows and bytes."""

from __future__ import annotations

import csv
import gzip
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from zikg.namespaces import BASE, PREFIXES
from zikg.serve import media
from zikg.serve.cutting import Capped, Enough
from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pyoxigraph import QueryTriples, Triple

    from zikg.serve.protocol import Asked

TRUNCATED: Final = "x-zikg-truncated"
_SERVICE: Final = re.compile(r"service", re.IGNORECASE)
_SILENT: Final = re.compile(r"(service\s*)silent", re.IGNORECASE)
_PREFIXED: Final = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):", re.IGNORECASE)
_FORMULA: Final = re.compile(rb'(?:^|[,\n])"?[=+\-@\t\r]')
_NUMBER: Final = re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?")
_LEAST_TO_PACK: Final = 1400


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: ``rows`` (solutions or triples) and ``size`` in bytes."""

    rows: int = 100_000
    size: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, ready to send."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def failed(problem: Problem) -> Answered:
    """Return a problem as an answer."""
    from zikg.serve.problem import MEDIA

    return Answered(problem.status, MEDIA, problem.body(), problem.headers)


def answer(
    store: Store, asked: Asked, accept: str, limits: Limits, *, checked: bool = False
) -> Answered:
    """Return the answer to a query.

    Args:
        store: the dataset; its default graph is what a query without ``FROM`` sees.
        asked: the query.
        accept: the ``Accept`` header of the client.
        limits: what the answer may cost.
        checked: whether this very query was answered before, and need not be refused.

    Raises:
        Problem: the query is not valid, asks another server, or no form of the answer is taken.
    """
    if not checked:
        refuse_service(asked.text)
    try:
        result = store.query(
            asked.text,
            base_iri=BASE,
            prefixes=_prefixes(asked.text),
            **_dataset(asked),
        )
    except SyntaxError as error:
        raise _syntax(error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _failure(error) from error
    if isinstance(result, QuerySolutions):
        return _solutions(result, asked, accept, limits)
    if isinstance(result, QueryBoolean):
        form = _form(asked.form, accept, media.SOLUTIONS)
        assert isinstance(form.writer, QueryResultsFormat)
        return Answered(200, form.media, result.serialize(format=form.writer) or b"")
    return _triples(result, asked, accept, limits)


@lru_cache(maxsize=4096)
def _prefixes(text: str) -> dict[str, str] | None:
    """Return our prefixes where a query may use them; giving them costs as a light query does."""
    return PREFIXES if _PREFIXED.search(text) else None


def refuse_service(text: str) -> None:
    """Refuse a query that asks another server.

    The engine's own grammar decides: where the word is a keyword, the query is no query any more
    once the word is misspelt; in a string, name, IRI or comment it stays one. Nothing is sent to
    find out: the query that is tried has no ``SERVICE`` left, and the dataset is empty.

    Raises:
        Problem: ``SERVICE`` stands in the query, or it is no SPARQL.

    Example:
        >>> refuse_service('ASK { ?s ?p "SERVICE <http://x/>" } # service')
    """
    if _SERVICE.search(text) is None:
        return
    wrong = _wrong(_SERVICE.sub("serfice", text))
    if wrong is None:
        return
    if _wrong(_SERVICE.sub("graph", _SILENT.sub(r"\1", text))) is None:
        raise Problem(
            "service-refused",
            "Kueri ini meminta server lain (SERVICE); layanan ini tidak meneruskan permintaan.",
            "The query asks another server (SERVICE); this service forwards no request.",
        )
    raise _syntax(wrong)


def _wrong(text: str) -> SyntaxError | None:
    try:
        Store().query(text, base_iri=BASE, prefixes=PREFIXES)
    except SyntaxError as error:
        return error
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def _dataset(asked: Asked) -> dict[str, Any]:
    if not asked.scoped:
        return {}
    try:
        return {
            "default_graph": [NamedNode(iri) for iri in dict.fromkeys(asked.default)],
            "named_graphs": [NamedNode(iri) for iri in dict.fromkeys(asked.named)],
        }
    except ValueError as error:
        raise Problem(
            "bad-request",
            f"Nama graf bukan IRI yang benar: {error}.",
            f"The name of a graph is no valid IRI: {error}.",
        ) from error


def _form(name: str, accept: str, forms: tuple[media.Form, ...]) -> media.Form:
    found = media.named(name, forms) if name else media.choose(accept, forms)
    if found is None:
        keys = ", ".join(form.key for form in forms)
        raise Problem(
            "not-acceptable",
            f"Jawaban kueri ini tersedia sebagai {keys}; ubah Accept atau format=.",
            f"The answer to this query comes as {keys}; change Accept or format=.",
        )
    return found


def _solutions(result: QuerySolutions, asked: Asked, accept: str, limits: Limits) -> Answered:
    form = _form(asked.form, accept, media.SOLUTIONS)
    assert isinstance(form.writer, QueryResultsFormat)
    buffer = Capped(form.key, limits.rows, limits.size)
    headers: tuple[tuple[str, str], ...] = ()
    try:
        result.serialize(buffer, form.writer)  # type: ignore[arg-type]
        cut = buffer.over()
    except Enough:
        cut = True
    except (OSError, RuntimeError, ValueError) as error:
        raise _failure(error) from error
    body = buffer.value()
    if cut:
        body, rows = buffer.cut()
        headers = _truncated(rows)
    if form.key == "csv" and not asked.exact and _FORMULA.search(body):
        body = harmless(body)
        headers += (("x-zikg-neutralised", "true"),)
    return Answered(200, form.media, body, headers)


def harmless(table: bytes) -> bytes:
    r"""Return a CSV table in which no cell is a formula to a spreadsheet; numbers stay.

    Example:
        >>> harmless(b"a,b\r\n=1+1,-5\r\n")
        b"a,b\r\n'=1+1,-5\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(table.decode(), newline="")):
        writer.writerow(
            "'" + cell
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(cell)
            else cell
            for cell in row
        )
    return out.getvalue().encode()


def _triples(result: QueryTriples, asked: Asked, accept: str, limits: Limits) -> Answered:
    form = _form(asked.form, accept, media.GRAPHS)
    try:
        found = dict.fromkeys(islice(result, limits.rows + 1))
    except (OSError, RuntimeError, ValueError) as error:
        raise _failure(error) from error
    headers: tuple[tuple[str, str], ...] = ()
    if len(found) > limits.rows:
        found.popitem()
        headers = _truncated(limits.rows)
    return Answered(200, form.media, graph(found, form), headers)


def graph(triples: Iterable[Triple], form: media.Form) -> bytes:
    """Return triples in one of the forms of `zikg.serve.media.GRAPHS`."""
    assert isinstance(form.writer, RdfFormat)
    prefixes = None if form.key == "nt" else PREFIXES
    return serialize(triples, format=form.writer, prefixes=prefixes) or b""


def packed(answered: Answered) -> Answered:
    """Return an answer compressed with gzip, where that is worth it."""
    if len(answered.body) < _LEAST_TO_PACK or answered.media.startswith(("image/", "font/")):
        return answered
    return Answered(
        answered.status,
        answered.media,
        gzip.compress(answered.body, 4, mtime=0),
        (*answered.headers, ("content-encoding", "gzip")),
    )


def _truncated(rows: int) -> tuple[tuple[str, str], ...]:
    return ((TRUNCATED, "true"), ("x-zikg-rows", str(rows)))


def _syntax(error: SyntaxError) -> Problem:
    said = str(error.msg).split("\n", 1)[0][:400]
    return Problem("bad-query", f"Kueri tidak dapat dibaca: {said}.", f"Cannot be read: {said}.")


def _failure(error: Exception) -> Problem:
    said = str(error)[:400]
    return Problem("failed", f"Kueri gagal dikerjakan: {said}.", f"The query failed: {said}.")
