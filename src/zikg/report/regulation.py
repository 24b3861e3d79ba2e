"""What the registry holds of one instrument, for a person and as data: status, dates, changes."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.registry.status import next_changes, status_at
from zikg.registry.tables import interval
from zikg.report.words import CERTAINTY, STATUS
from zikg.validate.citing import amended, successor
from zikg.validate.naming import short_name
from zikg.validate.words import date_words as when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Change, Interval
    from zikg.registry import Registry
    from zikg.registry.status import Status

Json = dict[str, Any]

DONE: Final = {
    "amends": {"id": "diubah dengan", "en": "amended by"},
    "revokes": {"id": "dicabut oleh", "en": "revoked by"},
    "partly_revokes": {"id": "dicabut sebagian oleh", "en": "revoked in part by"},
    "adopts": {"id": "ditetapkan menjadi undang-undang dengan", "en": "established as law by"},
}
DOES: Final = {
    "amends": {"id": "mengubah", "en": "amends"},
    "revokes": {"id": "mencabut", "en": "revokes"},
    "partly_revokes": {"id": "mencabut sebagian", "en": "revokes part of"},
    "adopts": {"id": "menetapkan menjadi undang-undang", "en": "establishes as law"},
}
_WORDS: Final = {
    "status": {"id": "Status per", "en": "Status as of"},
    "since": {"id": "sejak", "en": "since"},
    "by": {"id": "oleh", "en": "by"},
    "certainty": {"id": "kepastian", "en": "certainty"},
    "enacted": {"id": "Ditetapkan", "en": "Enacted"},
    "promulgated": {"id": "Diundangkan", "en": "Promulgated"},
    "effective": {"id": "Mulai berlaku", "en": "In effect from"},
    "gazette": {"id": "Tempat pengundangan", "en": "Gazette"},
    "variants": {"id": "Judul lain yang lazim", "en": "Other usual titles"},
    "source": {"id": "Sumber", "en": "Source"},
    "note": {"id": "Catatan", "en": "Note"},
    "to": {"id": "Perubahan atasnya", "en": "Changes to it"},
    "of": {"id": "Perubahan olehnya", "en": "Changes by it"},
    "none": {"id": "tidak ada yang tercatat", "en": "none on record"},
    "coming": {"id": "akan", "en": "to come"},
    "disputed": {"id": "sumber berbeda pendapat", "en": "sources differ"},
    "cite": {"id": "Cara mengutip", "en": "How to cite it"},
    "instead": {"id": "Kutip sebagai gantinya", "en": "Cite instead"},
    "no-successor": {
        "id": "Penggantinya belum diketahui registri.",
        "en": "The registry does not know what replaced it.",
    },
    "doubtful": {
        "id": "Belum dapat dianjurkan untuk dikutip: statusnya tidak pasti pada tanggal ini.",
        "en": "Not to be recommended: its status is not certain at this date.",
    },
    "not-yet": {
        "id": "Belum berlaku pada tanggal ini, sehingga belum dapat menjadi dasar hukum.",
        "en": "Not in force at this date: it cannot be a legal basis yet.",
    },
}
LAYER: Final = {
    "national": {
        "id": "Dari registri nasional: disusun dari daftar dan teks yang beredar, tidak diteliti "
        "satu per satu. Tidak ada catatan perubahan tidak berarti masih berlaku; cek di JDIH.",
        "en": "From the national registry: put together from listings and texts, not researched "
        "one by one. No change on record does not mean that it is in force; look it up in JDIH.",
    },
    "own": {
        "id": "Dari data Anda sendiri (zikg registry import).",
        "en": "From your own data (zikg registry import).",
    },
}
"""What to say of a regulation that the reference does not hold."""
_STANDS: Final = frozenset({"in-force", "amended", "partly-revoked"})


@dataclass(frozen=True, slots=True)
class Asked:
    """An instrument and the date at which it is asked about, in one language."""

    id: str
    registry: Registry
    at: Interval
    lang: str

    def word(self, name: str) -> str:
        """Return a fixed word in the language asked for."""
        return _WORDS[name][self.lang]

    @property
    def status(self) -> Status:
        """How it stands at the date."""
        return status_at(self.registry, self.id, self.at)

    def advice(self) -> tuple[str, str | None, str]:
        """Return how to cite: a heading, the id to cite (or ``None``), and the words."""
        code = self.status.code
        if code in _STANDS:
            return self.word("cite"), self.id, amended(self.id, self.registry, self.at).text
        if code == "revoked":
            instead = successor(self.id, self.registry, self.at)
            if instead is None:
                return self.word("instead"), None, self.word("no-successor")
            return self.word("instead"), instead, amended(instead, self.registry, self.at).text
        doubt = "doubtful" if code == "unknown" else "not-yet"
        return self.word("cite"), None, self.word(doubt)


def as_json(asked: Asked) -> Json:
    """Return what is known of an instrument as data."""
    held = asked.registry.get(asked.id)
    assert held is not None
    status = asked.status
    _, instead, words = asked.advice()
    coming = {change.id for change in next_changes(asked.registry, asked.id, asked.at.latest)}
    return {
        "id": held.id,
        "name": short_name(held.id, asked.registry),
        "type": held.type,
        "issuer": held.issuer,
        "number": held.number,
        "year": held.year,
        "title": held.title,
        "variants": list(held.variants),
        "gazette": [
            {"kind": gazette.kind, "year": gazette.year, "number": gazette.number}
            for gazette in held.gazettes
        ],
        "enacted": held.enacted.printed if held.enacted else None,
        "promulgated": held.promulgated.printed if held.promulgated else None,
        "effective": held.effective.printed,
        "as_of": asked.at.printed,
        "status": {
            "code": status.code,
            "label": status.label,
            "since": status.since,
            "by": list(status.by),
            "confidence": status.confidence,
        },
        "changes_to": [
            _change(change, asked) | {"to_come": change.id in coming}
            for change in asked.registry.changes_to(held.id)
        ],
        "changes_by": [_change(change, asked) for change in asked.registry.changes_by(held.id)],
        "replaced_by": [
            {"id": r.by, "confidence": r.confidence, "source": r.source}
            for r in asked.registry.replacements(held.id)
        ],
        "cite": {"id": instead, "text": words},
        "confidence": held.confidence,
        "source": held.source,
        "note": held.note,
        "layer": asked.registry.layer_of(held.id),
    }


def _change(change: Change, asked: Asked) -> Json:
    return {
        "kind": change.kind,
        "act": change.act,
        "act_name": short_name(change.act, asked.registry),
        "target": change.target,
        "target_name": short_name(change.target, asked.registry),
        "effective": change.effective.printed,
        "provision": change.provision,
        "scope": change.scope,
        "disputed": change.disputed,
        "confidence": change.confidence,
        "source": change.source,
    }


def as_text(asked: Asked, width: int = 100) -> str:
    """Return what is known of an instrument for a person."""
    return "\n".join(_lines(asked, width)) + "\n"


def _lines(asked: Asked, width: int) -> Iterator[str]:
    held = asked.registry.get(asked.id)
    assert held is not None
    lang = asked.lang
    yield f"{short_name(held.id, asked.registry)}  ({held.id})"
    yield from wrapped(held.title or "–", width)
    yield ""
    yield from wrapped(
        f"{asked.word('status')} {when(asked.at, lang)}: {status_words(asked)}", width
    )
    dates = [
        f"{asked.word(name)} {when(day, lang)}"
        for name, day in (
            ("enacted", held.enacted),
            ("promulgated", held.promulgated),
            ("effective", held.effective),
        )
        if day is not None
    ]
    yield from wrapped(" · ".join(dates), width)
    gazettes = [
        " ".join(filter(None, (g.kind, f"{g.year}/{g.number}" if g.year else g.number)))
        for g in held.gazettes
    ]
    for name, values in (
        ("gazette", ", ".join(gazettes)),
        ("variants", "; ".join(held.variants)),
        ("source", f"{held.source} ({asked.word('certainty')} {CERTAINTY[held.confidence][lang]})"),
        ("note", held.note),
    ):
        if values:
            yield from wrapped(f"{asked.word(name)}: {values}", width)
    layer = asked.registry.layer_of(held.id) or "reference"
    if layer in LAYER:
        yield from wrapped(LAYER[layer][lang], width)
    for heading, changes, told in (
        ("to", asked.registry.changes_to(held.id), DONE),
        ("of", asked.registry.changes_by(held.id), DOES),
    ):
        yield ""
        yield f"  {asked.word(heading)}"
        for change in changes:
            other = change.act if heading == "to" else change.target
            yield from _told(
                asked, change, f"{told[change.kind][lang]} {_named(asked, other)}", width
            )
        if not changes:
            yield f"    {asked.word('none')}"
    heading, _, words = asked.advice()
    yield ""
    yield f"  {heading}"
    yield from wrapped(words, width, "    ")


def _told(asked: Asked, change: Change, what: str, width: int) -> Iterator[str]:
    more = "".join(
        (
            f" ({change.provision})" if change.provision else "",
            f": {change.scope}" if change.scope else "",
        )
    )
    source = (
        f"{change.source}; {asked.word('certainty')} {CERTAINTY[change.confidence][asked.lang]}"
    )
    if change.disputed:
        source += f"; {asked.word('disputed')}"
    coming = f"({asked.word('coming')}) " if change.effective.earliest > asked.at.latest else ""
    day = when(change.effective, asked.lang)
    yield from wrapped(f"{day}  {coming}{what}{more}", width, "    ", "      ")
    yield from wrapped(f"[{asked.word('source').lower()}: {source}]", width, "      ")


def _named(asked: Asked, identifier: str) -> str:
    held = asked.registry.get(identifier)
    name = short_name(identifier, asked.registry)
    return f"{name} {held.title}" if held and held.title else name


def status_words(asked: Asked) -> str:
    """Return the standing of an instrument in words: label, since when, by what."""
    status = asked.status
    since = interval(status.since) if status.since else None
    words = STATUS[status.code] if asked.lang == "en" else status.label
    if since is not None:
        words += f" {asked.word('since')} {when(since, asked.lang)}"
    if status.by:
        words += f" {asked.word('by')} " + ", ".join(
            short_name(act, asked.registry) for act in status.by
        )
    if status.confidence != "high":
        words += f" ({asked.word('certainty')} {CERTAINTY[status.confidence][asked.lang]})"
    return words


def wrapped(text: str, width: int, first: str = "  ", rest: str | None = None) -> list[str]:
    """Return a text in lines of a width; the lines after the first may stand further in."""
    return textwrap.wrap(
        text,
        max(width, 60),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
