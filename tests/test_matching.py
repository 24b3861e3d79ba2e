"""Every component of both regimes is known by its names; slips are read, near ones not guessed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from plan_fixtures import Registry
from zikg.extract.areas import area_names, parse_heading
from zikg.extract.matching import REGIMES, Matcher, matcher

if TYPE_CHECKING:
    from zikg.model import Component

SUBS = [
    (regime, part)
    for regime in REGIMES
    for part in Registry().components(regime)
    if part.sub and part.area.isdigit()
]


def find(regime: str, text: str, area: str | None = None) -> str | None:
    return matcher(Registry(), regime).find(text, area)


def test_there_are_as_many_as_the_regimes_have() -> None:
    count = Counter((regime, part.mandatory) for regime, part in SUBS)
    assert count == {("2014", True): 23, ("2021", True): 25, ("2021", False): 17}


@pytest.mark.parametrize(("regime", "part"), SUBS, ids=[part.id for _, part in SUBS])
def test_names_and_aliases_in_many_forms(regime: str, part: Component) -> None:
    for name in (part.name, *part.aliases):
        for form in (
            name,
            name.upper(),
            name.lower(),
            f"1. {name}",
            f"b) {name}",
            name.replace(" ", "  "),
            name.replace("/", " / "),
            f"{name} (0,5)",
            f"{name}.",
        ):
            assert find(regime, form, part.area) == part.id
            assert find(regime, form) == part.id


SLIPS = {"0": "O", "i": "l", "l": "1", "m": "rn", "a": "o", "e": "c", "n": "u", "u": "n", "o": "0"}


def slipped(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    letter = text[place]
    change = chance.choice(
        (
            SLIPS.get(letter, chance.choice("bcdfgkpqxz")),
            "",
            letter + chance.choice("abelmnt ."),
            text[place + 1 : place + 2] + letter,
        )
    )
    skip = 2 if len(change) == 2 and change[-1] == letter and change[0] != letter else 1
    return text[:place] + change + text[place + skip :]


@pytest.mark.parametrize("regime", REGIMES)
def test_one_wrong_letter_is_read_and_never_makes_another_component(regime: str) -> None:
    chance = random.Random(2025)
    seen: Counter[str] = Counter()
    for _, part in (entry for entry in SUBS if entry[0] == regime):
        for name in (name for name in (part.name, *part.aliases) if len(name) >= 8):
            for _ in range(40):
                found = find(regime, slipped(name, chance), chance.choice((part.area, None)))
                seen["right" if found == part.id else "wrong" if found else "none"] += 1
    assert seen["wrong"] == 0
    assert seen["right"] / seen.total() >= 0.99


@pytest.mark.parametrize(
    ("text", "area", "in_2014", "in_2021"),
    [
        ("Pembentukan Tim Kerja", "1", "1/1", "1/p1"),
        ("Pembentukan Tim ZI", "1", "1/1", "1/p1"),
        ("Penyusunan Dokumen Rencana Pembangunan ZI", "1", "1/2", "1/p2"),
        ("Monitoring dan Evaluasi Pembangunan Zona Integritas", "1", "1/3", "1/p3"),
        ("Perubahan Pola Pikir & Budaya Kerja", "1", "1/4", "1/p4"),
        ("Komitmen Pimpinan", "1", None, "1/r2"),
        ("SOP", "2", "2/1", "2/p1"),
        ("Prosedur Operasional Tetap", None, "2/1", "2/p1"),
        ("Penerapan SPBE", "2", "2/2", "2/p2"),
        ("KIP", None, "2/3", "2/p3"),
        ("Penegakan Aturan Disiplin dan Kode Etik Prilaku", "3", "3/5", "3/p5"),
        ("Kinerja Individu", "3", "3/4", "3/r1"),
        ("Simpeg", "3", "3/6", "3/p6"),
        ("Pemberian Reward and punishment", "4", None, "4/r2"),
        ("Pengelolaan SAKIP", "4", "4/2", "4/p2"),
        ("Penerapan SPIP", "5", "5/2", "5/p2"),
        ("Pengaduan Masyarakat", "5", "5/3", "5/p3"),
        ("Penanganan Pengaduan Masyarakat", "5", "5/3", "5/r2"),
        ("Whistle- Blowing System", "5", "5/4", "5/p4"),
        ("Whistleblowing System (WBS)", "5", "5/4", "5/p4"),
        ("Penanganan Benturan Kepentingan", "5", "5/5", "5/p5"),
        ("Benturan Kepentingan", "5", "5/5", "5/p5"),
        ("Budaya Layanan Prima", "6", "6/2", "6/p2"),
        ("Pengelolaan Pengaduan", "6", None, "6/p3"),
        ("Penilaian Kepuasan Pelayanan", "6", "6/3", "6/p4"),
        ("Pemanfaatan Teknologi Informasi", "6", None, "6/p5"),
    ],
)
def test_words_as_decrees_have_them(
    text: str, area: str | None, in_2014: str | None, in_2021: str | None
) -> None:
    assert find("2014", text, area) == (in_2014 and f"zi/2014/{in_2014}")
    assert find("2021", text, area) == (in_2021 and f"zi/2021/{in_2021}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "Pengaduan",
        "Penanganan Pengaduan",
        "Pengelolaan Pengaduan Masyarakat",
        "Kepegawaian",
        "Pelayanan Publik",
        "Kinerja",
        "Disiplin Pegawai",
        "Pemantauan",
        "Pembangunan Zona Integritas",
        "Sistem Informasi",
        "Penataan arsip",
        "Maklumat Pelayanan",
        "SKB",
        "Rapat Evaluasi",
    ],
)
def test_what_names_none_or_several_is_not_guessed(text: str) -> None:
    assert find("2021", text) is None


def test_the_area_is_looked_through_first_and_others_need_nearly_the_name() -> None:
    assert find("2021", "Pengelolaan Pengaduan", "5") == "zi/2021/6/p3"
    assert find("2021", "Benturan Kepentingan", "6") is None


def test_an_indicator_helps_only_where_it_is_a_name_itself() -> None:
    names = area_names(Registry())
    assert names.elements("", "Pola Mutasi Internal", "3")[-1] == ("2021", "zi/2021/3/p2")
    assert names.elements("Mutasi pegawai negeri", "Penerapan pola mutasi di kantor", "3") == ()
    # A component that is known in one regime is not looked for elsewhere in the other.
    assert names.elements("Pengelolaan Pengaduan", "Pengaduan Masyarakat", "6") == (
        ("2021", "zi/2021/6/p3"),
    )


@pytest.mark.parametrize("regime", REGIMES)
def test_official_area_names_are_exact(regime: str) -> None:
    names = area_names(Registry())
    areas = [part for part in Registry().components(regime) if not part.sub and part.area.isdigit()]
    assert len(areas) == 6
    for part in areas:
        for form in (part.name, part.name.upper(), part.name.replace("SDM", "Sumber Daya Manusia")):
            assert names.named(form) == (part.area, "exact")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Penataan Tata Laksana", ("2", "exact")),
        ("Penguatan Akuntabilitas Kinerja", ("4", "exact")),
        ("PENINGKATAN KUALITAS LAYANAN PUBLIK", ("6", "form")),
        ("Penataan Sistem Manajemen SDM dan Aparatur", ("3", "form")),
        ("Program Manajemen Perubahan", ("1", "form")),
        ("MANAJEMEN PERUBAHN", ("1", "form")),
        ("Penyusunan Tim Kerja", None),
        ("Lain-lain", None),
        ("", None),
    ],
)
def test_area_names_in_other_forms(name: str, found: tuple[str, str] | None) -> None:
    assert area_names(Registry()).named(name) == found


@pytest.mark.parametrize(
    ("text", "before", "number", "name"),
    [
        ("I. MANAJEMEN PERUBAHAN", 0, 1, "MANAJEMEN PERUBAHAN"),
        ("I. X", 8, 9, "X"),
        ("C. SDM", 2, 3, "SDM"),
        ("Il. PENATAAN", 1, 2, "PENATAAN"),
        ("11. PENATAAN", 1, 2, "PENATAAN"),
        ("VI.\tPENINGKATAN", 5, 6, "PENINGKATAN"),
        ("AREA IV PENGUATAN", 3, 4, "PENGUATAN"),
        ("Area Perubahan 3: Penataan", 2, 3, "Penataan"),
        ("MANAJEMEN PERUBAHAN", 0, None, "MANAJEMEN PERUBAHAN"),
        ("Manajemen", 0, None, "Manajemen"),
    ],
)
def test_marks_of_headings(text: str, before: int, number: int | None, name: str) -> None:
    heading = parse_heading(text)
    assert (heading.number(before), heading.name) == (number, name)


def test_a_regime_without_components_matches_nothing() -> None:
    assert Matcher(()).find("Tim Kerja") is None


TWO = "SPBE dan Keterbukaan Informasi Publik"
THREE = "Pengendalian Gratifikasi, WBS dan Benturan Kepentingan"


@pytest.mark.parametrize(
    ("text", "area", "elements"),
    [
        (TWO, "2", ["2/p2", "2/p3"]),
        ("Sistem Pemerintahan Berbasis Elektronik (SPBE) dan KIP", None, ["2/p2", "2/p3"]),
        (THREE, "5", ["5/p1", "5/p4", "5/p5"]),
        (THREE, None, ["5/p1", "5/p4", "5/p5"]),
        ("a. Standar Pelayanan b. Budaya Pelayanan Prima", "6", ["6/p1", "6/p2"]),
        ("Tim Kerja / Rencana Pembangunan ZI / Pemantauan dan Evaluasi", "1", ["1/p1", "1/p2", "1/p3"]),
        ("Pemantauan dan Evaluasi", "1", ["1/p3"]),
        ("Penegakan Aturan Disiplin/Kode Etik/Kode Perilaku Pegawai", "3", ["3/p5"]),
        ("Perubahan pola pikir dan budaya kerja", "1", ["1/p4"]),
        ("Upaya dan/atau Inovasi Pelayanan Publik", "6", ["6/r1"]),
        ("Penanganan Pengaduan Pelayanan dan Konsultasi", "6", ["6/r2"]),
        ("Sosialisasi dan Pengendalian Gratifikasi", "5", ["5/p1"]),
        ("SPBE/E-Office", "2", ["2/p2"]),
        ("Rapat, daftar hadir dan laporan", "2", []),
        ("Sarana dan Prasarana", None, []),
    ],
)  # fmt: skip
def test_a_text_may_name_several(text: str, area: str | None, elements: list[str]) -> None:
    found = matcher(Registry(), "2021").find_all(text, area)
    assert list(found) == [f"zi/2021/{element}" for element in elements]


def test_twins_of_the_two_regimes_share_their_names() -> None:
    for text in ("Survei Kepuasan Masyarakat", "Penilaian Kepuasan terhadap Pelayanan"):
        assert find("2014", text, "6") == "zi/2014/6/3"
        assert find("2021", text, "6") == "zi/2021/6/p4"
    assert find("2021", "Dokumen Rencana Pembangunan Zona Integritas") == "zi/2021/1/p2"
    # What is new in 2021 has no twin, though the words are near.
    assert find("2014", "Kinerja Individu", "3") != "zi/2014/3/r1"
    assert matcher(Registry(), "2014").find_all("Pengelolaan Pengaduan", "6") == ()


@pytest.mark.parametrize(
    ("heading", "area", "number"),
    [
        ("AREA PERUBAHAN 1: MANAJEMEN PERUBAHAN", "1", 1),
        ("AREA V PENGUATAN PENGAWASAN", "5", 5),
        ("Area I. Manajemen Perubahan", "1", 1),
        ("Program Manajemen Perubahan", "1", None),
        ("I. PROGRAM MANAJEMEN PERUBAHAN", "1", 1),
        ("Pilar 2: Penataan Tatalaksana", "2", 2),
        ("KOMPONEN PENGUNGKIT 4. PENGUATAN AKUNTABILITAS", "4", 4),
        ("AREA PERUBAHAN KE-6 PENINGKATAN KUALITAS PELAYANAN PUBLIK", "6", 6),
        ("Area kedua : Penataan Tatalaksana", "2", 2),
        ("AREA LIMA - PENGUATAN PENGAWASAN", "5", 5),
        ("AREA 1 (MANAJEMEN PERUBAHAN)", "1", 1),
        ("Area #3 Penataan Sistem Manajemen SDM Aparatur (10%)", "3", 3),
        ("Tim 5 Penguatan Pengawasan", "5", 5),
        ("AREA PERUBAHAN MANAJEMEN PERUBAHAN", "1", None),
    ],
)
def test_words_before_the_name_of_an_area_do_not_count(
    heading: str, area: str, number: int | None
) -> None:
    read = parse_heading(heading)
    assert area_names(Registry()).named(read.name) == (area, "exact")
    assert read.number(0) == number or number in read.numbers


@pytest.mark.parametrize("text", ["Tim Kerja", "Unsur pimpinan", "Sasaran Kinerja Pegawai"])
def test_words_that_count_before_a_number_only(text: str) -> None:
    assert parse_heading(text).name == text
