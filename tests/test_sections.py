"""The parts of a decree, found in every shape in which decrees come."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from zikg.extract.sections import split
from zikg.extract.view import flat
from zikg.model import Source
from zikg.read import join, read, read_bytes

TEXTS = Path(__file__).parent / "texts"
SEEDS = Path(__file__).parents[1] / "data" / "decrees"

OPENING = """KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X
NOMOR 1 TAHUN 2025
TENTANG
RENCANA AKSI

KETUA KOMISI PEMILIHAN UMUM KABUPATEN X,

"""
BASES = """Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
2. Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil;
3. Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design;
"""
CLOSE = """
MEMUTUSKAN:
Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X TENTANG RENCANA AKSI.
KESATU : Menetapkan rencana aksi.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.

Ditetapkan di X
pada tanggal 3 Maret 2025
KETUA KOMISI PEMILIHAN UMUM
KABUPATEN X,

ttd.

BUDI
"""
THOUGHTS = """Menimbang : a. bahwa zona integritas perlu dibangun;
b. bahwa perlu menetapkan Keputusan tentang Rencana Aksi;
"""


def source(text: str) -> Source:
    return read_bytes(text.encode(), "naskah.txt")


def locals_of(text: str | Source) -> list[str]:
    made = source(text) if isinstance(text, str) else text
    return [part.local for part in split(made)]


def words(made: Source, local: str) -> str:
    part = next(part for part in split(made) if part.local == local)
    return flat(made.text, part.span.start, part.span.end)


def numbered(section: str, *items: object) -> list[str]:
    return [f"{section}/{item}" for item in items]


@pytest.mark.parametrize(
    ("name", "thoughts", "bases", "clauses", "rest"),
    [
        ("kpu-kab-bintan-2025-12", "abc", 16, 2, ["penutup", "salinan", "lampiran"]),
        ("kpu-kab-serang-2025-995", "abc", 18, 2, ["penutup", "lampiran"]),
        ("kpu-kota-cilegon-2025-11", "ab", 8, 3, ["penutup", "salinan", "lampiran"]),
    ],
)
def test_seeds_have_all_their_parts(
    name: str, thoughts: str, bases: int, clauses: int, rest: list[str]
) -> None:
    assert locals_of(read(str(SEEDS / f"{name}.txt"))) == [
        "judul",
        "pembukaan",
        *numbered("menimbang", *thoughts),
        *numbered("mengingat", *range(1, bases + 1)),
        "memutuskan",
        *numbered("diktum", *("kesatu", "kedua", "ketiga")[:clauses]),
        *rest,
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flattened.txt", "judul pembukaan menimbang/a menimbang/b mengingat/1 mengingat/2 mengingat/3 mengingat/4 memutuskan diktum/kesatu diktum/kedua diktum/ketiga penutup salinan lampiran"),
        ("markdown.md", "judul pembukaan menimbang mengingat/1 mengingat/2 mengingat/3 memperhatikan/1 memperhatikan/2 memutuskan diktum/kesatu diktum/kedua penutup lampiran/ke-1 lampiran/ke-2"),
        ("kip-aceh.txt", "judul pembukaan menimbang/a menimbang/b memperhatikan mengingat/1 mengingat/2 mengingat/3 mengingat/4 memutuskan diktum/kesatu diktum/kedua diktum/ketiga penutup"),
        ("provinsi-ocr.txt", "judul pembukaan menimbang/a menimbang/b mengingat/1 mengingat/2 mengingat/3 mengingat/4 mengingat/5 mengingat/6 mengingat/7 mengingat/7-2 memutuskan diktum/kesatu diktum/kedua penutup"),
        ("kementerian-2019.txt", "judul pembukaan menimbang mengingat memutuskan diktum/kesatu diktum/kedua diktum/ketiga diktum/keempat penutup salinan"),
        ("draft.txt", "judul pembukaan menimbang/a menimbang/b mengingat/1 mengingat/2 mengingat/3 memutuskan diktum/kesatu diktum/kedua penutup"),
        ("table.md", "judul pembukaan menimbang/a menimbang/b mengingat/1 mengingat/2 mengingat/3 memutuskan diktum/kesatu diktum/kedua penutup"),
        ("article.txt", ""),
    ],
)  # fmt: skip
def test_other_shapes_have_all_their_parts(name: str, expected: str) -> None:
    assert locals_of(read(str(TEXTS / name))) == expected.split()


def test_item_spans_reach_from_mark_to_close() -> None:
    made = read(str(SEEDS / "kpu-kab-bintan-2025-12.txt"))
    part = next(part for part in split(made) if part.local == "mengingat/1")
    text = made.text[part.span.start : part.span.end]
    assert text.startswith("1. Undang-Undang Nomor 28")
    assert text.endswith("Nomor 197);")
    assert part.label is not None
    assert made.text[part.label.start : part.label.end] == "1."


@pytest.mark.parametrize(
    "label",
    [
        "Mengingat :", "MENGINGAT:", "- Mengingat** :", "**Mengingat** :", "Mengingat\t:\t",
        "Meng1ngat :", "Mengingal :", "Menginga :", "M E N G I N G A T :", "Mengingat\n:",
        "## Mengingat\n\n", "Mengingat", "Mengingat ;", "<b>Mengingat</b> :",
    ],
)  # fmt: skip
def test_labels_are_known_in_spite_of_slips(label: str) -> None:
    text = OPENING + THOUGHTS + BASES.replace("Mengingat :", label) + CLOSE
    assert [name for name in locals_of(text) if name.startswith("meng")] == numbered(
        "mengingat", 1, 2, 3
    )


@pytest.mark.parametrize(
    "mark",
    [
        "MEMUTUSKAN :",
        "M E M U T U S K A N",
        "**MEMUTUSKAN:**",
        "MEMUTUSKAN ;",
        "Memutuskan :",
        "MEMUTUSKAN",
        "MEMUTUSKAM:",
    ],
)
def test_memutuskan_is_known_in_spite_of_slips(mark: str) -> None:
    text = OPENING + THOUGHTS + BASES + CLOSE.replace("MEMUTUSKAN:", mark)
    found = locals_of(text)
    assert "memutuskan" in found
    assert found[-3:] == ["diktum/kesatu", "diktum/kedua", "penutup"]


def test_label_words_in_running_text_open_nothing() -> None:
    thoughts = """Menimbang : a. bahwa dengan mengingat kebutuhan dan
