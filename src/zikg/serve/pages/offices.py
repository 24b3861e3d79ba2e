"""Satkers: the list by province, and the page of one with its decrees and what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.namespaces import BASE
from zikg.registry.regions import plain
from zikg.registry.status import regime_at
from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, Refusal, View, paged
from zikg.serve.pages.census import Office, census, offices, provinces
from zikg.serve.pages.documents import heads

if TYPE_CHECKING:
    from collections.abc import Iterable

_SATKER: Final = ("kpu", "kip")
_ISSUED: Final = """SELECT ?d ?t WHERE { GRAPH ?g { ?d zikg:issuedBy ?o }
  OPTIONAL { GRAPH ?g { ?d zikg:datedEarliest ?t } } }"""
_YEARS: Final = "SELECT ?d ?y WHERE { GRAPH ?g { ?d zikg:issuedBy ?o ; zikg:planYear ?y } }"
_COVERS: Final = """SELECT ?c WHERE { GRAPH <{base}graph/inferred> { ?d zikg:covers ?c } }"""
_AUDITED: Final = "SELECT ?kind WHERE { GRAPH <{base}graph/findings> { ?r a ?kind } }"
_RAISED: Final = """SELECT ?code ?s WHERE { GRAPH <{base}graph/findings> {
  ?r sh:result ?f . ?f zikg:code ?code ; sh:resultSeverity ?s } }"""
_LEVELS: Final = {"Violation": "error", "Warning": "warning", "Info": "info"}
_FIRST_YEAR: Final = 2014


def listed(call: Call) -> View:
    """Return the list of offices: those with decrees first, by province and words."""
    asked, words = call.request.get("province"), call.request.get("q").strip()
    only = call.request.get("only")
    names = provinces(call)
    if asked and asked not in names:
        raise Refusal(
            400,
            f"Provinsi {asked[:40]} tidak dikenal; pilih dari daftar.",
            f"Province {asked[:40]} is not known; choose from the list.",
        )
    counted = census(call)
    wanted = plain(words).split()
    found = [
        office
        for office in _every(call)
        if (not asked or office.province == asked)
        and all(word in plain(f"{office.name} {office.slug}") for word in wanted)
        and (only != "with" or counted.decrees[office.slug])
        and (only != "without" or not counted.decrees[office.slug])
    ]
    found.sort(key=lambda o: (-counted.decrees[o.slug], o.province or "99", o.name))
    page = paged(call, len(found))
    lines = [
        {
            "slug": office.slug,
            "name": office.name,
            "kind": office.kind,
            "province": names.get(office.province),
            "decrees": counted.decrees[office.slug],
            "stale_at_signing": counted.by_office.get(office.slug, (0, 0))[0],
            "stale_today": counted.by_office.get(office.slug, (0, 0))[1],
        }
        for office in found[page.first : page.first + page.size]
    ]
    data: Json = {
        "q": words,
        "province": asked or None,
        "only": only or None,
        "satkers": lines,
        "paging": page.json(),
    }
    shown = {"provinces": names, "kpu": sum(o.kind.startswith(_SATKER) for o in found)}
    return View("offices.html", call.say("Satuan kerja", "Offices"), data, shown)


def _every(call: Call) -> Iterable[Office]:
    """The offices that have issued something, and every office of KPU."""
    counted = census(call).decrees
    return [
        office
        for slug, office in offices(call).items()
        if counted[slug] or office.kind.startswith(_SATKER)
    ]


def show(call: Call, slug: str) -> View:
    """Return the page of an office.

    Raises:
        Refusal: the store does not know it.
    """
    office = offices(call).get(slug)
    if office is None:
        raise Refusal(
            404,
            f"Satuan kerja {slug} tidak ada dalam penyimpanan ini; cari namanya pada daftar.",
            f"Office {slug} is not in this store; look for its name in the list of offices.",
        )
    issued = {
        row["d"]: row.get("t", "") for row in rows(call.reader, _ISSUED, o=f"{BASE}org/{slug}")
    }
    planned: dict[str, list[str]] = {}
    for row in rows(call.reader, _YEARS, o=f"{BASE}org/{slug}"):
        planned.setdefault(row["d"], []).append(row["y"][:4])
    order = sorted(issued, key=lambda iri: (issued[iri], iri), reverse=True)
    page = paged(call, len(order))
    lines = heads(call, order[page.first : page.first + page.size])
    for line in lines:
        iri = f"{BASE}dokumen/{line['document']}"
        line["plan_years"] = sorted(planned.get(iri, []))
        line["findings"] = _raised(call, iri)
    above = [_named(call, each) for each in _above(slug)]
    stale = census(call).by_office.get(slug, (0, 0))
    regime, coverage = _coverage(call, order[0]) if order else (None, [])
    data: Json = {
        "slug": slug,
        "iri": f"{BASE}org/{slug}",
        "name": office.name,
        "kind": office.kind,
        "province": provinces(call).get(office.province),
        "province_code": office.province or None,
        "above": above,
        "decrees_total": len(order),
        "stale_at_signing": stale[0],
        "stale_today": stale[1],
        "decrees": lines,
        "paging": page.json(),
        "years_without_plan": _missing(call, planned, office),
        "latest": {"document": lines[0]["document"] if lines and page.number == 1 else None,
                   "regime": regime, "coverage": coverage},
        "dataset": call.reader.version,
        "permalink": call.absolute(call.path),
    }  # fmt: skip
    return View("office.html", office.name, data)


def _above(slug: str) -> tuple[str, ...]:
    from zikg.registry.offices import superiors

    return superiors(slug)


def _named(call: Call, slug: str) -> Json:
    office = offices(call).get(slug)
    return {"slug": slug, "name": office.name if office else slug}


def _raised(call: Call, iri: str) -> Json | None:
    """Return what the audit raised on a document by severity, and its gravest codes."""
    report = f"{iri}/hasil"
    if not rows(call.reader, _AUDITED, r=report):
        return None
    found = rows(call.reader, _RAISED, r=report)
    counts = dict.fromkeys(_LEVELS.values(), 0)
    codes: dict[str, None] = {}
    for row in found:
        level = _LEVELS[row["s"].rpartition("#")[2]]
        counts[level] += 1
        if level == "error":
            codes[row["code"]] = None
    return {**counts, "error_codes": sorted(codes)}


def _missing(call: Call, planned: dict[str, list[str]], office: Office) -> list[int]:
    """Return the years from the first plan that the office has here up to now without a plan.

    An office without any document here is not judged: its plans may simply not have been read.
    """
    years = {int(year) for each in planned.values() for year in each}
    if not years or not office.slug:
        return []
    return [
        year
        for year in range(max(_FIRST_YEAR, min(years)), call.today.year + 1)
        if year not in years
    ]


def _coverage(call: Call, iri: str) -> tuple[str | None, list[Json]]:
    """Return the regime of the newest decree and which mandatory components its plan covers."""
    from zikg.model import Interval

    head = heads(call, [iri])
    when = head[0]["date"] if head else None
    if not when:
        return None, []
    first, _, last = when.partition("/")
    judged = Interval(Interval.parse(first).earliest, Interval.parse(last or first).latest)
    regime, _ = regime_at(call.registry, judged)
    if regime is None:
        return None, []
    covered = kept(
        call.reader,
        lambda: {row["c"].removeprefix(BASE) for row in rows(call.reader, _COVERS, d=iri)},
        "covers",
        iri,
    )
    return regime, [
        {"id": component.id, "name": component.name, "covered": component.id in covered}
        for component in call.registry.components(regime)
        if component.sub and component.mandatory
    ]
