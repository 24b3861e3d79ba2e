"""The registry is held against itself: each rule ZI401 to ZI407 on small tables, by both engines."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from zikg.cli import main
from zikg.errors import RegistryError
from zikg.extract.instrument import instruments
from zikg.reason.contradictions import circles
from zikg.registry import open_registry
from zikg.registry.records import read_records
from zikg.rules import shapes
from zikg.validate.registry import check_registry

if TYPE_CHECKING:
    from pathlib import Path

REGULATION = [
    "id",
    "type",
    "issuer",
    "number",
    "year",
    "title",
    "variants",
    "description",
    "passed_by",
    "gazette",
    "enacted",
    "promulgated",
    "effective",
    "status",
    "confidence",
    "source",
    "note",
]
CHANGE = [
    "act",
    "kind",
    "target",
    "effective",
    "provision",
    "scope",
    "disputed",
    "confidence",
    "source",
    "note",
]
REPLACEMENT = ["target", "by", "confidence", "source", "note"]
IMPLEMENTATION = ["act", "target", "effective", "provision", "confidence", "source", "note"]
REFERENCE = ["act", "target", "old", "new", "effective", "provision", "confidence", "source"]


@dataclass
class Tables:
    """Rows of a small registry, written as CSV; every regulation named is made in May of its year."""

    regulations: list[dict[str, str]] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    replacements: list[dict[str, str]] = field(default_factory=list)
    implements: list[dict[str, str]] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)

    def add(self, *ids: str, **cells: str) -> Tables:
        for id_ in ids:
            type_, issuer, year, number = id_.split("/")
            made = f"{year}-05-02"
            row = {
                "id": id_,
                "type": type_,
                "issuer": issuer,
                "number": number,
                "year": year,
                "title": f"Data Uji {number}",
                "enacted": made,
                "promulgated": made,
                "effective": made,
                "status": "in_force",
                "confidence": "high",
                "source": "naskah uji",
            }
            self.regulations.append(row | cells)
        return self

    def change(self, act: str, kind: str, target: str, effective: str = "", **cells: str) -> Tables:
        row = {"act": act, "kind": kind, "target": target, "effective": effective}
        self.changes.append(row | {"confidence": "high", "source": "naskah uji"} | cells)
        return self

    def replace(self, target: str, by: str, **cells: str) -> Tables:
        row = {"target": target, "by": by, "confidence": "high", "source": "naskah uji"}
        self.replacements.append(row | cells)
        return self

    def write(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        for name, columns, rows in (
            ("regulations", REGULATION, self.regulations),
            ("changes", CHANGE, self.changes),
            ("replacements", REPLACEMENT, self.replacements),
            ("implements", IMPLEMENTATION, self.implements),
            ("references", REFERENCE, self.references),
        ):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
        return folder


A, B, C, D = "uu/ri/2001/1", "uu/ri/2005/2", "uu/ri/2010/3", "pp/ri/2012/4"


def good() -> Tables:
    """A registry without fault: amended twice on one day, revoked in part, then in full, replaced."""
    return (
        Tables()
        .add(A, B, C, D)
        .change(B, "amends", A, "2005-05-02")
        .change(D, "partly_revokes", A, "2012-05-02", scope="Pasal 3")
        .change(C, "revokes", B, "2012-05-02")
        .change(D, "amends", B, "2012-05-02")
        .replace(B, C)
    )


FAILING: dict[str, tuple[Tables, str, str]] = {
    # name: the tables, the shape that finds the fault, its subject
    "circle-of-two": (good().change(A, "amends", B, "2012-05-02"), "ZI401", B),
    "circle-of-three": (
        Tables().add(A, B, C).change(B, "amends", A).change(C, "revokes", B)
        .change(A, "partly_revokes", C, "2011-01-01"), "ZI401", C),
    "changes-itself": (Tables().add(A).change(A, "amends", A, "2002-01-01"), "ZI401", A),
    "replaced-in-a-circle": (Tables().add(A, B).replace(A, B).replace(B, A), "ZI401", B),
    "unknown-target": (good().change(D, "revokes", "uu/ri/2003/99"), "ZI402", "uu/ri/2003/99"),
    "unknown-act": (good().change("uu/ri/2020/99", "amends", D), "ZI402", "uu/ri/2020/99"),
    "unknown-successor": (good().replace(A, "uu/ri/2020/99"), "ZI402", "uu/ri/2020/99"),
    "act-did-not-exist": (good().change(D, "amends", C, "2012-05-01"), "ZI403", C),
    "act-of-a-later-year": (good().change(D, "amends", C, "2011"), "ZI403", C),
    "target-did-not-exist": (
        Tables().add(A).add(D, enacted="", promulgated="2012-05-02")
        .change(A, "amends", D, "2011-12-31"), "ZI403-target", D),
    "amended-the-day-after": (good().change(D, "amends", B, "2012-05-03"), "ZI404", B),
    "made-after-promulgation": (good().add("pp/ri/2015/5", promulgated="2015-05-01"), "ZI405", "pp/ri/2015/5"),
    "in-effect-before-made": (good().add("pp/ri/2015/5", effective="2015-05-01"), "ZI405-effective", "pp/ri/2015/5"),
    "made-in-another-year": (
        good().add("pp/ri/2015/5", enacted="2016-01-02", promulgated="2016-01-02", effective="2016-01-02"),
        "ZI405-year", "pp/ri/2015/5"),
    "one-id-twice": (good().add(C, title="Data Uji lain"), "ZI406", C),
    "one-number-two-ids": (
        good().add("permen/keuangan/2012/169", number="169/PMK.01/2012")
        .add("permen/keuangan/2012/169-ab12", number="169/PMK.01/2012"),
        "ZI406-number", "permen/keuangan/2012/169-ab12"),
    "one-gazette-two-laws": (
        good().add("pp/ri/2015/5", gazette="LN 2015/7 | TLN 6001").add("pp/ri/2015/6", gazette="LN 2015/7"),
        "ZI406-gazette", "pp/ri/2015/6"),
    "regulation-without-source": (good().add("pp/ri/2015/5", source=""), "ZI407", "pp/ri/2015/5"),
    "change-without-source": (good().change(D, "amends", C, "2012-05-02", source=""), "ZI407", C),
    "replacement-with-a-note-only": (good().replace(A, C, source="", note="agaknya"), "ZI407", A),
}  # fmt: skip
PASSING: dict[str, Tables] = {
    "good": good(),
    "revoked-on-the-day-of-amendment": good(),
    "year-only": good().change(D, "amends", C, "2012"),
    "amended-in-the-year-of-revocation": good().change(D, "amends", B, "2012"),
    "perppu-made-into-law": (
        Tables().add(A, "perppu/ri/2010/1", C)
        .change("perppu/ri/2010/1", "amends", A).change(C, "amends", A)
        .change(C, "adopts", "perppu/ri/2010/1")),
    "revoker-itself-revoked": Tables().add(A, B, C).change(B, "revokes", A).change(C, "revokes", B),
    "older-law-to-be-cited-instead": Tables().add(A, B, C).change(C, "revokes", B).replace(B, A),
    "same-number-other-type": good().add("perpres/ri/2012/4"),
    "regional-gazettes-repeat": (
        good().add("perda/kota-malang/2015/1", gazette="LD 2015/1")
        .add("perda/kota-batu/2015/1", gazette="LD 2015/1")),
    "background-knowledge-is-a-source": good().add("pp/ri/2015/5", source="background knowledge", confidence="low"),
    "dates-unknown": good().add("pp/ri/2015/5", enacted="", promulgated="", effective=""),
}  # fmt: skip


def found(folder: Path, engine: str = "compiled", lang: str = "id") -> list[tuple[Any, str]]:
    """Return the findings of a registry folder, each with its file."""
    results = check_registry(read_records(folder), open_registry(), engine=engine, lang=lang)
    return [(finding, result.path) for result in results for finding in result.findings]


@pytest.mark.parametrize("name", FAILING)
@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
def test_each_fault_gives_its_one_finding(name: str, engine: str, tmp_path: Path) -> None:
    tables, shape, subject = FAILING[name]
    told = found(tables.write(tmp_path), engine)
    allowed = {"circle-of-two": {"ZI403"}, "circle-of-three": {"ZI403"}}.get(name, set())
    loud = [f for f, _ in told if f.code not in allowed]
    assert [(f.shape.rpartition("/")[2], f.subject, f.severity) for f in loud] == [
        (shape, subject, "error")
    ], [f.message for f, _ in told]


@pytest.mark.parametrize("name", PASSING)
def test_what_is_right_or_undecided_gives_none(name: str, tmp_path: Path) -> None:
    told = found(PASSING[name].write(tmp_path), "both")
    assert [f.message for f, _ in told] == []


def test_every_shape_has_a_failing_registry() -> None:
    """Taking a shape away makes its fixture fail: nothing else finds that fault."""
    assert {shape for _, shape, _ in FAILING.values()} == {s.name for s in shapes("registry")}


def test_the_registry_that_comes_with_zikg_is_free_of_faults() -> None:
    results = check_registry(read_records(), open_registry(), engine="both")
    assert {result.path.rpartition("/")[2] for result in results} >= {
        "regulations.csv",
        "changes.csv",
    }
    assert [f.message for result in results for f in result.findings] == []


def test_implementations_and_references_are_looked_at(tmp_path: Path) -> None:
    tables = good()
    tables.implements = [{"act": D, "target": "uu/ri/1999/7", "confidence": "high", "source": "s"}]
    tables.references = [
        {"act": C, "target": A, "old": "Pasal 2", "new": "Pasal 603", "confidence": "high"}
    ]
    told = found(tables.write(tmp_path))
    assert [(f.code, path.rpartition("/")[2]) for f, path in told] == [
        ("ZI402", "implements.csv"),
        ("ZI407", "references.csv"),
    ]


def test_a_finding_points_at_its_line_with_reason_and_source(tmp_path: Path) -> None:
    folder = FAILING["amended-the-day-after"][0].write(tmp_path)
    ((finding, path),) = found(folder)
    lines = (folder / "changes.csv").read_text("utf-8").splitlines()
    assert path == str(folder / "changes.csv")
    assert finding.quote == lines[finding.line - 1]
    assert finding.related == (C,)
    assert finding.since == "2012-05-02"
    assert [fact.source for fact in finding.because] == ["naskah uji"]
    assert "3 Mei 2012" in finding.message
    assert "2 Mei 2012" in finding.message


def test_a_row_over_two_lines_is_counted_right(tmp_path: Path) -> None:
    folder = (
        good().add("pp/ri/2015/5", note="dua\nbaris").add("pp/ri/2015/6", source="").write(tmp_path)
    )
    ((finding, _),) = found(folder)
    text = (folder / "regulations.csv").read_text("utf-8")
    assert text.splitlines()[finding.line - 1].startswith("pp/ri/2015/6")
    assert text.replace("\r\n", "\n")[finding.span.start :].startswith("pp/ri/2015/6")


def test_the_second_record_is_the_one_pointed_at(tmp_path: Path) -> None:
    folder = FAILING["one-id-twice"][0].write(tmp_path)
    ((finding, _),) = found(folder)
    assert "Data Uji lain" in finding.quote


@pytest.mark.parametrize(("confidence", "severity"), [("medium", "warning"), ("low", "info")])
def test_certainty_caps_severity(confidence: str, severity: str, tmp_path: Path) -> None:
    tables = good().change(D, "amends", B, "2013-01-01", confidence=confidence)
    ((finding, _),) = found(tables.write(tmp_path))
    assert (finding.code, finding.severity) == ("ZI404", severity)


def test_a_disputed_revocation_is_a_warning(tmp_path: Path) -> None:
    tables = (
        Tables().add(A, B, D)
        .change(B, "revokes", A, disputed="yes").change(D, "amends", A, "2012-05-02")
    )  # fmt: skip
    ((finding, _),) = found(tables.write(tmp_path))
    assert (finding.code, finding.severity) == ("ZI404", "warning")


def test_messages_speak_both_languages(tmp_path: Path) -> None:
    for name, (tables, _, _) in FAILING.items():
        folder = tables.write(tmp_path / name)
        for lang in ("id", "en"):
            for finding, _ in found(folder, lang=lang):
                assert "{" not in finding.message
                assert "…" not in finding.message, finding.message
                assert all("{" not in f.text and "…" not in f.text for f in finding.because)


def test_two_circles_are_two_findings() -> None:
    edges = [("a", "b", "1"), ("b", "a", "2"), ("c", "d", "3"), ("d", "c", "4"), ("a", "c", "5")]
    assert sorted(row for row, _ in circles(edges, {})) == ["2", "4"]


def test_a_long_chain_is_no_circle_and_costs_no_recursion() -> None:
    edges = [(f"w{n}", f"w{n + 1}", str(n)) for n in range(5000)]
    assert list(circles(edges, {})) == []


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda t: t.add("pp/ri/2015/5", confidence="sure"), "baris 6"),
        (lambda t: t.add("pp/ri/2015/5", enacted="2015-13-01"), "baris 6"),
        (lambda t: t.change(D, "explodes", A), "baris 6"),
        (lambda t: t.change("bukan pengenal", "amends", A), "baris 6"),
        (lambda t: t.replace("uu//1", A), "baris 3"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(
    break_it: Any, told: str, tmp_path: Path
) -> None:
    with pytest.raises(RegistryError, match=told):
        read_records(break_it(good()).write(tmp_path))


def test_missing_tables_and_columns_are_said(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"regulations\.csv"):
        read_records(tmp_path)
    folder = good().write(tmp_path / "r")
    (folder / "changes.csv").write_text("act,target\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="kind"):
        read_records(folder)


# --- the commands -----------------------------------------------------------------------------


def zikg(*words: str) -> Result:
    env = {"ZIKG_TODAY": "2026-11-21", "ZIKG_LANG": None}
    return CliRunner().invoke(main, ["registry", *words], env=env)


def test_check_exits_by_what_it_found(tmp_path: Path) -> None:
    clean = zikg("check")
    assert clean.exit_code == 0, clean.output
    folder = str(FAILING["one-id-twice"][0].write(tmp_path))
    assert zikg("check", folder).exit_code == 1
    assert zikg("check", folder, "--ignore", "ZI406").exit_code == 0
    assert zikg("check", folder, "--select", "ZI401").exit_code == 0
    assert zikg("check", folder, "--fail-on", "never").exit_code == 0
    assert zikg("check", str(tmp_path / "tidak-ada")).exit_code == 2
    told = json.loads(zikg("check", folder, "--format", "json").stdout)
    (finding,) = [f for d in told["documents"] for f in d["findings"]]
    assert (finding["code"], finding["subject"]) == ("ZI406", C)


def test_show_says_status_changes_and_what_to_cite_instead() -> None:
    shown = zikg("show", "UU 5/2014")
    assert shown.exit_code == 0, shown.output
    assert "Dicabut sejak 31 Oktober 2023 oleh UU 20/2023" in shown.stdout
    assert "Kutip sebagai gantinya\n    Undang-Undang Nomor 20 Tahun 2023" in shown.stdout
    before = zikg("show", "uu/ri/2014/5", "--as-of", "2023-10-30").stdout
    assert "Status per 30 Oktober 2023: Berlaku sejak 15 Januari 2014" in before
    assert "(akan) dicabut oleh UU 20/2023" in before
    told = json.loads(zikg("show", "UU", "7/2017", "--format", "json").stdout)
    assert told["status"]["label"] == "Berlaku (telah diubah)"
    assert "sebagaimana telah diubah dengan" in told["cite"]["text"]
    assert {change["kind"] for change in told["changes_to"]} == {"amends"}
    assert all(change["source"] for change in told["changes_to"])


def test_show_never_invents_a_successor() -> None:
    told = json.loads(zikg("show", "PP 53/2010", "--format", "json").stdout)
    replaced = open_registry().replacements("pp/ri/2010/53")
    assert (told["cite"]["id"] is not None) == bool(replaced)


def test_history_is_a_tree_that_tells_each_instrument_once() -> None:
    tree = zikg("history", "UU 28/1999").stdout
    assert "antara 27 Desember 2002 dan 27 Desember 2003  dicabut sebagian oleh" in tree
    assert "   ├─ 18 Februari 2015  diubah dengan Perppu 1/2015" in tree
    assert tree.count("20 Mei 2015  dibentuk") == 1
    told = json.loads(zikg("history", "UU 28/1999", "--format", "json").stdout)
    assert told["events"][0]["by"]["id"] == "uu/ri/2002/30"


def test_search_wants_all_words_and_knows_numbers() -> None:
    told = json.loads(zikg("search", "aparatur", "sipil", "--format", "json").stdout)
    ids = {row["id"] for row in told["regulations"]}
    assert {"uu/ri/2014/5", "uu/ri/2023/20"} <= ids
    assert all("sipil" in row["title"].lower() for row in told["regulations"])
    first = json.loads(zikg("search", "uu 5 2014", "--format", "json").stdout)
    assert first["regulations"][0]["id"] == "uu/ri/2014/5"
    few = zikg("search", "peraturan", "--limit", "2")
    assert "--limit" in few.stderr
    none = zikg("search", "xyzzy")
    assert (none.exit_code, none.stdout) == (0, "")
    assert "tidak ada yang cocok" in none.stderr


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("UU 5/2014", "uu/ri/2014/5"),
        ("uu 5/2014", "uu/ri/2014/5"),
        ("uu no 5 th 2014", "uu/ri/2014/5"),
        ("Undang-Undang Nomor 5 Tahun 2014", "uu/ri/2014/5"),
        ("PermenPANRB 90/2021", "permen/panrb/2021/90"),
        ("PKPU 8/2019", "peraturan/kpu/2019/8"),
        ("pkpu 8 tahun 2019", "peraturan/kpu/2019/8"),
        ("perppu 1/2022", "perppu/ri/2022/1"),
        ("uu/ri/2014/5", "uu/ri/2014/5"),
        ("https://w3id.org/zikg/eli/uu/ri/2014/5", "uu/ri/2014/5"),
        ('"UU 5/2014"', "uu/ri/2014/5"),
    ],
)
def test_a_name_is_understood_as_people_write_it(words: str, id_: str) -> None:
    assert instruments(words, open_registry()) == (id_,)


@pytest.mark.parametrize("words", ["", "halo", "uu/ri/2014", "5/2014", "UU"])
def test_what_names_nothing_gives_nothing(words: str) -> None:
    assert instruments(words, open_registry()) == ()


def test_unknown_names_are_said_apart_from_unknown_regulations() -> None:
    unheld = zikg("show", "UU 99/2014")
    assert unheld.exit_code == 2
    assert "tidak ada dalam registri" in unheld.stderr
    unknown = zikg("show", "apa ini")
    assert unknown.exit_code == 2
    assert "bukan nama peraturan" in unknown.stderr
    assert "names no regulation" in zikg("show", "apa ini", "--lang", "en").stderr
