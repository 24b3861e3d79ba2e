"""The saved queries of ``queries/``, by name."""

from __future__ import annotations

import difflib
from functools import cache

from zikg import resources
from zikg.errors import QueryError
from zikg.namespaces import BASE, HOME, RULE, ZIKG
from zikg.query.saved import Query, parse_query


def library() -> tuple[Query, ...]:
    """Return every saved query in order of names.

    Raises:
        QueryError: the header of one of them cannot be read.
    """
    return tuple(find(path.stem) for path in sorted(resources.path("queries").glob("*.rq")))


@cache
def find(name: str) -> Query:
    """Return the saved query of a name.

    Raises:
        QueryError: there is none; the sentence names the nearest.

    Example:
        >>> find("who-cites").parameters[0].type
        'regulation'
    """
    folder = resources.path("queries")
    path = folder / f"{name}.rq"
    if path.parent != folder or not path.is_file():
        names = [each.stem for each in folder.glob("*.rq")]
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        maybe = (f"; maksudnya {near[0]}?", f"; did you mean {near[0]}?") if near else (".", ".")
        raise QueryError(
            f"Tidak ada kueri bernama {name}{maybe[0]} Daftarnya: zikg query.",
            f"There is no query named {name}{maybe[1]} List them with: zikg query.",
        )
    query = parse_query(name, path.read_text(encoding="utf-8"))
    if BASE == HOME:
        return query
    return Query(
        **{key: getattr(query, key) for key in Query.__slots__ if key != "text"},
        text=rebased(query.text),
    )


def rebased(text: str) -> str:
    """Return a query with the base of this installation; terms and rules keep their IRIs."""
    kept = {f"<{name}": f"<\0{place}" for place, name in enumerate((ZIKG, RULE))}
    for name, mark in kept.items():
        text = text.replace(name, mark)
    text = text.replace(f"<{HOME}", f"<{BASE}")
    for name, mark in kept.items():
        text = text.replace(mark, name)
    return text
