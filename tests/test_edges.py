"""The edges of the law in time: each on invented regulations, or on real ones where they have it.

The regulations ``.../9nn`` are invented (tests/registries/edges); what each test rests on is a
sentence of the design (section 5 unless told) or a drafting rule (D42 is UU 12/2011 Lampiran II ...).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from acceptance.mutate import mutated
from registries import registry_of
from rule_cases import LAW
from zikg.extract import extract
from zikg.extract.dates import parse_day
from zikg.iri import parse_id
from zikg.model import Interval
from zikg.read import read_bytes
from zikg.registry.status import status_at
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from zikg.model import Decree, Finding, Result

NAMES = {
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perppu": "Peraturan Pemerintah Pengganti Undang-Undang",
}
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
TODAY = "2026-01-31"
PEMILU, PERPPU, MADE_LAW = "uu/ri/2017/7", "perppu/ri/2022/1", "uu/ri/2023/7"
"""UU 7/2017; the Perppu that amends it (12 December 2022); the law that establishes the Perppu
(4 May 2023): data/registry, both read."""


def cited(work: str, *, registry: str = "edges") -> str:
    """Return a citation in full, from the registry."""
    held, pieces = registry_of(registry).get(work), parse_id(work)
    title = held.title if held else "Data Uji yang Tidak Tercatat"
    return f"{NAMES[pieces.type]} Nomor {pieces.number} Tahun {pieces.year} tentang {title}"


def amended(work: str, *acts: str, formula: str = "sebagaimana telah diubah dengan") -> str:
    """Return a base followed by the amendments that it names."""
    return f"{cited(work)} {formula} {' dan '.join(cited(act) for act in acts)}"


def day(when: str) -> str:
    """Return an ISO day as a decree writes it."""
    year, month, number = when.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def text(base: str, when: str | None, *, stage: str = "copy") -> str:
    """Return a decree of KPU Kabupaten Malang that rests on one regulation, signed on a day."""
    year = (when or "2025")[:4]
    signed = [f"pada tanggal {day(when)}"] if when else []
    name = "RATNA KUSUMAWATI" if stage != "draft" else "(..................)"
    lines = [
        *(["SALINAN"] if stage == "copy" else []),
        "KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG",
        f"NOMOR {'......' if stage == 'draft' else '27'} TAHUN {year}",
        "TENTANG",
        "PEMBENTUKAN TIM PENGELOLA ARSIP",
        "KETUA KOMISI PEMILIHAN UMUM KABUPATEN MALANG,",
        "Menimbang : bahwa arsip perlu dikelola oleh sebuah tim;",
        f"Mengingat : {base};",
        "MEMUTUSKAN:",
        "Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN MALANG TENTANG PEMBENTUKAN TIM PENGELOLA ARSIP.",
        "KESATU : Membentuk tim pengelola arsip.",
        "Ditetapkan di Kepanjen",
        *(["pada tanggal .................."] if stage == "draft" else signed),
        "KETUA KOMISI PEMILIHAN UMUM KABUPATEN MALANG,",
        name,
        *(["Salinan sesuai dengan aslinya", "BAGUS WIRAWAN"] if stage == "copy" else []),
    ]
    return "\n\n".join(lines) + "\n"


@cache
def decree(base: str, when: str | None, stage: str = "copy", registry: str = "edges") -> Decree:
    made = extract(
        read_bytes(text(base, when, stage=stage).encode(), "uji.txt"), registry_of(registry)
    )
    assert made.stage == stage
    assert made.when == (Interval.parse(when) if when and stage != "draft" else None)
    return made


def judged(
    base: str,
    when: str | None,
    *,
    as_of: str = TODAY,
    stage: str = "copy",
    registry: str = "edges",
    engine: str = "compiled",
) -> Result:
    """Return the result for a decree resting on one regulation."""
    made = decree(base, when, stage, registry)
    run = run_for(made, date.fromisoformat(as_of))
    return check(made, run, registry_of(registry), engine=engine)


def bases(result: Result) -> list[Finding]:
    """Return what is said of the regulation itself: its standing, not its form or authority."""
    form = {"ZI208", "ZI209", "ZI210", "ZI211", "ZI212", "ZI218", "ZI220", "ZI221"}
    return [f for f in result.findings if f.code.startswith("ZI2") and f.code not in form]


def told(result: Result) -> list[tuple[str, str, str | None]]:
    """Return code, severity and subject of what is said of the regulation."""
    return [(f.code, f.severity, f.subject) for f in bases(result)]


# --- the day of a revocation --------------------------------------------------------------------


def test_revoked_on_the_day_of_signing_counts() -> None:
    """'effective on or before the judged date' everywhere (a change effective on the day counts)."""
    found = judged(cited("uu/ri/2010/901"), "2025-03-14")
    assert told(found) == [("ZI201", "error", "uu/ri/2010/901")]
    assert bases(found)[0].since == "2025-03-14"
    assert bases(found)[0].related == ("uu/ri/2025/902",)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-03-13", []),
        ("2025-03-14", [("ZI215", "info", "uu/ri/2010/901")]),
        (TODAY, [("ZI215", "info", "uu/ri/2010/901")]),
    ],
)
def test_revoked_the_day_after_signing_is_stale_later_and_never_wrong(
    as_of: str, expected: list[tuple[str, str, str]]
) -> None:
    """For an issued decree --as-of changes only ZI215 and the status lines."""
    assert told(judged(cited("uu/ri/2010/901"), "2025-03-13", as_of=as_of)) == expected


def test_a_date_before_the_decree_tells_nothing_stale() -> None:
    """a date before the decree gives no ZI215"""
    assert told(judged(cited("uu/ri/2010/901"), "2025-03-13", as_of="2020-01-01")) == []


@pytest.mark.parametrize(
    ("work", "when", "expected"),
    [
        ("uu/ri/2010/903", "2024-05-31", "stands"),
        ("uu/ri/2010/903", "2024-06-01", "undecided"),
        ("uu/ri/2010/903", "2024-06-15", "undecided"),
        ("uu/ri/2010/903", "2024-06-29", "undecided"),
        ("uu/ri/2010/903", "2024-06-30", "revoked"),
        ("uu/ri/2010/903", "2024-07-01", "revoked"),
        ("uu/ri/2010/905", "2022-12-31", "stands"),
        ("uu/ri/2010/905", "2023-01-01", "undecided"),
        ("uu/ri/2010/905", "2023-12-30", "undecided"),
        ("uu/ri/2010/905", "2023-12-31", "revoked"),
        ("uu/ri/2010/905", "2024-01-01", "revoked"),
    ],
)
def test_a_date_known_to_the_month_or_year_decides_only_outside_it(
    work: str, when: str, expected: str
) -> None:
    """A comparison counts as true only if it holds for the whole interval; else it is undecided."""
    found = judged(cited(work), when, as_of=when)
    errors = [(code, severity) for code, severity, _ in told(found) if severity != "info"]
    assert errors == ([("ZI201", "error")] if expected == "revoked" else [])
    listed = [sentence for sentence in found.undecided if "tidak dapat dipastikan" in sentence]
    assert len(listed) == (1 if expected == "undecided" else 0), found.undecided


def test_a_month_only_change_is_stale_when_the_month_is_over() -> None:
    """The same for ZI215: the whole month has to be past, and the decree before it."""
    base = cited("uu/ri/2010/903")
    assert told(judged(base, "2024-05-31", as_of="2024-06-29")) == []
    assert told(judged(base, "2024-05-31", as_of="2024-06-30")) == [
        ("ZI215", "info", "uu/ri/2010/903")
    ]
    inside = told(judged(base, "2024-06-10", as_of=TODAY))
    assert ("ZI215", "info", "uu/ri/2010/903") not in inside


# --- several amendments -------------------------------------------------------------------------


def test_of_two_amendments_of_one_day_the_higher_ordinal_is_the_last() -> None:
    """D41: the last amendment is named, 'Perubahan Kedua'; the date does not decide, the ordinal does."""
    first, second = "pp/ri/2020/908", "pp/ri/2020/909"
    found = judged(amended("pp/ri/2015/907", first), "2025-03-14")
    assert told(found) == [("ZI204", "error", "pp/ri/2015/907")]
    assert bases(found)[0].related == (second,)
    last = "sebagaimana telah beberapa kali diubah terakhir dengan"
    assert told(judged(amended("pp/ri/2015/907", second, formula=last), "2025-03-14")) == []
    assert told(judged(amended("pp/ri/2015/907", first, second), "2025-03-14")) == []
    assert told(judged(amended("pp/ri/2015/907", second, first), "2025-03-14")) == []


def test_two_amendments_of_one_day_without_ordinals_are_not_ordered() -> None:
    """undecided is not judged: naming either is enough; naming none is ZI203."""
    first, second = "uu/ri/2020/911", "uu/ri/2020/912"
    assert told(judged(amended("pp/ri/2015/910", first), "2025-03-14")) == []
    assert told(judged(amended("pp/ri/2015/910", second), "2025-03-14")) == []
    found = judged(cited("pp/ri/2015/910"), "2025-03-14")
    assert told(found) == [("ZI203", "error", "pp/ri/2015/910")]
    assert set(bases(found)[0].related) == {first, second}


@pytest.mark.parametrize(
    ("when", "alone", "with_amendment"),
    [
        ("2025-03-14", [], [("ZI206", "error", "pp/ri/2025/922")]),
        ("2025-05-31", [], [("ZI206", "error", "pp/ri/2025/922")]),
        ("2025-06-01", [("ZI203", "error", "pp/ri/2015/921")], []),
    ],
)
def test_an_amendment_counts_from_its_day_in_force_not_from_its_promulgation(
    when: str, alone: list[tuple[str, str, str]], with_amendment: list[tuple[str, str, str]]
) -> None:
    """D23 (angka 42): promulgated but not yet in force is not listed; from its day on it is."""
    assert told(judged(cited("pp/ri/2015/921"), when, as_of=when)) == alone
    chain = amended("pp/ri/2015/921", "pp/ri/2025/922")
    assert told(judged(chain, when, as_of=when)) == with_amendment


def test_an_amendment_taking_effect_after_signing_is_stale_then() -> None:
    """ZI215 from the day in force, not from promulgation."""
    base = cited("pp/ri/2015/921")
    assert told(judged(base, "2025-03-14", as_of="2025-05-31")) == []
    stale = [("ZI215", "info", "pp/ri/2015/921")]
    assert told(judged(base, "2025-03-14", as_of="2025-06-01")) == stale


# --- revocations of other kinds -----------------------------------------------------------------


def test_revoked_in_part_is_a_note_and_never_superseded() -> None:
    """ZI216 partly-revoked, info; ZI201 is for those revoked in full (section 7)."""
    found = judged(cited("uu/ri/2011/913"), "2025-03-14")
    assert told(found) == [("ZI216", "info", "uu/ri/2011/913")]
    assert "Pasal 5" in bases(found)[0].message
    assert told(judged(cited("uu/ri/2011/913"), "2018-12-31", as_of="2018-12-31")) == []


@pytest.mark.parametrize(
    ("when", "work", "expected", "instead"),
    [
        ("2025-03-14", "uu/ri/2005/915", "uu/ri/2012/916", "917 Tahun 2020"),
        ("2015-03-13", "uu/ri/2005/915", "uu/ri/2012/916", "916 Tahun 2012"),
        ("2019-12-31", "uu/ri/2005/915", "uu/ri/2012/916", "916 Tahun 2012"),
        ("2020-01-01", "uu/ri/2005/915", "uu/ri/2012/916", "917 Tahun 2020"),
        ("2025-03-14", "uu/ri/2012/916", "uu/ri/2020/917", "917 Tahun 2020"),
    ],
)
def test_revoked_stays_revoked_and_what_to_cite_is_walked_hop_by_hop(
    when: str, work: str, expected: str, instead: str
) -> None:
    """D44 (angka 229); chains are walked hop by hop at the judged date."""
    found = judged(cited(work), when, as_of=when)
    assert told(found) == [("ZI201", "error", work)]
    (finding,) = bases(found)
    assert finding.related[0] == expected
    assert finding.fix is not None
    assert instead in finding.fix.text


def test_a_revoker_still_in_force_is_no_fault_and_one_revoked_later_is_stale() -> None:
    found = judged(cited("uu/ri/2012/916"), "2019-12-31")
    assert told(found) == [("ZI215", "info", "uu/ri/2012/916")]
    assert told(judged(cited("uu/ri/2020/917"), "2025-03-14")) == []


# --- Perppu -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "acts", "expected"),
    [
        ("2022-12-11", (), []),
        ("2022-12-12", (), [("ZI203", "error", PEMILU)]),
        ("2023-01-10", (PERPPU,), []),
        ("2023-01-10", (MADE_LAW,), [("ZI222", "error", MADE_LAW)]),
        ("2023-05-04", (MADE_LAW,), []),
        ("2023-05-04", (PERPPU,), []),
        ("2025-03-14", (PERPPU,), []),
        ("2025-03-14", (MADE_LAW,), []),
        ("2025-03-14", (), [("ZI203", "error", PEMILU)]),
    ],
)
def test_a_perppu_and_the_law_that_establishes_it_are_one_amendment(
    when: str, acts: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    """A Perppu and the law that establishes it count as one amendment."""
    base = amended(PEMILU, *acts) if acts else cited(PEMILU)
    assert told(judged(base, when, as_of=when)) == expected


def test_a_perppu_made_law_changes_nothing_anew() -> None:
    """One amendment: a decree that names the Perppu is not stale when the law establishes it."""
    assert told(judged(amended(PEMILU, PERPPU), "2023-01-10", as_of="2025-01-01")) == []


def test_a_perppu_never_established_is_an_amendment_like_any_other() -> None:
    assert told(judged(amended("uu/ri/2009/933", "perppu/ri/2021/934"), "2025-03-14")) == []
    found = judged(cited("uu/ri/2009/933"), "2025-03-14")
    assert told(found) == [("ZI203", "error", "uu/ri/2009/933")]


@pytest.mark.parametrize(
    ("when", "acts", "expected"),
    [
        ("2016-08-31", (), [("ZI203", "error", "uu/ri/2009/919")]),
        ("2016-08-31", ("perppu/ri/2016/918",), []),
        ("2016-09-01", (), []),
        ("2016-09-01", ("perppu/ri/2016/918",), [("ZI201", "error", "perppu/ri/2016/918")]),
    ],
)
def test_a_perppu_that_was_refused_amends_until_it_is_revoked(
    when: str, acts: tuple[str, ...], expected: list[tuple[str, str, str]]
) -> None:
    """Error is 'certainly contrary' (section 7): after its revocation nobody has to name the Perppu."""
    base = amended("uu/ri/2009/919", *acts) if acts else cited("uu/ri/2009/919")
    assert told(judged(base, when, as_of=when)) == expected


# --- not yet in force, not yet made -------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-12-30", [("ZI222", "error", "uu/ri/2023/1")]),
        ("2023-01-02", [("ZI206", "error", "uu/ri/2023/1")]),
        ("2026-01-01", [("ZI206", "error", "uu/ri/2023/1")]),
    ],
)
def test_the_criminal_code_before_its_day(when: str, expected: list[tuple[str, str, str]]) -> None:
    """UU 1/2023, made and promulgated on 2 January 2023, takes effect on 2 January 2026; D23."""
    found = judged(cited("uu/ri/2023/1"), when, as_of=when)
    assert told(found) == expected


def test_the_criminal_code_on_its_day() -> None:
    chain = amended("uu/ri/2023/1", "uu/ri/2026/1")
    assert told(judged(chain, "2026-01-02", as_of="2026-01-02")) == []


def test_a_law_of_the_year_of_the_decree_without_dates_is_not_judged() -> None:
    """an open interval never gives an error; unknown is never 'berlaku'."""
    found = judged(cited("uu/ri/2025/930"), "2025-03-14", as_of="2025-03-14")
    assert [entry for entry in told(found) if entry[1] != "info"] == []
    assert ("ZI207", "info", "uu/ri/2025/930") in told(found)
    assert told(judged(cited("uu/ri/2025/930"), "2025-12-31", as_of="2025-12-31")) == []
    early = judged(cited("uu/ri/2025/930"), "2024-12-31", as_of="2024-12-31")
    assert told(early) == [("ZI222", "error", "uu/ri/2025/930")]


# --- certainty ----------------------------------------------------------------------------------


def test_medium_certainty_is_at_most_a_warning() -> None:
    """Certainty caps severity: medium, at most warning."""
    assert told(judged(cited("uu/ri/2010/923"), "2025-03-14")) == [
        ("ZI201", "warning", "uu/ri/2010/923")
    ]


def test_low_certainty_is_at_most_a_note_that_says_so() -> None:
    """low or background knowledge, at most info with 'belum terverifikasi'."""
    found = judged(cited("uu/ri/2010/925"), "2025-03-14")
    assert told(found) == [("ZI201", "info", "uu/ri/2010/925")]
    assert "belum terverifikasi" in bases(found)[0].message


def test_a_disputed_relation_is_a_warning() -> None:
    """ZI205: warning where the fact is marked disputed (section 7)."""
    found = judged(amended("pp/ri/2012/927", "pp/ri/2018/928"), "2025-03-14")
    assert told(found) == [("ZI205", "warning", "pp/ri/2012/927")]
    assert "sumber berbeda pendapat" in bases(found)[0].message


def test_a_disputed_revocation_is_not_certain() -> None:
    """Error is 'certainly contrary to reference facts' (section 7): a disputed fact is not certain."""
    assert told(judged(cited("uu/ri/2010/931"), "2025-03-14")) == [
        ("ZI201", "warning", "uu/ri/2010/931")
    ]


def test_an_unknown_status_is_said_and_never_taken_for_in_force() -> None:
    """a regulation whose status it does not know 'tidak dapat diperiksa', never 'berlaku'."""
    found = judged(cited("uu/ri/2010/929"), "2025-03-14")
    assert told(found) == [("ZI207", "info", "uu/ri/2010/929")]
    assert (
        status_at(registry_of("edges"), "uu/ri/2010/929", Interval.parse("2025-03-14")).code
        == "unknown"
    )
    assert [s for s in found.undecided if "929" in s]


def test_of_several_that_fit_all_are_named_and_none_is_chosen() -> None:
    """Several that fit: all named, none chosen."""
    found = judged("Peraturan Menteri Nomor 901 Tahun 2018", "2025-03-14", registry="ambiguous")
    assert told(found) == [("ZI219", "info", None)]
    candidates = {"permen/keuangan/2018/901", "permen/dalam-negeri/2018/901"}
    assert set(bases(found)[0].related) == candidates


# --- which date is the judged one -----------------------------------------------------------------


def test_a_draft_is_judged_at_as_of() -> None:
    """for a draft, --as-of, else today; a draft has no ZI215."""
    base = cited("uu/ri/2010/901")
    before = judged(base, None, as_of="2025-03-13", stage="draft")
    assert (before.run and before.run.basis, told(before)) == ("as-of", [])
    on = judged(base, None, as_of="2025-03-14", stage="draft")
    assert told(on) == [("ZI201", "error", "uu/ri/2010/901")]


def test_a_copy_without_date_is_judged_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decree whose date could not be read is judged today, and that it lacks a date is ZI304."""
    monkeypatch.setenv("ZIKG_TODAY", TODAY)
    found = judged(cited("uu/ri/2010/901"), None)
    assert found.run is not None
    assert (found.run.basis, found.run.judged) == ("today", Interval.parse(TODAY))
    assert told(found) == [("ZI201", "error", "uu/ri/2010/901")]
    assert [f.subject for f in found.findings if f.code == "ZI304"] == ["date"]


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ("uu/ri/2010/901", "undecided"),
        ("uu/ri/2010/903", "revoked"),
        ("uu/ri/2020/917", "stands"),
    ],
)
def test_a_decree_dated_to_the_month_only(work: str, expected: str) -> None:
    """Dates as intervals: a decree of March 2025 may be before or after 14 March."""
    made = replace(decree(cited(work), "2025-03-20"), when=Interval.parse("2025-03"))
    found = check(
        made, run_for(made, date.fromisoformat(TODAY)), registry_of("edges"), engine="compiled"
    )
    loud = [entry for entry in told(found) if entry[1] != "info"]
    assert loud == ([("ZI201", "error", work)] if expected == "revoked" else [])
    listed = [sentence for sentence in found.undecided if "tidak dapat dipastikan" in sentence]
    assert len(listed) == (1 if expected == "undecided" else 0)
    assert not [entry for entry in told(found) if entry[0] == "ZI215"], "not certainly after it"


