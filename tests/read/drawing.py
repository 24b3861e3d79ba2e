"""Draw a decree on pages and scan them: what a photocopier gives, without its paper."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2
from fpdf import FPDF
from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

MENIMBANG: Final = (
    "bahwa dalam rangka pembangunan zona integritas di lingkungan Komisi Pemilihan Umum Kabupaten "
    "Sragen diperlukan rencana aksi sesuai dengan Peraturan Menteri Pendayagunaan Aparatur Negara "
    "dan Reformasi Birokrasi Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona Integritas "
    "Menuju Wilayah Bebas dari Korupsi dan Wilayah Birokrasi Bersih dan Melayani di Instansi "
    "Pemerintah;",
    "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan "
    "Keputusan Komisi Pemilihan Umum Kabupaten Sragen tentang Rencana Aksi Pembangunan Zona "
    "Integritas Tahun 2025;",
)
MENGINGAT: Final = (
    "Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara (Lembaran Negara Republik "
    "Indonesia Tahun 2014 Nomor 6, Tambahan Lembaran Negara Republik Indonesia Nomor 5494);",
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik (Lembaran Negara Republik "
    "Indonesia Tahun 2009 Nomor 112, Tambahan Lembaran Negara Republik Indonesia Nomor 5038);",
    "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi 2010-2025;",
)
HEAD: Final = (
    "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN SRAGEN",
    "NOMOR 14 TAHUN 2025",
    "TENTANG",
    "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025",
    "KETUA KOMISI PEMILIHAN UMUM KABUPATEN SRAGEN,",
)
PLAN: Final = (
    ("No", "Komponen", "Indikator", "Langkah Aksi", "Bukti Fisik", "Target"),
    *(
        ("1.", "Penyusunan Tim Kerja", "Tim kerja dibentuk dengan keputusan", "Menyusun tim kerja",
         "Keputusan tim kerja", "Maret 2025"),
        ("2.", "Rencana Pembangunan Zona Integritas", "Rencana kerja tersusun", "Membahas rencana",
         "Dokumen rencana", "April 2025"),
        ("3.", "Pemantauan dan Evaluasi Pembangunan WBK/WBBM", "Laporan pemantauan tersedia",
         "Rapat pemantauan setiap bulan", "Notula dan laporan", "Mei - Desember 2025"),
    ),
)  # fmt: skip


def plain() -> str:
    """Return the decree as a text file would hold it."""
    listed = [
        "Menimbang : " + "\n".join(f"{m}. {t}" for m, t in zip("ab", MENIMBANG, strict=True)),
        "Mengingat : " + "\n".join(f"{n}. {text}" for n, text in enumerate(MENGINGAT, 1)),
    ]
    closing = (
        "MEMUTUSKAN:",
        "Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN SRAGEN TENTANG RENCANA AKSI "
        "PEMBANGUNAN ZONA INTEGRITAS TAHUN 2025.",
        "KESATU : Menetapkan rencana aksi sebagaimana tercantum dalam Lampiran.",
        "Ditetapkan di Sragen",
        "pada tanggal 10 Februari 2025",
        "KETUA KOMISI PEMILIHAN UMUM KABUPATEN SRAGEN,",
        "ttd",
        "PRIHATIN SARASWATI",
    )
    return "\n".join((*HEAD, *listed, *closing)) + "\n"


def body() -> FPDF:
    """Draw the first page: heads in the middle, labels with hanging lists, a signature."""
    page = FPDF(format="A4")
    page.set_margin(25)
    page.add_page()
    page.set_font("Times", size=12)
    for line in HEAD:
        page.multi_cell(0, 6.5, line, align="C", new_x="LMARGIN", new_y="NEXT")
    page.ln(4)
    for label, marks, texts in (
        ("Menimbang", "ab", MENIMBANG),
        ("Mengingat", "123", MENGINGAT),
    ):
        for mark, text in zip(marks, texts, strict=True):
            top = page.get_y()
            if mark in "a1":
                page.text(25, top + 4.6, label)
                page.text(50, top + 4.6, ":")
            page.text(55, top + 4.6, f"{mark}.")
            page.set_xy(62, top)
            page.multi_cell(0, 6.2, text, align="L", new_x="LMARGIN", new_y="NEXT")
            page.ln(1.5)
    for line in plain()[plain().index("MEMUTUSKAN") :].splitlines():
        label, colon, rest = line.partition(" : ")
        if not colon:
            middle = line.startswith("MEMUTUSKAN")
            page.set_x(25 if middle else 100)
            page.multi_cell(
                0, 6.2, line, align="C" if middle else "L", new_x="LMARGIN", new_y="NEXT"
            )
            continue
        top = page.get_y()
        page.text(25, top + 4.6, label)
        page.text(50, top + 4.6, ":")
        page.set_xy(55, top)
        page.multi_cell(0, 6.2, rest, align="L", new_x="LMARGIN", new_y="NEXT")
    return page


def annex(rows: Sequence[Sequence[str]] = PLAN) -> FPDF:
    """Draw a landscape page with a ruled table, its heading, and a page number."""
    page = FPDF(format="A4", orientation="L")
    page.set_margin(20)
    page.add_page()
    page.set_font("Times", size=11)
    page.multi_cell(0, 7, "- 2 -", align="C", new_x="LMARGIN", new_y="NEXT")
    page.multi_cell(0, 7, "I. MANAJEMEN PERUBAHAN", align="L", new_x="LMARGIN", new_y="NEXT")
    with page.table(
        col_widths=(6, 30, 32, 32, 26, 22), line_height=6, first_row_as_headings=False
    ) as table:
        for row in rows:
            table.row(row)
    return page


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned: dots an inch, noise, degrees askew, and quarter turns."""

    dpi: int = 200
    noise: float = 0
    askew: float = 0
    turn: int = 0

    def scan(self, drawn: FPDF) -> Image.Image:
        """Return the picture of the first page."""
        document = pypdfium2.PdfDocument(bytes(drawn.output()))
        drawn_page = document[0].render(scale=self.dpi / 72, grayscale=True)
        page: Image.Image = drawn_page.to_pil().convert("L")
        if self.noise:
            grain = Image.effect_noise(page.size, self.noise)
            page = ImageChops.add(page.filter(ImageFilter.GaussianBlur(0.6)), grain, 1, -128)
        if self.askew:
            page = page.rotate(self.askew, Image.Resampling.BICUBIC, expand=True, fillcolor=250)
        return page.rotate(self.turn, expand=True) if self.turn else page


def saved(pages: Sequence[Image.Image], form: str) -> bytes:
    """Return pages as the bytes of a picture file."""
    out = io.BytesIO()
    more = {"save_all": True, "append_images": list(pages[1:])} if len(pages) > 1 else {}
    pages[0].save(out, form, **more)
    return out.getvalue()
