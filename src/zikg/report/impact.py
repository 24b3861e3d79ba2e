"""Impact told: in the terminal, and as tables for data and workbooks."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from zikg.query import Answered, Column
from zikg.query.faring import STATES
from zikg.registry import open_registry
from zikg.report.answer import Told, rows_of, write_text, write_workbook
from zikg.report.regulation import DONE
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import IO

    from zikg.query.impact import Hit, Impact
    from zikg.report.writing import Out

FORMATS: Final = ("table", "csv", "json", "xlsx")
_HEADS: Final[dict[str, tuple[str, str]]] = {
    "satker": ("Satker", "Office"),
    "province": ("Provinsi", "Province"),
    "decree": ("Keputusan", "Decree"),
    "document": ("Dokumen", "Document"),
    "stage": ("Tahap", "Stage"),
    "date": ("Tanggal", "Date"),
    "item": ("Butir", "Item"),
    "via": ("Melalui", "Through"),
    "state": ("Keadaan", "State"),
    "since": ("Sejak", "From"),
    "by": ("Oleh", "By"),
    "quote": ("Tertulis", "As written"),
    "satkers": ("Satker", "Offices"),
    "decrees": ("Keputusan", "Decrees"),
    "items": ("Butir", "Items"),
    "act": ("Peraturan", "Regulation"),
    "kind": ("Perbuatan", "Kind"),
    "confidence": ("Kepastian fakta", "Certainty of the fact"),
    "disputed": ("Diperselisihkan", "Disputed"),
}
_ITEMS: Final = (
    *("satker", "province", "decree", "document", "stage", "date", "item", "via", "state"),
    *("since", "by", "quote"),
)
_SHOWN: Final = ("satker", "decree", "date", "item", "via", "state", "since", "by")
_PRINTED: Final[dict[str, Callable[[Hit], object]]] = {
    "date": lambda hit: hit.dated.printed if hit.dated else None,
    "since": lambda hit: hit.since.printed if hit.since else None,
}
_STAGES: Final = {
    "draft": {"id": "rancangan", "en": "draft"},
    "issued": {"id": "ditetapkan", "en": "issued"},
    "copy": {"id": "salinan", "en": "copy"},
}
_WORDS: Final = {
    "id": {
        "none": "Tidak ada keputusan tersimpan yang mengutipnya.",
        "cited": "Dikutip di {items} butir dalam {decrees} keputusan dari {satkers} satker.",
        "instead": "Gunakan: {names}.",
        "unknown": "Penggantinya tidak diketahui.",
        "changes": "Perubahan yang dicatat:",
        "unchanged": "Tidak ada perubahan yang dicatat.",
        "supposed": "Dengan anggapan dicabut sejak {day}:",
        "states": "Keadaan pada {day}:",
    },
    "en": {
        "none": "No decree held cites it.",
        "cited": "Cited in {items} items of {decrees} decrees by {satkers} offices.",
        "instead": "Cite instead: {names}.",
        "unknown": "What to cite instead is not known.",
        "changes": "Changes on record:",
        "unchanged": "No change on record.",
        "supposed": "Supposing it is revoked from {day} on:",
        "states": "State at {day}:",
    },
}


def tables(found: Impact, lang: str) -> dict[str, Told]:
    """Return items, provinces and changes as tables, by the name of their sheet.

    Args:
        found: the impact.
        lang: ``id`` or ``en``.
    """
    provinces = ("province", "satkers", "decrees", "items")
    changes = ("act", "kind", "since", "confidence", "disputed")
    kinds = [
        [c.act, _done(c.kind, lang), c.when.printed, c.confidence, c.disputed]
        for c in found.changes
    ]
    names = {"id": ("butir", "provinsi", "perubahan"), "en": ("items", "provinces", "changes")}
    named = names[lang]
    return {
        named[0]: _told(_ITEMS, _items(found, _ITEMS), lang),
        named[1]: _told(provinces, found.by_province(), lang),
        named[2]: _told(changes, kinds, lang),
    }


def _done(kind: str, lang: str) -> str:
    return DONE[kind.replace("-", "_")][lang]


def _items(found: Impact, names: Sequence[str]) -> list[list[object]]:
    columns = [_PRINTED.get(name, attrgetter(name)) for name in names]
    return [[column(hit) for column in columns] for hit in found.hits]


def _told(names: Sequence[str], rows: Iterable[Sequence[object]], lang: str) -> Told:
    said: dict[str, Any] = {"state": STATES, "stage": _STAGES}
    columns = tuple(
        Column(name, dict(zip(("id", "en"), _HEADS[name], strict=True)), said.get(name, {}))
        for name in names
    )
    return Told(Answered("", columns, rows_of(rows)), lang)


def as_text(found: Impact, lang: str, out: Out, width: int | None = None) -> None:
    """Write impact for the terminal: what is known, the sums, the provinces, the items."""
    registry, words = open_registry(), _WORDS[lang]
    held = registry.get(found.regulation)
    title = f" {held.title}" if held and held.title else ""
    lines = [f"{short_name(found.regulation, registry)}{title}"]
    lines.append(words["changes"] if found.changes else words["unchanged"])
    for change in found.changes:
        act = short_name(change.act, registry)
        lines.append(f"  {_done(change.kind, lang)} {act}, {change.when.printed}")
    names = " → ".join(short_name(name, registry) for name in found.instead)
    gone = found.if_revoked or any(change.kind == "revokes" for change in found.changes)
    if names:
        lines.append(words["instead"].format(names=names))
    elif gone:
        lines.append(words["unknown"])
    if not found.hits:
        out.write("\n".join([*lines, words["none"]]) + "\n")
        return
    satkers = {hit.satker for hit in found.hits}
    decrees = {hit.document for hit in found.hits}
    lines.append(
        words["cited"].format(items=len(found.hits), decrees=len(decrees), satkers=len(satkers))
    )
    head = "supposed" if found.if_revoked else "states"
    lines.append(words[head].format(day=found.if_revoked or found.as_of))
    lines += [f"  {STATES[state][lang]}: {count}" for state, count in found.count().items()]
    out.write("\n".join(lines) + "\n\n")
    _, provinces, _ = tables(found, lang).values()
    write_text(provinces, "table", out, width)
    out.write("\n")
    write_text(_told(_SHOWN, _items(found, _SHOWN), lang), "table", out, width)


def as_csv(found: Impact, lang: str, out: Out) -> None:
    """Write one row for each citing item."""
    write_text(next(iter(tables(found, lang).values())), "csv", out)


def as_json(found: Impact) -> str:
    """Return impact as JSON; keys may be added, never removed."""
    told = {
        "regulation": found.regulation,
        "as_of": found.as_of.isoformat(),
        "if_revoked": found.if_revoked.isoformat() if found.if_revoked else None,
        "changes": [
            {
                "act": change.act,
                "kind": change.kind,
                "since": change.when.printed,
                "confidence": change.confidence,
                "disputed": change.disputed,
            }
            for change in found.changes
        ],
        "instead": list(found.instead),
        "states": found.count(),
        "provinces": [
            {"province": province, "satkers": satkers, "decrees": decrees, "items": items}
            for province, satkers, decrees, items in found.by_province()
        ],
    }
    head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
    # A line an item: of a law that all cite there are tens of thousands.
    items = (dict(zip(_ITEMS, row, strict=True)) for row in _items(found, _ITEMS))
    lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)
    listed = f"[\n  {lines}\n ]" if lines else "[]"
    return f'{head},\n "items": {listed}\n}}\n'


def as_workbook(found: Impact, lang: str, file: IO[bytes]) -> None:
    """Write items, provinces and changes as the sheets of a workbook."""
    write_workbook(tables(found, lang), file)