@pytest.mark.parametrize(
    ("base", "when"),
    [
        (cited("uu/ri/2010/901"), "2025-03-14"),
        (cited("uu/ri/2010/903"), "2024-06-15"),
        (amended("pp/ri/2015/907", "pp/ri/2020/908"), "2025-03-14"),
        (cited("pp/ri/2015/910"), "2025-03-14"),
        (amended("pp/ri/2015/921", "pp/ri/2025/922"), "2025-03-14"),
        (amended("uu/ri/2009/919", "perppu/ri/2016/918"), "2016-09-01"),
        (amended("pp/ri/2012/927", "pp/ri/2018/928"), "2025-03-14"),
    ],
)
def test_engines_agree_at_the_edges(base: str, when: str) -> None:
    """One decree of each kind of comparison of dates; `engine="both"` raises where they differ."""
    both = judged(base, when, engine="both")
    assert both.findings == judged(base, when).findings


def test_the_days_here_are_read_as_written() -> None:
    assert parse_day(day("2024-06-30")) == Interval.parse("2024-06-30")


# --- the regime -------------------------------------------------------------------------------------

SURAKARTA = "kpu-kota-surakarta-2020.md"
PLAN = {"ZI101", "ZI102", "ZI103", "ZI104"}


def of_surakarta(written: str, year: str, *more: list[str]) -> Result:
    """Return the result for the plan of one satker as if signed on another day."""
    ops = [
        ["replace", "16 Maret 2020", written],
        ["replace", "TAHUN 2020", f"TAHUN {year}"],
        ["replace", "Tahun 2020;", f"Tahun {year};"],
        ["column", "Waktu", f"April - Desember {year}"],
        *more,
    ]
    ops = [op for op in ops if op[0] != "replace" or op[1] != op[2]]
    made = extract(read_bytes(mutated(SURAKARTA, ops, LAW).encode(), SURAKARTA), registry_of(""))
    return check(made, run_for(made, date.fromisoformat(TODAY)), registry_of(""), engine="compiled")


