"""Titles are compared as people would: what is another title, and what only looks like one."""

from __future__ import annotations

from itertools import combinations

import pytest

from zikg.reason.titles import Difference, alike, difference
from zikg.registry import open_registry

NONE = Difference((), ())
IDS = (
    "uu/ri/1999/28", "uu/ri/2001/20", "uu/ri/2017/7", "uu/ri/2023/7", "pp/ri/2017/11",
    "perpres/ri/2018/16", "permen/panrb/2014/52", "permen/panrb/2021/90", "permen/panrb/2024/5",
    "permen/panrb/2020/26", "permen/panrb/2023/9", "peraturan/kpu/2020/14", "peraturan/kpu/2023/21",
)  # fmt: skip


def title(id_: str) -> str:
    held = open_registry().get(id_)
    assert held is not None
    assert held.title
    return held.title


@pytest.mark.parametrize(
    ("cited", "id_"),
    [
        ("PENYELENGGARA NEGARA YANG BERSIH DAN BEBAS DARI KORUPSI, KOLUSI DAN NEPOTISME",
         "uu/ri/1999/28"),
        ("Penyelenggara Negara yang Bersih dan Bebas dari KKN", "uu/ri/1999/28"),
        ("Perubahan Pertama atas UU No. 31 Tahun 1999 tentang Pemberantasan Tipikor", "uu/ri/2001/20"),
        ("pemilihan umum", "uu/ri/2017/7"),
        ("Pemilu", "uu/ri/2017/7"),
        ("Pemilihan Umum Republik Indonesia", "uu/ri/2017/7"),
        ("Penetapan Perppu Nomor 1 Tahun 2022 tentang Perubahan Atas UU Nomor 7 Tahun 2017 tentang "
         "Pemilu menjadi UU", "uu/ri/2023/7"),
        ("Manajemen PNS", "pp/ri/2017/11"),
        ("Manajernen Pegawal Negeri Sipil", "pp/ri/2017/11"),
        ("Manajemen Pegawai 3 Negeri Sipil", "pp/ri/2017/11"),
        ("PengadaanBarang dan Jasa Pemerintah", "perpres/ri/2018/16"),
        ("Pengadaan Barang / Jasa Pemer intah", "perpres/ri/2018/16"),
        ("Pembangunan dan Evaluasi ZI menuju WBK dan WBBM di Instansi Pemerintah",
         "permen/panrb/2021/90"),
        ("Pembangunan dan Evaluasi Zona Integritas menuju Wilayah Bebas dari Korupsi (WBK) dan Wilayah "
         "Birokrasi Bersih dan Melayani (WBBM) di Instansi Pemerintah", "permen/panrb/2021/90"),
        ("Perubahan Ke-2 atas PKPU No. 14 Tahun 2020 tentang Tugas, Fungsi, Susunan Organisasi, dan "
         "Tatakerja Setjen KPU, Sekretariat KPU Provinsi, & Sekretariat KPU Kab/Kota",
         "peraturan/kpu/2023/21"),
    ],
)  # fmt: skip
def test_the_same_title(cited: str, id_: str) -> None:
    assert difference(cited, title(id_)) == NONE


def test_an_amending_title_names_its_base_in_any_form() -> None:
    whole = title("permen/panrb/2021/90")
    for base in (
        "Permen PANRB Nomor 90 Tahun 2021",
        "PermenPANRB 90/2021",
        "Peraturan Menteri PAN dan RB Republik Indonesia No. 90 Tahun 2021",
    ):
        cited = f"Perubahan atas {base} tentang {whole}"
        assert difference(cited, title("permen/panrb/2024/5")) == NONE, base


@pytest.mark.parametrize(
    ("cited", "id_", "lacks", "adds"),
    [
        ("Pemilihan", "uu/ri/2017/7", {"Umum"}, set()),
        ("Pelayanan Publik", "uu/ri/2017/7", {"Pemilihan", "Umum"}, {"Pelayanan", "Publik"}),
        ("Disiplin Pegawai Negeri Sipil", "pp/ri/2017/11", {"Manajemen"}, {"Disiplin"}),
        ("Pengadaan Barang Pemerintah", "perpres/ri/2018/16", {"Jasa"}, set()),
        ("Evaluasi Reformasi Birokrasi", "permen/panrb/2020/26", {"Pedoman", "Pelaksanaan"}, set()),
        ("Tugas, Fungsi, Susunan Organisasi, dan Tata Kerja Sekretariat Jenderal Komisi Pemilihan Umum, "
         "Komisi Pemilihan Umum Provinsi, Komisi Pemilihan Umum Kabupaten/Kota",
         "peraturan/kpu/2020/14", {"Sekretariat"}, set()),
    ],
)  # fmt: skip
def test_another_title(cited: str, id_: str, lacks: set[str], adds: set[str]) -> None:
    found = difference(cited, title(id_))
    assert found
    assert (set(found.lacks), set(found.adds)) == (lacks, adds)


def test_the_place_of_an_amendment_and_the_number_of_its_base_tell() -> None:
    official = title("peraturan/kpu/2023/21")
    assert difference(official.replace("Kedua", "Ketiga"), official) == Difference(
        ("ke-2",), ("ke-3",)
    )
    assert difference(official.replace("Kedua ", ""), official) == Difference(("ke-2",), ())
    other = difference(official.replace("Nomor 14 Tahun 2020", "Nomor 8 Tahun 2019"), official)
    assert other == Difference(("14", "2020"), ("8", "2019"))


def test_no_two_different_titles_of_the_registry_are_taken_for_one() -> None:
    registry = open_registry()
    titles = sorted({held.title for held in registry.regulations() if held.title})
    assert len(titles) > 50
    same = [(one, other) for one, other in combinations(titles, 2) if not difference(one, other)]
    assert same == []


@pytest.mark.parametrize("id_", IDS)
def test_a_title_is_its_own(id_: str) -> None:
    assert difference(title(id_), title(id_)) == NONE
    assert difference(title(id_).upper(), title(id_)) == NONE
    assert difference(title(id_).replace(",", "").lower(), title(id_)) == NONE


def test_every_word_left_out_or_put_in_is_noticed() -> None:
    official = title("permen/panrb/2021/90")
    words = official.split()
    for place, word in enumerate(words):
        if word in ("dan", "dari", "di"):
            continue
        assert difference(" ".join(words[:place] + words[place + 1 :]), official).lacks == (word,)
        assert difference(" ".join([*words[:place], "Desa", *words[place:]]), official).adds == (
            "Desa",
        )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Penyelenggara", "Penyelenggaraan", True),
        ("Kepegawaian", "Pegawai", True),
        ("Pembangunan", "Membangun", True),
        ("Publik", "Pubilk", True),
        ("Inforrnasi", "Informasi", True),
        ("Sekretaris", "Sekretariat", False),
        ("Pengelolaan", "Pengolahan", False),
        ("Pencegahan", "Pemberantasan", False),
        ("2019", "2018", False),
        ("Zona", "Zina", True),
        ("UU", "PP", False),
    ],
)
def test_words_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same
