"""Indonesian dates as they stand in decrees."""

from __future__ import annotations

import pytest

from zikg.extract.dates import parse_day


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("7 Februari 2025", "2025-02-07"),
        ("Pada Tanggal 06 Januari 2025", "2025-01-06"),
        ("1 Pebruari 2021", "2021-02-01"),
        ("2 Nopember 2025", "2025-11-02"),
        ("tanggal 17 Oktober 2025 tentang Langkah", "2025-10-17"),
        ("15 NOVEMBER 2025", "2025-11-15"),
        ("17-10-2025", "2025-10-17"),
        ("17/10/2025", "2025-10-17"),
        ("17.10.2025", "2025-10-17"),
        ("2025-10-17", "2025-10-17"),
        ("l5 November 2O25", "2025-11-15"),
        ("1O Maret 2025", "2025-03-10"),
        ("7\nFebruari\n2025", "2025-02-07"),
        ("5 Agt. 2024", "2024-08-05"),
        ("29 Februari 2024", "2024-02-29"),
        ("Januari 2025", "2025-01"),
        ("Desember 2021", "2021-12"),
        ("tahun 2019", "2019"),
    ],
)
def test_dates_are_read(text: str, printed: str) -> None:
    found = parse_day(text)
    assert found is not None
    assert found.printed == printed


@pytest.mark.parametrize(
    "text",
    [
        "31 Februari 2025",
        "29 Februari 2025",
        "00 Januari 2025",
        "45 Maret 2025",
        "32-10-2025",
        "12",
        "12-25",
        "17-10-25",
        "1766/PW.02-SD/11/2025",
        "tanggal ...",
        "",
        "Maret",
        "9999999",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_day(text) is None
