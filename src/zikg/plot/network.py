"""Who cites what, as the citation network draws it: regulations, and those who cite them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.model import Interval
from zikg.plot import decrees as stored
from zikg.plot.canvas import abbreviated, short
from zikg.registry.status import status_at
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.plot.decrees import Basis, Decree
    from zikg.plot.picture import Asked, Lang
    from zikg.plot.words import Words
    from zikg.registry.status import Code

MANY: Final = 12
"""From more decrees than this on they are gathered by kind of office."""

_GROUPS: Final = (
    ("kpu-kabkota", "KPU kabupaten/kota", "KPU, regency or city"),
    ("kip-kabkota", "KIP kabupaten/kota (Aceh)", "KIP, regency or city (Aceh)"),
    ("kpu-prov", "KPU/KIP provinsi", "KPU or KIP, province"),
    ("kip-prov", "KPU/KIP provinsi", "KPU or KIP, province"),
    ("kpu", "KPU RI", "KPU, national"),
    ("sekretariat", "Sekretariat KPU/KIP", "KPU/KIP secretariats"),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A regulation as it is drawn: how many decrees cite it, how many after it was revoked."""

    id: str
    name: str
    title: str
    status: Code
    rank: tuple[int, str]
    count: int
    revoked: int


def regulations(asked: Asked, bases: Iterable[Basis]) -> list[Node]:
    """Return the regulations that decrees cite, the most cited first.

    Args:
        asked: the registry and the day at which their status is told.
        bases: what is cited.
    """
    counts, revoked = Counter[str](), Counter[str]()
    for one in bases:
        counts[one.cited] += 1
        revoked[one.cited] += one.revoked
    when = Interval.of(asked.day)
    found = []
    for id_, count in counts.items():
        held = asked.registry.get(id_)
        type_ = id_.partition("/")[0]
        rank = asked.registry.rank(type_)
        found.append(
            Node(
                id_,
                stored.plain(short_name(id_, asked.registry)),
                stored.plain(held.title or "") if held else "",
                status_at(asked.registry, id_, when).code,
                (rank if rank is not None else 99, type_),
                count,
                revoked[id_],
            )
        )
    return sorted(found, key=lambda one: (-one.count, one.rank, one.id))


def citers(shown: list[Decree], words: Words, lang: Lang) -> list[tuple[str, str, set[str]]]:
    """Return what stands on the left: name, what is said below it, and the decrees it is.

    Args:
        shown: the decrees that cite anything.
        words: the words of the picture.
        lang: ``id`` or ``en``.
    """
    if len(shown) <= MANY:
        return [
            (short(abbreviated(one.office_name), 34), _numbered(one, words), {one.node})
            for one in shown
        ]
    groups: dict[str, set[str]] = defaultdict(set)
    for one in shown:
        groups[_group(one.kind, lang, str(words["other"]))].add(one.node)
    ordered = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    told = str(words["decrees"])
    return [(name, told.format(count=len(nodes)), nodes) for name, nodes in ordered]


def _numbered(one: Decree, words: Words) -> str:
    number, year = one.id.split("/")[-1], one.id.split("/")[-2]
    if one.stage == "draft" or number.startswith("draf-"):
        return str(words["draft"])
    return f"{number}/{year}"


def _group(kind: str, lang: Lang, other: str) -> str:
    for start, name, english in _GROUPS:
        if kind == start or (start == "sekretariat" and kind.startswith(start)):
            return english if lang == "en" else name
    return other
