"""Components of the ZI plans: who covers which, and the rows that plan one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.namespaces import BASE, ZIKG
from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, Refusal, View, paged
from zikg.serve.pages.census import dates, decrees, issuers, offices, provinces
from zikg.serve.pages.documents import graph_of, heads

if TYPE_CHECKING:
    from zikg.model import Component

REGIMES: Final = ("2014", "2021")
_JUDGED: Final = """SELECT ?run WHERE { GRAPH <{base}graph/run> { ?run zikg:regime ?regime } }"""
_COVERS: Final = """SELECT ?d ?c WHERE { VALUES ?d { %s }
  GRAPH <{base}graph/inferred> { ?d zikg:covers ?c } }"""
_COVERING: Final = "SELECT ?d WHERE { GRAPH <{base}graph/inferred> { ?d zikg:covers ?c } }"
_PLANNING: Final = "SELECT ?row WHERE { GRAPH ?g { ?row zikg:plans ?c } }"
_ROWS: Final = "SELECT ?row ?p ?v WHERE { VALUES (?row ?g) { %s } GRAPH ?g { ?row ?p ?v } }"
_CELLS: Final = {
    ZIKG + f"{name}Text": name for name in ("indicator", "action", "evidence", "target")
}


def regimes(call: Call) -> View:
    """Return the list of regimes with their components and how many decrees cover each."""
    data: Json = {
        "regimes": [
            {"regime": regime, "guideline": dict(call.registry.guidelines()).get(regime),
             "decrees": len(_judged(call, regime)), "components": _listed(call, regime)}
            for regime in reversed(REGIMES)
        ]
    }  # fmt: skip
    return View("regimes.html", call.say("Komponen rencana aksi", "Components of the plans"), data)


def component_name(call: Call, identifier: str) -> str | None:
    """Return the name of a component (``zi/2021/6/p3``), ``None`` where there is none."""
    regime = identifier.split("/")[1]
    parts = call.registry.components(regime) if regime in REGIMES else ()
    return next((part.name for part in parts if part.id == identifier), None)


def _parts(call: Call, regime: str) -> list[Component]:
    return [c for c in call.registry.components(regime) if c.sub and c.mandatory]


def _judged(call: Call, regime: str) -> list[tuple[str, str, str]]:
    """Return the decrees judged by a regime: IRI, slug of the office, date; newest first."""

    def make() -> list[tuple[str, str, str]]:
        found = rows(call.reader, _JUDGED, regime=f"{BASE}zi/{regime}")
        judged = {row["run"].removesuffix("/run") for row in found} & decrees(call)
        issuer, dated = issuers(call), dates(call)
        lines = [(iri, issuer.get(iri, ""), dated.get(iri, "")) for iri in judged]
        return sorted(lines, key=lambda line: (line[2], line[0]), reverse=True)

    return kept(call.reader, make, "judged", regime)


def _listed(call: Call, regime: str) -> list[Json]:
    def make() -> list[Json]:
        judged = {line[0] for line in _judged(call, regime)}
        lines = []
        for part in call.registry.components(regime):
            covering: int | None = None
            if part.sub and part.mandatory:
                found = rows(call.reader, _COVERING, c=BASE + part.id)
                covering = sum(row["d"] in judged for row in found)
            lines.append(
                {"id": part.id, "area": part.area, "sub": part.sub, "name": part.name,
                 "aspect": part.aspect, "mandatory": part.mandatory, "weight": part.weight,
                 "covered_by": covering}
            )  # fmt: skip
        return lines

    return kept(call.reader, make, "components", regime)


def _of_regime(regime: str) -> str:
    if regime not in REGIMES:
        raise Refusal(
            404,
            f"Tidak ada pedoman ZI dengan kode {regime}; yang ada: 2014 dan 2021.",
            f"There is no ZI guideline {regime}; there are 2014 and 2021.",
        )
    return regime


def matrix(call: Call, regime: str) -> View:
    """Return which office covers which mandatory component in its newest plan, page by page."""
    parts = _parts(call, _of_regime(regime))
    asked, names, held = call.request.get("province"), provinces(call), offices(call)
    newest: dict[str, tuple[str, str]] = {}
    for iri, slug, when in _judged(call, regime):
        if asked and (slug not in held or held[slug].province != asked):
            continue
        newest.setdefault(slug or iri, (iri, when))
    order = sorted(
        newest, key=lambda s: (held[s].province or "99", held[s].name) if s in held else ("99", s)
    )
    page = paged(call, len(order), 30)
    here = order[page.first : page.first + page.size]
    covered: dict[str, set[str]] = {}
    if here:
        query = _COVERS.replace("%s", " ".join(f"<{newest[slug][0]}>" for slug in here))
        for row in rows(call.reader, query):
            covered.setdefault(row["d"], set()).add(row["c"].removeprefix(BASE))
    lines = []
    for slug in here:
        iri, when = newest[slug]
        has = covered.get(iri, set())
        lines.append(
            {
                "office": slug if slug in held else None,
                "name": held[slug].name if slug in held else slug.rpartition("/")[2],
                "province": names.get(held[slug].province) if slug in held else None,
                "document": iri.rpartition("/")[2],
                "date": when or None,
                "covered": [part.id for part in parts if part.id in has],
                "missing": [part.id for part in parts if part.id not in has],
            }
        )
    areas = {c.area: c.name for c in call.registry.components(regime) if not c.sub}
    data: Json = {
        "regime": regime,
        "guideline": dict(call.registry.guidelines()).get(regime),
        "province": asked or None,
        "components": [{"id": p.id, "area": p.area, "sub": p.sub, "name": p.name} for p in parts],
        "satkers": lines,
        "paging": page.json(),
    }
    shown = {
        "provinces": names,
        "areas": areas,
        "totals": {p["id"]: p for p in _listed(call, regime)},
    }
    title = call.say(f"Cakupan komponen {regime}", f"Coverage of components, {regime}")
    return View("matrix.html", title, data, shown)


def show(call: Call, regime: str, local: str) -> View:
    """Return the page of a component or an area with the rows that plan it.

    Raises:
        Refusal: the guideline has no such component.
    """
    identifier = f"zi/{_of_regime(regime)}/{local}"
    every = (*call.registry.components(regime), *call.registry.outcomes(regime))
    part = next((c for c in every if c.id == identifier), None)
    if part is None:
        raise Refusal(
            404,
            f"Tidak ada komponen {identifier}; lihat daftar komponen.",
            f"There is no component {identifier}; see the list of components.",
        )
    order = kept(
        call.reader,
        lambda: sorted(row["row"] for row in rows(call.reader, _PLANNING, c=BASE + identifier)),
        "planning",
        identifier,
    )
    page = paged(call, len(order))
    lines = _planned(call, order[page.first : page.first + page.size])
    data: Json = {
        "id": identifier,
        "iri": BASE + identifier,
        "regime": regime,
        "name": part.name,
        "aspect": part.aspect,
        "weight": part.weight,
        "mandatory": part.mandatory,
        "aliases": list(part.aliases),
        "confidence": part.confidence,
        "source": part.source,
        "parts": [
            {"id": c.id, "name": c.name}
            for c in every
            if not part.sub and c.sub and c.area == part.area and c.aspect
        ],
        "rows": lines,
        "paging": page.json(),
        "dataset": call.reader.version,
    }
    area = next((c for c in every if c.area == part.area and not c.sub and part.sub), None)
    return View("component.html", part.name, data, {"area": area})


def _planned(call: Call, here: list[str]) -> list[Json]:
    if not here:
        return []
    document = {iri: iri.partition("/lampiran")[0] for iri in here}
    pairs = " ".join(f"(<{iri}> <{graph_of(document[iri])}>)" for iri in here)
    found: dict[str, dict[str, str]] = {}
    for said in rows(call.reader, _ROWS.replace("%s", pairs)):
        if name := _CELLS.get(said["p"]):
            found.setdefault(said["row"], {})[name] = said["v"]
    about = {
        f"{BASE}dokumen/{h['document']}": h for h in heads(call, sorted(set(document.values())))
    }
    lines = []
    for iri in here:
        row, head = found.get(iri, {}), about.get(document[iri], {})
        lines.append(
            {
                "row": iri.partition("/lampiran/")[2].replace("/", "."),
                "iri": iri,
                "document": document[iri].rpartition("/")[2],
                "office": head.get("office"),
                "office_name": head.get("office_name"),
                "date": head.get("date"),
                **{key: row.get(key) for key in _CELLS.values()},
            }
        )
    return lines
