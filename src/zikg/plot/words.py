"""The words of the pictures, Indonesian and English, by picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zikg.report.words import status_label

if TYPE_CHECKING:
    from zikg.registry.status import Code

Words = dict[str, Any]

CITATIONS: Final[dict[str, Words]] = {
    "id": {
        "title": "Siapa mengutip apa: dasar hukum {count} keputusan",
        "about": "Garis: dikutip dalam Mengingat. Bentuk dan warna peraturan: statusnya per {day}. "
        "Busur: hubungan antarperaturan. Batang: jumlah keputusan yang mengutip.",
        "none": "Tidak ada keputusan dengan dasar hukum di penyimpanan ini.",
        "other": "Instansi lain", "decrees": "{count} keputusan", "draft": "rancangan",
        "rest": "{count} peraturan lain", "standing": "dikutip saat masih berlaku",
        "revoked": "dikutip setelah dicabut", "amends": "mengubah",
        "revokes": "mencabut (seluruhnya atau sebagian)",
        "head": ("Pengenal", "Peraturan", "Judul", "Status per {day}", "Keputusan yang mengutip",
                 "di antaranya setelah dicabut"),
        "said": "dikutip {count} keputusan, {revoked} setelah dicabut; {status}",
    },
    "en": {
        "title": "Who cites what: the legal bases of {count} decrees",
        "about": "Line: cited in Mengingat. Shape and colour of a regulation: its status on {day}. "
        "Arc: how regulations hang together. Bar: how many decrees cite it.",
        "none": "No decree with a legal basis in this store.",
        "other": "Other institutions", "decrees": "{count} decrees", "draft": "draft",
        "rest": "{count} other regulations", "standing": "cited while in force",
        "revoked": "cited after it was revoked", "amends": "amends",
        "revokes": "revokes (fully or in part)",
        "head": ("Id", "Regulation", "Title", "Status on {day}", "Decrees that cite it",
                 "of these after it was revoked"),
        "said": "cited by {count} decrees, by {revoked} after it was revoked; {status}",
    },
}  # fmt: skip

TIMELINE: Final[dict[str, Words]] = {
    "id": {
        "title": "Riwayat {name}", "unheld": "{id} tidak ada dalam registri.",
        "about": "{title} Per {day}: {status}. Garis mendatar pada suatu tanda: hanya bulan "
        "atau tahunnya yang diketahui.",
        "made": "ditetapkan", "effective": "mulai berlaku", "amends": "diubah dengan {act}",
        "adopts": "ditetapkan menjadi undang-undang dengan {act}",
        "partly_revokes": "dicabut sebagian dengan {act}", "revokes": "dicabut dengan {act}",
        "replaced": "digantikan oleh {act}", "force": "masa berlaku", "maybe": "mungkin berlaku",
        "cited": "Keputusan\nyang mengutip\n(per tahun)", "in": "dikutip saat masih berlaku",
        "after": "dikutip setelah dicabut", "nobody": "tidak ada keputusan yang mengutipnya",
        "day": "keadaan per {day}",
        "head": ("Peristiwa", "Paling awal", "Paling akhir", "Peraturan", "Pasal", "Kepastian"),
        "year": "{year}: dikutip {count} keputusan, {late} setelah dicabut",
        "citing": "dikutip ({year})",
    },
    "en": {
        "title": "The life of {name}", "unheld": "{id} is not in the registry.",
        "about": "{title} On {day}: {status}. A level line through a mark: only the month "
        "or the year is known.",
        "made": "enacted", "effective": "in effect", "amends": "amended by {act}",
        "adopts": "made law by {act}", "partly_revokes": "partly revoked by {act}",
        "revokes": "revoked by {act}", "replaced": "replaced by {act}", "force": "in force",
        "maybe": "may be in force", "cited": "Decrees\nthat cite it\n(by year)",
        "in": "cited while in force", "after": "cited after it was revoked",
        "nobody": "no decree cites it", "day": "as of {day}",
        "head": ("Event", "Earliest", "Latest", "Regulation", "Provision", "Certainty"),
        "year": "{year}: cited by {count} decrees, by {late} after it was revoked",
        "citing": "cited ({year})",
    },
}  # fmt: skip

COVERAGE: Final[dict[str, Words]] = {
    "id": {
        "title": "Komponen yang direncanakan, pedoman {regime}: {count} satker",
        "few": "Rencana terakhir setiap satker: ✓ ada rencana aksi untuk komponen itu, – belum ada"
        "; paling bawah: berapa komponen yang belum ada. Bukan nilai satker.",
        "many": "Bagian satker (%) yang rencana terakhirnya memuat komponen itu, per provinsi "
        "(dalam kurung: banyaknya satker). Bukan nilai satker.",
        "none": "Tidak ada rencana menurut pedoman ini di penyimpanan.",
        "all": "Semua", "placeless": "Instansi lain", "lacking": "belum ada",
        "head": ("Komponen", "Area", "Nama", "Direncanakan", "Belum ada", "Bagian"),
        "cell": "{component}, {column}: {planned} dari {count} merencanakan",
    },
    "en": {
        "title": "Components planned, guideline {regime}: {count} offices",
        "few": "The latest plan of each office: ✓ an action is planned for the component, – none "
        "yet; beneath: how many components have none. Not a score of the office.",
        "many": "Share of offices (%) whose latest plan has the component, by province (in "
        "brackets: how many offices). Not a score of the office.",
        "none": "No plan under this guideline in the store.",
        "all": "All", "placeless": "Other institutions", "lacking": "none yet",
        "head": ("Component", "Area", "Name", "Planned", "None yet", "Share"),
        "cell": "{component}, {column}: {planned} of {count} plan it",
    },
}  # fmt: skip

ADOPTION: Final[dict[str, Words]] = {
    "id": {
        "title": "Pedoman ZI yang menjadi dasar {count} keputusan",
        "about": "Bagian keputusan tentang ZI menurut pedoman dalam Mengingat, per {period}; angka "
        "di atas: banyaknya keputusan. Garis tegak: mulai berlakunya suatu peraturan (pita: "
        "harinya tidak diketahui).",
        "share": "bagian keputusan (%)", "none": "tanpa pedoman ZI", "both": "dua pedoman",
        "empty": "Tidak ada keputusan tentang ZI yang bertanggal di penyimpanan ini.",
        "head": ("Masa", "Keputusan"), "quarter": "triwulan", "half": "semester", "year": "tahun",
        "letters": {"quarter": "TW {n} {year}", "half": "Sem. {n} {year}", "year": "{year}"},
        "bar": "{period}, {kind}: {count} dari {total} keputusan", "mark": "mulai berlaku: {name}",
        "before": "Mulai berlaku sebelum masa ini: {names}",
    },
    "en": {
        "title": "The ZI guideline that {count} decrees rest on",
        "about": "Share of decrees about ZI by the guideline in Mengingat, by {period}; the number "
        "above: how many decrees. Upright line: a regulation took effect (band: the day is not "
        "known).",
        "share": "share of decrees (%)", "none": "no ZI guideline", "both": "two guidelines",
        "empty": "No dated decree about ZI in this store.",
        "head": ("Period", "Decrees"), "quarter": "quarter", "half": "half-year", "year": "year",
        "letters": {"quarter": "Q{n} {year}", "half": "H{n} {year}", "year": "{year}"},
        "bar": "{period}, {kind}: {count} of {total} decrees", "mark": "in effect: {name}",
        "before": "In effect before this time: {names}",
    },
}  # fmt: skip


def status_words(code: Code, lang: str) -> str:
    """Return a status as it stands within a sentence.

    Example:
        >>> status_words("partly-revoked", "id"), status_words("in-force", "en")
        ('dicabut sebagian', 'in force')
    """
    said = status_label(code, lang)
    return said[0].lower() + said[1:]
