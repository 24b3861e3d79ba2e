"""How the decree's own name compares with its title where it is repeated (ZI303)."""

from __future__ import annotations

import pytest

from zikg.reason.naming import compare

TITLE = (
    "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS MENUJU WILAYAH BEBAS DARI KORUPSI DAN WILAYAH "
    "BIROKRASI BERSIH DAN MELAYANI DI LINGKUNGAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG TAHUN 2025"
)


def changed(old: str, new: str) -> str:
    assert old in TITLE
    return TITLE.replace(old, new)


@pytest.mark.parametrize(
    "name",
    [
        TITLE.title(),
        TITLE.replace(" ", "\n"),
        changed("INTEGRITAS", "INTE GRITAS"),
        changed("INTEGRITAS", "INTEGR1TAS"),
        changed("PEMBANGUNAN", "PEMBANCUNAN"),
        changed("PEMBANGUNAN", "PEMBAN-GUNAN"),
        changed("KABUPATEN", "KABUPTEN"),
        changed("2025", "2O25"),
    ],
)
def test_capitals_breaks_and_misread_letters_are_no_difference(name: str) -> None:
    assert compare(TITLE, name).match == "same"


@pytest.mark.parametrize(
    ("name", "adds", "lacks"),
    [
        ("PENETAPAN " + TITLE, "PENETAPAN", ""),
        (changed(" TAHUN 2025", ""), "", "TAHUN 2025"),
        (changed("2025", "2024"), "2024", "2025"),
        (changed("MALANG", "BLITAR"), "BLITAR", "MALANG"),
        (changed("KABUPATEN", "KOTA"), "KOTA", "KABUPATEN"),
        (changed("RENCANA AKSI", "RENCANA KERJA"), "KERJA", "AKSI"),
        (changed("LINGKUNGAN", "WILAYAH"), "WILAYAH", "LINGKUNGAN"),
        ("PENETAPAN TENTANG " + TITLE, "PENETAPAN TENTANG", ""),
    ],
)
def test_another_word_or_year_is_another_name(name: str, adds: str, lacks: str) -> None:
    found = compare(TITLE, name)
    assert (found.match, found.adds, found.lacks) == ("other", adds, lacks)


@pytest.mark.parametrize(
    "name",
    [
        changed("KOMISI PEMILIHAN UMUM", "KPU"),
        changed("ZONA INTEGRITAS", "ZI"),
        changed(
            "WILAYAH BEBAS DARI KORUPSI DAN WILAYAH BIROKRASI BERSIH DAN MELAYANI", "WBK DAN WBBM"
        ),
        changed("BEBAS DARI KORUPSI", "BEBAS KORUPSI"),
        changed("KORUPSI DAN", "KORUPSI, DAN"),
        changed("PEMBANGUNAN", "PEMBANGUN"),
        changed("BEBAS DARI KORUPSI", "BEBAS DARI KORUPSI (WBK)"),
    ],
)
def test_abbreviations_small_words_suffixes_and_marks_are_a_matter_of_form(name: str) -> None:
    assert compare(TITLE, name).match == "form"


def test_marks_are_not_compared_at_the_head_of_an_annex() -> None:
    assert compare(TITLE, changed("KORUPSI DAN", "KORUPSI, DAN"), closed=False).match == "same"


def test_words_read_beyond_the_name_or_cut_from_it_are_no_part_of_it() -> None:
    table = "RENCANA AKSI PEMBANGUNAN ZONA INTEGRITAS KOMISI PEMILIHAN UMUM KABUPATEN MALANG"
    assert compare(TITLE, f"{TITLE} {table}", closed=False).match == "same"
    assert (
        compare(
            TITLE,
            changed(
                " DAN MELAYANI DI LINGKUNGAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG TAHUN 2025", ""
            ),
        ).match
        == "same"
    )
