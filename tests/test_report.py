"""The report of a check: three dates, one text for people, JSON and SHACL for programs, golden."""

from __future__ import annotations

import difflib
import json
import os
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zikg.extract import extract
from zikg.model import BaselineUse, Report, Result, Standing
from zikg.read import read, read_bytes
from zikg.registry import open_registry
from zikg.report import render
from zikg.report.findings import short_source
from zikg.report.page import Page
from zikg.validate import check, run_for

ROOT = Path(__file__).parents[1]
SEEDS = {
    "bintan": "data/decrees/kpu-kab-bintan-2025-12.txt",
    "serang": "data/decrees/kpu-kab-serang-2025-995.txt",
    "cilegon": "data/decrees/kpu-kota-cilegon-2025-11.txt",
}
GOLDEN = ROOT / "tests" / "golden"
UPDATE = "ZIKG_UPDATE_GOLDEN"
"""Set to 1, the golden reports are written anew instead of compared: read them before committing."""
TODAY = date(2026, 11, 21)
REGISTRY = open_registry()
MALANG = "tests/decrees/kpu-kab-malang-2025.md"
DRAFT = "tests/decrees/rancangan-kpu-kab-malang-2025.md"


@cache
def result(name: str, as_of: date = TODAY, lang: str = "id", also: tuple[str, ...] = ()) -> Result:
    decree = extract(read(str(ROOT / name)), REGISTRY)
    found = check(decree, run_for(decree, as_of), REGISTRY, engine="compiled", lang=lang, also=also)
    return replace(found, path=name)


def report(*results: Result, as_of: date = TODAY, lang: str = "id") -> Report:
    return Report(results, REGISTRY.info, as_of, lang)


def text(*results: Result, as_of: date = TODAY, **options: Any) -> str:
    lang = options.pop("lang", "id")
    return render(report(*results, as_of=as_of, lang=lang), REGISTRY, form="text", **options)


def standing(name: str, work: str, as_of: date = TODAY) -> Standing:
    (found,) = [s for s in result(name, as_of).standings if s.regulation == work]
    return found


# -- three dates ----------------------------------------------------------------------------------


def test_a_citation_right_at_signing_and_stale_today() -> None:
    found = standing(SEEDS["bintan"], "perpres/ri/2018/16")
    assert (found.judged.status, found.judged.since) == ("Berlaku (telah diubah)", "2021-02-02")
    assert (found.as_of.since, found.as_of.by[-1]) == ("2025-04-30", "perpres/ri/2025/46")
    assert found.right is True
    assert found.next is None
    assert (
        "Perpres 16/2018: benar pada tanggal penetapan; sejak 30 April 2025 diubah oleh"
        in " ".join(text(result(SEEDS["bintan"])).split())
    )


def test_the_next_change_is_told_before_it_comes() -> None:
    before = date(2025, 12, 1)
    found = standing(SEEDS["cilegon"], "uu/ri/1999/31", before)
    assert found.next is not None
    assert (found.next.kind, found.next.by) == ("partly_revokes", "uu/ri/2023/1")
    assert found.next.since.printed == "2026-01-02"
    assert found.since == ()
    page = " ".join(text(result(SEEDS["cilegon"], before), as_of=before, width=100).split())
    assert "perubahan yang akan" in page
    after = standing(SEEDS["cilegon"], "uu/ri/1999/31")
    assert after.next is None
    assert [change.act for change in after.since] == ["uu/ri/2023/1"]


def test_a_change_on_the_day_itself_is_no_longer_to_come() -> None:
    eve, day = date(2025, 4, 29), date(2025, 4, 30)
    coming = standing(SEEDS["bintan"], "perpres/ri/2018/16", eve).next
    assert coming is not None
    assert coming.by == "perpres/ri/2025/46"
    assert standing(SEEDS["bintan"], "perpres/ri/2018/16", day).next is None


def test_what_was_wrong_at_signing_is_never_called_right() -> None:
    wrong = {"uu/ri/2014/5", "uu/ri/2017/7", "pp/ri/2010/53", "permen/panrb/2019/10"}
    found = {s.regulation: s.right for s in result(SEEDS["bintan"]).standings}
    assert {found[work] for work in wrong} == {False}
    assert found["perpres/ri/2010/81"] is None, "what is not known is not called right"
    assert found["uu/ri/2008/14"] is True


