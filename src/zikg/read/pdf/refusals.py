"""What is said of a PDF file that cannot be read: what, where, what to do."""

from __future__ import annotations

from typing import Any

from zikg.errors import ReadError
from zikg.read import limits

_INSTALL = "pip install zikg[ocr]; apt-get install tesseract-ocr tesseract-ocr-ind"


def refused(name: str, answer: dict[str, Any]) -> ReadError:
    """Return the error for what the worker said: a password, a broken file, too much of it.

    Args:
        name: name of the file.
        answer: the head of the worker's answer.
    """
    wrong = answer["error"]
    if wrong == "password":
        return ReadError(
            f"PDF {name} terkunci dengan kata sandi; buka kuncinya dan simpan ulang tanpa sandi.",
            f"The PDF {name} is protected by a password; unlock it and save it without one.",
        )
    if wrong == "pages":
        count = answer["count"]
        return ReadError(
            f"PDF {name} berisi {count} halaman, terlalu banyak; berikan halaman naskahnya saja.",
            f"The PDF {name} has {count} pages, too many; give the pages of the decree alone.",
        )
    if wrong in {"letters", "memory"}:
        return ReadError(
            f"PDF {name} terlalu besar setelah dibuka; berikan halaman naskahnya saja.",
            f"The PDF {name} is too big once opened; give the pages of the decree alone.",
        )
    return broken(name)


def broken(name: str) -> ReadError:
    """Return the error for a file that is damaged or no PDF."""
    return ReadError(
        f"PDF {name} rusak atau terpotong; unduh atau simpan ulang berkasnya.",
        f"The PDF {name} is damaged or cut off; download or save the file again.",
    )


def lost(name: str, page: int) -> ReadError:
    """Return the error for a page that the file names and does not hold."""
    return ReadError(
        f"PDF {name} halaman {page} rusak; unduh atau simpan ulang berkasnya.",
        f"Page {page} of the PDF {name} is damaged; download or save the file again.",
    )


def late(name: str) -> ReadError:
    """Return the error for a file that takes too long."""
    return ReadError(
        f"PDF {name} tidak selesai dibaca dalam batas waktu; simpan ulang (cetak ke PDF), "
        "lalu coba lagi.",
        f"The PDF {name} was not read in time; save it again (print to PDF) and retry.",
    )


def empty(name: str) -> ReadError:
    """Return the error for a file without anything on its pages."""
    return ReadError(
        f"PDF {name} tidak berisi teks maupun gambar naskah; periksa berkasnya.",
        f"The PDF {name} holds neither text nor a picture of text; check the file.",
    )


def long(name: str, count: int) -> ReadError:
    """Return the error for more scanned pages than are recognised in one file."""
    return ReadError(
        f"PDF {name} berisi {count} halaman hasil pindai, terlalu banyak untuk OCR (paling banyak "
        f"{limits.PAGES}); berikan halaman naskahnya saja.",
        f"The PDF {name} has {count} scanned pages, too many for OCR ({limits.PAGES} at most); "
        "give the pages of the decree alone.",
    )


def pictures(name: str, pages: list[int], unread: set[int]) -> ReadError:
    """Return the error for pages that need recognition where OCR is not installed.

    Args:
        name: name of the file.
        pages: numbers of these pages.
        unread: those that hold text whose font ties no characters to its letters.
    """
    where = ranges(pages)
    if unread and unread.issuperset(pages):
        return ReadError(
            f"Teks di dalam PDF {name} halaman {where} tidak dapat dibaca (hurufnya tanpa kode "
            f"aksara); jalankan OCR ({_INSTALL}) atau simpan ulang dari berkas aslinya.",
            f"The text of the PDF {name}, page {where}, cannot be read (its letters have no "
            f"character codes); run OCR ({_INSTALL}) or save it again from the original.",
        )
    return ReadError(
        f"PDF {name} halaman {where} berupa gambar (hasil pindai) tanpa teks; "
        f"pasang OCR untuk membacanya ({_INSTALL}).",
        f"The PDF {name}, page {where}, is a picture (a scan) without text; "
        f"install OCR to read it ({_INSTALL}).",
    )


def ranges(pages: list[int]) -> str:
    """Return page numbers in short form.

    Example:
        >>> ranges([1, 2, 3, 7])
        '1-3, 7'
    """
    pieces: list[list[int]] = []
    for page in pages:
        if pieces and page == pieces[-1][-1] + 1:
            pieces[-1].append(page)
        else:
            pieces.append([page])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}-{p[-1]}" for p in pieces)
