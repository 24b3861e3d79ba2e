"""Small valid files of every format, which the mutations start from."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from io import BytesIO
from typing import Final

DECREE: Final = """KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM KABUPATEN SERANG
NOMOR 12 TAHUN 2025
TENTANG
RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025
Menimbang : a. bahwa untuk membangun zona integritas perlu rencana aksi;
b. bahwa berdasarkan pertimbangan huruf a perlu menetapkan Keputusan;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Tahun 2017 Nomor 182);
2. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 52 Tahun 2014;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN TENTANG RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025.
KESATU : Menetapkan rencana aksi sebagaimana tercantum dalam Lampiran.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Serang
pada tanggal 2 Januari 2025
KETUA,
ttd.
NAMA ORANG
LAMPIRAN KEPUTUSAN NOMOR 12 TAHUN 2025
No\tKomponen\tIndikator\tRencana Aksi\tBukti Dukung\tTarget
I. MANAJEMEN PERUBAHAN\t\t\t\t\t
1.\tPenyusunan Tim Kerja\tTim dibentuk\tMembentuk tim\tSK Tim\tJanuari 2025
2.\tRencana Pembangunan\tDokumen ada\tMenyusun dokumen\tDokumen\tTW II
II. PENATAAN TATALAKSANA\t\t\t\t\t
1.\tSOP\tSOP utama\tMenyusun SOP\tSOP\tDesember 2025
"""
FORMATS: Final = ("text", "md", "html", "rtf", "odt", "docx", "pdf", "zip", "tar", "picture")


def seeds(kind: str) -> list[bytes]:
    """Return valid files of a format.

    Args:
        kind: one of `FORMATS`.
    """
    from formats.opendocument import decree_odt
    from formats.written import decree_html, decree_md, decree_rtf

    if kind == "text":
        return [DECREE.encode(), DECREE.encode("utf-16"), DECREE.replace("\n", "\r\n").encode()]
    if kind == "md":
        return [decree_md(DECREE).encode()]
    if kind == "html":
        return [decree_html(DECREE).encode()]
    if kind == "rtf":
        return [decree_rtf(DECREE).encode(), decree_rtf(DECREE, automatic=False).encode()]
    if kind == "odt":
        return [decree_odt(DECREE), decree_odt(DECREE, automatic=False)]
    if kind == "docx":
        return _words()
    if kind == "pdf":
        return _pages()
    if kind == "picture":
        return _pictures()
    return _zips() if kind == "zip" else _tars()


def _words() -> list[bytes]:
    from writing_word import Style, write

    from zikg.extract import extract
    from zikg.read import read_bytes
    from zikg.registry import open_registry

    decree = extract(read_bytes(DECREE.encode(), "a.txt"), open_registry())
    return [
        write(decree, Style()),
        write(decree, Style(preamble="table", plan="column", tracked=True, letterhead=True)),
        write(decree, Style(preamble="rows", plan="apart", nested=True)),
    ]


def _pages() -> list[bytes]:
    from writing_pdf import Style, decree_pdf, raw_pdf

    head = "- {page} -"
    return [
        decree_pdf(DECREE, Style()),
        decree_pdf(DECREE, Style(look="columns", landscape=True, rotate=90, head=head)),
        raw_pdf([b"BT /F1 12 Tf 72 720 Td (KEPUTUSAN NOMOR 12 TAHUN 2025) Tj ET"]),
    ]


def _pictures() -> list[bytes]:
    from PIL import Image, ImageDraw

    page = Image.new("L", (300, 160), 255)
    ImageDraw.Draw(page).text((10, 40), "KEPUTUSAN", fill=0, font_size=40)
    made = []
    for form in ("PNG", "JPEG", "TIFF", "BMP", "WEBP"):
        file = BytesIO()
        page.save(file, form)
        made.append(file.getvalue())
    return made


def _zips() -> list[bytes]:
    """Return archives of one document, of one in an inner archive, and of several."""
    from formats.opendocument import decree_odt
    from formats.written import decree_rtf

    held = [("keputusan.txt", DECREE.encode()), ("a/keputusan.rtf", decree_rtf(DECREE).encode())]
    held.append(("a/keputusan.odt", decree_odt(DECREE)))
    inner = _packed([("dalam/keputusan.txt", DECREE.encode())])
    return [*(_packed([one]) for one in held), _packed([("arsip.zip", inner)]), _packed(held)]


def _packed(members: list[tuple[str, bytes]]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, held in members:
            made.writestr(name, held)
    return file.getvalue()


def _tars() -> list[bytes]:
    file = BytesIO()
    with tarfile.open(fileobj=file, mode="w") as held:
        entry = tarfile.TarInfo("keputusan.txt")
        entry.size = len(DECREE.encode())
        held.addfile(entry, BytesIO(DECREE.encode()))
    return [file.getvalue(), gzip.compress(file.getvalue(), mtime=0)]