def test_a_wrong_citation_that_went_stale_is_not_called_right() -> None:
    """Perpres 16/2018 without its first amendment (ZI203) is wrong at signing, and stale since."""
    source = (ROOT / MALANG).read_text(encoding="utf-8")
    cited = re.search(r"Peraturan Presiden Nomor 16 Tahun 2018[^;]*", source)
    assert cited is not None
    bare = cited[0].split(" sebagaimana telah")[0]
    changed = extract(read_bytes(source.replace(cited[0], bare).encode(), "x.md"), REGISTRY)
    found = check(changed, run_for(changed, TODAY), REGISTRY, engine="compiled")
    assert [f.code for f in found.findings if f.subject == "perpres/ri/2018/16"][:1] == ["ZI203"]
    (stale,) = [s for s in found.standings if s.regulation == "perpres/ri/2018/16"]
    assert stale.since
    assert stale.right is False
    (told,) = [f for f in found.findings if f.code == "ZI215"]
    assert "benar" not in told.message
    assert "benar pada tanggal penetapan" not in text(found)


def test_a_draft_has_two_dates_and_not_yet_in_force_has_a_next() -> None:
    day = date(2025, 3, 14)
    found = result(DRAFT, day)
    assert found.standings
    assert all(s.judged == s.as_of and not s.since for s in found.standings)
    page = text(found, as_of=day, explain=True)
    table = page[page.index("DASAR HUKUM") :].splitlines()[1]
    assert "per 14 Maret 2025" in table
    assert "penetapan" not in table


def test_a_law_not_yet_in_force_is_told_to_take_effect() -> None:
    source = (ROOT / MALANG).read_text(encoding="utf-8")
    cited = re.search(r"Undang-Undang Nomor 20 Tahun 2023[^;]*", source)
    assert cited is not None
    later = "Undang-Undang Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana"
    decree = extract(read_bytes(source.replace(cited[0], later).encode(), "x.md"), REGISTRY)
    before = date(2025, 6, 1)
    found = check(decree, run_for(decree, before), REGISTRY, engine="compiled")
    (law,) = [s for s in found.standings if s.regulation == "uu/ri/2023/1"]
    assert law.judged.status == "Belum berlaku"
    assert law.next is not None
    assert (law.next.kind, law.next.since.printed) == ("takes_effect", "2026-01-02")
    assert "mulai berlaku 2 Januari 2026" in " ".join(text(found, as_of=before).split())


def test_standings_in_the_json() -> None:
    """The keys of the document, one entry for each regulation in each item."""
    document = json.loads(render(report(result(SEEDS["bintan"])), REGISTRY, form="json"))[
        "documents"
    ][0]
    keys = {"section", "item", "regulation", "judged", "as_of", "next", "right_when_judged"}
    assert {frozenset(entry) for entry in document["standings"]} == {frozenset(keys)}
    places = [(s["section"], s["item"], s["regulation"]) for s in document["standings"]]
    assert len(places) == len(set(places))
    assert ("mengingat", "13", "permen/panrb/2014/52") in places
    revoked = next(s for s in document["standings"] if s["regulation"] == "uu/ri/2014/5")
    told = {"status": "Dicabut", "since": "2023-10-31", "by": ["uu/ri/2023/20"]}
    assert revoked["judged"] == revoked["as_of"] == told


# -- the text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_page(width: int, explain: bool) -> None:
    """Only what cannot be broken (an address) may stand out."""
    page = text(*map(result, SEEDS.values()), width=width, explain=explain)
    for line in page.splitlines():
        assert len(line) <= width or len(line.split()) <= 2 or "http" in line, line
        assert line == line.rstrip()


