"""The audit of a store: the findings of `zikg check`, made again only where something changed."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from zikg import resources
from zikg.audit import Summary, audit
from zikg.cli.audit import command
from zikg.extract import extract
from zikg.ingest import ingest
from zikg.namespaces import BASE, GRAPH_FINDINGS, GRAPH_INFERRED
from zikg.read import read
from zikg.registry import open_registry
from zikg.store import open_store, open_writer
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
Told = dict[str, set[tuple[Any, ...]]]
ACT = "permen/panrb/2026/77"
HIT = "permen/panrb/2021/90"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No facts of whoever runs the tests, and no national registry: it has tests of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("ZIKG_TODAY", DAY.isoformat())


@pytest.fixture
def place(decrees: Path, tmp_path: Path) -> Path:
    """A store of the decrees, not audited yet."""
    target = tmp_path / "toko"
    store = open_writer(target)
    summary = ingest(store, [str(decrees)], day=DAY, national=False)
    store.close()
    assert len(summary.outcomes) == len(list(decrees.iterdir()))
    return target


def run(place: Path, day: date = DAY, **options: Any) -> Summary:
    store = open_writer(place)
    try:
        return audit(store, day=day, **options)
    finally:
        store.close()


def findings(place: Path) -> Told:
    """Return the findings that a store holds, by document."""
    query = f"""SELECT ?d ?c ?s ?subject ?section ?item ?m ?f ?line ?since WHERE {{
      GRAPH <{GRAPH_FINDINGS}> {{ ?r a sh:ValidationReport ; zikg:inDecree ?d .
      OPTIONAL {{ ?r sh:result ?x . ?x zikg:code ?c ; sh:resultSeverity ?s ; zikg:line ?line ;
        sh:resultMessage ?m ; zikg:fingerprint ?f . FILTER (LANG(?m) = "id")
      OPTIONAL {{ ?x zikg:findingSubject ?subject }} OPTIONAL {{ ?x zikg:section ?section }}
      OPTIONAL {{ ?x zikg:item ?item }} OPTIONAL {{ ?x zikg:since ?since }} }} }} }}"""
    store = open_store(place)
    found: Told = {}
    rows: Any = store.query(query)
    for row in rows:
        kept = found.setdefault(row["d"].value.removeprefix(BASE), set())
        if row["c"] is not None:
            told = [row[n].value if row[n] is not None else None for n in
                    ("c", "s", "subject", "section", "item", "m", "f", "line", "since")]  # fmt: skip
            kept.add(tuple(told))
    store.close()
    return found


def checked(folder: Path, day: date = DAY) -> Told:
    """Return what ``zikg check`` finds in the same files."""
    level = {"error": "Violation", "warning": "Warning", "info": "Info"}
    registry, found = open_registry(), {}
    for file in folder.iterdir():
        decree = extract(read(str(file)), registry)
        result = check(decree, run_for(decree, day), registry, engine="compiled")
        found[f"dokumen/{decree.source.document}"] = {
            (
                f.code,
                f"http://www.w3.org/ns/shacl#{level[f.severity]}",
                f.subject or None,
                f.section,
                f.item,
                f.message,
                f.fingerprint,
                str(f.line),
                f.since,
            )
            for f in result.findings
        }
    return found


def amend(folder: Path, act: str = ACT, hit: str = HIT, effective: str = "2026-05-04") -> Path:
    """Write an analyst's own fact: an act that amends a regulation."""
    folder.mkdir(exist_ok=True)
    type_, issuer, year, number = act.split("/")
    regulation = {"id": act, "type": type_, "issuer": issuer, "number": number, "year": year,
                  "title": "Perubahan Pedoman", "enacted": effective, "promulgated": effective,
                  "effective": effective, "status": "in_force", "confidence": "high",
                  "source": "uji"}  # fmt: skip
    change = {"act": act, "kind": "amends", "target": hit, "effective": effective,
              "confidence": "high", "source": "uji"}  # fmt: skip
    for name, row in (("regulations", regulation), ("changes", change)):
        with resources.path(f"data/registry/{name}.csv").open(encoding="utf-8") as file:
            heads = next(csv.reader(file))
        path = folder / f"{name}.csv"
        fresh = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads)
            if fresh:
                writer.writeheader()
            writer.writerow(row)
    return folder


