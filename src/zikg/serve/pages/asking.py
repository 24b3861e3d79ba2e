"""What the pages ask of a store: rows of plain values, kept as long as the store stays the same."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions

from zikg.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.store import Reader

T = TypeVar("T")
Row = dict[str, str]
_MOST: Final = 64
_kept: OrderedDict[tuple[str, ...], object] = OrderedDict()


def rows(reader: Reader, query: str, **given: str) -> list[Row]:
    """Return the solutions of a query as plain values; what is unbound is left out.

    Args:
        reader: the store.
        query: SPARQL; `{base}` stands for the base of our IRIs.
        given: values of variables that the query does not return, by name: an IRI, else a plain
            literal.

    Raises:
        ValueError: a value begins like an IRI and is none.
    """
    text = query.replace("{base}", BASE)
    for name, value in given.items():
        # The RDF library writes the term, so that nothing in a value can change the query.
        term = str(_term(value))
        text = re.sub(rf"\?{name}\b", lambda _, term=term: term, text)  # type: ignore[misc]
    answer = reader.query(text)
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    found = []
    for solution in answer:
        row = {}
        for name in names:
            term_found = solution[name]
            if isinstance(term_found, NamedNode | Literal):
                row[name] = term_found.value
        found.append(row)
    return found


def _term(value: str) -> NamedNode | Literal:
    if value.startswith(("https://", "http://")):
        return NamedNode(value)
    return Literal(value)


def kept(reader: Reader, make: Callable[[], T], *key: str) -> T:
    """Return what was made before for this state of the store, else make and keep it.

    Args:
        reader: the store; its place and version are part of the key.
        make: makes the value.
        key: what else it depends on: the name of the value, language, day.
    """
    whole = (reader.place, reader.version, *key)
    if whole in _kept:
        _kept.move_to_end(whole)
    else:
        _kept[whole] = make()
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return _kept[whole]  # type: ignore[return-value]
