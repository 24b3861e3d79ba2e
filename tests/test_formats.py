"""Every format tells the same findings; each is read by a real reader of its kind."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner
from junitparser import Error, Failure, JUnitXml, Skipped
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from zikg import resources
from zikg.cli import main
from zikg.cli.chosen import Tally
from zikg.extract import extract
from zikg.model import Accepted, Report, Result
from zikg.read import read, read_bytes
from zikg.registry import open_registry
from zikg.report import BINARY, FORMATS, open_writer, render, render_bytes
from zikg.report.writing import Head
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)
REGISTRY = open_registry()
DECREES = sorted(resources.path("data/decrees").glob("*.txt"))
TEXT = [form for form in FORMATS if form not in BINARY]


def judged(path: Path) -> Result:
    decree = extract(read(str(path)), REGISTRY)
    return check(decree, run_for(decree, TODAY), REGISTRY, engine="compiled")


RESULTS = tuple(judged(path) for path in DECREES)
WAIVED = Accepted(RESULTS[0].findings[0], "dibahas", date(2027, 1, 31), "Inspektorat")
MIXED = (
    replace(RESULTS[0], findings=RESULTS[0].findings[1:], accepted=(WAIVED,)),
    Result("rusak.txt", error="Berkas rusak.txt kosong; berikan naskahnya."),
    *RESULTS[1:],
)
FOUND = Counter(finding.code for result in MIXED for finding in result.findings)


def report(*results: Result, lang: str = "id") -> Report:
    return Report(results, REGISTRY.info, TODAY, lang)


def text(form: str, *results: Result, lang: str = "id") -> str:
    return render(report(*results, lang=lang), REGISTRY, form=form)


def codes(form: str) -> Counter[str]:
    """Read the codes of the findings back out of a format."""
    if form in BINARY:
        data = render_bytes(report(*MIXED), REGISTRY, form=form)
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Hasil pemeriksaan"]
        return Counter(row[5] for row in sheet.iter_rows(min_row=2, values_only=True))
    said = text(form, *MIXED)
    if form == "json":
        return Counter(f["code"] for d in json.loads(said)["documents"] for f in d["findings"])
    if form == "jsonl":
        lines = [json.loads(line) for line in said.splitlines()]
        return Counter(f["code"] for d in lines for f in d["findings"])
    if form == "sarif":
        results = json.loads(said)["runs"][0]["results"]
        return Counter(r["ruleId"] for r in results if "suppressions" not in r)
    if form == "gitlab":
        return Counter(i["check_name"] for i in json.loads(said) if i["check_name"] != "zikg")
    if form == "csv":
        return Counter(row["Kode"] for row in csv.DictReader(said.lstrip("\ufeff").splitlines())
                       if row["Kode"])  # fmt: skip
    if form == "junit":
        cases = [case for suite in JUnitXml.fromstring(said.encode()) for case in suite]
        live = [c for c in cases if not any(isinstance(r, Skipped | Error) for r in c.result)]
        return Counter(case.name.split()[0] for case in live)
    pattern = {
        "text": r"^ {4}\S (ZI\d{3}) |\((ZI\d{3})\)$",
        "md": r"^- \*\*(ZI\d{3})\*\*",
        "html": r"<strong>\d+\. (ZI\d{3})</strong>",
        "ttl": r'zikg:code "(ZI\d{3})"',
        "github": r"title=(ZI\d{3}) ",
    }[form]
    found = re.findall(pattern, said, re.MULTILINE)
    return Counter("".join(code) for code in found)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_every_format_tells_the_same_findings(form: str) -> None:
    if form == "text":
        # The text wraps and tells what could not be checked apart; its own tests read it.
        assert sum(codes(form).values()) <= sum(FOUND.values())
        assert set(codes(form)) == set(FOUND)
    else:
        assert codes(form) == FOUND


@pytest.mark.parametrize("form", TEXT)
def test_a_report_written_piece_by_piece_is_the_whole_one(form: str) -> None:
    out = io.StringIO()
    writer = open_writer(form, out, REGISTRY)
    writer.begin(Head(REGISTRY.info, TODAY))
    sizes = []
    for result in MIXED:
        writer.add(result)
        sizes.append(out.tell())
    writer.end()
    assert out.getvalue() == text(form, *MIXED)
    grown = [later > before for before, later in pairwise(sizes)]
    assert grown[-1], "the last document must be written when it is added, not kept"


@pytest.mark.parametrize("form", TEXT)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_document_and_one_that_failed_can_be_told(form: str, lang: str) -> None:
    assert text(form, lang=lang) is not None
    failed = Result("rusak.txt", error="Berkas rusak.txt kosong; berikan naskahnya.")
    if form != "ttl":  # a SHACL report speaks of graphs only
        assert "rusak.txt" in text(form, failed, lang=lang)


@pytest.mark.parametrize("form", ["text", "md"])
def test_what_was_not_read_has_no_counts(form: str) -> None:
    """A file that could not be read has no "0 errors": nothing of it was checked."""
    failed = Result("rusak.txt", error="Berkas rusak.txt kosong; berikan naskahnya.")
    told = text(form, failed)
    assert "Tidak ada yang diperiksa." in told
    assert "Tidak sesuai: 0" not in told
    assert "Tidak ada yang diperiksa." not in text(form, failed, RESULTS[0])


def test_a_page_of_what_was_not_read_has_no_sums() -> None:
    """The foot of the table of documents holds sums only where something was checked."""
    failed = Result("rusak.txt", error="Berkas rusak.txt kosong; berikan naskahnya.")
    sums = re.compile(r"<tfoot>.*?</tfoot>", re.DOTALL)
    (empty,) = sums.findall(text("html", failed))
    assert not re.search(r">\d+<", empty)
    (full,) = sums.findall(text("html", failed, RESULTS[0]))
    assert re.search(r">\d+<", full)


def sarif(*results: Result) -> Any:
    said = json.loads(text("sarif", *results))
    Sarif.model_validate(said)
    return said["runs"][0]


@pytest.mark.parametrize("results", [(), RESULTS[:1], MIXED], ids=["none", "one", "mixed"])
def test_sarif_is_valid_and_complete(results: tuple[Result, ...]) -> None:
    run = sarif(*results)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= set(FOUND)
    for told in run["results"]:
        assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == told["ruleId"]
        assert told["partialFingerprints"]["zikg/v1"]
    assert run["invocations"][0]["executionSuccessful"] is all(r.error is None for r in results)


def test_sarif_regions_hold_the_words_quoted() -> None:
    source = read(str(DECREES[0])).text
    lines = source.split("\n")
    seen = 0
    for told in sarif(RESULTS[0])["results"]:
        region = told["locations"][0]["physicalLocation"]["region"]
        first = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
        quote = told["locations"][0]["physicalLocation"]["region"].get("snippet", {}).get("text")
        if quote:
            seen += 1
            word = re.findall(r"\w+", quote)[0]
            assert word in first
    assert seen > 20


def test_sarif_fixes_replace_what_they_say() -> None:
    fixes = [fix for told in sarif(RESULTS[0])["results"] for fix in told.get("fixes", [])]
    assert fixes
    lines = read(str(DECREES[0])).text.split("\n")
    for fix in fixes:
        for change in fix["artifactChanges"]:
            for piece in change["replacements"]:
                region = piece["deletedRegion"]
                assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
                assert region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1


def test_sarif_tells_what_a_baseline_lets_pass() -> None:
    told = [r for r in sarif(*MIXED)["results"] if "suppressions" in r]
    assert [r["baselineState"] for r in told] == ["unchanged"]
    assert told[0]["suppressions"][0]["justification"].startswith("dibahas (2027-01-31")


def test_junit_counts_failures_and_waivers() -> None:
    xml = JUnitXml.fromstring(text("junit", *MIXED).encode())
    suites = list(xml)
    assert len(suites) == len(MIXED)
    cases = [case for suite in suites for case in suite]
    failures = sum(any(isinstance(r, Failure) for r in case.result) for case in cases)
    loud = sum(f.severity != "info" for result in MIXED for f in result.findings)
    assert failures == sum(suite.failures for suite in suites) == loud
    assert sum(suite.skipped for suite in suites) == 1
    assert sum(suite.errors for suite in suites) == 1


def test_github_commands_are_one_line_each_and_escaped() -> None:
    odd = replace(RESULTS[0].findings[0], severity="error", message="100%\nbaris, dua")
    lines = text("github", replace(RESULTS[0], findings=(odd,))).splitlines()
    assert len(lines) == 1
    assert "::100%25%0Abaris, dua" in lines[0]
    assert lines[0].startswith("::error file=")


def test_gitlab_issues_have_what_gitlab_asks_for() -> None:
    issues = json.loads(text("gitlab", *MIXED))
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["description"]


def test_spreadsheets_never_run_a_cell() -> None:
    odd = replace(RESULTS[0].findings[0], message="=HYPERLINK(1)", quote="")
    result = replace(RESULTS[0], path="=1+1.txt", findings=(odd,))
    rows = list(csv.DictReader(text("csv", result).lstrip("\ufeff").splitlines()))
    assert rows[0]["Kondisi"] == "'=HYPERLINK(1)"
    assert rows[0]["Berkas"] == "'=1+1.txt"
    data = render_bytes(report(result), REGISTRY, form="xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Hasil pemeriksaan"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_workbook_has_its_sheets_filters_and_links() -> None:
    data = render_bytes(report(*MIXED), REGISTRY, form="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        *("Ringkasan", "Hasil pemeriksaan", "Rujukan", "Baris rencana aksi", "Matriks LKE")
    ]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    plan = book["Baris rencana aksi"]
    rows = sum(len(r.decree.plan.rows) for r in MIXED if r.decree and r.decree.plan)
    assert plan.max_row == rows + 1
    citations = sum(len(r.decree.citations) for r in MIXED if r.decree)
    assert book["Rujukan"].max_row == citations + 1
    lke = list(book["Matriks LKE"].iter_rows(min_row=2, values_only=True))
    fulfilment = [row for row in lke if row[2] == "Pemenuhan" and row[0] == str(DECREES[0])]
    assert len(fulfilment) == 25  # design section 5: the mandatory ones of 2021
    assert {row[6] for row in fulfilment} == {"Ada", "Tidak ada"}
    assert all(bool(row[7]) == (row[6] == "Ada") for row in lke)
    assert book["Ringkasan"]["A2"].hyperlink is not None


def test_the_sheet_for_the_signer_is_one_page_a_document() -> None:
    data = render_bytes(report(*MIXED), REGISTRY, form="pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(pages) == len(MIXED)
    assert "LEMBAR HASIL PEMERIKSAAN" in pages[0]
    assert RESULTS[0].decree is not None
    assert RESULTS[0].decree.source.sha256 in pages[0]
    assert "bukan pendapat hukum, bukan hasil reviu APIP" in " ".join(pages[0].split())
    assert "tidak dapat dibaca" in pages[1]
    assert render_bytes(report(*MIXED), REGISTRY, form="pdf") == data


class Page(HTMLParser):
    """Counts what stands on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.marked = ""
        self._mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        said = dict(attrs)
        self.ids += [said["id"]] if said.get("id") else []  # type: ignore[list-item]
        if tag == "a" and (said.get("href") or "").startswith("#"):
            self.targets.append((said["href"] or "")[1:])
        self._mark = self._mark or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._mark = False

    def handle_data(self, data: str) -> None:
        if self._mark:
            self.marked += data


