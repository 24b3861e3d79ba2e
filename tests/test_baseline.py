"""The baseline: only new findings are shown and counted, and no suppression goes unnoticed."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from zikg.cli import main
from zikg.report.baseline import Baseline, Entry, Waiver, dump, load

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "data" / "decrees"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two decrees of two offices."""
    for name, source in (
        ("a.txt", "kpu-kab-bintan-2025-12"),
        ("b.txt", "kpu-kota-cilegon-2025-11"),
    ):
        (tmp_path / name).write_text((SEEDS / f"{source}.txt").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def check(*words: str, today: str = "2026-11-21") -> Result:
    env = {"ZIKG_TODAY": today, "ZIKG_LANG": None}
    return CliRunner().invoke(main, ["check", "--baseline", "b.json", *words], env=env)


def told(*words: str, today: str = "2026-11-21") -> Any:
    return json.loads(check("--format", "json", *words, today=today).stdout)


def findings(*words: str, today: str = "2026-11-21") -> list[Any]:
    return [f for d in told(*words, today=today)["documents"] for f in d["findings"]]


def edit(**changes: Any) -> None:
    """Rewrite the baseline file with some of its lists replaced."""
    said = json.loads(Path("b.json").read_text("utf-8"))
    Path("b.json").write_text(json.dumps(said | changes), "utf-8")


def test_what_was_written_is_known_from_then_on(folder: Path) -> None:
    before = CliRunner().invoke(main, ["check", "a.txt", "--format", "json"])
    count = sum(json.loads(before.stdout)["summary"].values())
    assert "baseline" not in json.loads(before.stdout)
    written = check("a.txt", "--write-baseline")
    assert written.exit_code == 0
    assert f"{count} hasil dicatat" in written.stderr
    again = told("a.txt")
    assert again["baseline"] == {"known": count, "unmatched": 0}
    assert again["summary"] == {"error": 0, "warning": 0, "info": 0}
    text = check("a.txt")
    assert text.exit_code == 0
    assert f"{count} diketahui" in text.stdout
    assert text.stderr == ""


def test_the_file_is_sorted_one_entry_a_line_and_the_same_each_time(folder: Path) -> None:
    check("a.txt", "b.txt", "--write-baseline")
    first = Path("b.json").read_text("utf-8")
    check("b.txt", "a.txt", "--write-baseline")
    assert Path("b.json").read_text("utf-8") == first
    lines = [line.rstrip(",") for line in first.splitlines() if line.startswith("  {")]
    entries = [json.loads(line) for line in lines]
    assert entries == json.loads(first)["known"]
    keys = [(e["path"], e["code"]) for e in entries]
    assert keys == sorted(keys)
    assert {"fingerprint", "code", "path", "section", "quote"} <= set(entries[0])
    assert all(len(entry.get("quote", "")) <= 60 for entry in entries)


def test_lines_may_move_and_a_new_fault_counts(folder: Path) -> None:
    check("a.txt", "--write-baseline")
    text = Path("a.txt").read_text("utf-8")
    Path("a.txt").write_text("\n\n\n" + text, "utf-8")
    assert findings("a.txt") == []
    Path("a.txt").write_text(re.sub(r"Nomor 8 Tahun 2019", "Nomor 5 Tahun 2008", text), "utf-8")
    assert findings("a.txt")


def test_two_offices_with_one_mistake_have_a_finding_each(folder: Path) -> None:
    """Both seeds cite UU 5/2014 in the same words: to know one is not to know the other."""
    plain = CliRunner().invoke(main, ["check", "b.txt", "--format", "json"])
    alone = json.loads(plain.stdout)["documents"][0]["findings"]
    check("a.txt", "--write-baseline")
    marks = {entry["fingerprint"] for entry in json.loads(Path("b.json").read_text())["known"]}
    assert marks & {finding["fingerprint"] for finding in alone}
    assert len(findings("b.txt")) == len(alone)
    assert check("b.txt").exit_code == 1


def test_a_decree_is_known_under_another_name_too(folder: Path) -> None:
    check("a.txt", "--write-baseline")
    Path("salinan.txt").write_text(Path("a.txt").read_text("utf-8"), "utf-8")
    assert findings("salinan.txt") == []
    Path("a.txt").rename("pindah.txt")
    assert findings("pindah.txt") == []


def test_entries_that_match_nothing_are_reported_and_pruned(folder: Path) -> None:
    check("a.txt", "--write-baseline")
    known = json.loads(Path("b.json").read_text("utf-8"))["known"]
    edit(known=[*known, {"fingerprint": "0" * 16, "code": "ZI201", "path": "a.txt"}])
    stale = check("a.txt")
    assert stale.exit_code == 0
    assert "1 entri tidak lagi cocok" in stale.stderr
    assert told("a.txt")["baseline"] == {"known": len(known), "unmatched": 1}
    pruned = check("a.txt", "--prune-baseline")
    assert "1 entri yang tidak lagi ada dihapus" in pruned.stderr
    assert json.loads(Path("b.json").read_text("utf-8"))["known"] == known
    assert "0 entri" in check("a.txt", "--prune-baseline").stderr


def test_documents_not_read_this_time_keep_their_entries(folder: Path) -> None:
    check("a.txt", "b.txt", "--write-baseline")
    whole = Path("b.json").read_text("utf-8")
    assert told("a.txt")["baseline"]["unmatched"] == 0
    check("a.txt", "--prune-baseline")
    assert Path("b.json").read_text("utf-8") == whole
    check("a.txt", "--write-baseline")
    assert Path("b.json").read_text("utf-8") == whole


def test_choosing_codes_makes_no_entry_stale(folder: Path) -> None:
    check("a.txt", "--write-baseline")
    assert told("a.txt", "--select", "ZI201")["baseline"]["unmatched"] == 0
    assert told("a.txt", "--ignore", "ZI")["baseline"] == {"known": 0, "unmatched": 0}


def waive(**more: str) -> dict[str, str]:
    """Waive the first ZI201 of a.txt and return the waiver."""
    plain = CliRunner().invoke(main, ["check", "a.txt", "--format", "json", "--select", "ZI201"])
    mark = json.loads(plain.stdout)["documents"][0]["findings"][0]["fingerprint"]
    waiver = {"fingerprint": mark, "until": "2026-12-31", "reason": "menunggu revisi"} | more
    Path("b.json").write_text(json.dumps({"version": 1, "known": [], "waivers": [waiver]}), "utf-8")
    return waiver


def test_a_waiver_holds_through_its_last_day_and_then_says_so(folder: Path) -> None:
    mark = waive(by="Kasubbag Hukum")["fingerprint"]
    kept = findings("a.txt", today="2026-12-31")
    assert mark not in {finding["fingerprint"] for finding in kept}
    assert told("a.txt", today="2026-12-31")["baseline"]["known"] == 1
    late = check("a.txt", today="2027-01-01")
    assert "berakhir 31 Desember 2026 (menunggu revisi)" in late.stderr
    assert mark in {f["fingerprint"] for f in findings("a.txt", today="2027-01-01")}
    assert mark in {f["fingerprint"] for f in findings("a.txt", "--as-of", "2027-01-01")}


def test_an_expired_waiver_is_not_silenced_by_writing(folder: Path) -> None:
    waiver = waive(until="2026-01-01", by="Kasubbag Hukum")
    check("a.txt", "--write-baseline")
    said = json.loads(Path("b.json").read_text("utf-8"))
    assert said["waivers"] == [waiver]
    assert [f["fingerprint"] for f in findings("a.txt")] == [waiver["fingerprint"]]
    assert check("a.txt").exit_code == 1


def test_a_waiver_may_be_for_one_document(folder: Path) -> None:
    mark = waive(path="b.txt")["fingerprint"]
    assert mark in {finding["fingerprint"] for finding in findings("a.txt")}


@pytest.mark.parametrize(
    ("waiver", "sentence"),
    [
        ({"fingerprint": "x", "until": "2026-12-31"}, "tanpa alasan"),
        ({"fingerprint": "x", "until": "2026-12-31", "reason": "  "}, "tanpa alasan"),
        ({"fingerprint": "x", "reason": "ya"}, "tanpa tanggal akhir"),
        ({"fingerprint": "x", "reason": "ya", "until": "31-12-2026"}, "tanpa tanggal akhir"),
        (
            {"fingerprint": "x", "reason": "ya", "until": "2026-12-31", "untill": "x"},
            "tidak dikenal",
        ),
        ({"until": "2026-12-31", "reason": "ya"}, "fingerprint"),
    ],
)
def test_a_waiver_that_says_too_little_is_refused(
    waiver: dict[str, str], sentence: str, folder: Path
) -> None:
    Path("b.json").write_text(json.dumps({"version": 1, "known": [], "waivers": [waiver]}), "utf-8")
    result = check("a.txt")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("content", ["", "[]", '{"version": 2}', '{"version": 1, "known": [3]}'])
def test_a_file_that_is_no_baseline_is_refused(content: str, folder: Path) -> None:
    Path("b.json").write_text(content)
    result = check("a.txt")
    assert result.exit_code == 2
    assert "b.json" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_says_how_to_make_it(folder: Path) -> None:
    result = check("a.txt")
    assert result.exit_code == 2
    assert "--write-baseline" in result.stderr


def test_writing_needs_a_file_and_cannot_prune_too(folder: Path) -> None:
    for words in (["--write-baseline"], ["--prune-baseline"]):
        result = CliRunner().invoke(main, ["check", "a.txt", *words])
        assert result.exit_code == 2
        assert "--baseline FILE" in result.stderr
    assert check("a.txt", "--write-baseline", "--prune-baseline").exit_code == 2


def test_an_unreadable_document_still_exits_2_and_loses_no_entry(folder: Path) -> None:
    check("a.txt", "b.txt", "--write-baseline")
    whole = json.loads(Path("b.json").read_text("utf-8"))["known"]
    Path("a.txt").write_bytes(b"")
    broken = check("a.txt", "b.txt", "--write-baseline")
    assert broken.exit_code == 2
    assert json.loads(Path("b.json").read_text("utf-8"))["known"] == whole


def test_paths_are_relative_to_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check("a.txt", "--write-baseline")
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    result = CliRunner().invoke(main, ["check", "../a.txt", "--baseline", "../b.json"])
    assert result.exit_code == 0, result.output


def test_dump_and_load_are_inverse(tmp_path: Path) -> None:

    path = tmp_path / "b.json"
    whole = Baseline(
        path,
        (Entry("1", "ZI201", "a", "", "uu/ri/2014/5", "mengingat", "4", "“kutip”"), Entry("2")),
        (Waiver("3", date(2026, 1, 2), "sebab", "saya", "a.txt"),),
    )
    path.write_text(dump(whole), "utf-8")
    again = load(path)
    assert set(again.known) == set(whole.known)
    assert again.waivers == whole.waivers
    assert dump(again) == dump(whole)
    assert dump(Baseline(path)) == '{\n"version": 1,\n"known": [],\n"waivers": []\n}\n'
