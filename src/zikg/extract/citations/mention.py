"""A mention of an instrument: what was read of it before titles and chains are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zikg.extract.citations.numbers import Number
    from zikg.model import Gazette, Interval, Relation, Role


PLAIN_ONLY: Final = frozenset({"uu", "uudrt", "perppu", "pp", "perpres"})
"""Types whose numbers are never codes."""


@dataclass(slots=True)
class Mention:
    """One mention, filled in by the stages of `zikg.extract.citations.find`.

    Places count characters of the view: ``start`` to ``end`` is the head (type, maker, number,
    year); ``close`` the end of the whole with title and gazette. ``group`` is the number of the
    list it stands in ("Nomor 1 dan Nomor 2"), whose members share title and gazette.
    """

    type: str
    start: int
    end: int
    number: str | None
    year: int | None
    issuer: str | None = None
    maker: str | None = None
    penalty: float = 0.0
    follows: bool = False
    close: int = 0
    title: tuple[int, int] | None = None
    gazettes: tuple[Gazette, ...] = ()
    gazette: tuple[int, int] | None = None
    role: Role = "base"
    of: int | None = None
    relation: Relation | None = None
    formula: tuple[int, int] | None = None
    dated: Interval | None = None
    pinpoint: str | None = None

    def again(self, item: Number, when: int | None, penalty: float = 0.0) -> Mention:
        """Return a mention of one more number of the same form ("Nomor 1 dan Nomor 2")."""
        return Mention(
            item.mark or self.type,
            item.start,
            item.end,
            item.printed,
            when,
            issuer=self.issuer,
            maker=self.maker,
            penalty=max(self.penalty, item.penalty, penalty),
            follows=True,
        )
