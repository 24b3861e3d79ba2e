"""From a decree to findings: place, certainty, reasons, proposed words, and two equal engines."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from zikg.errors import BuildError, ReadError
from zikg.extract import extract
from zikg.extract.view import flat
from zikg.graph.nodes import names
from zikg.model import Citation, Decree, Finding, Interval, Result, Source
from zikg.namespaces import BASE, ZIKG
from zikg.read import read, read_bytes
from zikg.registry import open_registry
from zikg.rules import catalogue
from zikg.validate import check, run_for
from zikg.validate.citing import amended, amendments, one, successor
from zikg.validate.engine import violations
from zikg.validate.examine import Examination, examine
from zikg.validate.remedy import in_the_same_form
from zikg.validate.small import decree_graph
from zikg.validate.words import Speaker, date_words

ROOT = Path(__file__).parents[1]
SEEDS = {
    "000_119183f82d3378e9.txt": ROOT / "data/decrees/kpu-kab-bintan-2025-12.txt",
    "002_771b86bdb09c7786.txt": ROOT / "data/decrees/kpu-kab-serang-2025-995.txt",
    "004_89a996295b33fe4a.txt": ROOT / "data/decrees/kpu-kota-cilegon-2025-11.txt",
}
BINTAN, SERANG, CILEGON = SEEDS.values()
TEXTS = sorted(
    path
    for path in [*SEEDS.values(), *(ROOT / "tests/decrees").glob("*.*")]
    if not path.stem.endswith("-lampiran")  # an annex alone is no decree
)
TODAY = date(2026, 1, 31)
THEN = Interval.parse("2025-02-07")
REGISTRY = open_registry()
CODES = {rule.code for rule in catalogue()}
GOLD = [
    row
    for row in csv.DictReader((ROOT / "data/gold/expected-findings.csv").open(encoding="utf-8"))
    if row["code"] in CODES
]


@cache
def decree(path: Path) -> Decree:
    return extract(read(str(path)), REGISTRY)


@cache
def result(path: Path, as_of: date = TODAY, engine: str = "compiled", lang: str = "id") -> Result:
    found = decree(path)
    return check(found, run_for(found, as_of), REGISTRY, engine=engine, lang=lang)


def of_text(text: str, lang: str = "id") -> Result:
    found = extract(read_bytes(text.encode(), "uji.txt"), REGISTRY)
    return check(found, run_for(found, TODAY), REGISTRY, engine="compiled", lang=lang)


def one_of(found: Result, code: str, subject: str | None = None) -> Finding:
    hits = [f for f in found.findings if f.code == code and subject in (None, f.subject)]
    assert hits, f"{code} {subject}: not found"
    return hits[0]


def squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


# --- the gold ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_every_must_is_found_at_its_words(seed: str) -> None:
    left = list(result(SEEDS[seed]).findings)
    for row in GOLD:
        if row["decree"] != seed or row["expect"] != "must":
            continue
        pieces = [squeeze(piece) for piece in row["quote"].split("[...]")]
        hits = [
            finding
            for finding in left
            if finding.code == row["code"]
            and finding.subject == (row["subject"] or finding.subject)
            and any(touches(finding.quote, piece) for piece in pieces)
        ]
        assert hits, row["id"]
        left.remove(hits[0])


def touches(quote: str, piece: str) -> bool:
    words = squeeze(quote)
    return piece[:40] in words or words[:40] in piece


@pytest.mark.parametrize("seed", SEEDS)
def test_no_trap_is_raised(seed: str) -> None:
    loud = [finding for finding in result(SEEDS[seed]).findings if finding.severity != "info"]
    for row in GOLD:
        if row["decree"] == seed and row["expect"] == "must-not":
            hits = [
                finding
                for finding in loud
                if finding.code == row["code"]
                and finding.subject == (row["subject"] or finding.subject)
                and (row["quote"] == "(absence)" or touches(finding.quote, squeeze(row["quote"])))
                and (row["code"] != "ZI108" or finding.item not in {"IV.1", "IV.2", "I.3", "I.4"})
            ]
            assert not hits, row["id"]


@pytest.mark.parametrize("seed", SEEDS)
def test_errors_of_the_seeds_are_those_of_the_gold(seed: str) -> None:
    known = {
        (row["code"], row["subject"] or None)
        for row in GOLD
        if row["decree"] == seed and row["expect"] in {"must", "should"}
    }
    codes = {code for code, subject in known if subject is None}
    for finding in result(SEEDS[seed]).findings:
        if finding.severity == "error":
            assert finding.code in codes or (finding.code, finding.subject) in known, finding


@pytest.mark.parametrize(
    ("path", "subject", "day"),
    [
        (BINTAN, "perpres/ri/2018/16", date(2025, 4, 30)),
        (SERANG, "perpres/ri/2018/16", date(2025, 4, 30)),
        (SERANG, "peraturan/kpu/2023/22", date(2025, 12, 29)),
    ],
)
def test_stale_since_signing_begins_on_its_day(path: Path, subject: str, day: date) -> None:
    def stale(as_of: date) -> set[str | None]:
        return {f.subject for f in result(path, as_of).findings if f.code == "ZI215"}

    before = date.fromordinal(day.toordinal() - 1)
    assert subject not in stale(before)
    assert subject in stale(day)
    finding = one_of(result(path, day), "ZI215", subject)
    assert (finding.severity, finding.since) == ("info", day.isoformat())


def test_as_of_changes_nothing_else_in_an_issued_decree() -> None:
    def rest(as_of: date) -> list[tuple[str, str | None, int]]:
        return [
            (f.code, f.subject, f.span.start)
            for f in result(BINTAN, as_of).findings
            if f.code != "ZI215"
        ]

    assert rest(date(2020, 1, 1)) == rest(TODAY)
    assert all(f.code != "ZI215" for f in result(BINTAN, date(2020, 1, 1)).findings)


# --- the two engines --------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_both_engines_find_the_same(path: Path) -> None:
    found = decree(path)
    store = decree_graph(found, run_for(found, TODAY), REGISTRY)
    compiled = violations(store, "compiled")
    assert violations(store, "both") == compiled


def test_result_is_the_same_whichever_engine() -> None:
    assert result(CILEGON, engine="pyshacl").findings == result(CILEGON).findings


# --- one finding is one (code, subject, section, item) ------------------------------------------


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_findings_are_distinct_ordered_and_placed(path: Path) -> None:
    found = result(path)
    assert found.decree is not None
    keys = [
        (f.code, f.subject, f.section, f.item, f.related[:1] if f.code == "ZI205" else ())
        for f in found.findings
    ]
    assert len(keys) == len(set(keys))
    starts = [f.span.start for f in found.findings]
    assert starts == sorted(starts)
    prints = [f.fingerprint for f in found.findings]
    assert len(prints) == len(set(prints))
    text = found.decree.source.text
    for finding in found.findings:
        words = " ".join(
            part for span in finding.spans if (part := flat(text, span.start, span.end))
        )
        assert words == finding.quote
        assert finding.line == text.count("\n", 0, finding.span.start) + 1
        assert "…" not in finding.message
        assert "{" not in finding.message
        for fact in finding.because:
            assert "…" not in fact.text, fact


def test_two_wrong_pairs_of_one_base_are_two_findings() -> None:
    pairs = [
        (f.subject, f.related[0], f.severity)
        for f in result(BINTAN).findings
        if (f.code, f.item) == ("ZI205", "1")
    ]
    assert pairs == [
        ("uu/ri/1999/28", "uu/ri/2002/30", "warning"),  # the registry marks it disputed
        ("uu/ri/1999/28", "uu/ri/2019/19", "error"),
    ]


def test_fingerprint_survives_a_move_and_tells_repeated_words_apart() -> None:
    text = BINTAN.read_text(encoding="utf-8")
    moved = of_text("\n\n\n" + text)
    assert sorted(f.fingerprint for f in moved.findings) == sorted(
        f.fingerprint for f in of_text(text).findings
    )
    twice = [f for f in moved.findings if f.code == "ZI301"]
    assert len({f.fingerprint for f in twice}) == len(twice) == 2


# --- certainty caps severity --------------------------------------------------------------------


def graph_with(confidence: str, *, of: str) -> Result:
    """Examine the Bintan decree with the certainty of some changes set otherwise."""
    found = decree(BINTAN)
    run = run_for(found, TODAY)
    store = decree_graph(found, run, REGISTRY)
    predicate = NamedNode(ZIKG + "confidence")
    for quad in list(store.quads_for_pattern(None, predicate, None)):
        if of in str(quad.subject):
            store.remove(quad)
            store.add(Quad(quad.subject, predicate, Literal(confidence), quad.graph_name))
    return examine(Examination(found, run, REGISTRY, store, "id"), "compiled")


@pytest.mark.parametrize(
    ("confidence", "severity"), [("high", "error"), ("medium", "warning"), ("low", "info")]
)
def test_the_weakest_fact_decides(confidence: str, severity: str) -> None:
    finding = one_of(graph_with(confidence, of="revokes--uu-ri-2014-5"), "ZI201", "uu/ri/2014/5")
    assert (finding.severity, finding.confidence) == (severity, confidence)
    assert ("belum terverifikasi" in finding.message) == (confidence == "low")


def test_of_two_explanations_the_stronger_counts() -> None:
    # UU 7/2017 was amended by Perppu 1/2022 and by UU 7/2023: one certain amendment is enough.
    finding = one_of(graph_with("low", of="perppu-ri-2022-1--amends"), "ZI203", "uu/ri/2017/7")
    assert (finding.severity, finding.related[0]) == ("error", "uu/ri/2023/7")


def test_a_citation_read_with_repair_is_never_an_error() -> None:
    found = decree(BINTAN)
    doubtful = tuple(
        replace(c, confidence=0.6) if c.regulation == "uu/ri/2014/5" else c for c in found.citations
    )
    doubted = replace(found, citations=doubtful)
    finding = one_of(
        check(doubted, run_for(doubted, TODAY), REGISTRY, engine="compiled"),
        "ZI201",
        "uu/ri/2014/5",
    )
    assert (finding.severity, finding.confidence) == ("warning", "medium")


# --- reasons ------------------------------------------------------------------------------------


def test_because_is_the_path_of_facts_with_sources() -> None:
    finding = one_of(result(BINTAN), "ZI201", "uu/ri/2014/5")
    assert [fact.text for fact in finding.because] == [
        'Mengingat 4 mengutip UU 5/2014: "Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 6, Tambahan Lembaran Negara Republik Indonesia Nomor 5494)".',
        "UU 20/2023 mencabut UU 5/2014, berlaku sejak 31 Oktober 2023.",
        "Keputusan ini ditetapkan 7 Februari 2025.",
        "UU 20/2023 menggantikan UU 5/2014.",
    ]
    assert finding.because[1].source
    assert (finding.since, finding.related) == ("2023-10-31", ("uu/ri/2023/20",))


def test_everything_is_told_in_english_too() -> None:
    indonesian, english = result(BINTAN), result(BINTAN, lang="en")
    assert len(indonesian.findings) == len(english.findings)
    told = one_of(english, "ZI201", "uu/ri/2014/5")
    assert told.message == (
        "UU 5/2014 was revoked by UU 20/2023 from 31 October 2023 and can no longer be a legal basis."
    )
    assert told.because[0].text.startswith('Mengingat 4 cites UU 5/2014: "Undang-Undang Nomor 5')
    same = {finding.message for finding in indonesian.findings} & {
        finding.message for finding in english.findings
    }
    assert same == set()


def test_what_could_not_be_checked_is_said() -> None:
    said = " ".join(result(BINTAN).undecided)
    assert "Perpres 81/2010" in said
    assert "Status tidak diketahui" in said


def test_an_undecided_change_is_said_not_judged() -> None:
    text = BINTAN.read_text(encoding="utf-8").replace("7 Februari 2025", "7 Desember 2021")
    text = text.replace("NOMOR 12 TAHUN 2025", "NOMOR 12 TAHUN 2021")
    found = of_text(text)
    assert not [
        f for f in found.findings if (f.code, f.subject) == ("ZI201", "permen/panrb/2014/52")
    ]
    assert any("PermenPANRB 90/2021" in sentence for sentence in found.undecided)
    assert any("pedoman Zona Integritas mana" in sentence for sentence in found.undecided)
    assert not [f for f in found.findings if f.code in {"ZI101", "ZI102", "ZI202"}]


# --- the words to put instead -------------------------------------------------------------------


def test_successor_is_followed_hop_by_hop() -> None:
    assert successor("permen/panrb/2014/14", REGISTRY, THEN) == "permen/panrb/2023/9"
    assert successor("permen/panrb/2014/14", REGISTRY, Interval.parse("2021-01-01")) == (
        "permen/panrb/2020/26"
    )
    assert successor("uu/ri/2017/7", REGISTRY, THEN) is None


def test_a_perppu_and_its_law_are_one_amendment() -> None:
    found, sure = amendments("uu/ri/2017/7", REGISTRY, THEN)
    assert ([change.act for change in found], sure) == (["uu/ri/2023/7"], True)
    found, _ = amendments("uu/ri/2017/7", REGISTRY, Interval.parse("2023-01-10"))
    assert [change.act for change in found] == ["perppu/ri/2022/1"]


def test_formula_counts_amendments_in_effect_at_the_judged_date() -> None:
    once = amended("perpres/ri/2018/16", REGISTRY, THEN).text
    assert " sebagaimana telah diubah dengan Peraturan Presiden Nomor 12 Tahun 2021 " in once
    twice = amended("perpres/ri/2018/16", REGISTRY, Interval.parse("2025-05-01")).text
    assert "sebagaimana telah beberapa kali diubah terakhir dengan Peraturan Presiden" in twice
    assert "Nomor 46 Tahun 2025" in twice
    none = amended("perpres/ri/2018/16", REGISTRY, Interval.parse("2020-01-01")).text
    assert "diubah" not in none


def test_gazettes_are_written_out_and_unknown_ones_are_marked() -> None:
    assert one("uu/ri/2023/20", REGISTRY).text == (
        "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara (Lembaran Negara Republik "
        "Indonesia Tahun 2023 Nomor 141, Tambahan Lembaran Negara Republik Indonesia Nomor 6897)"
    )
    unknown = one("permen/panrb/2024/5", REGISTRY)
    assert unknown.text.endswith("([nomor Berita Negara belum diketahui])")
    assert not unknown.whole
    assert one("perpres/ri/2010/81", REGISTRY).text.endswith("Reformasi Birokrasi 2010-2025")


@pytest.mark.parametrize(
    ("code", "subject", "words", "safe"),
    [
        ("ZI201", "permen/panrb/2014/14", "Nomor 9 Tahun 2023 tentang Evaluasi Reformasi", False),
        ("ZI202", None, "Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi", False),
        ("ZI203", "uu/ri/2017/7", "sebagaimana telah diubah dengan Undang-Undang Nomor 7", True),
        ("ZI204", "peraturan/kpu/2019/8", "terakhir dengan Peraturan Komisi Pemilihan Umum", True),
        ("ZI205", "pp/ri/2010/53", "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang", False),
        ("ZI210", "uu/ri/2002/30", "Tambahan Lembaran Negara Republik Indonesia Nomor 4250", True),
        ("ZI101", "zi/2021/6/p3", "Area Peningkatan Kualitas Pelayanan Publik, baris baru", False),
        ("ZI103", "zi/2021/1", "MANAJEMEN PERUBAHAN", False),
        ("ZI103", "zi/2021/6", "PENINGKATAN KUALITAS PELAYANAN PUBLIK", True),
        ("ZI301", "kpu-kota-tangerang", "KPU Kabupaten Bintan", False),
    ],
)
def test_proposed_words(code: str, subject: str | None, words: str, safe: bool) -> None:
    fix = one_of(result(BINTAN), code, subject).fix
    assert fix is not None
    assert words in fix.text
    assert fix.safe == safe


def test_a_safe_fix_has_no_blank_and_ends_its_finding() -> None:
    safe = [f for path in SEEDS.values() for f in result(path).findings if f.fix and f.fix.safe]
    assert safe
    assert all("[" not in f.fix.text and "…" not in f.fix.text for f in safe if f.fix)


@pytest.mark.parametrize("code", ["ZI203", "ZI301"])
def test_a_decree_with_the_fix_put_in_has_the_finding_no_more(code: str) -> None:
    text = BINTAN.read_text(encoding="utf-8")
    before = of_text(text)
    wrong = [f for f in before.findings if f.code == code and f.fix]
    for finding in sorted(wrong, key=lambda f: -f.span.start):
        assert finding.fix is not None
        text = text[: finding.span.start] + finding.fix.text + text[finding.span.end :]
    after = of_text(text)
    assert wrong
    assert not [f for f in after.findings if f.code == code]
    assert len(after.findings) <= len(before.findings) - len(wrong)


def test_no_successor_is_said_and_nothing_is_proposed() -> None:
    found = decree(BINTAN)
    run = run_for(found, TODAY)
    store = decree_graph(found, run, REGISTRY)
    node = NamedNode(f"{BASE}{names(found).of(citation(found, 'uu/ri/2008/14'))}")
    work = NamedNode(f"{BASE}eli/uu/ri/2008/14")
    change = next(
        quad.object
        for quad in store.quads_for_pattern(None, NamedNode(ZIKG + "revokedBy"), None)
        if "uu-ri-2014-5" in str(quad.object)
    )
    standing(store, node, "revoked")
    store.add(Quad(node, NamedNode(ZIKG + "revokedBy"), change))
    finding = one_of(
        examine(Examination(found, run, REGISTRY, store, "id"), "compiled"),
        "ZI201",
        "uu/ri/2008/14",
    )
    assert work.value.endswith(finding.subject or "-")
    assert finding.fix is None
    assert "Penggantinya belum diketahui registri" in finding.message


def citation(found: Decree, work: str) -> Citation:
    return next(c for c in found.citations if c.regulation == work and c.section == "mengingat")


def standing(store: Store, node: NamedNode, value: str) -> None:
    for name in ("standing", "baseStanding"):
        predicate = NamedNode(ZIKG + name)
        for quad in list(store.quads_for_pattern(node, predicate, None)):
            store.remove(quad)
        store.add(Quad(node, predicate, Literal(value)))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("KPU Kota Tangerang", "KPU Kabupaten Bintan"),
        ("KPU KOTA TANGERANG", "KPU KABUPATEN BINTAN"),
        ("Komisi Pemilihan Umum Kota Tangerang", "Komisi Pemilihan Umum Kabupaten Bintan"),
        ("KPU Tangerang", None),
    ],
)
def test_own_name_takes_the_form_in_use(quote: str, expected: str | None) -> None:
    theirs, mine = "Komisi Pemilihan Umum Kota Tangerang", "Komisi Pemilihan Umum Kabupaten Bintan"
    assert in_the_same_form(quote, theirs, mine) == expected


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "indonesian", "english"),
    [
        ("2025-02-07", "7 Februari 2025", "7 February 2025"),
        ("2021-12", "Desember 2021", "December 2021"),
        ("2023", "2023", "2023"),
    ],
)
def test_dates_are_said_as_far_as_known(when: str, indonesian: str, english: str) -> None:
    assert date_words(Interval.parse(when), "id") == indonesian
    assert date_words(Interval.parse(when), "en") == english


def test_places_are_said_as_a_drafter_does() -> None:
    found = decree(BINTAN)
    speaker = Speaker(Store(), REGISTRY, names(found), "id")
    assert speaker.place(f"{names(found).document}/menimbang/a") == "Menimbang huruf a"
    assert speaker.place(f"{names(found).document}/lampiran/IV/2") == "IV.2"


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(BuildError):
        result(BINTAN, engine="shacl")


def test_a_text_that_is_no_decree_is_refused() -> None:
    source = Source(
        "-", "0" * 64, "Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara.\n"
    )
    found = extract(source, REGISTRY)
    with pytest.raises(ReadError, match="tidak terbaca sebagai keputusan"):
        check(found, run_for(found, TODAY), REGISTRY, engine="both")
