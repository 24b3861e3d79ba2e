"""Indonesian dates as they stand in decrees."""

from __future__ import annotations

import pytest

from zikg.extract.dates import dated_at, parse_day


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
        ("tanggal tujuh bulan Februari tahun dua ribu dua puluh lima", "2025-02-07"),
        ("Tujuh Februari Dua Ribu Dua Puluh Lima", "2025-02-07"),
        (
            "hari Jumat tanggal dua puluh satu bulan tiga tahun dua ribu dua puluh lima",
            "2025-03-21",
        ),
        ("duapuluh satu Maret duaribu duapuluhlima", "2025-03-21"),
        ("sebelas Desember seribu sembilan ratus sembilan puluh sembilan", "1999-12-11"),
        ("tiga puluh Juni dua ribu sepuluh", "2010-06-30"),
        ("7 (tujuh) Februari 2025", "2025-02-07"),
        ("tanggal 7 bulan Februari tahun 2025", "2025-02-07"),
        ("14 Ramadan 1446 H / 14 Maret 2025 M", "2025-03-14"),
        ("14-09-1446 H / 14-03-2025", "2025-03-14"),
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
        "14 Ramadan 1446 H",
        "14-09-1446 H",
        "1 Muharram 1447 Hijriah",
        "tiga puluh satu bulan Februari tahun dua ribu dua puluh lima",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("text", "words", "printed", "rest"),
    [
        ("14 Ramadan 1446 H / 14 Maret 2025 M", "14 Maret 2025", "2025-03-14", ""),
        ("14 Ramadan 1446 H. 14 Maret 2025 M. KETUA", "14 Maret 2025", "2025-03-14", " KETUA"),
        (
            "14 Ramadhan 1446 Hijriah yang bertepatan dengan hari Jumat tanggal 14 Maret 2025 Masehi",
            "14 Maret 2025",
            "2025-03-14",
            "",
        ),
        ("14 Jumadil Akhir 1446 H bertepatan dengan 5-12-2024", "5-12-2024", "2024-12-05", ""),
        ("14 Rabi'ul Awal 1446 H, 17 September 2024", "17 September 2024", "2024-09-17", ""),
        ("14 Maret 2025 M / 14 Ramadan 1446 H KETUA", "14 Maret 2025", "2025-03-14", " KETUA"),
        ("14 Maret 2025 (14 Ramadan 1446 H)", "14 Maret 2025", "2025-03-14", ")"),
        ("14 Maret 2025 M. NUR", "14 Maret 2025", "2025-03-14", " M. NUR"),
        ("14 Ramadan 1446 H KETUA", "14 Ramadan 1446 H", None, " KETUA"),
        ("1 Muharram 1447", "1 Muharram 1447", None, ""),
    ],
)
def test_beside_a_hijri_date_the_other_counts(
    text: str, words: str, printed: str | None, rest: str
) -> None:
    found = dated_at(text, 0)
    assert found is not None
    assert text[found.start : found.end] == words
    assert (found.when.printed if found.when else None) == printed
    assert text[found.stop :] == rest
