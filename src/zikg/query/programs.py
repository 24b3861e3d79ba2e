"""What SPARQL alone cannot answer: programs that make rows of the rows that a query found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.query import copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from zikg.query.copies import Row

PROGRAMS: Final[dict[str, Callable[[Iterable[Row], Mapping[str, str]], Iterator[Row]]]] = {
    "copies": copies.copied,
}
"""Programs by the name that ``#+ program:`` gives them."""
