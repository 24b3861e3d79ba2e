"""What went wrong with a request, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from typing import Final

from zikg.namespaces import HOME

MEDIA: Final = "application/problem+json"

_TITLES: Final[dict[str, tuple[int, str, str]]] = {
    "bad-request": (400, "Permintaan tidak dapat dipahami", "The request makes no sense"),
    "bad-query": (400, "Kueri bukan SPARQL yang benar", "The query is no valid SPARQL"),
    "update-refused": (403, "Layanan ini hanya untuk dibaca", "This service is read-only"),
    "service-refused": (403, "SERVICE tidak dilayani", "SERVICE is refused"),
    "foreign-origin": (403, "Asal permintaan tidak diterima", "The origin is not accepted"),
    "not-found": (404, "Tidak ada di sini", "Nothing here"),
    "wrong-method": (405, "Metode tidak dilayani", "Method not allowed"),
    "not-acceptable": (406, "Bentuk itu tidak tersedia", "No such representation"),
    "too-slow": (408, "Isi permintaan terlalu lama dikirim", "The body took too long to arrive"),
    "other-version": (410, "Versi data itu sudah tidak ada", "That version of the data is gone"),
    "too-large": (413, "Isi permintaan terlalu besar", "The body is too large"),
    "wrong-media": (415, "Jenis isi tidak dilayani", "Unsupported media type"),
    "wrong-host": (421, "Nama host tidak dilayani", "This host name is not served"),
    "too-many": (429, "Terlalu banyak permintaan sekaligus", "Too many requests at once"),
    "failed": (500, "Permintaan gagal dikerjakan", "The request failed"),
    "busy": (503, "Server sedang penuh", "The server is busy"),
    "memory": (503, "Batas memori terlampaui", "The memory limit was exceeded"),
    "deadline": (504, "Batas waktu terlampaui", "The time limit was exceeded"),
}


class Problem(Exception):  # noqa: N818 - named as RFC 9457 names it
    """A request that is not answered, and why.

    Args:
        kind: one of the kinds of problem; it decides the status.
        detail: one Indonesian sentence: what, and what to do.
        english: the same in English.
        headers: what the status asks for (``Allow``, ``Retry-After``).
    """

    def __init__(
        self, kind: str, detail: str, english: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.english, self.headers = kind, detail, english, headers

    @property
    def status(self) -> int:
        """The HTTP status."""
        return _TITLES[self.kind][0]

    def body(self) -> bytes:
        """Return the problem as JSON, in both languages.

        Example:
            >>> Problem("busy", "Coba lagi.", "Try again.").body()[:48]
            b'{"type": "https://w3id.org/zikg/problem/busy", "'
        """
        status, title, english = _TITLES[self.kind]
        return json.dumps(
            {
                "type": f"{HOME}problem/{self.kind}",
                "status": status,
                "title": title,
                "title_en": english,
                "detail": self.detail,
                "detail_en": self.english,
            },
            ensure_ascii=False,
        ).encode()
