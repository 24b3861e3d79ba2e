"""Provinces, kabupaten and kota by the many ways in which a text names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from zikg.registry.tables import rows

Level = Literal["prov", "kab", "kota"]

_LEVELS: Final[dict[str, Level]] = {
    "provinsi": "prov",
    "propinsi": "prov",
    "prov": "prov",
    "prop": "prov",
    "kabupaten": "kab",
    "kab": "kab",
    "kota": "kota",
    "kotamadya": "kota",
}
_KINDS: Final[dict[str, Level]] = {"provinsi": "prov", "kabupaten": "kab", "kota": "kota"}
_ADMINISTRATIVE: Final = re.compile(r"^(?:administrasi|administratif|adm)\s+")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten or kota of ``regions.csv``; a province is its own ``province``."""

    slug: str
    level: Level
    name: str
    bare: str
    code: str
    province: str


def plain(text: str) -> str:
    r"""Return the words of a text in lower case, everything else a single blank.

    Example:
        >>> plain("KPU  Kab.\nBintan")
        'kpu kab bintan'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def regions() -> dict[str, Region]:
    """Return all regions by slug."""
    found: dict[str, Region] = {}
    provinces = {}
    for row in rows("data/regions.csv"):
        level = _KINDS[row["kind"]]
        name = row["name"]
        if level == "prov":
            provinces[row["code"]] = row["slug"]
            bare, name = plain(name), f"Provinsi {name}"
        else:
            bare = _ADMINISTRATIVE.sub("", plain(name).partition(" ")[2])
        province = provinces[row["province_code"] or row["code"]]
        found[row["slug"]] = Region(row["slug"], level, name, bare, row["code"], province)
    return found


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    """All regions of a bare name, with spelling that parts the words otherwise too."""
    found: dict[str, list[Region]] = {}
    for region in regions().values():
        for key in {region.bare, region.bare.replace(" ", "")}:
            found.setdefault(key, []).append(region)
    for row in rows("data/region_aliases.csv"):
        region = regions()[row["slug"]]
        for key in {plain(row["alias"]), plain(row["alias"]).replace(" ", "")}:
            if region not in found.setdefault(key, []):
                found[key].append(region)
    return {key: tuple(values) for key, values in found.items()}


def find_region(text: str, level: Level | None = None) -> Region | None:
    """Return the region that a text names, ``None`` where none or several fit.

    Args:
        text: the words, with or without "Kabupaten", "Kota", "Provinsi".
        level: the level that the words around it imply (a Bupati governs a kabupaten).

    Example:
        >>> find_region("KAB. BINTAN").slug
        'kab-bintan'
        >>> find_region("Serang") is None, find_region("Kota Administrasi Jakarta Pusat").slug
        (True, 'kota-jakarta-pusat')
    """
    words = plain(text)
    first, _, rest = words.partition(" ")
    if rest and first in _LEVELS:
        if level not in (None, _LEVELS[first]):
            return None
        level, words = _LEVELS[first], _ADMINISTRATIVE.sub("", rest)
    named = _by_name().get(words) or _by_name().get(words.replace(" ", ""), ())
    fitting = [region for region in named if level in (None, region.level)]
    return fitting[0] if len(fitting) == 1 else None


def levelled(text: str) -> bool:
    """Return whether a text begins with the word of a level ("Kabupaten", "Kota", "Provinsi")."""
    return plain(text).partition(" ")[0] in _LEVELS
