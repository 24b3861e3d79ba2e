"""The fixed words of a correction in Indonesian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.validate.sections import BASIS, SECTION
from zikg.validate.words import date_words

if TYPE_CHECKING:
    from zikg.fix.values import Change, Correction
    from zikg.model import Finding

PHRASE: Final = {
    "judged": {"id": "Diperbaiki menurut keadaan pada", "en": "Corrected to the law as of"},
    "applied": {"id": "Perbaikan yang diterapkan", "en": "Corrections made"},
    "pending": {
        "id": "Perbaikan yang perlu keputusan (belum diterapkan; --unsafe menerapkannya)",
        "en": "Corrections that need a decision (not made; --unsafe makes them)",
    },
    "open": {
        "id": "Perlu keputusan, tanpa usulan naskah",
        "en": "Needs a decision, no words proposed",
    },
    "new": {"id": "Perhatian: muncul setelah perbaikan", "en": "Note: new after the correction"},
    "bases": {"id": "Mengingat setelah perbaikan", "en": "Mengingat after the correction"},
    "before": {"id": "Semula", "en": "Was"},
    "after": {"id": "Menjadi", "en": "Becomes"},
    "why": {"id": "Alasan", "en": "Reason"},
    "safe": {"id": "aman", "en": "safe"},
    "unsafe": {"id": "perlu keputusan", "en": "needs a decision"},
    "new-item": {"id": "butir baru", "en": "new item"},
    "new-row": {"id": "baris baru", "en": "new row"},
    "deleted": {"id": "dihapus", "en": "deleted"},
    "cited": {"id": "dihapus; sudah dikutip pada butir {}", "en": "deleted; cited in item {}"},
    "none": {"id": "Tidak ada yang perlu diperbaiki.", "en": "There is nothing to correct."},
    "count": {
        "id": "Ringkasan: {} diterapkan, {} menunggu keputusan, {} tanpa usulan",
        "en": "Summary: {} made, {} waiting for a decision, {} without proposal",
    },
    "registry": {"id": "Registri peraturan", "en": "Registry of law"},
    "disclaimer": {
        "id": "Usulan ini bukan pendapat hukum; yang bertanda [...] diisi oleh penyusun.",
        "en": "This is not legal advice; what is marked [...] is for the drafter to fill in.",
    },
    "source": {"id": "Sumber", "en": "Source"},
    "line": {"id": "baris", "en": "line"},
}


def say(name: str, lang: str, *values: object) -> str:
    """Return a phrase in a language.

    Example:
        >>> say("cited", "id", 3)
        'dihapus; sudah dikutip pada butir 3'
    """
    return PHRASE[name][lang].format(*values)


def judged(correction: Correction, lang: str) -> str:
    """Return the sentence that tells at which date a decree was corrected."""
    run = correction.run
    return (
        f"{say('judged', lang)} {date_words(run.judged, lang)} ({BASIS[run.basis][lang]}). "
        f"{say('registry', lang)} {correction.registry.version} ({correction.registry.date})."
    )


def name(correction: Correction) -> str:
    """Return the name of the decree: type, office, number and year."""
    decree = correction.decree
    number = decree.number.value if decree.number else "…"
    year = decree.year or "…"
    return " ".join(
        filter(
            None,
            (decree.type.capitalize(), decree.issuer_name, f"Nomor {number} Tahun {year}"),
        )
    )


def where(change: Change | Finding, lang: str) -> str:
    """Return the place of a change: its section and item, and its new number."""
    section = SECTION[change.section or "judul"][lang].split(" (")[0]
    item = change.item or ""
    to = getattr(change, "to", None)
    moved = bool(to) and to != item and bool(getattr(change, "after", ""))
    if moved and not item:
        return f"{section} {to} ({say('new-item', lang)})"
    if moved:
        return f"{section} {item} → {to}"
    return f"{section} {item}".strip()


def before(change: Change, lang: str) -> str:
    """Return the words as they were; a dash for what is new."""
    return change.before or f"({say('new-item' if change.to else 'new-row', lang)})"


def after(change: Change, lang: str) -> str:
    """Return the words as they become; what is deleted says so."""
    if change.after:
        return change.after
    return f"({say('cited', lang, change.to)})" if change.to else f"({say('deleted', lang)})"
