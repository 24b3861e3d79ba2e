"""Decrees of other issuers, years and forms are read in full: identity, close, bases, plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from zikg.extract import extract
from zikg.read import read
from zikg.registry import open_registry

TEXTS = Path(__file__).parent / "texts" / "variations"
LAWS = ["uu/ri/1999/28", "uu/ri/2014/30"]
ZI_2021 = "permen/panrb/2021/90"
ZI_2014 = "permen/panrb/2014/52"

EXPECTED = {
    "bawaslu-klaten-2024.txt": ("keputusan/bawaslu-kab-klaten/2024/5-ot-01-k-jt-13-01-2024", "2024-01-15", "Klaten", "ARIF FATKHURROKHMAN"),
    "bps-tegal-2023.txt": ("keputusan/bps-kab-tegal/2023/12", "2023-01-02", "Slawi", "BAMBANG WAHYU PONCO AJI"),
    "dinkes-bantul-2019.md": ("keputusan/dinas-kesehatan-kab-bantul/2019/188-45", "2019-10-28", "Bantul", "AGUS BUDI RAHARJA"),
    "kantah-sleman-2024.txt": ("keputusan/kantor-pertanahan-kab-sleman/2024/45-sk-34-04-kp-01-ii-2024", "2024-02-05", "Sleman", "IMAM SANTOSO, S.T., M.H."),
    "kanwil-kemenag-2022.txt": ("keputusan/kanwil-kementerian-agama-prov-jawa-tengah/2022/155", "2022-02-21", "Semarang", "MUSTAIN AHMAD"),
    "kip-aceh-besar-2025.txt": ("keputusan/kip-kab-aceh-besar/2025/21", "2025-03-14", "Jantho", "CUT AGUS FATHILLAH"),
    "kpu-batam-landscape-2026.txt": ("keputusan/kpu-kota-batam/2026/8", "2026-01-12", "Batam", "MAWARDI"),
    "kpu-blora-combined-2025.txt": ("keputusan/kpu-kab-blora/2025/9", "2025-03-03", "Blora", "WIDI NURINTAN"),
    "kpu-brebes-ocr-2022.txt": ("keputusan/kpu-kab-brebes/2022/30", "2022-01-17", "Brebes", "MUAMAR RIZA PAHLEVI"),
    "kpu-demak-two-annexes-2025.md": ("keputusan/kpu-kab-demak/2025/17", "2025-02-03", "Demak", "SITI ULFAATI"),
    "kpu-jepara-pages-2025.txt": ("keputusan/kpu-kab-jepara/2025/6", "2025-01-06", "Jepara", "RIS ANDY KUSUMA"),
    "kpu-kebumen-2017.txt": ("keputusan/kpu-kab-kebumen/2017/12-hk-03-1-kpt-3305-kpu-kab-i-2017", "2017-01-16", "Kebumen", "PAULUS WIDIYANTO"),
    "kpu-pati-two-columns-2024.txt": ("keputusan/kpu-kab-pati/2024/44", "2024-02-19", "Pati", "SUPRIYANTO"),
    "kpu-tegal-words-2024.txt": ("keputusan/kpu-kota-tegal/2024/3", "2024-02-07", "Tegal", "ELVY YUNIARNI"),
    "lapas-magelang-area-column-2022.md": ("keputusan/lapas-kelas-iia-magelang/2022/w-13-pas-pas-5-ot-01-01-12", "2022-01-10", "Magelang", "MUHAMMAD ULIN NUHA"),
    "pa-wonosari-2023.md": ("keputusan/pa-wonosari/2023/w12-a5-123-ot-01-2-i-2023", "2023-01-09", "Wonosari", "Drs. H. AHMAD FAUZI, S.H., M.H."),
    "polres-kudus-2022.txt": ("keputusan/polres-kudus/2022/kep-15-i-2022", "2022-01-05", "Kudus", "WIRAGA DIMAS TAMA, S.I.K., M.H."),
}  # fmt: skip


def test_every_text_is_expected() -> None:
    assert sorted(path.name for path in TEXTS.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_variation_is_read_in_full(name: str) -> None:
    found = extract(read(str(TEXTS / name)), open_registry())
    id_, day, place, signatory = EXPECTED[name]
    assert found.id == id_
    assert found.when is not None
    assert found.place is not None
    assert found.signatory is not None
    assert (found.when.printed, found.place.value, found.signatory.value) == (day, place, signatory)
    old = name in {"dinkes-bantul-2019.md", "kpu-kebumen-2017.txt"}
    bases = [
        citation.regulation
        for citation in found.citations
        if citation.section == "mengingat" and citation.role == "base"
    ]
    assert [base for base in bases if base != "perpres/ri/2010/81"] == [
        *LAWS,
        ZI_2014 if old else ZI_2021,
    ]
    assert found.plan is not None
    regime, count = ("2014", 23) if old else ("2021", 25)
    elements = [
        element for row in found.plan.rows for own, element in row.elements if own == regime
    ]
    assert len(elements) == len(set(elements)) == count
    assert len(found.plan.rows) == (17 if "combined" in name else count)
    assert [area.match for area in found.plan.areas if area.match not in {"exact", "form"}] == []
    assert len(found.plan.areas) == 6
    assert all(row.start and row.end and row.clear for row in found.plan.rows)
    years = {row.start.year for row in found.plan.rows if row.start}
    assert years == set(found.plan.years) == {int(day[:4])}


def test_the_times_of_one_plan() -> None:
    found = extract(read(str(TEXTS / "kanwil-kemenag-2022.txt")), open_registry())
    assert found.plan is not None
    times = ["/".join(period.printed for period in row.periods) for row in found.plan.rows[:6]]
    assert times == [
        "2022-01-01/2022-03-31",
        "2022-04-01/2022-09-30",
        "2022-04",
        "2022-04-01/2022-06-30",
        "2022",
        "2022-04",
    ]
