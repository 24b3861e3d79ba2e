"""The search: regulations by name or number; offices, decrees, components, rules by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from zikg.model import Interval
from zikg.registry.regions import plain
from zikg.registry.status import status_at
from zikg.rules import catalogue
from zikg.serve.pages.asking import kept, rows
from zikg.serve.pages.call import Call, Json, View
from zikg.serve.pages.census import census, offices
from zikg.serve.pages.components import REGIMES
from zikg.serve.pages.documents import heads, newest
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from zikg.model import Regulation

T = TypeVar("T")
_MOST: Final = 20
_LONGEST: Final = 200
_TITLES: Final = """SELECT ?d ?title ?number WHERE { GRAPH ?g { ?d a zikg:Decree ; zikg:realises ?w
  OPTIONAL { ?w dcterms:title ?title } OPTIONAL { ?w eli:number ?number } } }"""


def show(call: Call) -> View:
    """Return what fits the words asked for, in groups, the best first."""
    words = " ".join(call.request.get("q").split())[:_LONGEST]
    data: Json = {"q": words, "regulations": [], "satkers": [], "components": [], "rules": [],
                  "documents": [], "totals": {}}  # fmt: skip
    if words:
        for name, find in (
            ("regulations", _regulations),
            ("satkers", _offices),
            ("documents", _documents),
            ("components", _components),
            ("rules", _rules),
        ):
            found, total = find(call, words)
            data[name], data["totals"][name] = found, total
    title = (
        f"{words} – {call.say('Pencarian', 'Search')}" if words else call.say("Pencarian", "Search")
    )
    return View("search.html", title, data)


def _regulations(call: Call, words: str) -> tuple[list[Json], int]:
    from zikg.extract.instrument import instruments

    registry = call.registry
    named = [held for each in instruments(words, registry) if (held := registry.get(each))]
    found, total = registry.search(words, _MOST)
    every: list[Regulation] = [*named, *(held for held in found if held not in named)]
    at = Interval.of(call.today)
    lines = []
    for held in every[:_MOST]:
        status = status_at(registry, held.id, at)
        lines.append(
            {
                "id": held.id,
                "name": short_name(held.id, registry),
                "title": held.title,
                "year": held.year,
                "status": {"code": status.code, "label": status.label},
                "confidence": status.confidence,
                "exact": held in named,
            }
        )
    return lines, max(total, len(every))


def _offices(call: Call, words: str) -> tuple[list[Json], int]:
    counted = census(call)
    found = _fitting(words, offices(call).values(), lambda office: f"{office.name} {office.slug}")
    found.sort(key=lambda office: (-counted.decrees[office.slug], len(office.name), office.name))
    return [
        {"slug": o.slug, "name": o.name, "decrees": counted.decrees[o.slug]} for o in found[:_MOST]
    ], len(found)


def _documents(call: Call, words: str) -> tuple[list[Json], int]:
    """Decrees whose number, title or office has all the words; newest first."""

    def make() -> list[tuple[str, str]]:
        return [
            (row["d"], plain(f"{row.get('number', '')} {row.get('title', '')}"))
            for row in rows(call.reader, _TITLES)
        ]

    titles = kept(call.reader, make, "titles")
    wanted = plain(words).split()
    fits = {iri for iri, text in titles if all(word in text for word in wanted)}
    found = [iri for iri in newest(call) if iri in fits]
    return heads(call, found[:_MOST]), len(found)


def _components(call: Call, words: str) -> tuple[list[Json], int]:
    every = [c for regime in reversed(REGIMES) for c in call.registry.components(regime)]
    found = _fitting(words, every, lambda c: " ".join((c.name, *c.aliases)))
    return [{"id": c.id, "name": c.name, "regime": c.regime} for c in found[:_MOST]], len(found)


def _rules(call: Call, words: str) -> tuple[list[Json], int]:
    found = _fitting(
        words, catalogue(), lambda r: f"{r.code} {r.name} {r.label['id']} {r.label['en']}"
    )
    return [{"code": r.code, "label": r.label[call.lang]} for r in found[:_MOST]], len(found)


def _fitting(words: str, every: Iterable[T], text: Callable[[T], str]) -> list[T]:
    wanted = plain(words).split()
    return [each for each in every if all(word in plain(text(each)) for word in wanted)]
