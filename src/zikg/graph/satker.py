"""Institutions, the offices below them, and their regions, as quads (docs/graph.md)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.namespaces import ORG, RDFS, SKOS
from zikg.registry import issuers
from zikg.registry.regions import regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DEFAULT: Final = DefaultGraph()
_LABEL: Final = NamedNode(RDFS + "label")
_OFFICES: Final = frozenset({"kpu", "kpu-prov", "kpu-kabkota", "kip-prov", "kip-kabkota"})
_REGION: Final = re.compile(r"(?:^|-)(?P<region>(?:prov|kab|kota)-.+)$")


@cache
def kpu_slugs() -> tuple[str, ...]:
    """Return every KPU office: the centre, then one for each province, kabupaten and kota.

    In Aceh they are KIP. The six administrative areas of Jakarta have an office each, so that
    there are 38 of provinces and 514 of kabupaten and kota.

    Example:
        >>> len(kpu_slugs()), "kip-kab-pidie" in kpu_slugs()
        (553, True)
    """
    below = (
        f"kpu-{slug}" if issuers.kind_of(f"kpu-{slug}") else f"kip-{slug}" for slug in regions()
    )
    return ("kpu", *below)


def issuer_quads(slugs: Iterable[str], graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return institutions and units by their slugs, with all above them and their regions."""
    todo, seen = list(slugs), set[str]()
    while todo:
        unit = todo.pop()
        if unit in seen:
            continue
        seen.add(unit)
        node = terms.org(unit)
        yield Quad(node, TYPE, NamedNode(ORG + "Organization"), graph)
        if name := issuers.name_of(unit):
            yield Quad(node, _LABEL, _id(name), graph)
        if kind := issuers.kind_of(unit):
            yield Quad(node, term("unitKind"), Literal(kind), graph)
        if parent := issuers.parent_of(unit):
            yield Quad(node, NamedNode(ORG + "subOrganizationOf"), terms.org(parent), graph)
            todo.append(parent)
        if kind in _OFFICES:
            yield Quad(node, TYPE, term("KpuOffice"), graph)
        yield Quad(node, term("satker"), terms.org(issuers.satker_of(unit)), graph)
        if region := region_of(unit):
            code = regions()[region].code
            yield Quad(node, term("inRegion"), terms.node(f"wilayah/{code}"), graph)
            province = terms.node(f"wilayah/{code.partition('.')[0]}")
            yield Quad(node, term("inProvince"), province, graph)
            yield from region_quads(region, graph)


def region_quads(slug: str, graph: terms.Graph = _DEFAULT) -> Iterator[Quad]:
    """Return a region by its slug (``kab-bintan``), and the province that it lies in."""
    region = regions()[slug]
    node = terms.node(f"wilayah/{region.code}")
    yield Quad(node, TYPE, term("Region"), graph)
    yield Quad(node, _LABEL, _id(region.name), graph)
    yield Quad(node, NamedNode(SKOS + "notation"), Literal(region.code), graph)
    above = region.code.rpartition(".")[0]
    if above:
        yield Quad(node, term("partOfRegion"), terms.node(f"wilayah/{above}"), graph)
        yield from region_quads(region.province, graph)


def region_of(unit: str) -> str | None:
    """Return the slug of the region that the slug of a unit ends with, or ``None``.

    Example:
        >>> region_of("kpu-kab-bintan")
        'kab-bintan'
    """
    match = _REGION.search(unit)
    return match["region"] if match and match["region"] in regions() else None


def _id(words: str) -> Literal:
    return Literal(words, language="id")
