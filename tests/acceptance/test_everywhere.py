"""The same defects planted in every correct decree, whatever its form: each is found, alone.

The edits work on words, not on lines, so that they fit a scan, a table with tabs and a flattened
text alike.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from .driver import DECREES, check, listing, loud

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "decrees.toml").read_text(encoding="utf-8")
)["decree"]


def loose(words: str) -> str:
    """Return a pattern of words with any line breaks and stray bullets between them."""
    return r"(?:\s|-\s)+".join(re.escape(word) for word in words.split())


def exchanged(text: str, old: str, new: str, count: int = 0) -> str:
    """Exchange words, wherever they are broken over lines."""
    changed = re.sub(loose(old), new, text, count=count)
    assert changed != text, f"{old!r} is not there"
    return changed


def in_row(text: str, component: str, add: str) -> str:
    """Add words to the cell after the component of a row."""
    pattern = re.compile(rf"(?m)^(.*{re.escape(component)}[^|\t]*[|\t][^|\t\n]*?)( *[|\t].*)$")
    changed = pattern.sub(rf"\1 {add}\2", text, count=1)
    assert changed != text, f"no row {component!r}"
    return changed


def without_row(text: str, component: str) -> str:
    """Take the line of a row out of the table."""
    kept = [row for row in text.split("\n") if not re.search(rf"{component}[^|\t]*[|\t]", row)]
    assert len(kept) < text.count("\n") + 1
    return "\n".join(kept)


def wrong_gazette(text: str, _case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    return exchanged(text, "4846", "4864"), [("ZI209", "uu/ri/2008/14")]


def wrong_year(text: str, _case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    changed = exchanged(text, "Tahun 2008 Nomor 127", "Tahun 2009 Nomor 127")
    return changed, [("ZI209", "pp/ri/2008/60")]


def no_supplement(text: str, _case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    old = "Nomor 61, Tambahan Lembaran Negara Republik Indonesia Nomor 4846"
    return exchanged(text, old, "Nomor 61"), [("ZI210", "uu/ri/2008/14")]


def superseded(text: str, case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    if case["regime"] == "2014":
        old = "Undang-Undang Nomor 5 Tahun 2014"
        changed = exchanged(text, old, "Undang-Undang Nomor 43 Tahun 1999")
        return changed, [("ZI201", "uu/ri/1999/43")]
    changed = exchanged(
        text, "Undang-Undang Nomor 20 Tahun 2023", "Undang-Undang Nomor 5 Tahun 2014"
    )
    return changed, [("ZI201", "uu/ri/2014/5")]


def guideline_unamended(
    text: str, case: dict[str, Any]
) -> tuple[str, list[tuple[str, str | None]]]:
    old = case["regime"] == "2014"
    base, amending = ("2014/52", "10 Tahun 2019") if old else ("2021/90", "5 Tahun 2024")
    head, label, rest = text.partition("Mengingat")
    minister = "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
    pattern = (
        rf"\s+{loose('sebagaimana telah diubah dengan ' + minister)}\s+"
        rf"{loose('Nomor ' + amending)}.*?{loose('Instansi Pemerintah')}(\s+\({loose('Berita')}.*?\))?"
    )
    changed = re.sub(pattern, "", rest, count=1, flags=re.DOTALL)
    assert changed != rest
    return head + label + changed, [("ZI203", f"permen/panrb/{base}")]


def row_missing(text: str, case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    sub = "zi/2014/3/2" if case["regime"] == "2014" else "zi/2021/3/p2"
    return without_row(text, "Pola Mutasi Internal"), [("ZI101", sub)]


def other_unit(text: str, case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    unit = "KPU Provinsi Bali" if case["file"].startswith("kpu-prov") else "KPU Kota Blitar"
    peer = not case["file"].startswith("pn-")  # a court and a KPU are no peers
    expected: list[tuple[str, str | None]] = [("ZI301", None)] if peer else []
    return in_row(text, "Pengendalian Gratifikasi", f"di {unit}"), expected


def past_target(text: str, case: dict[str, Any]) -> tuple[str, list[tuple[str, str | None]]]:
    year, month = int(case["target"]), int(case["as_of"][5:7])
    past = f"April {year}" if month > 4 else f"Desember {year - 1}"
    pattern = re.compile(r"(?m)^(.*Keterlibatan [Pp]impinan.*[|\t] *)[^|\t\n]+?( *\|?)$")
    changed = pattern.sub(rf"\g<1>{past}\2", text, count=1)
    assert changed != text
    return changed, [("ZI108", None)]


DEFECTS = (
    wrong_gazette,
    wrong_year,
    no_supplement,
    superseded,
    guideline_unamended,
    row_missing,
    other_unit,
    past_target,
)
FORMS = [case for case in CASES if "annex" not in case]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: str(defect.__name__))
@pytest.mark.parametrize("case", FORMS, ids=lambda case: str(case["file"]))
def test_a_defect_is_found_in_every_form(case: dict[str, Any], defect: Any, tmp_path: Path) -> None:
    """One defect, one finding above info."""
    text = (DECREES / case["file"]).read_text(encoding="utf-8")
    changed, expected = defect(text, case)
    path = tmp_path / case["file"]
    path.write_text(changed, encoding="utf-8")
    document = check("--as-of", case["as_of"], path)["documents"][0]
    assert document["error"] is None
    found = loud(document["findings"])

    got = [(f["code"], f["subject"]) for f in found]
    assert len(got) == len(expected), "\n" + listing(found)
    for (code, subject), (wanted, about) in zip(got, expected, strict=True):
        assert code == wanted, "\n" + listing(found)
        assert about is None or subject == about, "\n" + listing(found)
