"""Offices as data: single ones, patterns for the many of one kind, and who stands above whom.

``data/issuers.csv`` has a row for each single office (``keuangan``, ``kpu``) and one for each
pattern (``kpu-{region}``: a KPU in each kabupaten), whose regions come from ``data/regions.csv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from zikg.iri import slug as slugged
from zikg.registry.regions import Region, regions
from zikg.registry.tables import items, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECRETARIATS: Final = ("sekretariat-kpu", "sekretariat-kip")


@dataclass(frozen=True, slots=True)
class Office:
    """An office: ``family`` is shared by its peers, ``parent`` is the slug above it."""

    slug: str
    kind: str
    family: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of offices: templates with ``{region}``, ``{place}`` ...; ``forms`` name it."""

    slug: str
    kind: str
    family: str
    name: str
    parent: str
    top: str
    province: str
    forms: tuple[str, ...]

    def office(self, region: Region | None, place: str) -> Office:
        """Return the office that the pattern makes of a region and a place."""
        level = "prov" if region and region.level == "prov" else "kabkota"
        values = {
            "level": level,
            "place": slugged(place),
            "region": region.slug if region else "",
            "prov": region.slug if region else "",
            "province": region.province if region else "",
        }
        above = self.top if region and region.level == "prov" else self.parent
        family = f"{self.family.format_map(values)}/{level}" if self.family else ""
        named = {"place": place.title(), "region": region.name if region else ""}
        named["prov"] = named["region"]
        return Office(
            self.slug.format_map(values),
            self.kind.format_map(values),
            family,
            self.name.format_map(named),
            above.format_map(values) or None,
        )

    def covers(self, region: Region | None) -> bool:
        """Whether the office of this pattern exists there (KIP only in Aceh, KPU elsewhere)."""
        if not self.province or region is None:
            return True
        inside = region.code.startswith(self.province.lstrip("!"))
        return inside != self.province.startswith("!")


@cache
def single_offices() -> dict[str, Office]:
    """Return the single offices by slug."""
    return {
        row["slug"]: Office(row["slug"], row["kind"], "", row["name"], row["parent"] or None)
        for row in rows("data/issuers.csv")
        if not row["patterns"]
    }


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in the order in which they are tried."""
    return tuple(
        Pattern(
            *(row["slug"], row["kind"], row["family"], row["name"], row["parent"], row["top"]),
            row["province"],
            items(row["patterns"]),
        )
        for row in rows("data/issuers.csv")
        if row["patterns"]
    )


@cache
def _reverse(template: str) -> re.Pattern[str]:
    place = template.replace("{place}", "(?P<place>[a-z][a-z0-9-]*?)")
    region = place.replace("{region}", "(?P<region>(?:kab|kota|prov)-[a-z-]+)")
    return re.compile(region.replace("{prov}", "(?P<region>prov-[a-z-]+)"))


@lru_cache(maxsize=4096)
def _office(slug: str) -> Office | None:
    if single := single_offices().get(slug):
        return single
    for pattern in patterns():
        if not slug.startswith(pattern.slug.partition("{")[0]):
            continue
        match = _reverse(pattern.slug).fullmatch(slug)
        if match is None:
            continue
        groups = match.groupdict()
        region = regions().get(groups.get("region") or "")
        if (region or "region" not in groups) and pattern.covers(region):
            return pattern.office(region, (groups.get("place") or "").replace("-", " "))
    return None


def kind_of(slug: str) -> str | None:
    """Return the kind of an office (``kpu-kabkota``, ``kementerian``), ``None`` if unknown.

    Example:
        >>> kind_of("kpu-kab-bintan"), kind_of("kip-prov-aceh"), kind_of("panrb")
        ('kpu-kabkota', 'kip-prov', 'kementerian')
    """
    office = _office(slug)
    return office.kind if office else None


def name_of(slug: str) -> str | None:
    """Return the official name of an office, ``None`` if unknown.

    Example:
        >>> name_of("kpu-kota-cilegon")
        'Komisi Pemilihan Umum Kota Cilegon'
    """
    office = _office(slug)
    return office.name if office else None


def parent_of(slug: str) -> str | None:
    """Return the office directly above, ``None`` for the highest or unknown.

    Example:
        >>> parent_of("kpu-kab-serang"), parent_of("kpu-prov-banten"), parent_of("kpu")
        ('kpu-prov-banten', 'kpu', None)
    """
    office = _office(slug)
    return office.parent if office else None


def superiors(slug: str) -> tuple[str, ...]:
    """Return the offices above, nearest first.

    Example:
        >>> superiors("kip-kab-pidie")
        ('kip-prov-aceh', 'kpu')
    """
    return tuple(_above(slug))


def _above(slug: str) -> Iterator[str]:
    parent = parent_of(slug)
    while parent:
        yield parent
        parent = parent_of(parent)


def satker_of(slug: str) -> str:
    """Return the office that a secretariat serves; any other office is its own.

    Example:
        >>> satker_of("sekretaris-kpu-kab-serang")
        'kpu-kab-serang'
    """
    office = _office(slug)
    if office and office.kind.startswith(_SECRETARIATS) and office.parent:
        return office.parent
    return slug


def peers(a: str, b: str) -> bool:
    """Return whether two offices are of one kind and level, and not one office.

    A secretariat counts as the office it serves, a KIP of Aceh as a KPU; ministries and other
    single institutions are nobody's peers.

    Example:
        >>> peers("kpu-kab-bintan", "sekretaris-kpu-kota-tangerang")
        True
        >>> peers("kpu-kab-bintan", "kpu-prov-kepulauan-riau"), peers("keuangan", "agama")
        (False, False)
    """
    one, other = _office(satker_of(a)), _office(satker_of(b))
    if one is None or other is None or one.slug == other.slug:
        return False
    return bool(one.family) and one.family == other.family


def own_or_superior(a: str, b: str) -> bool:
    """Return whether ``b`` is the office ``a`` itself (or its secretariat) or stands above it.

    Example:
        >>> own_or_superior("kpu-kab-bintan", "kpu"), own_or_superior("kpu", "kpu-kab-bintan")
        (True, False)
    """
    own, other = satker_of(a), satker_of(b)
    return own == other or other in superiors(own)
