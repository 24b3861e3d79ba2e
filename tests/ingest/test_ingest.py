"""Ingest: what is stored of which file, once and whole."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from zikg.bench.ingest import contents, kill_often
from zikg.ingest import keys, making, pipeline
from zikg.ingest.removing import statements_of
from zikg.ingest.workers import Workers
from zikg.namespaces import BASE
from zikg.store import open_store
from zikg.store.folder import FolderWriter

from .conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from zikg.ingest import Summary

PLACES = ("store", "merged")


def states(summary: Summary) -> list[str]:
    return [outcome.state for outcome in summary.outcomes]


def test_known_content_is_left_alone_under_any_name(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """A file is read once; the same bytes again, or under another name, are known."""
    assert states(bring(*four)) == ["read"] * 4
    before = contents(tmp_path / "store")
    assert states(bring(*four)) == ["unchanged"] * 4
    assert contents(tmp_path / "store") == before
    copy = tmp_path / "salinan.txt"
    shutil.copy(four[0], copy)
    assert states(bring(copy)) == ["unchanged"]
    added = contents(tmp_path / "store") - before
    assert len(added) == 3
    assert all("salinan.txt" in line or "storedFile" in line for line in added)


def test_other_content_under_a_name_takes_the_place_of_the_old(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """After a replacement the store is as if the old content had never been there."""
    file = tmp_path / "a.txt"
    shutil.copy(four[0], file)
    bring(file, four[1])
    shutil.copy(four[2], file)
    assert states(bring(file, four[1])) == ["replaced", "unchanged"]
    bring(file, four[1], place="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_two_files_that_change_places_stay_two(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """When two files swap their contents, both documents are kept, each under its new name."""
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    shutil.copy(four[0], one), shutil.copy(four[1], two)
    bring(one, two)
    shutil.copy(four[1], one), shutil.copy(four[0], two)
    assert set(states(bring(one, two))) == {"replaced"}
    bring(one, two, place="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_what_older_code_made_is_made_anew(
    bring: Callable[..., Summary],
    four: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A change of code or data makes known documents be read again, and nothing is doubled."""
    monkeypatch.setattr("zikg.ingest.pipeline.made_with", lambda: "old")
    bring(*four)
    monkeypatch.setattr("zikg.ingest.pipeline.made_with", keys.made_with)
    assert states(bring(*four)) == ["replaced"] * 4
    bring(*four, place="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_a_removed_document_leaves_no_statement(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """The statements of a document found in the store are all that hang on it."""
    local = str(bring(*four).outcomes[0].document)
    store = open_store(tmp_path / "store")
    graphs, quads = statements_of(store, local)
    assert graphs == [f"{BASE}graph/{local}"]
    found = {" ".join((*map(str, quad.triple), str(quad.graph_name))) for quad in quads}
    hung = {
        line
        for line in contents(tmp_path / "store")
        if line.startswith(f"<{BASE}{local}") and not line.endswith(f"<{BASE}graph/{local}>")
    }
    assert hung <= found
    assert all(
        "eli/ontology#" in line
        for line in found - hung
        if "ingestedAt" not in line and "madeWith" not in line
    )


def test_the_links_of_an_instrument_stay_while_a_document_gives_them(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """Two documents of one instrument: when one goes, the links that the other gives stay."""
    file, twin = tmp_path / "a.txt", tmp_path / "b.txt"
    shutil.copy(four[0], file)
    twin.write_text(four[0].read_text() + "\n")
    bring(file, twin)
    shutil.copy(four[1], twin)
    bring(twin)
    bring(file, twin, place="other")
    assert contents(tmp_path / "store") == contents(tmp_path / "other")


def test_workers_give_the_same_store_whatever_their_number(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """One process and two give the same statements and the same states."""
    copy = tmp_path / "salinan.txt"
    shutil.copy(four[3], copy)
    alone = bring(*four, copy, jobs=1, place="one")
    both = bring(*four, copy, jobs=2, place="two")
    assert states(alone) == states(both) == ["read"] * 4 + ["unchanged"]
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_last_load_in_parts_gives_the_same_store(
    bring: Callable[..., Summary],
    four: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is left at the end is loaded in parts at once: nothing is lost or doubled."""
    loads: list[int] = []
    load = FolderWriter.load

    def counted(self: FolderWriter, *parts: bytes | Path) -> None:
        loads.append(len(parts))
        load(self, *parts)

    bring(*four, place="one")
    monkeypatch.setattr(FolderWriter, "load", counted)
    monkeypatch.setattr(pipeline, "BATCH_LEAST", 1)
    monkeypatch.setattr(pipeline._Call, "_wanted", lambda _: 9)  # all wait for the end
    bring(*four, jobs=2)
    assert loads == [1, 2]  # the base, then the decrees
    assert contents(tmp_path / "store") == contents(tmp_path / "one")
    assert not list((tmp_path / "store" / "spool").iterdir())


def test_a_file_that_fails_stops_no_other(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path
) -> None:
    """What cannot be read is told with its sentence; text that is no decree is stored as such."""
    (tmp_path / "rusak.docx").write_bytes(b"PK\x03\x04 rusak")
    (tmp_path / "surat.txt").write_text("Yth. Bapak, kami mengundang dalam rapat besok pagi.")
    (tmp_path / "salah.ttl").write_text("<a> <b> .")
    with zipfile.ZipFile(tmp_path / "arsip.zip", "w") as packed:
        packed.write(four[0], "satu.txt")
        packed.write(four[1], "dua.txt")
    names = ("rusak.docx", "surat.txt", "salah.ttl", "arsip.zip", "hilang.txt")
    summary = bring(*(tmp_path / name for name in names), jobs=2)
    assert states(summary) == ["failed", "read", "failed", "read", "read", "failed"]
    assert all(outcome.reason for outcome in summary.outcomes if outcome.state == "failed")
    assert summary.counts()["not_a_decree"] == 1
    assert states(bring(tmp_path / "arsip.zip")) == ["unchanged"] * 2


def test_rdf_goes_into_a_graph_of_its_own(bring: Callable[..., Summary], tmp_path: Path) -> None:
    """An RDF file is loaded whole, wherever it says that it belongs; a new content replaces it."""
    file = tmp_path / "fakta.nq"
    file.write_text(f'<x:a> <x:b> "1" <{BASE}graph/registry> .\n_:x <x:b> "2" .\n')
    first = str(bring(file).outcomes[0].document)
    store = open_store(tmp_path / "store")
    assert len(list(store.quads(BASE + first))) == 2
    file.write_text('<x:a> <x:b> "3" .\n')
    assert states(bring(file)) == ["replaced"]
    store = open_store(tmp_path / "store")
    assert not list(store.quads(BASE + first))
    lines = contents(tmp_path / "store")
    assert sum(line.startswith("<x:a>") for line in lines) == 1
    assert not any(first in line for line in lines)


def test_a_worker_that_dies_costs_one_file(four: list[Path]) -> None:
    """The file in hand is told as failed; the others are given to the next worker."""
    workers = Workers(1, DAY)
    try:
        for file in four[:3]:
            workers.give(str(file))
        workers._workers[0].process.kill()
        made = []
        while workers.pending:
            made += list(workers.answers())
    finally:
        workers.close()
    assert len(made) == 3
    assert [one.error is None for one in made].count(False) <= 1


def test_ctrl_c_keeps_what_is_done(four: list[Path], tmp_path: Path) -> None:
    """Broken off, it says so, exits with 130, and the same call goes on; readers see no half."""
    run = "from zikg.cli import main; main()"
    files = [str(tmp_path / f"{n}.txt") for n in range(60)]
    for number, file in enumerate(files):
        Path(file).write_text(four[number % 4].read_text() + "\n" * number)
    words = [sys.executable, "-c", run, "ingest", *files, "--store", str(tmp_path / "store")]
    words += ["--no-national", "--jobs", "2"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while not (tmp_path / "store" / "unpublished").exists():
        time.sleep(0.02)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode in {0, 130}
    assert b"Traceback" not in said
    if process.returncode == 130:
        assert b"dihentikan" in said
    assert not (tmp_path / "store" / "unpublished").exists()
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0


def test_kill_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Killed three times at random moments, the finished store equals an undisturbed one."""
    survival = kill_often(tmp_path, 30, 3, seed=7)
    assert survival.documents == 30
    assert (survival.missing, survival.surplus, survival.reader_faults) == (0, 0, 0)


def test_make_tells_a_defect_as_a_sentence(
    four: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that trips a defect becomes one sentence, in both languages."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(making, "extract", broken)
    made = making.make(str(four[0]), DAY)
    assert made.error is not None
    assert "ZeroDivisionError" in made.error[0]
    assert not made.quads


def test_many_documents_leave_merged_files(
    bring: Callable[..., Summary], four: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that stores many merges the files of the database, and says the same as without."""
    bring(*four)
    monkeypatch.setattr(pipeline, "MANY", 4)
    bring(*four, place="merged")
    assert contents(tmp_path / "merged") == contents(tmp_path / "store")
    files = {place: len(list((tmp_path / place / "live").glob("*.sst"))) for place in PLACES}
    assert files["merged"] < files["store"]
    before = files["merged"]
    bring(*four, place="merged")  # nothing is stored: nothing is merged
    assert len(list((tmp_path / "merged" / "live").glob("*.sst"))) == before
