"""Who makes a generated decree: any KPU or KIP of the country, or another office at random."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zikg.bench.sample import Maker
from zikg.bench.vocabulary import vocabulary
from zikg.iri import slug
from zikg.registry.tables import rows

if TYPE_CHECKING:
    from random import Random

_ACEH: Final = "11"
_OTHER: Final = 0.2
_SECRETARY: Final = 0.08
_PROVINCE: Final = 0.08


@dataclass(frozen=True, slots=True)
class Place:
    """A region of the country: ``named`` with its level, ``bare`` without."""

    slug: str
    named: str
    bare: str
    province: str
    aceh: bool

    @property
    def body(self) -> str:
        """The name of the election body there."""
        return "Komisi Independen Pemilihan" if self.aceh else "Komisi Pemilihan Umum"

    @property
    def short(self) -> str:
        """The letters by which slugs name that body."""
        return "kip" if self.aceh else "kpu"


@cache
def places() -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the provinces, and the regencies and cities."""
    provinces, others = [], []
    for row in rows("data/regions.csv"):
        aceh = (row["province_code"] or row["code"]) == _ACEH
        if row["kind"] == "provinsi":
            # Aceh's is "Komisi Independen Pemilihan Aceh".
            named = row["name"] if aceh else f"Provinsi {row['name']}"
            provinces.append(Place(row["slug"], named, row["name"], row["name"], aceh))
        else:
            bare = re.sub(r"^(?:Kabupaten|Kota)(?: Administrasi)? ", "", row["name"])
            others.append(Place(row["slug"], row["name"], bare, row["province"], aceh))
    return tuple(provinces), tuple(others)


def draw(rng: Random) -> Maker:
    """Return a maker by chance, with a peer of its kind.

    Args:
        rng: source of chance.
    """
    provinces, others = places()
    chance = rng.random()
    if chance < _OTHER:
        return _other(rng, rng.choice(vocabulary()["offices"]["other"]))
    if chance < _OTHER + _SECRETARY:
        return _secretary(rng.choice(others))
    if chance < _OTHER + _SECRETARY + _PROVINCE:
        mine, peer = rng.sample(provinces, 2)
        return _commission(mine, peer, "prov")
    mine, peer = rng.sample(others, 2)
    return _commission(mine, peer, "kabkota")


def roster(rng: Random) -> tuple[Maker, ...]:
    """Return offices all over the country in an order by chance, none of them twice.

    They are the KPU or KIP of every province, regency and city, and beside them the secretariats
    of some and offices of other institutions, in the shares in which `draw` gives them.

    Args:
        rng: source of chance.
    """
    provinces, others = places()
    found = [
        _commission(mine, rng.choice([one for one in level if one != mine]), name)
        for level, name in ((provinces, "prov"), (others, "kabkota"))
        for mine in level
    ]
    commissions = 1 - _OTHER - _SECRETARY
    secretaries = round(len(found) * _SECRETARY / commissions)
    found += map(_secretary, rng.sample(others, secretaries))
    kinds = vocabulary()["offices"]["other"]
    more = round(len(found) * _OTHER / (1 - _OTHER))
    strangers: dict[str, Maker] = {}
    while len(strangers) < more:
        one = _other(rng, kinds[len(strangers) % len(kinds)])
        strangers.setdefault(one.slug, one)
    found += strangers.values()
    rng.shuffle(found)
    return tuple(found)


def beside(maker: Maker, other: Maker) -> Maker:
    """Return a maker whose peer is another office, where the two are of one kind.

    Args:
        maker: the office.
        other: the office whose plan it copies.
    """
    if maker.peer is None or other.peer is None or maker.kind != other.kind:
        return maker
    return replace(maker, peer=(other.slug, other.name))


def _commission(mine: Place, peer: Place, level: str) -> Maker:
    name = f"{mine.body} {mine.named}"
    superior = f"{mine.body} {'Aceh' if mine.aceh else f'Provinsi {mine.province}'}"
    return Maker(
        slug=f"{mine.short}-{mine.slug}",
        kind=f"{mine.short}-{level}",
        name=name,
        titled=name,
        office=f"Ketua {name}",
        place=mine.bare,
        letterhead=name,
        peer=(f"{peer.short}-{peer.slug}", f"{peer.body} {peer.named}"),
        superior=superior if level == "kabkota" else None,
    )


def _secretary(mine: Place) -> Maker:
    name = f"{mine.body} {mine.named}"
    return Maker(
        slug=f"sekretaris-{mine.short}-{mine.slug}",
        kind=f"sekretariat-{mine.short}-kabkota",
        name=f"Sekretariat {name}",
        titled=f"Sekretaris {name}",
        office=f"Sekretaris {name}",
        place=mine.bare,
        letterhead=name,
    )


def _other(rng: Random, kind: dict[str, Any]) -> Maker:
    provinces, others = places()
    found = provinces if kind.get("level") == "province" else others
    mine, peer = rng.sample([one for one in found if one.bare.replace(" ", "").isalpha()], 2)
    subject = rng.choice(kind.get("subjects", [""]))

    def filled(form: str, one: Place) -> str:
        return form.format(place=one.bare, region=one.named, subject=subject)

    def slugged(one: Place) -> str:
        named = slug(one.bare)
        return str(kind["slug"]).format(place=named, region=one.slug, subject=slug(subject))

    name = filled(kind["name"], mine)
    # Two places may share their bare name: then they are one court.
    other = (slugged(peer), filled(kind["name"], peer)) if slugged(peer) != slugged(mine) else None
    return Maker(
        slug=slugged(mine),
        kind=str(kind["slug"]).partition("-")[0],
        name=name,
        titled=f"{kind['head']} {name}",
        office=f"{kind['head']} {name}",
        place=mine.bare,
        letterhead=name,
        peer=other,
    )