def test_colours_only_where_they_are_allowed() -> None:
    plain, coloured = (text(result(SEEDS["bintan"]), colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_every_finding_is_told_once_with_code_and_message() -> None:
    for name in SEEDS.values():
        page = " ".join(text(result(name)).split())
        for finding in result(name).findings:
            assert " ".join(finding.message.split()) in page, finding
        for code in {finding.code for finding in result(name).findings}:
            raised = sum(finding.code == code for finding in result(name).findings)
            assert len(re.findall(rf"\b{code}\b", page)) == raised, code


def test_the_same_proposal_is_written_once() -> None:
    for name in SEEDS.values():
        page = " ".join(text(result(name)).split())
        proposals = {f.fix.text for f in result(name).findings if f.fix and len(f.fix.text) > 200}
        assert proposals
        for proposal in proposals:
            if any(other.startswith(proposal) for other in proposals - {proposal}):
                continue
            assert page.count(f": {' '.join(proposal.split())}") == 1, proposal
        assert "lihat usulan yang sama di atas" in page


def test_reasons_are_short_unless_asked_for() -> None:
    short = text(result(SEEDS["bintan"]))
    full = text(result(SEEDS["bintan"]), explain=True)
    assert "https://" not in short
    assert "https://hanifmu.com/posts/undang-undang-nomor-20-tahun-2023" in full
    assert len(full.splitlines()) > 1.5 * len(short.splitlines())


def test_house_words() -> None:
    """Hasil pemeriksaan, never temuan; nobody breaks the law by leaving out a component."""
    for lang in ("id", "en"):
        for explain in (False, True):
            page = text(*(result(name, TODAY, lang) for name in SEEDS.values()),
                        lang=lang, explain=explain).lower()  # fmt: skip
            assert "temuan" not in page
            assert "melanggar" not in page
    english = text(result(SEEDS["bintan"], TODAY, "en"), lang="en")
    for word in ("Tidak sesuai", "Alasan", "Usulan", "baris ", "Dicabut", "butir ", "sejak"):
        assert word not in re.sub(r"“[^”]*”", "", english.split("LEGAL BASES")[1]), word


def test_several_documents_end_in_a_table_of_files() -> None:
    page = text(*map(result, SEEDS.values()), Result("x.txt", error="x.txt: tidak terbaca."))
    table = page[page.index("BERKAS YANG DIPERIKSA") :]
    for name in SEEDS.values():
        errors = sum(f.severity == "error" for f in result(name).findings)
        assert re.search(rf"{re.escape(name)}\s+{errors}\b", table)
    assert re.search(r"x\.txt\s+tidak terbaca", table)
    assert "4 berkas (1 tidak terbaca)" in table
    assert "BERKAS YANG DIPERIKSA" not in text(result(SEEDS["bintan"]))


def test_a_clean_decree_says_so() -> None:
    clean = replace(result(MALANG), findings=(), undecided=())
    assert "Tidak ada yang perlu diperbaiki" in text(clean)
    assert "hanya catatan" in text(result(MALANG))
    assert "hanya catatan" not in text(result(SEEDS["bintan"]))


def test_what_a_baseline_left_out_is_counted() -> None:
    whole = replace(report(result(MALANG)), baseline=BaselineUse(7, 0))
    assert "7 diketahui (baseline)" in render(whole, REGISTRY, form="text")


def test_a_table_shares_the_width() -> None:
    page = Page("id", 60, False)
    page.table(["satu", "dua"], [["a b c d", "kata " * 30]])
    assert max(map(len, page.lines)) <= 60
    assert page.lines[1].startswith("  a b c d  kata")


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("https://jdih.kpu.go.id/a/b?c=d", "jdih.kpu.go.id"),
        ("mblonyox/data-peraturan:uu/2002/30.md", "mblonyox/data-peraturan"),
        ("tiga keputusan (data/decrees) (BN 1571)", "tiga keputusan (BN 1571)"),
        ("background knowledge", "background knowledge"),
    ],
)
def test_sources_are_shortened_to_host_or_name(source: str, short: str) -> None:
    assert short_source(source) == short


# -- golden ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["txt", "json", "ttl"])
@pytest.mark.parametrize("seed", SEEDS)
def test_golden_reports(seed: str, form: str) -> None:
    """The three real decrees as reported on one day; a person has read these files."""
    both = result(SEEDS[seed], also=("en",)) if form == "ttl" else result(SEEDS[seed])
    found = render(report(both), REGISTRY, form={"txt": "text"}.get(form, form))
    # The digest of the registry changes with every fact; what it leads to is what is compared.
    digest = REGISTRY.info.sha256
    found = found.replace(digest, "0" * 64).replace(
        f"registry/{digest[:12]}", "registry/" + "0" * 12
    )
    golden = GOLDEN / f"report-{seed}.{form}"
    if os.environ.get(UPDATE) == "1":
        golden.write_text(found, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    changed = difflib.unified_diff(wanted.splitlines(), found.splitlines(), lineterm="", n=1)
    assert found == wanted, f"{UPDATE}=1 writes it anew:\n" + "\n".join(list(changed)[:60])