def test_the_page_is_whole_and_safe() -> None:
    said = text("html", *MIXED)
    page = Page()
    page.feed(said)
    assert page.tags["script"] == page.tags["img"] == page.tags["link"] == 0
    assert len(set(page.ids)) == len(page.ids)
    assert not set(page.targets) - set(page.ids), "every link on the page has its target"
    assert page.tags["mark"] > 40
    assert "Peraturan Menteri" in page.marked


def test_words_of_a_decree_never_become_markup() -> None:
    naughty = "KEPUTUSAN <script>alert(1)</script>\nNOMOR 1 TAHUN 2025\n" + DECREES[0].read_text()
    decree = extract(read_bytes(naughty.encode(), "<b>x</b>.txt"), REGISTRY)
    result = check(decree, run_for(decree, TODAY), REGISTRY, engine="compiled")
    said = text("html", result)
    assert "<script" not in said
    assert "<b>x</b>" not in said
    assert "&lt;script&gt;" in said
    assert "<script" not in text("md", result)


def test_binary_formats_ask_for_a_file(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["check", str(DECREES[0]), "--format", "xlsx"])
    assert run.exit_code == 2
    assert "-o FILE.xlsx" in run.stderr
    target = tmp_path / "hasil.xlsx"
    run = CliRunner().invoke(
        main, ["check", str(DECREES[0]), "--format", "xlsx", "-o", str(target)]
    )
    assert run.exit_code == 1
    assert openpyxl.load_workbook(target).sheetnames[0] == "Ringkasan"


def test_an_output_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "hasil.md"
    target.write_text("lama")
    run = CliRunner().invoke(
        main, ["check", str(DECREES[0]), "--format", "md", "-o", str(tmp_path / "tiada" / "x.md")]
    )
    assert run.exit_code == 2
    assert target.read_text() == "lama"
    assert list(tmp_path.iterdir()) == [target]


def test_the_exit_code_is_that_of_the_documents_together() -> None:
    tally = Tally()
    tally.add(replace(RESULTS[0], findings=(), undecided=()))
    assert tally.code("error", strict=True) == 0
    tally.add(replace(RESULTS[0], findings=(), undecided=("x",)))
    assert (tally.code("error"), tally.code("error", strict=True)) == (0, 3)
    tally.add(RESULTS[0])
    assert (tally.code("error"), tally.code("never")) == (1, 0)
    tally.add(Result("x", error="rusak"))
    assert tally.code("never") == 2
