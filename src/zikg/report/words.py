"""The fixed words of a report in Indonesian and English (design section 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.registry.status import LABELS
from zikg.validate.sections import BASIS, SECTION

if TYPE_CHECKING:
    from zikg.model import Severity
    from zikg.registry.status import Code

__all__ = [
    "BASIS",
    "CERTAINTY",
    "COLOUR",
    "COMING",
    "DONE",
    "ITEM",
    "MARK",
    "PHRASE",
    "RELATION",
    "SECTION",
    "SEVERITY",
    "STAGE",
    "STATUS",
    "status_label",
]

SEVERITY: Final[dict[Severity, dict[str, str]]] = {
    "error": {
        "id": "Tidak sesuai – wajib diperbaiki",
        "en": "Not in order – must be corrected",
    },
    "warning": {"id": "Perlu diperiksa", "en": "Needs a look"},
    "info": {"id": "Catatan", "en": "Note"},
}
MARK: Final[dict[Severity, str]] = {"error": "✗", "warning": "!", "info": "·"}
COLOUR: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "info": "blue"}

STAGE: Final[dict[str, dict[str, str]]] = {
    "draft": {"id": "rancangan", "en": "draft"},
    "issued": {"id": "naskah yang telah ditetapkan", "en": "issued"},
    "copy": {"id": "salinan", "en": "certified copy"},
}

PHRASE: Final[dict[str, dict[str, str]]] = {
    "judged": {"id": "Diperiksa menurut keadaan pada", "en": "Judged as things stood on"},
    "today": {"id": "Perubahan sesudahnya dilihat sampai", "en": "Later changes are seen up to"},
    "recognised": {
        "id": "Teksnya dikenali dengan OCR dari hasil pindai; bandingkan setiap hasil, terutama "
        "nomor dan tahun, dengan naskah aslinya.",
        "en": "Its text was recognised by OCR from a scan; compare every result, numbers and years "
        "above all, with the original.",
    },
    "line": {"id": "baris", "en": "line"},
    "page": {"id": "halaman", "en": "page"},
    "reason": {"id": "Alasan", "en": "Why"},
    "number": {"id": "angka", "en": "item"},
    "row": {"id": "baris", "en": "row"},
    "area": {"id": "area", "en": "area"},
    "whole": {"id": "Keputusan", "en": "The decree"},
    "proof": {"id": "Rantai fakta", "en": "Chain of facts"},
    "rule": {"id": "Aturan", "en": "Rule"},
    "change": {"id": "perubahan hukum", "en": "legal change"},
    "see": {"id": "lihat usulan yang sama di atas", "en": "see the same proposal above"},
    "fix": {"id": "Usulan", "en": "Proposed"},
    "fix-unsafe": {"id": "Usulan (perlu keputusan)", "en": "Proposed (needs a decision)"},
    "source": {"id": "sumber", "en": "source"},
    "certainty": {"id": "kepastian", "en": "certainty"},
    "bases": {"id": "Dasar hukum dari waktu ke waktu", "en": "Legal bases over time"},
    "on": {"id": "per", "en": "on"},
    "since": {"id": "sejak", "en": "from"},
    "by": {"id": "oleh", "en": "by"},
    "signed": {"id": "penetapan:", "en": "signed"},
    "place": {"id": "butir", "en": "item"},
    "regulation": {"id": "peraturan", "en": "regulation"},
    "coming": {"id": "perubahan yang akan datang", "en": "next change known"},
    "was-right": {"id": "benar pada tanggal penetapan", "en": "right at signing"},
    "unchanged": {
        "id": "Tidak ada perubahan status sejak penetapan sampai",
        "en": "No status has changed from signing to",
    },
    "undecided": {"id": "Tidak dapat diperiksa", "en": "Could not be checked"},
    "none": {
        "id": "Tidak ada yang perlu diperbaiki menurut aturan yang diperiksa.",
        "en": "Nothing to correct by the rules that were checked.",
    },
    "nothing": {"id": "Tidak ada yang diperiksa.", "en": "Nothing was checked."},
    "summary": {"id": "Ringkasan", "en": "Summary"},
    "documents": {"id": "Berkas yang diperiksa", "en": "Files checked"},
    "file": {"id": "berkas", "en": "file"},
    "of-which": {"id": "(termasuk dalam catatan)", "en": "(among the notes)"},
    "only-notes": {
        "id": "Tidak ada yang wajib diperbaiki; yang berikut hanya catatan.",
        "en": "Nothing has to be corrected; what follows are notes.",
    },
    "more-facts": {"id": "fakta lain (--explain)", "en": "more facts (--explain)"},
    "document": {"id": "berkas", "en": "files"},
    "failed": {"id": "tidak terbaca", "en": "not read"},
    "known": {"id": "diketahui (baseline)", "en": "known (baseline)"},
    "registry": {"id": "Registri peraturan", "en": "Registry of regulations"},
    "more": {"id": "Penjelasan aturan: zikg rule KODE.", "en": "About a rule: zikg rule CODE."},
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

ITEM: Final[dict[str, dict[str, str]]] = {
    "menimbang": {"id": "huruf", "en": "letter"},
    "memperhatikan": {"id": "huruf", "en": "letter"},
}
"""What an item that carries a letter is called, by section."""

STATUS: Final[dict[str, str]] = {
    "in-force": "In force",
    "amended": "In force (amended)",
    "revoked": "Revoked",
    "partly-revoked": "Revoked in part",
    "not-yet": "Not yet in force",
    "not-existing": "Not yet in force",
    "unknown": "Status not known",
}
"""The statuses in English; in Indonesian they are those of `zikg.registry.status`."""


def status_label(code: Code, lang: str) -> str:
    """Return a status in the language of a report."""
    return LABELS[code] if lang == "id" else STATUS[code]


DONE: Final[dict[str, dict[str, str]]] = {
    "amends": {"id": "sejak {when} diubah oleh {by}", "en": "amended by {by} from {when}"},
    "revokes": {"id": "sejak {when} dicabut oleh {by}", "en": "revoked by {by} from {when}"},
    "partly_revokes": {
        "id": "sejak {when} dicabut sebagian oleh {by}",
        "en": "revoked in part by {by} from {when}",
    },
    "adopts": {
        "id": "sejak {when} ditetapkan menjadi undang-undang oleh {by}",
        "en": "made into law by {by} from {when}",
    },
}
"""What happened to a regulation after the judged date."""

COMING: Final[dict[str, dict[str, str]]] = {
    "amends": {"id": "diubah oleh {by} mulai {when}", "en": "amended by {by} from {when}"},
    "revokes": {"id": "dicabut oleh {by} mulai {when}", "en": "revoked by {by} from {when}"},
    "partly_revokes": {
        "id": "dicabut sebagian oleh {by} mulai {when}",
        "en": "revoked in part by {by} from {when}",
    },
    "adopts": {
        "id": "ditetapkan menjadi undang-undang oleh {by} mulai {when}",
        "en": "made into law by {by} from {when}",
    },
    "takes_effect": {"id": "mulai berlaku {when}", "en": "takes effect {when}"},
}
"""What is known to happen to a regulation next."""

RELATION: Final[dict[str, dict[str, str]]] = {
    "cites": {"id": "mengutip", "en": "cites"},
    "claims": {"id": "disebut mengubah", "en": "said to amend"},
    "judged-on": {"id": "perubahan atas", "en": "amendment of"},
    "names-change": {"id": "disebut mengubah", "en": "named as amending"},
    "amends": {"id": "mengubah", "en": "amends"},
    "revokes": {"id": "mencabut", "en": "revokes"},
    "partly-revokes": {"id": "mencabut sebagian", "en": "revokes in part"},
    "one-amendment": {"id": "menetapkan", "en": "establishes"},
    "replaced": {"id": "menggantikan", "en": "replaces"},
    "read-as": {"id": "dibaca sebagai", "en": "read as"},
    "heading": {"id": "dibaca sebagai", "en": "read as"},
    "component-of": {"id": "menetapkan komponen", "en": "sets the component"},
    "outranks": {"id": "lebih tinggi daripada", "en": "ranks above"},
    "precedes": {"id": "lebih dahulu daripada", "en": "earlier than"},
}
"""How the two ends of a fact are tied, where its ids are told."""
