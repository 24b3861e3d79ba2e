"""Targets are read as the time they name, with the plan's year where they give none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zikg.extract.targets import parse_target
from zikg.extract.timewords import month_number

PERIODS = [
    ("Januari – Desember 2025", ["2025"]),
    ("Januari-Maret 2025", ["2025-01-01/2025-03-31"]),
    ("JANUARI S/D DESEMBER", ["2025"]),
    ("Juni 2025", ["2025-06"]),
    ("Bulan Maret Tahun 2025", ["2025-03"]),
    ("TW II", ["2025-04-01/2025-06-30"]),
    ("Tw. III", ["2025-07-01/2025-09-30"]),
    ("TW I-IV 2025", ["2025"]),
    ("TW II, TW IV", ["2025-04-01/2025-06-30", "2025-10-01/2025-12-31"]),
    ("Triwulan I dan II 2025", ["2025-01-01/2025-03-31", "2025-04-01/2025-06-30"]),
    ("Triwulan I s.d. IV", ["2025"]),
    ("Q1, Q3 2025", ["2025-01-01/2025-03-31", "2025-07-01/2025-09-30"]),
    ("Semester I 2025", ["2025-01-01/2025-06-30"]),
    ("Caturwulan II", ["2025-05-01/2025-08-31"]),
    ("setiap bulan", ["2025"]),
    ("berkala", ["2025"]),
    ("2 kali setahun", ["2025"]),
    ("Setiap bulan (Maret-Mei 2025)", ["2025-03-01/2025-05-31"]),
    ("B03, B06", ["2025-03", "2025-06"]),
    ("B01-B12", ["2025"]),
    ("31 Maret 2025", ["2025-03-31"]),
    ("10-14 Maret 2025", ["2025-03-10/2025-03-14"]),
    ("31/12/2025", ["2025-12-31"]),
    ("1 Januari s.d. 31 Desember 2025", ["2025"]),
    ("Minggu ke-2 Februari 2025", ["2025-02-08/2025-02-14"]),
    ("Minggu I-II Maret 2025", ["2025-03-01/2025-03-14"]),
    ("Minggu IV Februari", ["2025-02-22/2025-02-28"]),
    ("2025", ["2025"]),
    ("Tahun Anggaran 2025", ["2025"]),
    ("2025-2026", ["2025-01-01/2026-12-31"]),
    ("s.d. Juni 2025", ["2025-01-01/2025-06-30"]),
    ("paling lambat 31 Maret 2025", ["2025-01-01/2025-03-31"]),
    ("mulai Maret 2025", ["2025-03-01/2025-12-31"]),
    ("Januari 2025 s/d Desember 2025", ["2025"]),
    ("Januari 2025 – Desember", ["2025"]),
    ("Jan - Des", ["2025"]),
    ("Februari, Mei, Agustus 2025", ["2025-02", "2025-05", "2025-08"]),
    ("Januari - Juni dan September 2025", ["2025-01-01/2025-06-30", "2025-09"]),
    ("April dan Oktober 2025; Januari 2026", ["2025-04", "2025-10", "2026-01"]),
    ("Tahun 2025: Januari-Maret", ["2025-01-01/2025-03-31"]),
    ("November 2025 - Februari 2026", ["2025-11-01/2026-02-28"]),
    ("November 2025 - Februari", ["2025-11-01/2026-02-28"]),
    ("Desember - Januari 2026", ["2025-12-01/2026-01-31"]),
    ("Desernber 2025", ["2025-12"]),
    ("Janvari 2O25", ["2025-01"]),
    ("Jan uari 2025", ["2025-01"]),
    ("Pebruari s.d Nopember 2025", ["2025-02-01/2025-11-30"]),
    ("04/2025", ["2025-04"]),
    ("4-2025", ["2025-04"]),
    ("2025/04", ["2025-04"]),
    ("2025-04-30", ["2025-04-30"]),
    ("1/4/25", ["2025-04-01"]),
    ("01/04 - 30/06/2025", ["2025-04-01/2025-06-30"]),
    ("04/2025 s.d. 06/2025", ["2025-04-01/2025-06-30"]),
    ("T.W. II", ["2025-04-01/2025-06-30"]),
    ("T.W II 2025", ["2025-04-01/2025-06-30"]),
    ("Triwulan pertama 2025", ["2025-01-01/2025-03-31"]),
    ("Bulan April s.d. Juni", ["2025-04-01/2025-06-30"]),
    ("Bulan ke-4", ["2025-04"]),
    ("bulan ke 3 s.d. 5", ["2025-03-01/2025-05-31"]),
    ("Bulan 4 tahun 2025", ["2025-04"]),
    ("April 2025 dst", ["2025-04-01/2025-12-31"]),
    ("April 2025 dan seterusnya", ["2025-04-01/2025-12-31"]),
    ("TW III - selesai", ["2025-07-01/2025-12-31"]),
    ("Tiap Triwulan", ["2025"]),
    ("Tgl 5 setiap bulan", ["2025"]),
    ("6 bulan sekali", ["2025"]),
    ("Minggu I - IV April 2025", ["2025-04"]),
    ("Minggu pertama April 2025", ["2025-04-01/2025-04-07"]),
    ("Semester 1", ["2025-01-01/2025-06-30"]),
    ("S2 2025", ["2025-07-01/2025-12-31"]),
    ("Kuartal 2", ["2025-04-01/2025-06-30"]),
    ("Q3 2025", ["2025-07-01/2025-09-30"]),
    ("Q2'25", ["2025-04-01/2025-06-30"]),
    ("1 April s.d. 30 Juni 2025", ["2025-04-01/2025-06-30"]),
    ("April/Mei 2025", ["2025-04", "2025-05"]),
    ("Apr '25", ["2025-04"]),
    ("Apr-25", ["2025-04"]),
    ("Jan ’25 - Mar ’25", ["2025-01-01/2025-03-31"]),
]


@pytest.mark.parametrize(("text", "printed"), PERIODS)
def test_periods(text: str, printed: list[str]) -> None:
    target = parse_target(text, (2025,))
    assert [period.printed for period in target.periods] == printed
    assert target.clear
    assert target.start == min(period.earliest for period in target.periods)
    assert target.end == max(period.latest for period in target.periods)


@pytest.mark.parametrize(
    "text", ["1 dokumen", "100%", "SK", "Terlaksana", "Sesuai kebutuhan", "-", "Minggu depan"]
)
def test_what_names_no_time_is_unclear(text: str) -> None:
    target = parse_target(text, (2025,))
    assert (target.clear, target.periods, target.start) == (False, (), None)


@pytest.mark.parametrize("text", ["Maret", "TW II", "berkala", "Jan - Des", "31 Maret", "B03"])
@pytest.mark.parametrize("years", [(), (2025, 2026)])
def test_a_year_is_never_invented(text: str, years: tuple[int, ...]) -> None:
    target = parse_target(text, years)
    assert (target.clear, target.periods, target.start, target.end) == (True, (), None, None)


@pytest.mark.parametrize("text", ["13/2025", "I/2025", "IV/2025", "45/13/25"])
def test_what_may_be_no_month_is_never_the_whole_year(text: str) -> None:
    target = parse_target(text, (2025,))
    assert (target.clear, target.periods) == (True, ())


@pytest.mark.parametrize("text", ["Apr '26", "Apr-26", "04/2026", "1/4/26", "2026-04"])
def test_a_year_printed_short_outweighs_that_of_the_plan(text: str) -> None:
    assert parse_target(text, (2025,)).years == (2026,)
    assert parse_target(text).start == date(2026, 4, 1)


def test_an_empty_target_is_another_matter() -> None:
    assert parse_target("").clear


def test_printed_years_are_told() -> None:
    assert parse_target("November 2025 - Februari 2026").years == (2025, 2026)
    assert parse_target("Maret", (2025,)).years == ()


def test_the_end_of_february() -> None:
    assert parse_target("Februari 2024").end == date(2024, 2, 29)
    assert parse_target("31 Februari 2025").end == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Juni", 6),
        ("Juli", 7),
        ("Jul1", 7),
        ("Juii", None),
        ("Mei", 5),
        ("hari", None),
        ("Agustvs", 8),
    ],
)
def test_months_with_slips(word: str, number: int | None) -> None:
    assert month_number(word) == number


@given(
    st.text("Januari DesembrMtFpglkoSvTW IVX0123456789-–,./() sd&", max_size=40),
    st.sampled_from([(), (2025,), (2025, 2026)]),
)
def test_any_text_gives_a_target_whose_bounds_hold(text: str, years: tuple[int, ...]) -> None:
    target = parse_target(text, years)
    assert (target.start is None) == (target.periods == ())
    for period in target.periods:
        assert target.clear
        assert target.start is not None
        assert target.end is not None
        assert target.start <= period.earliest <= period.latest <= target.end


@pytest.mark.parametrize(
    ("text", "years", "start", "end"),
    [
        ("Maret 24", (2024,), "2024-03-01", "2024-03-31"),
        ("Maret 24", (2024, 2025), "2024-03-01", "2024-03-31"),
        ("Jan - Des 25", (2024, 2025), "2025-01-01", "2025-12-31"),
        ("Mar 2024", (), "2024-03-01", "2024-03-31"),
        ("mar. 2024", (), "2024-03-01", "2024-03-31"),
        (
            "Maret 24",
            (2025,),
            "2025-03-01",
            "2025-03-31",
        ),  # a day, or a year that is not the plan's
        ("Maret 24 dan 25", (2024, 2025), "None", "None"),
        ("Maret 24-28", (2024, 2025), "None", "None"),
        ("Maret 24 laporan", (2024, 2025), "None", "None"),
        ("Maret 24", (), "None", "None"),
    ],
)
def test_two_digits_behind_a_month_are_a_year_of_the_plan(
    text: str, years: tuple[int, ...], start: str, end: str
) -> None:
    target = parse_target(text, years)
    assert (str(target.start), str(target.end), target.clear) == (start, end, True)
