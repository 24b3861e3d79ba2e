"""Two decrees in one file: the first is checked as if alone, and one sentence says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from zikg.extract import extract
from zikg.extract.second import second_decree
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Result

FOLDER = Path(__file__).parent / "decrees"
ALL = sorted(file for file in FOLDER.iterdir() if not file.stem.endswith("lampiran"))


def result(text: str) -> Result:
    decree = extract(read_bytes(text.encode(), "uji.md"), open_registry())
    run = run_for(decree, date(2025, 3, 14))
    return check(decree, run, open_registry(), engine="compiled")


def brief(found: Result) -> list[tuple[str, str | None, str | None, str | None]]:
    return sorted((f.code, f.section or "", f.item or "", f.subject or "") for f in found.findings)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("kpu-kab-malang-2025.md", "kpu-kota-surakarta-2020.md"),
        ("kpu-kota-surakarta-2020.md", "kpu-kab-malang-2025.md"),
        ("kpu-kab-garut-2025.txt", "kpu-kab-sragen-2025.txt"),
        ("sekretaris-kpu-kab-banyumas-2025.md", "kpu-kab-garut-2025.txt"),
    ],
)
def test_only_the_first_of_two_is_checked_and_it_says_so(first: str, second: str) -> None:
    one, two = ((FOLDER / name).read_text(encoding="utf-8") for name in (first, second))
    alone, both = result(one), result(f"{one}\n\n{two}")
    assert brief(both) == brief(alone)
    said = [s for s in both.undecided if "keputusan lain" in s]
    assert len(said) == 1
    assert "NOMOR" in said[0].upper()
    assert [s for s in both.undecided if s not in said] == list(alone.undecided)


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.name)
def test_one_decree_is_no_two(file: Path) -> None:
    assert second_decree(file.read_text(encoding="utf-8")) is None


def test_a_form_of_a_decree_in_an_annex_is_no_second_one() -> None:
    text = (FOLDER / "kpu-kab-malang-2025.md").read_text(encoding="utf-8")
    form = (
        "\n\nCONTOH\n\nKEPUTUSAN KETUA TIM\n\nNOMOR ... TAHUN 2025\n\nTENTANG\n\nAGEN PERUBAHAN\n\n"
        "Menimbang : bahwa perlu;\n\nMengingat : 1. Undang-Undang;\n\nMEMUTUSKAN:\n\nMenetapkan : ...\n"
    )
    assert second_decree(text + form) is None
