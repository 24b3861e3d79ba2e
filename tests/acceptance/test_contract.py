"""The promises of the interface: JSON keys, offsets, ids, exit codes, languages, formats."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from .driver import (
    DECREES,
    SEEDS,
    TODAY,
    Json,
    check,
    extracted,
    findings,
    holds,
    line,
    loud,
    pairs,
    words,
    zikg,
)

if TYPE_CHECKING:
    from pathlib import Path

GOOD = DECREES / "kpu-kab-malang-2025.md"
DRAFT = DECREES / "rancangan-kpu-kab-malang-2025.md"
BINTAN = SEEDS / "kpu-kab-bintan-2025-12.txt"
SEED_FILES = sorted(SEEDS.glob("*.txt"))
ALL = [
    *SEED_FILES,
    *sorted(path for path in DECREES.iterdir() if "lampiran" not in path.name),
]
every = pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)

DECREE_KEYS = {
    *("id", "document", "stage", "type", "issuer", "issuer_name", "number", "year", "title"),
    *("date", "place", "signatory"),
}
FINDING_KEYS = {
    *("code", "name", "severity", "message", "section", "item", "subject", "related", "since"),
    *("quote", "start", "end", "spans", "line", "column", "page", "confidence", "fingerprint"),
    *("because", "fix"),
}
CITATION_KEYS = {
    *("id", "section", "item", "type", "issuer", "number", "year", "regulation", "status"),
    *("title", "gazette", "role", "of", "relation", "quote", "start", "end", "spans", "line"),
    *("page", "confidence"),
}
ROW_KEYS = {
    *("number", "component", "element", "indicator", "action", "evidence", "responsible"),
    *("output", "target", "start_date", "end_date", "periods", "note"),
}
SECTIONS = {
    *("judul", "pembukaan", "menimbang", "mengingat", "memperhatikan", "memutuskan", "diktum"),
    *("penutup", "salinan", "lampiran"),
}
STATUSES = {
    *("Berlaku", "Berlaku (telah diubah)", "Dicabut", "Dicabut sebagian", "Belum berlaku"),
    "Status tidak diketahui",
}
TYPES = {
    *("uud", "tap-mpr", "uu", "uudrt", "perppu", "pp", "penpres", "perpres", "keppres", "inpres"),
    *("permen", "kepmen", "peraturan", "keputusan", "instruksi", "surat-edaran", "surat"),
    *("perda", "qanun", "perdasus", "pergub", "perbup", "perwali", "peraturan-bersama"),
    *("keputusan-bersama", "putusan-mk", "staatsblad"),
}
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
INSTRUMENT = re.compile(rf"({'|'.join(sorted(TYPES))})/({SLUG})/(\d{{4}})/({SLUG})")
COMPONENT = re.compile(r"zi/(2014|2021)/[1-6](/[pr]?\d+)?")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}-\d\d-\d\d)?")
ITEM = re.compile(r"[a-z]|\d+[a-z]?|ke[a-z]+|pertama|[IVXLC]+(\.\d+)*|[A-Z](\.\d+)?|\d+(\.\d+)+")


def plain(text: str) -> str:
    """Return a text without markup, cell breaks and runs of white space, as a quote has it."""
    text = re.sub(r"</?[a-zA-Z][^>]*>|\*+|[|\u00ad\u200b\ufeff]", " ", text)
    return re.sub(r"\s+", "", text)


# -- check ----------------------------------------------------------------------------------------


@every
def test_the_json_of_check_has_the_keys_of_the_contract(path: Path) -> None:
    """Keys may be added, never removed; years are integers, numbers strings, dates ISO."""
    answer = check(path)
    assert {"zikg", "registry", "as_of", "documents", "summary"} <= set(answer)
    assert {"version", "date", "sha256"} <= set(answer["registry"])
    assert re.fullmatch(r"[0-9a-f]{64}", answer["registry"]["sha256"])
    assert answer["as_of"] == TODAY
    assert set(answer["summary"]) >= {"error", "warning", "info"}
    (document,) = answer["documents"]
    assert document["error"] is None
    assert {"path", "decree", "judged_at", "judged_basis", "findings", "error"} <= set(document)
    assert document["path"] == str(path)
    assert set(document["decree"]) >= DECREE_KEYS
    assert document["decree"]["stage"] in {"draft", "issued", "copy"}
    assert isinstance(document["decree"]["year"], int)
    assert document["decree"]["number"] is None or isinstance(document["decree"]["number"], str)
    assert document["judged_basis"] in {"decree", "as-of", "today"}
    assert DAY.fullmatch(document["judged_at"])
    for level in ("error", "warning", "info"):
        counted = sum(f["severity"] == level for f in document["findings"])
        assert answer["summary"][level] == counted


@every
def test_each_finding_is_whole(path: Path) -> None:
    """Every key, a known code, section and item, a message, a reason, a fingerprint of its own."""
    document = check(path)["documents"][0]
    assert document["error"] is None
    for finding in document["findings"]:
        assert set(finding) >= FINDING_KEYS
        assert re.fullmatch(r"ZI[1-4]\d\d", finding["code"])
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", finding["name"]), line(finding)
        assert finding["severity"] in {"error", "warning", "info"}
        assert len(finding["message"]) > 20, line(finding)
        assert finding["section"] in SECTIONS, line(finding)
        assert finding["item"] is None or ITEM.fullmatch(finding["item"]), line(finding)
        assert isinstance(finding["related"], list)
        assert finding["since"] is None or DAY.fullmatch(finding["since"]), line(finding)
        assert finding["confidence"] in {"high", "medium", "low"}
        assert isinstance(finding["because"], list)
        if finding["fix"] is not None:
            assert finding["fix"]["text"]
            assert isinstance(finding["fix"]["safe"], bool)
        for known in (finding["subject"], *finding["related"]):
            assert known is None or well_formed(known), line(finding)
    keys = [(f["code"], f["subject"], f["section"], f["item"]) for f in document["findings"]]
    repeated = {key for key in keys if keys.count(key) > 1 and key[0] not in {"ZI205", "ZI301"}}
    assert not repeated, "one finding is one (code, subject, section, item)"
    prints = [f["fingerprint"] for f in document["findings"]]
    assert len(set(prints)) == len(prints)


def well_formed(known: str) -> bool:
    """Whether a subject is the id of an instrument or component, a document part, or a slug."""
    return bool(
        INSTRUMENT.fullmatch(known)
        or COMPONENT.fullmatch(known)
        or re.fullmatch(rf"dokumen/[0-9a-f]{{12}}(/.*)?|{SLUG}", known)
    )


@pytest.mark.parametrize("path", SEED_FILES, ids=lambda path: path.name)
def test_an_error_says_why_and_since_when(path: Path) -> None:
    """A validity error names the facts with their source, and what to write instead."""
    for finding in findings(path, TODAY):
        if finding["code"] in {"ZI201", "ZI203", "ZI204"}:
            assert finding["because"], line(finding)
            assert finding["since"], line(finding)
            assert finding["fix"], line(finding)
            assert finding["related"], line(finding)
            assert any(fact["source"] for fact in finding["because"]), line(finding)
        if finding["severity"] == "error":
            assert finding["confidence"] == "high", line(finding)


@every
def test_a_finding_points_at_its_words(path: Path) -> None:
    """Offsets, spans, line and column agree with the quote, in the text that extract gives."""
    text = extracted(path)["text"]
    assert "\r" not in text
    for finding in findings(path, TODAY):
        assert 0 <= finding["start"] <= finding["end"] <= len(text)
        assert_agrees(finding, text)
        before = text[: finding["start"]]
        assert finding["line"] == before.count("\n") + 1, line(finding)
        assert finding["column"] == finding["start"] - (before.rfind("\n") + 1) + 1, line(finding)


def assert_agrees(value: Json, text: str) -> None:
    """The spans lie in order within the outer bounds, and spell the quote."""
    spans = pairs(value["spans"])
    assert spans, value
    assert (spans[0][0], spans[-1][1]) == (value["start"], value["end"]), value
    assert all(first < last for first, last in spans) or value["quote"] == "", value
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans)), value
    spelled = "".join(text[first:last] for first, last in spans)
    assert plain(spelled) == plain(value["quote"]), (spelled, value["quote"])
    assert value["quote"] == " ".join(value["quote"].split()), value["quote"]
    assert not re.search(r"\*\*|</?b>|</?i>|\t|\||<br", value["quote"]), value["quote"]


# -- extract --------------------------------------------------------------------------------------


@every
def test_the_json_of_extract_has_the_keys_of_the_contract(path: Path) -> None:
    """Keys, ids, statuses, roles, relations; the id of a citation hangs on its document."""
    document = extracted(path)
    assert {"path", "text", "decree", "citations", "plan"} <= set(document)
    assert set(document["decree"]) >= DECREE_KEYS
    ids = [citation["id"] for citation in document["citations"]]
    assert len(set(ids)) == len(ids)
    here = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    for citation in document["citations"]:
        assert set(citation) >= CITATION_KEYS
        assert citation["id"].startswith(f"dokumen/{here}/"), citation["id"]
        assert re.search(r"/cite/\d+$", citation["id"])
        assert citation["type"] in TYPES
        assert citation["role"] in {"base", "amending", "title"}
        assert citation["relation"] in {"amended", "last-amended", "revoked", None}
        assert citation["of"] is None or citation["of"] in ids
        assert (citation["role"] == "base") == (citation["of"] is None), citation["quote"]
        assert citation["section"] is None or citation["section"] in SECTIONS
        assert citation["year"] is None or isinstance(citation["year"], int)
        assert citation["number"] is None or isinstance(citation["number"], str)
        assert set(citation["status"]) >= {"judged", "today"}
        assert {citation["status"]["judged"], citation["status"]["today"]} <= STATUSES
        assert 0 < citation["confidence"] <= 1
        if citation["regulation"] is not None:
            match = INSTRUMENT.fullmatch(citation["regulation"])
            assert match, citation["regulation"]
            assert match[1] == citation["type"]
        for gazette in citation["gazette"]:
            assert gazette["kind"] in {"LN", "TLN", "BN", "TBN", "LD", "BD"}
            assert isinstance(gazette["number"], str)
            assert gazette["year"] is None or isinstance(gazette["year"], int)


@every
def test_a_citation_points_at_its_words(path: Path) -> None:
    """Start, end, spans, line and quote of every citation agree with the text."""
    document = extracted(path)
    text = document["text"]
    for citation in document["citations"]:
        assert_agrees(citation, text)
        assert citation["line"] == text.count("\n", 0, citation["start"]) + 1
        if citation["number"] is not None and citation["number"].isdigit():
            assert citation["number"] in words(citation["quote"]), citation["quote"]
        if citation["title"]:
            assert holds(citation["quote"], citation["title"]), (citation["quote"], citation)


@every
def test_the_plan_has_the_keys_of_the_contract(path: Path) -> None:
    """Areas with their rows; components of the regime in force; dates in order."""
    if path.name.startswith("sekretaris"):
        assert extracted(path)["plan"] is None
        return
    plan = extracted(path)["plan"]
    assert {"years", "areas"} <= set(plan)
    assert plan["years"]
    assert all(isinstance(year, int) for year in plan["years"])
    for area in plan["areas"]:
        assert {"number", "heading", "area", "rows"} <= set(area)
        assert area["area"] is None or COMPONENT.fullmatch(area["area"])
        for row in area["rows"]:
            assert set(row) >= ROW_KEYS
            assert row["element"] is None or COMPONENT.fullmatch(row["element"])
            for key in ("start_date", "end_date"):
                assert row[key] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", row[key])
            if row["start_date"] and row["end_date"]:
                assert row["start_date"] <= row["end_date"]


@every
def test_the_ids_of_a_document_are_its_own(path: Path) -> None:
    """A document is the first 12 hex digits of the digest of its bytes, as ``dokumen/...``."""
    decree = extracted(path)["decree"]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert decree["document"] == f"dokumen/{digest[:12]}"
    assert INSTRUMENT.fullmatch(decree["id"])
    if decree["number"] is None:
        assert decree["id"] == (f"keputusan/{decree['issuer']}/{decree['year']}/draf-{digest[:8]}")


def test_every_instrument_named_in_the_seeds_is_a_citation() -> None:
    """Each "Nomor n Tahun y" of a numbered instrument in the grounds has a citation on it."""
    for path in SEED_FILES:
        document = extracted(path)
        text = document["text"]
        grounds = text[text.index("Menimbang") : text.index("MEMUTUSKAN")]
        offset = text.index("Menimbang")
        covered = [
            (first, last) for c in document["citations"] for first, last in pairs(c["spans"])
        ]
        pattern = r"(Undang|Pemerintah|Presiden|Birokrasi|Umum|Cilegon|RI)[\s-]+Nomor\s+\d+"
        for match in re.finditer(pattern, grounds):
            at = offset + match.end() - 1
            assert any(first <= at < last for first, last in covered), match[0]


# -- stability ------------------------------------------------------------------------------------


def test_fingerprints_survive_shifted_lines(tmp_path: Path) -> None:
    """Lines above, other line ends and another file name change no fingerprint."""
    text = BINTAN.read_text(encoding="utf-8")
    variants = {
        "bawah.txt": "\n\n\n\n" + text,
        "dos.txt": text.replace("\n", "\r\n"),
        "lain.txt": text,
        "akhir.txt": text + "\n\n\n",
    }
    wanted = sorted(f["fingerprint"] for f in findings(BINTAN, TODAY))
    assert wanted
    for name, variant in variants.items():
        path = tmp_path / name
        path.write_bytes(variant.encode("utf-8"))
        assert sorted(f["fingerprint"] for f in findings(path, TODAY)) == wanted, name


def test_a_mended_finding_leaves_the_other_fingerprints_alone(tmp_path: Path) -> None:
    """A drafter who mends one line keeps the identity of the other findings."""
    text = BINTAN.read_text(encoding="utf-8")
    path = tmp_path / BINTAN.name
    path.write_text(text.replace("website resmi KPU Kota Tangerang", "website resmi"))
    before = {f["fingerprint"] for f in findings(BINTAN, TODAY) if f["severity"] == "error"}
    after = {f["fingerprint"] for f in findings(path, TODAY) if f["severity"] == "error"}

    assert after < before
    assert len(before - after) == 1


def test_the_same_call_gives_the_same_bytes() -> None:
    """Nothing depends on the hour, the order of sets, or the run before."""
    arguments: tuple[str | Path, ...] = ("check", "--format", "json", *SEED_FILES)
    assert zikg(*arguments).stdout == zikg(*arguments).stdout
    turtle = ("check", "--format", "ttl", BINTAN)
    assert zikg(*turtle).stdout == zikg(*turtle).stdout


# -- options --------------------------------------------------------------------------------------


def test_fail_on() -> None:
    """Default error; warning and info lower the bar; never lifts it."""
    warning = ("check", "--select", "ZI103", BINTAN)
    assert [f["severity"] for f in loud(findings(BINTAN, TODAY)) if f["code"] == "ZI103"]

    assert zikg("check", BINTAN).exit_code == 1
    assert zikg(*warning).exit_code == 0
    assert zikg(*warning, "--fail-on", "warning").exit_code == 1
    assert zikg("check", BINTAN, "--fail-on", "never").exit_code == 0
    assert zikg("check", GOOD, "--fail-on", "warning").exit_code == 0
    infos = [f for f in findings(GOOD, TODAY) if f["severity"] == "info"]
    assert infos, "the correct decree is stale in one point by now"
    assert zikg("check", GOOD, "--fail-on", "info").exit_code == 1


def test_select_and_ignore() -> None:
    """By code or the beginning of codes, several with commas; the summary counts what is shown."""
    everything = {f["code"] for f in findings(BINTAN, TODAY)}

    def codes(*arguments: str) -> set[str]:
        answer = check(*arguments, BINTAN)
        found = answer["documents"][0]["findings"]
        assert sum(answer["summary"].values()) == len(found)
        return {f["code"] for f in found}

    assert codes("--select", "ZI201") == {"ZI201"}
    assert codes("--select", "ZI201,ZI301") == {"ZI201", "ZI301"}
    assert codes("--ignore", "ZI201,ZI301") == everything - {"ZI201", "ZI301"}
    assert codes("--select", "ZI2", "--ignore", "ZI201") == {
        code for code in everything if code.startswith("ZI2") and code != "ZI201"
    }


def test_final_turns_the_blanks_of_a_draft_into_errors() -> None:
    """ZI304 is info in a draft, error with ``--final``; nothing else changes."""
    draft = check("--as-of", "2025-03-14", DRAFT)["documents"][0]
    final = check("--as-of", "2025-03-14", "--final", DRAFT)["documents"][0]

    assert draft["decree"]["stage"] == "draft"
    assert (draft["judged_at"], draft["judged_basis"]) == ("2025-03-14", "as-of")
    assert {f["severity"] for f in draft["findings"] if f["code"] == "ZI304"} == {"info"}
    assert {f["code"] for f in loud(final["findings"])} == {"ZI304"}
    assert {f["severity"] for f in loud(final["findings"])} == {"error"}


def test_a_draft_is_judged_today_without_a_date() -> None:
    """The basis says so; an issued decree is judged at its date whatever is asked."""
    draft = check(DRAFT, today="2025-03-20")["documents"][0]
    assert (draft["judged_at"], draft["judged_basis"]) == ("2025-03-20", "today")
    assert not loud(draft["findings"])
    issued = check("--as-of", "2020-01-01", GOOD)["documents"][0]
    assert (issued["judged_at"], issued["judged_basis"]) == ("2025-03-14", "decree")


def test_a_decree_becomes_stale_on_the_day_and_not_before() -> None:
    """Perpres 46/2025 of 30 April 2025 changes what a decree of March cites: ZI215 as info."""

    def stale(as_of: str) -> list[tuple[str, str, str]]:
        return [
            (f["subject"], f["severity"], f["since"])
            for f in findings(GOOD, as_of)
            if f["code"] == "ZI215"
        ]

    assert stale("2025-03-13") == stale("2025-03-14") == stale("2025-04-29") == []
    assert stale("2025-04-30") == [("perpres/ri/2018/16", "info", "2025-04-30")]
    assert stale(TODAY) == stale("2025-04-30")


def test_both_engines_agree() -> None:
    """The compiled engine and pySHACL give the same findings on every decree."""
    for engine in ("compiled", "pyshacl"):
        result = check("--engine", engine, *SEED_FILES, GOOD, DRAFT)
        result.pop("zikg")
        if engine == "compiled":
            first = result
    assert first["documents"] == result["documents"]


def test_english_is_asked_for() -> None:
    """Other words, the same findings; Indonesian is the default."""
    indonesian = check(BINTAN)["documents"][0]["findings"]
    english = check("--lang", "en", BINTAN)["documents"][0]["findings"]

    def facts(found: list[Json]) -> list[tuple[Any, ...]]:
        keys = ("code", "severity", "subject", "section", "item", "fingerprint", "quote")
        return [tuple(f[key] for key in keys) for f in found]

    assert facts(indonesian) == facts(english)
    same = [
        f["code"] for f, g in zip(indonesian, english, strict=True) if f["message"] == g["message"]
    ]
    assert not same
    text = zikg("check", "--lang", "en", BINTAN).stdout
    assert "Tidak sesuai" not in text
    assert "wajib diperbaiki" not in text


def test_the_text_report_says_what_a_drafter_needs() -> None:
    """Place, words, reason, source and proposal; hasil pemeriksaan, never temuan."""
    text = zikg("check", BINTAN).stdout
    for word in ("Tidak sesuai", "Perlu diperiksa", "Catatan", "Mengingat", "Undang-Undang"):
        assert word in text, word
    for finding in loud(findings(BINTAN, TODAY)):
        assert finding["code"] in text
    assert "temuan" not in text.lower()
    assert "melanggar" not in text.lower()
    assert "\x1b" not in text, "no colours into a pipe"
    assert "Traceback" not in text


def test_the_output_goes_to_a_file(tmp_path: Path) -> None:
    """``-o`` writes the report, and nothing goes to standard output."""
    for form in ("json", "text", "ttl"):
        target = tmp_path / f"hasil.{form}"
        answer = zikg("check", "--format", form, "-o", target, BINTAN)
        assert answer.exit_code == 1
        assert answer.stdout == ""
        assert target.read_text(encoding="utf-8") == zikg("check", "--format", form, BINTAN).stdout
    target = tmp_path / "terbaca.json"
    assert zikg("extract", "-o", target, BINTAN).stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["documents"][0]["citations"]


# -- SHACL report ---------------------------------------------------------------------------------


def shacl(*arguments: str | Path) -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=zikg("check", "--format", "ttl", *arguments).stdout, format="turtle"
    )


def test_the_turtle_is_a_shacl_report() -> None:
    """One result for each finding, with focus node, shape, severity and messages; not conforming."""
    graph = shacl(BINTAN)
    found = findings(BINTAN, TODAY)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(report, SH.result))
    assert len(results) == len(found)
    severity = {"error": SH.Violation, "warning": SH.Warning, "info": SH.Info}
    for level, expected in severity.items():
        got = [r for r in results if graph.value(r, SH.resultSeverity) == expected]
        assert len(got) == sum(f["severity"] == level for f in found), level
    for result in results:
        assert isinstance(result, rdflib.URIRef), "no blank nodes in our data"
        assert (result, RDF.type, SH.ValidationResult) in graph
        assert isinstance(graph.value(result, SH.focusNode), rdflib.URIRef)
        shape = str(graph.value(result, SH.sourceShape))
        assert re.fullmatch(r"https://w3id\.org/zikg/rule/ZI\d{3}(-[a-z]+)?", shape)
        assert graph.value(result, SH.sourceConstraintComponent)
        messages = graph.objects(result, SH.resultMessage)
        languages = {m.language for m in messages if isinstance(m, rdflib.Literal)}
        assert "id" in languages


def test_the_turtle_of_several_decrees_is_one_graph() -> None:
    """Each decree has its report or its results; none is lost."""
    graph = shacl(*SEED_FILES)
    wanted = sum(len(findings(path, TODAY)) for path in SEED_FILES)

    assert len(set(graph.objects(None, SH.result))) == wanted


def test_conforms_follows_the_results() -> None:
    """True exactly where nothing is reported, as W3C has it."""
    clean = shacl("--select", "ZI201", GOOD)
    (report,) = clean.subjects(RDF.type, SH.ValidationReport)
    assert clean.value(report, SH.conforms) == rdflib.Literal(True)
    assert not list(clean.objects(report, SH.result))

    whole = shacl("--as-of", "2025-03-14", GOOD)
    (report,) = whole.subjects(RDF.type, SH.ValidationReport)
    results = list(whole.objects(report, SH.result))
    assert whole.value(report, SH.conforms) == rdflib.Literal(not results)


# -- rules ----------------------------------------------------------------------------------------


def test_rules_explain_themselves() -> None:
    """Every code that the seeds raise is listed and explained, in both languages."""
    listing = zikg("rule")
    assert listing.exit_code == 0
    raised = sorted({f["code"] for path in SEED_FILES for f in findings(path, TODAY)})
    for code in raised:
        assert code in listing.stdout
        page = zikg("rule", code)
        assert page.exit_code == 0
        assert code in page.stdout
        assert len(words(page.stdout)) > 40
        assert zikg("rule", "--lang", "en", code).stdout != page.stdout
    assert zikg("rule", raised[0].lower()).exit_code in {0, 2}


def test_help_is_there_at_once() -> None:
    """Help in Indonesian for the program and each command."""
    for arguments in (["--help"], ["check", "--help"], ["extract", "--help"], ["rule", "--help"]):
        answer = zikg(*arguments)
        assert answer.exit_code == 0
        assert "Usage" in answer.stdout or "Pemakaian" in answer.stdout