def test_the_regime_changes_between_two_plans_of_one_satker() -> None:
    """Which components are mandatory is decided by the guideline in force at the judged date."""
    before = of_surakarta("16 Maret 2020", "2020")
    assert [f for f in before.findings if f.code in PLAN] == []
    after = of_surakarta("1 Maret 2022", "2022")
    missing = {f.subject for f in after.findings if f.code == "ZI101"}
    assert missing == {"zi/2021/6/p3", "zi/2021/6/p5"}, "Pengelolaan Pengaduan, Pemanfaatan TI"
    assert all("melanggar" not in f.message for f in after.findings)
    assert [f.code for f in after.findings if f.code == "ZI202"] == ["ZI202"]


def test_an_undecided_regime_judges_nothing_and_says_so_once() -> None:
    """where undecided, nothing is judged and one info says so: 90/2021 took effect in December 2021."""
    found = of_surakarta("20 Desember 2021", "2021", ["drop-area", "V"], ["drop-row", "I.4"])
    assert [f.code for f in found.findings if f.code in {*PLAN, "ZI202"}] == []
    said = [s for s in found.undecided if "pedoman Zona Integritas mana yang berlaku" in s]
    assert len(said) == 1


def test_before_the_first_guideline_nothing_is_judged_and_it_says_so_once() -> None:
    """before 52/2014 nothing is judged and one info says so."""
    found = of_surakarta("16 Maret 2013", "2013", ["drop-area", "V"])
    assert [f.code for f in found.findings if f.code in {*PLAN, "ZI202"}] == []
    assert len([s for s in found.undecided if "belum ada pedoman Zona Integritas" in s]) == 1
