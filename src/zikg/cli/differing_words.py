"""The words of a difference: what an analyst would write of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.iri import is_instrument
from zikg.validate.naming import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from zikg.cli.differing import Basis, Difference
    from zikg.cli.differing_stores import StoreDifference
    from zikg.model import Result
    from zikg.registry import Registry

_WORDS: Final = {
    "id": {
        "same": "Tidak ada yang berubah.",
        "citations_gone": "Dasar hukum yang tidak lagi dirujuk",
        "citations_new": "Dasar hukum yang baru dirujuk",
        "citations_changed": "Rujukan yang berubah",
        "stale_new": "Usang: berubah setelah penetapan",
        "stale_gone": "Tidak lagi usang",
        "components_gone": "Komponen yang tidak lagi direncanakan",
        "components_new": "Komponen yang baru direncanakan",
        "rows_gone": "Baris rencana yang hilang",
        "rows_new": "Baris rencana yang baru",
        "rows_changed": "Baris rencana yang berubah",
        "findings_gone": "Hasil pemeriksaan yang tidak ada lagi",
        "findings_new": "Hasil pemeriksaan yang baru",
        "gone": "Keputusan yang tidak ada lagi",
        "new": "Keputusan yang baru",
        "renewed": "Keputusan dengan naskah lain",
        "registry_changed": "Registri keduanya berbeda.",
        "with": "dengan",
        "since": "sejak",
        "none": "(kosong)",
        "no-amendment": "tanpa perubahan",
        "amendments": "perubahan yang disebut",
        "title": "judul",
        "indicator": "indikator",
        "action": "rencana aksi",
        "evidence": "bukti",
        "responsible": "penanggung jawab",
        "output": "output",
        "target": "target",
    },
    "en": {
        "same": "Nothing changed.",
        "citations_gone": "Legal bases cited no more",
        "citations_new": "Legal bases newly cited",
        "citations_changed": "Citations that changed",
        "stale_new": "Stale: changed since signing",
        "stale_gone": "No longer stale",
        "components_gone": "Components planned no more",
        "components_new": "Components newly planned",
        "rows_gone": "Plan rows that are gone",
        "rows_new": "New plan rows",
        "rows_changed": "Plan rows that changed",
        "findings_gone": "Findings that are gone",
        "findings_new": "New findings",
        "gone": "Decrees that are gone",
        "new": "New decrees",
        "renewed": "Decrees with another document",
        "registry_changed": "The registries of the two differ.",
        "with": "with",
        "since": "since",
        "none": "(empty)",
        "no-amendment": "without amendment",
        "amendments": "amendments named",
        "title": "title",
        "indicator": "indicator",
        "action": "action",
        "evidence": "evidence",
        "responsible": "responsible",
        "output": "output",
        "target": "target",
    },
}


def decree_lines(
    old: Result, new: Result, found: Difference, registry: Registry, lang: str
) -> Iterator[str]:
    """Give the difference of two decrees as lines.

    Args:
        old: the decree that was.
        new: the decree that is.
        found: what changed.
        registry: names the instruments.
        lang: ``id`` or ``en``.
    """
    words = _WORDS[lang]
    yield f"- {old.path}"
    yield f"+ {new.path}"
    if not found.any:
        yield words["same"]
        return

    def name(identifier: str) -> str:
        return _name(identifier, registry)

    def basis(one: Basis) -> str:
        place = f"{one.section}{f' {one.item}' if one.item else ''}"
        amended = ", ".join(map(name, one.amendments))
        tail = f" {words['with']} {amended}" if amended else ""
        return f"{name(one.regulation)}{tail} ({place})"

    def stale(entry: tuple[str, str, str | None]) -> str:
        regulation, status, since = entry
        when = f", {words['since']} {since}" if since else ""
        return f"{name(regulation)}: {status}{when}"

    yield from _part(words, "citations_gone", "-", map(basis, found.citations_gone))
    yield from _part(words, "citations_new", "+", map(basis, found.citations_new))
    yield from _part(
        words,
        "citations_changed",
        "~",
        (
            f"{name(one.name)}: {words[what]} {_said(words, what, was, registry)} → "
            f"{_said(words, what, now, registry)}"
            for one in found.citations_changed
            for what, was, now in one.what
        ),
    )
    yield from _part(words, "stale_new", "+", map(stale, found.stale_new))
    yield from _part(words, "stale_gone", "-", map(stale, found.stale_gone))
    elements = _elements(registry)
    for kind, mark in (("components_gone", "-"), ("components_new", "+")):
        named = (f"{elements.get(one, one)} ({one})" for one in getattr(found, kind))
        yield from _part(words, kind, mark, named)
    yield from _part(words, "rows_gone", "-", found.rows_gone)
    yield from _part(words, "rows_new", "+", found.rows_new)
    yield from _part(
        words,
        "rows_changed",
        "~",
        (
            f"{one.name}: {words[what]} {was or words['none']} → {now or words['none']}"
            for one in found.rows_changed
            for what, was, now in one.what
        ),
    )
    for kind, mark in (("findings_gone", "-"), ("findings_new", "+")):
        told = (f"{one.code} {one.message}" for one in getattr(found, kind))
        yield from _part(words, kind, mark, told)


def store_lines(found: StoreDifference, lang: str) -> Iterator[str]:
    """Give the difference of two stores as lines.

    Args:
        found: what changed.
        lang: ``id`` or ``en``.
    """
    words = _WORDS[lang]
    if not found.any:
        yield words["same"]
        return
    if found.registry_changed:
        yield words["registry_changed"]
    yield from _part(words, "gone", "-", found.gone)
    yield from _part(words, "new", "+", found.new)
    renewed = (f"{work}: {was} → {now}" for work, was, now in found.renewed)
    yield from _part(words, "renewed", "~", renewed)
    for kind, mark in (("stale_new", "+"), ("stale_gone", "-")):
        changed: dict[str, list[str]] = getattr(found, kind)
        told = (f"{work}: {', '.join(cited)}" for work, cited in changed.items())
        yield from _part(words, kind, mark, told)
    for kind, mark in (("findings_new", "+"), ("findings_gone", "-")):
        results: dict[str, list[tuple[str, ...]]] = getattr(found, kind)
        told = (f"{work}: {' '.join(one)}" for work, several in results.items() for one in several)
        yield from _part(words, kind, mark, told)


def _part(words: dict[str, str], kind: str, mark: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield ""
        yield f"{words[kind]} ({len(listed)})"
        yield from (f"  {mark} {line}" for line in listed)


def _name(identifier: str, registry: Registry) -> str:
    return short_name(identifier, registry) if is_instrument(identifier) else identifier


def _said(words: dict[str, str], what: str, value: str, registry: Registry) -> str:
    if what != "amendments":
        return value or words["none"]
    named = [_name(one, registry) for one in value.split(", ") if one]
    return ", ".join(named) or words["no-amendment"]


def _elements(registry: Registry) -> dict[str, str]:
    return {
        found.id: found.name
        for regime, _ in registry.guidelines()
        for found in registry.components(regime)
    }
