"""Correct decrees of other satkers: everything is read, and there is no error and no warning."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .driver import DECREES, Json, check, listing, loud, zikg

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "decrees.toml").read_text(encoding="utf-8")
)["decree"]
SUBS = {"2014": (4, 3, 6, 2, 5, 3), "2021": (4, 3, 6, 2, 5, 5)}


def elements(regime: str) -> list[str]:
    """Return the mandatory sub-elements of a regime in the order of the decrees."""
    mark = "p" if regime == "2021" else ""
    return [
        f"zi/{regime}/{area}/{mark}{number}"
        for area, count in enumerate(SUBS[regime], 1)
        for number in range(1, count + 1)
    ]


def call(case: dict[str, Any]) -> list[str | Path]:
    annex = ["--with", DECREES / case["annex"]] if "annex" in case else []
    return [*annex, DECREES / case["file"]]


def read(case: dict[str, Any]) -> Json:
    answer = zikg("extract", "--as-of", case["as_of"], *call(case))
    assert answer.exit_code == 0, answer.stderr
    document: Json = answer.json()["documents"][0]
    return document


each = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["file"]))


@each
def test_a_correct_decree_gives_no_error_and_no_warning(case: dict[str, Any]) -> None:
    """The exit code is 0 too, with the default and with ``--fail-on warning``."""
    answer = zikg(
        *("check", "--format", "json", "--fail-on", "warning", "--as-of", case["as_of"]),
        *call(case),
    )
    document = answer.json()["documents"][0]
    assert document["error"] is None
    assert not loud(document["findings"]), "\n" + listing(loud(document["findings"]))
    assert answer.exit_code == 0


@each
def test_a_correct_decree_is_just_as_correct_when_signed_long_ago(case: dict[str, Any]) -> None:
    """An issued decree is judged at its own date, whatever the date of the check."""
    if case["stage"] == "draft":
        today = check("--as-of", "2025-03-31", *call(case))["documents"][0]
        assert today["judged_basis"] == "as-of"
    else:
        today = check(*call(case))["documents"][0]
        assert (today["judged_at"], today["judged_basis"]) == (case["date"], "decree")
    assert not loud(today["findings"]), "\n" + listing(loud(today["findings"]))


@each
def test_the_header_and_the_signing_block_are_read(case: dict[str, Any]) -> None:
    """Number, year, date, place, signatory, issuer and stage; what is blank is null."""
    decree = read(case)["decree"]

    got = {key: decree[key] for key in case if key in decree}
    assert got == {key: case[key] for key in got}
    assert {"stage", "place", "issuer", "number", "date", "signatory"} <= set(decree)
    for key in case.get("blank", ()):
        assert decree[key] is None, key
    assert decree["type"] == "keputusan"


@each
def test_every_base_is_read_with_its_amendment(case: dict[str, Any]) -> None:
    """Mengingat gives the bases in order, each with the amendment that it names."""
    citations = [c for c in read(case)["citations"] if c["section"] == "mengingat"]
    got = []
    for citation in citations:
        if citation["role"] == "base":
            chain = [
                c["regulation"]
                for c in citations
                if c["role"] == "amending" and c["item"] == citation["item"]
            ]
            got.append("+".join([citation["regulation"], *chain]))

    assert got == case["bases"]
    assert [c["item"] for c in citations if c["role"] == "base"] == [
        str(number) for number in range(1, len(case["bases"]) + 1)
    ]


@each
def test_every_row_of_the_plan_is_read_and_mapped(case: dict[str, Any]) -> None:
    """All rows in order, each with its component, its cells and its target."""
    areas = read(case)["plan"]["areas"]
    rows = [row for area in areas for row in area["rows"]]

    assert len(areas) == 6
    assert [row["element"] for row in rows] == elements(case["regime"])
    for row in rows:
        for cell in ("component", "indicator", "action", "evidence", "target"):
            assert row[cell], (row["number"], cell)
        assert row["start_date"] is None or row["start_date"] >= f"{case['target']}-01-01"
        assert row["end_date"] is None or row["end_date"] <= f"{case['target']}-12-31"


def test_the_gazettes_and_titles_are_read_as_printed() -> None:
    """Numbers of the gazette by kind; the title without its gazette and without its amendment."""
    citations = read(CASES[0])["citations"]
    kpk = next(c for c in citations if c["regulation"] == "uu/ri/2002/30" and c["role"] == "base")
    change = next(c for c in citations if c["regulation"] == "uu/ri/2019/19")

    assert kpk["title"] == "Komisi Pemberantasan Tindak Pidana Korupsi"
    assert [(g["kind"], g["year"], g["number"]) for g in kpk["gazette"]] == [
        ("LN", 2002, "137"),
        ("TLN", None, "4250"),
    ]
    assert (change["role"], change["of"], change["relation"]) == (
        "amending",
        kpk["id"],
        "last-amended",
    )
    titles = [c for c in citations if c["role"] == "title" and c["regulation"] == "uu/ri/2002/30"]
    assert titles, "an instrument inside another's title is a citation too, with role title"


def test_the_cells_of_a_row_are_those_of_the_table() -> None:
    """Every cell is kept in words."""
    plan = read(CASES[0])["plan"]
    row = plan["areas"][1]["rows"][2]

    assert plan["areas"][1]["heading"] == "PENATAAN TATALAKSANA"
    assert row["element"] == "zi/2021/2/p3"
    assert row["component"] == "Keterbukaan Informasi Publik"
    assert row["indicator"] == "Daftar informasi publik diumumkan"
    assert row["action"] == "Memperbarui daftar informasi dan mengunggahnya"
    assert row["evidence"] == "Daftar informasi publik, tautan unggahan"
    assert row["responsible"] == "PPID"
    assert row["target"] == "Mei 2025"
    assert (row["start_date"], row["end_date"]) == ("2025-05-01", "2025-05-31")


def test_cells_split_over_a_page_are_mended() -> None:
    """A row continued below a repeated table head is one row (the Sragen scan)."""
    case = next(case for case in CASES if "sragen" in case["file"])
    rows = [row for area in read(case)["plan"]["areas"] for row in area["rows"]]

    assert rows[4]["component"] == "Prosedur Operasional Tetap (SOP) Kegiatan Utama"
    assert rows[4]["indicator"] == "Prosedur tertulis dipatuhi"
    assert rows[4]["action"] == "Uji petik kepatuhan prosedur"
    assert rows[10]["component"] == "Penetapan Kinerja Individu"
    assert rows[10]["indicator"] == "Target pribadi jelas"
    assert rows[10]["target"] == "Juni 2025"


def test_the_regulations_status_is_said_as_jdih_writes_it() -> None:
    """At the judged date and today."""
    status = {c["regulation"]: c["status"] for c in read(CASES[0])["citations"]}

    assert status["uu/ri/2023/20"]["judged"] == "Berlaku"
    assert status["uu/ri/2017/7"]["judged"] == "Berlaku (telah diubah)"
    assert status["uu/ri/1999/28"]["judged"] == "Dicabut sebagian"
    assert status["keputusan/kpu-kab-malang/2025/9"]["judged"] == "Status tidak diketahui"
    old = {c["regulation"]: c["status"] for c in read(CASES[4])["citations"]}
    assert old["uu/ri/2014/5"]["judged"] == "Berlaku"
    full = zikg("extract", DECREES / CASES[4]["file"]).json()["documents"][0]["citations"]
    assert {c["regulation"]: c["status"]["today"] for c in full}["uu/ri/2014/5"] == "Dicabut"


def test_a_study_visit_and_retroaction_are_no_finding_but_the_month_before_would_be() -> None:
    """Without the retroactive diktum the January rows of Pontianak are ZI108: the clause counts."""
    name = "kpu-kota-pontianak-2025.md"
    text = (DECREES / name).read_text(encoding="utf-8")
    plain = text.replace(" dan berlaku surut terhitung sejak tanggal 1 Januari 2025", "")
    assert plain != text
    document = check("-", stdin=plain)["documents"][0]

    assert document["error"] is None
    assert [(f["code"], f["item"]) for f in loud(document["findings"])] == [("ZI108", "I.2")]
