"""The fixed words of a report in Indonesian and English (design section 7)."""

from __future__ import annotations

from datetime import date
from typing import Final

from zikg.model import Interval, Severity

SEVERITY: Final[dict[Severity, dict[str, str]]] = {
    "error": {
        "id": "Tidak sesuai – wajib diperbaiki",
        "en": "Not in order – must be corrected",
    },
    "warning": {"id": "Perlu diperiksa", "en": "Needs a look"},
    "info": {"id": "Catatan", "en": "Note"},
}
MARK: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "info": "·"}

SECTION: Final[dict[str, dict[str, str]]] = {
    "judul": {"id": "Judul", "en": "Title"},
    "pembukaan": {"id": "Pembukaan", "en": "Opening"},
    "menimbang": {"id": "Menimbang", "en": "Menimbang (considerations)"},
    "mengingat": {"id": "Mengingat", "en": "Mengingat (legal bases)"},
    "memperhatikan": {"id": "Memperhatikan", "en": "Memperhatikan (also noted)"},
    "memutuskan": {"id": "Memutuskan", "en": "Memutuskan (decides)"},
    "diktum": {"id": "Diktum", "en": "Diktum (clauses)"},
    "penutup": {"id": "Penutup", "en": "Close and signature"},
    "salinan": {"id": "Pengesahan salinan", "en": "Certification of the copy"},
    "lampiran": {"id": "Lampiran", "en": "Annex"},
}

STAGE: Final[dict[str, dict[str, str]]] = {
    "draft": {"id": "rancangan", "en": "draft"},
    "issued": {"id": "naskah yang telah ditetapkan", "en": "issued"},
    "copy": {"id": "salinan", "en": "certified copy"},
}

BASIS: Final[dict[str, dict[str, str]]] = {
    "decree": {"id": "tanggal penetapan", "en": "date of the decree"},
    "as-of": {"id": "tanggal yang diminta", "en": "date asked for"},
    "today": {"id": "hari ini", "en": "today"},
}

PHRASE: Final[dict[str, dict[str, str]]] = {
    "judged": {"id": "Diperiksa menurut keadaan pada", "en": "Judged as things stood on"},
    "today": {"id": "Keadaan kini dilihat per", "en": "Later changes seen as of"},
    "line": {"id": "baris", "en": "line"},
    "page": {"id": "halaman", "en": "page"},
    "reason": {"id": "Alasan", "en": "Why"},
    "fix": {"id": "Usulan", "en": "Proposed"},
    "fix-unsafe": {"id": "Usulan (perlu keputusan)", "en": "Proposed (needs a decision)"},
    "source": {"id": "sumber", "en": "source"},
    "certainty": {"id": "kepastian", "en": "certainty"},
    "undecided": {"id": "Tidak dapat diperiksa", "en": "Could not be checked"},
    "none": {
        "id": "Tidak ada yang perlu diperbaiki menurut aturan yang diperiksa.",
        "en": "Nothing to correct by the rules that were checked.",
    },
    "summary": {"id": "Ringkasan", "en": "Summary"},
    "document": {"id": "berkas", "en": "files"},
    "failed": {"id": "tidak terbaca", "en": "not read"},
    "known": {"id": "diketahui (baseline)", "en": "known (baseline)"},
    "registry": {"id": "Registri peraturan", "en": "Registry of regulations"},
    "more": {"id": "Penjelasan aturan: zikg rule KODE", "en": "About a rule: zikg rule CODE"},
    "disclaimer": {
        "id": "Hasil pemeriksaan ini bukan pendapat hukum.",
        "en": "This examination is not a legal opinion.",
    },
}

CERTAINTY: Final[dict[str, dict[str, str]]] = {
    "high": {"id": "tinggi", "en": "high"},
    "medium": {"id": "sedang", "en": "medium"},
    "low": {"id": "rendah, belum terverifikasi", "en": "low, not verified"},
}

_MONTHS: Final = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def day(when: date, lang: str) -> str:
    """Return a day in words.

    Example:
        >>> day(date(2025, 2, 7), "id")
        '7 Februari 2025'
    """
    return f"{when.day} {_MONTHS[lang].split()[when.month - 1]} {when.year}"


def when(interval: Interval, lang: str) -> str:
    """Return a date in words as far as it is known.

    Example:
        >>> when(Interval.parse("2021-12"), "id")
        'Desember 2021'
    """
    if interval.exact:
        return day(interval.earliest, lang)
    printed = interval.printed
    if len(printed) == 4:
        return printed
    if len(printed) == 7:
        return day(interval.earliest, lang).split(" ", 1)[1]
    joint = "sampai" if lang == "id" else "to"
    return f"{day(interval.earliest, lang)} {joint} {day(interval.latest, lang)}"