def test_findings_are_those_of_check(place: Path, decrees: Path) -> None:
    """Code, severity, subject, section, item, message, fingerprint, line and date are the same."""
    summary = run(place)
    assert summary.failed == []
    assert findings(place) == checked(decrees)
    assert sum(map(len, findings(place).values())) == sum(summary.findings.values()) > 100


def test_what_did_not_change_is_left_alone(place: Path) -> None:
    first, second = run(place), run(place)
    assert (first.kept, second.examined) == (0, 0)
    assert second.kept == first.examined == first.total
    assert first.findings == second.findings


def test_several_processes_write_the_same(place: Path, decrees: Path) -> None:
    assert run(place, jobs=2).failed == []
    assert findings(place) == checked(decrees)


def test_a_changed_registry_reaches_those_who_asked_for_it(
    place: Path, decrees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One amendment more: who cites the regulation is examined again, equal to a full run."""
    run(place)
    before = findings(place)
    monkeypatch.setenv("ZIKG_REGISTRY", str(amend(tmp_path / "milik")))
    again = run(place)
    assert again.examined > 0
    after = findings(place)
    assert after == checked(decrees)
    assert after != before
    assert any(told[0] == "ZI215" and told[2] == HIT for found in after.values() for told in found)
    # What hangs on the changed fact was inferred anew, and stands in the store.
    store = open_store(place)
    inferred = [quad for quad in store.quads(GRAPH_INFERRED) if ACT.replace("/", "-") in
                str(quad.object)]  # fmt: skip
    store.close()
    assert inferred
    # And back again: nothing of it is left.
    monkeypatch.delenv("ZIKG_REGISTRY")
    run(place)
    assert findings(place) == before


def test_a_regulation_that_nobody_asked_for_changes_nothing(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(place)
    own = amend(tmp_path / "milik", "perda/kota-bogor/2020/9", "perda/kota-bogor/2020/8")
    rows = (own / "changes.csv").read_text().splitlines()
    (own / "changes.csv").write_text(rows[0] + "\n")
    monkeypatch.setenv("ZIKG_REGISTRY", str(own))
    again = run(place)
    assert (again.examined, again.kept) == (0, again.total)


def test_the_day_matters_where_it_matters(place: Path, decrees: Path) -> None:
    """A later day reaches issued decrees only where the registry tells of a change between."""
    run(place)
    soon = date(2026, 11, 22)
    again = run(place, soon)
    drafts = again.examined
    assert again.kept > 0
    assert findings(place) == checked(decrees, soon)
    early = date(2025, 3, 1)
    assert run(place, early).examined >= drafts
    assert findings(place) == checked(decrees, early)


def test_a_document_that_goes_takes_its_findings_along(
    place: Path, decrees: Path, tmp_path: Path
) -> None:
    run(place)
    gone = tmp_path / "satu.txt"
    gone.write_text(next(decrees.glob("rusak-*.txt")).read_text() + "\n")
    store = open_writer(place)
    ingest(store, [str(gone)], day=DAY, national=False)
    store.close()
    assert run(place).examined == 1
    with_it = findings(place)
    gone.write_text(next(decrees.glob("kpu-*.txt")).read_text())
    store = open_writer(place)
    ingest(store, [str(gone)], day=DAY, national=False)
    store.close()
    run(place)
    assert len(findings(place)) == len(with_it) - 1


def test_killed_in_the_middle_it_goes_on(place: Path, decrees: Path) -> None:
    """After ``kill -9`` no document has half its findings, and the next call does the rest."""
    program = (
        "import os, signal, sys\n"
        "from datetime import date\n"
        "from zikg.audit import audit, auditing\n"
        "from zikg.store import open_writer\n"
        "auditing.BATCH = 2\n"
        "def die(done, total):\n"
        "    if done == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"audit(open_writer({str(place)!r}), day=date({DAY.year}, {DAY.month}, {DAY.day}), progress=die)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    again = run(place)
    assert 0 < again.kept < again.total
    assert findings(place) == checked(decrees)


def test_the_reference_engine_writes_the_same(tmp_path: Path, decrees: Path) -> None:
    """``--engine both`` compares, and stops where the engines differ."""
    one = next(iter(sorted(decrees.glob("kpu-*.txt"))))
    store = open_writer(tmp_path / "satu")
    ingest(store, [str(one)], day=DAY, national=False)
    summary = audit(store, day=DAY, engine="both")
    store.close()
    assert summary.failed == []
    assert sum(summary.findings.values()) > 5


def test_the_command_tells_and_fails_as_check_does(place: Path) -> None:
    told = CliRunner().invoke(command, ["--store", str(place), "--jobs", "1", "--format", "json"])
    assert told.exit_code == 1, told.output
    summary = json.loads(told.stdout)
    assert summary["documents"]["examined"] == summary["documents"]["total"] > 5
    assert summary["summary"]["error"] > 5
    again = CliRunner().invoke(command, ["--store", str(place), "--fail-on", "never"])
    assert again.exit_code == 0
    assert "tidak berubah" in again.stdout
    table = CliRunner().invoke(command, ["run", "--store", str(place), "--format", "csv"])
    assert table.stdout.startswith("code,severity,findings,documents,rule\n")


def test_no_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    told = CliRunner().invoke(command, ["--store", str(tmp_path / "tiada")])
    assert told.exit_code == 2
    assert "zikg ingest" in told.stderr
    assert not (tmp_path / "tiada").exists()


def test_what_is_no_decree_is_not_judged(tmp_path: Path, decrees: Path) -> None:
    """A note beside the decrees is stored, and an audit neither judges it nor fails for it."""
    note = tmp_path / "catatan.md"
    note.write_text("# Catatan\n\nRapat biasa menurut UU 5/2014.\n")
    one = next(iter(sorted(decrees.glob("kpu-*.txt"))))
    store = open_writer(tmp_path / "dua")
    stored = ingest(store, [str(note), str(one)], day=DAY, national=False)
    summary = audit(store, day=DAY)
    store.close()
    assert len(stored.outcomes) == 2
    assert (summary.total, summary.examined, summary.failed) == (1, 1, [])


def test_tables_hold_what_was_found(place: Path, decrees: Path, tmp_path: Path) -> None:
    """The CSV tables count and list just the findings of check, and the workbook has all three."""

    def rows(table: str) -> list[dict[str, str]]:
        words = ["run", "--store", str(place), "--jobs", "1", "--format", "csv", "--table", table]
        result = CliRunner().invoke(command, words)
        assert result.exit_code == 1, result.output
        return list(csv.DictReader(result.stdout.splitlines()))

    wanted = checked(decrees)
    every = rows("findings")
    told: Told = {local: set() for local in wanted}
    for row in every:
        local = row["document"].removeprefix(BASE)
        fields = ("code", "subject", "section", "item", "message", "line", "since")
        told[local].add(tuple(row[name] or None for name in fields))
    assert told == {
        local: {(c, subject, section, item, m, line, since)
                for c, _, subject, section, item, m, _, line, since in found}
        for local, found in wanted.items()
    }  # fmt: skip
    of_decrees = rows("decrees")
    assert {row["document"].removeprefix(BASE) for row in of_decrees} == set(wanted)
    levels = (("error", "errors"), ("warning", "warnings"), ("info", "notes"))
    for severity, column in levels:
        count = sum(row["severity"] == severity for row in every)
        assert sum(int(row[column]) for row in of_decrees) == count > 0
    assert sum(int(row["findings"]) for row in rows("codes")) == len(every)
    book = tmp_path / "audit.xlsx"
    words = ["run", "--store", str(place), "--jobs", "1", "--format", "xlsx", "-o", str(book)]
    assert CliRunner().invoke(command, words).exit_code == 1
    with zipfile.ZipFile(book) as packed:
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        lines = [packed.read(name).count(b"<row ") for name in sorted(names)]
    assert lines == [len(rows("codes")) + 1, len(wanted) + 1, len(every) + 1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--table", "findings"], "--table hanya untuk --format csv."),
        (["--format", "csv", "-o", "/tidak/ada/audit.csv"], "foldernya tidak ada"),
    ],
)
def test_a_wrong_call_is_told_before_anything_is_examined(
    place: Path, words: list[str], told: str
) -> None:
    result = CliRunner().invoke(command, ["run", "--store", str(place), *words])
    assert result.exit_code == 2
    assert told in result.output
    assert all(not found for found in findings(place).values())
