"""The first page: how many decrees, how many of them are stale, by cause, province and year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, View
from zikg.serve.pages.census import audited, census, codes, offices, provinces
from zikg.serve.pages.documents import heads, newest
from zikg.serve.pages.drawing import columns
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from markupsafe import Markup

    from zikg.serve.pages.census import Census

_NEWEST: Final = 8
_INGESTED: Final = (
    "SELECT (MAX(?t) AS ?last) WHERE { GRAPH <{base}graph/run> { ?d zikg:ingestedAt ?t } }"
)
_CAUSES: Final = 10


def show(call: Call) -> View:
    """Return the dashboard."""
    counted = census(call)
    held = offices(call)
    info = call.registry.info
    data: Json = {
        "as_of": call.today.isoformat(),
        "decrees": counted.total,
        "satkers": sum(1 for slug in counted.decrees if slug),
        "audited": audited(call),
        "stale_at_signing": counted.signed,
        "stale_today": counted.now,
        "causes": [
            {
                "id": work,
                "name": short_name(work, call.registry),
                "title": title_of(call, work),
                "at_signing": signed,
                "today": now,
            }
            for work, (signed, now) in sorted(
                counted.causes.items(), key=lambda item: (-item[1][1], item[0])
            )[:_CAUSES]
        ],
        "causes_total": len(counted.causes),
        "provinces": _provinces(call, counted),
        "by": _by(call),
        "trend": _trend(call, counted),
        "rules": _rules(call),
        "newest": heads(call, newest(call)[:_NEWEST]),
        "last_ingest": kept(
            call.reader,
            lambda: next(iter(rows(call.reader, _INGESTED)), {}).get("last"),
            "last-ingest",
        ),
        "dataset": call.reader.version,
        "registry": {"version": info.version, "date": info.date},
        "offices_known": len(held),
    }
    title = call.say(
        "Zona Integritas: dasar hukum dan rencana aksi",
        "Integrity Zones: legal bases and action plans",
    )
    return View("dashboard.html", title, data, {"chart": _chart(call, data["trend"])})


def title_of(call: Call, work: str) -> str | None:
    """Return the title of a regulation that the registry holds."""
    held = call.registry.get(work)
    return held.title if held else None


def _by(call: Call) -> str:
    asked = call.request.get("by")
    return asked if asked == "quarter" else "year"


def _trend(call: Call, counted: Census) -> list[Json]:
    """Decrees by year or quarter of signing, and how many of them are stale."""
    period = _quarter if _by(call) == "quarter" else _year
    total: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    now: Counter[str] = Counter()
    for month, number in counted.months.items():
        total[period(month)] += number
    for month, (then, today) in counted.stale_months.items():
        signed[period(month)] += then
        now[period(month)] += today
    return [
        {
            "period": each,
            "decrees": total[each],
            "stale_today": now[each],
            "stale_at_signing": signed[each],
        }
        for each in sorted(total)
        if each
    ]


def _year(month: str) -> str:
    return month[:4]


def _quarter(month: str) -> str:
    return f"{month[:4]}-{(int(month[5:7]) + 2) // 3}" if month else ""


def _chart(call: Call, trend: list[Json]) -> Markup:
    keys = ("decrees", "stale_today", "stale_at_signing")
    return columns(
        [(line["period"], [line[key] for key in keys]) for line in trend],
        (
            call.say("keputusan", "decrees"),
            call.say("usang hari ini", "stale today"),
            call.say("usang saat ditetapkan", "stale at signing"),
        ),
        call.say(
            "Keputusan menurut waktu penetapan, dan berapa yang usang; angkanya ada pada tabel",
            "Decrees by date of signing and how many are stale; the table has the figures",
        ),
    )


def _provinces(call: Call, counted: Census) -> list[Json]:
    held, names = offices(call), provinces(call)
    total: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    now: Counter[str] = Counter()
    for slug, number in counted.decrees.items():
        code = held[slug].province if slug in held else ""
        total[code] += number
        then, today = counted.by_office.get(slug, (0, 0))
        signed[code] += then
        now[code] += today
    return [
        {
            "code": code or None,
            "name": names.get(code),
            "decrees": total[code],
            "stale_at_signing": signed[code],
            "stale_today": now[code],
        }
        for code in sorted(total, key=lambda code: (code == "", code))
    ]


def _rules(call: Call) -> list[Json]:
    from zikg.rules import rule

    found = codes(call)
    lines: list[Json] = []
    for code, counts in found.items():
        try:
            label = rule(code).label[call.lang]
        except KeyError:
            continue
        lines.append({"code": code, "label": label, "count": sum(counts.values()), **counts})
    ordered = sorted(lines, key=lambda line: (-line.get("error", 0), -line["count"], line["code"]))
    return [line for line in ordered if line.get("error")][:8]