mengingat Pasal 3 perlu disusun rencana;
b. bahwa rapat telah menimbang dan memutuskan hal itu, memperhatikan usul anggota;
"""
    found = locals_of(OPENING + thoughts + BASES + CLOSE)
    assert found[2:7] == ["menimbang/a", "menimbang/b", *numbered("mengingat", 1, 2, 3)]
    assert "memperhatikan" not in found


def test_numbers_of_titles_at_line_begin_are_no_marks() -> None:
    bases = """Mengingat : 1. Undang-Undang Nomor
7. Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Tahun 2017 Nomor
2. Tambahan Lembaran Negara Nomor 6109);
2. Peraturan Pemerintah Nomor 94 Tahun
2021. tentang Disiplin;
3. Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design 2010-
2025;
"""
    made = source(OPENING + THOUGHTS + bases + CLOSE)
    assert [n for n in locals_of(made) if "mengingat" in n] == numbered("mengingat", 1, 2, 3)
    assert words(made, "mengingat/2").startswith("2. Peraturan Pemerintah")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Umum;\n2.", "Umum\n2."),
        ("\n2. ", "\n"),
        ("1. Undang", "Undang"),
        ("\n2. ", "\n2 . "),
        ("\n2. ", "\n(2) "),
        ("\n2. ", "\n\n- 2 -\n\n- 2. "),
        (";\n2. ", "; 2. "),
        (";\n2. ", "; dan\n2. "),
        ("1. Undang", "l. Undang"),
    ],
)
def test_a_lost_mark_or_semicolon_costs_nothing_else(old: str, new: str) -> None:
    made = source(OPENING + THOUGHTS + BASES.replace(old, new) + CLOSE)
    assert [n for n in locals_of(made) if "mengingat" in n] == numbered("mengingat", 1, 2, 3)
    assert "Nomor 94" in words(made, "mengingat/2")
    assert "Nomor 81" in words(made, "mengingat/3")
    assert "Nomor 7 " in words(made, "mengingat/1")


def test_long_lists_of_letters_go_on_behind_z() -> None:
    names = [chr(97 + i) for i in range(26)] + ["aa", "ab"]
    thoughts = "Menimbang : " + "\n".join(f"{n}. bahwa hal {n} perlu diatur;" for n in names) + "\n"
    found = [n for n in locals_of(OPENING + thoughts + BASES + CLOSE) if "menimbang" in n]
    assert found == numbered("menimbang", *names)


def test_further_opening_parts_keep_their_place_and_name() -> None:
    extra = "Membaca : 1. surat A;\n2. surat B;\nMendengar : usul rapat;\n"
    found = locals_of(OPENING + extra + THOUGHTS + BASES + CLOSE)
    assert found[2:5] == [
        "memperhatikan/membaca/1",
        "memperhatikan/membaca/2",
        "memperhatikan/mendengar",
    ]


def test_ordinals_of_the_diktum_go_beyond_ten() -> None:
    names = ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
             "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS"]  # fmt: skip
    clauses = "".join(f"{name} : Isi diktum ini berlaku.\n" for name in names)
    text = (
        OPENING
        + THOUGHTS
        + BASES
        + CLOSE.replace("KESATU : Menetapkan rencana aksi.\nKEDUA : ", clauses + "KEEMPAT BELAS : ")
    )
    found = [n.removeprefix("diktum/") for n in locals_of(text) if n.startswith("diktum")]
    assert found == [name.lower().replace(" ", "-") for name in [*names, "KEEMPAT BELAS"]]


@pytest.mark.parametrize("missing", ["menimbang", "mengingat", "memutuskan"])
def test_what_is_missing_is_left_out_and_the_rest_stays(missing: str) -> None:
    pieces = {"menimbang": THOUGHTS, "mengingat": BASES, "memutuskan": CLOSE}
    del pieces[missing]
    found = locals_of(OPENING + "".join(pieces.values()))
    sections = {name.split("/")[0] for name in found}
    assert missing not in sections
    assert set(pieces) <= sections


def test_a_page_head_that_repeats_the_annex_is_one_annex() -> None:
    head = "LAMPIRAN\nKEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN X\nNOMOR 1 TAHUN 2025\n\n"
    found = locals_of(OPENING + THOUGHTS + BASES + CLOSE + head + "1.\tTim\n" + head + "2.\tAksi\n")
    assert found[-2:] == ["penutup", "lampiran"]


def test_talk_of_the_annex_is_no_annex() -> None:
    close = CLOSE.replace(
        "rencana aksi.", "rencana aksi sebagaimana tercantum dalam\nLAMPIRAN Keputusan ini."
    )
    assert "lampiran" not in locals_of(OPENING + THOUGHTS + BASES + close)


def test_a_joined_file_is_the_annex_even_without_a_heading() -> None:
    main = source(OPENING + THOUGHTS + BASES + CLOSE)
    annex = read_bytes(b"\nRENCANA AKSI\nNo\tKomponen\n1.\tTim\n2.\tAksi\n", "b.txt")
    made = join(main, annex)
    assert locals_of(made)[-2:] == ["penutup", "lampiran"]
    assert words(made, "lampiran").startswith("RENCANA AKSI No Komponen")


@pytest.mark.parametrize(
    "text",
    [
        "Menimbang bahwa Undang-Undang Nomor 5; Mengingat Keputusan Lampiran Ditetapkan di KESATU " * 20_000,
        "Menimbang : a. bahwa\nMengingat : 1. Undang\nKESATU : x\nLAMPIRAN\nDitetapkan di X\nttd\n" * 20_000,
        " " * 2_000_000 + "x",
        "M E " * 300_000,
        "-" * 2_000_000,
    ],
    ids=["words", "lines", "blanks", "letters", "dashes"],
)  # fmt: skip
def test_big_texts_do_not_hang(text: str) -> None:
    made = Source("besar.txt", "0" * 64, text)
    begin = time.perf_counter()
    split(made)
    assert time.perf_counter() - begin < 15
