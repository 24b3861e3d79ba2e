"""What the sections of a decree are called, and the grounds of the date it is judged at."""

from __future__ import annotations

from typing import Final

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
"""The sections of design section 8, in the order of a decree."""

BASIS: Final[dict[str, dict[str, str]]] = {
    "decree": {"id": "tanggal penetapan", "en": "date of the decree"},
    "as-of": {"id": "tanggal yang diminta", "en": "date asked for"},
    "today": {"id": "hari ini", "en": "today"},
}
"""Why a decree is judged at its date."""
