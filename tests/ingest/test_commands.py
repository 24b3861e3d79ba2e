"""The commands around the store, as a user calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

from zikg import resources
from zikg.bench.ingest import contents
from zikg.cli import main
from zikg.namespaces import BASE, ZIKG
from zikg.store import open_writer

if TYPE_CHECKING:
    from pathlib import Path

BINTAN = str(resources.path("data/decrees/kpu-kab-bintan-2025-12.txt"))


def zikg(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def store(tmp_path: Path, four: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with four decrees."""
    monkeypatch.setenv("ZIKG_TODAY", "2026-11-21")
    place = tmp_path / "store"
    zikg("ingest", *four, "--store", place, "--no-national", "--jobs", 1)
    return place


def test_a_dump_loaded_elsewhere_is_the_same_store(store: Path, tmp_path: Path) -> None:
    """Dump and load are inverse; the copy knows its documents as the original does."""
    file = tmp_path / "semua.nq.gz"
    zikg("store", "dump", "--store", store, "-o", file)
    zikg("store", "load", file, "--store", tmp_path / "copy")
    assert contents(tmp_path / "copy") == contents(store)
    assert "Tidak ada yang berubah" in zikg("diff", file, tmp_path / "copy").output
    info = json.loads(zikg("store", "info", "--store", store, "--format", "json").output)
    assert (info["documents"], info["decrees"]) == (4, 4)
    assert info["statements"] == sum(info["graphs"].values())
    turtle = tmp_path / "registri.ttl"
    zikg("store", "dump", "--store", store, "--graph", "registry", "-o", turtle)
    assert turtle.read_text().startswith("@prefix")


def test_doctor_finds_what_is_torn_and_remove_mends_it(store: Path, four: list[Path]) -> None:
    """A whole store passes; a statement without its document is named, with what to do."""

    def lines(code: int) -> dict[str, Any]:
        told = zikg("doctor", "--store", store, "--format", "json", code=code).output
        return {line["name"]: line for line in json.loads(told)["lines"]}

    assert lines(0)["naskah"]["state"] == "ok"
    writer = open_writer(store)
    node, graph = f"{BASE}dokumen/000000000000", f"{BASE}graph/dokumen/000000000000"
    loose = Quad(NamedNode(node), NamedNode(f"{ZIKG}sha256"), Literal("0"), NamedNode(graph))
    run = Quad(
        NamedNode(node), NamedNode(f"{ZIKG}judgedIn"), NamedNode(f"{node}/run"), NamedNode(graph)
    )
    writer.exchange((), [loose, run])
    writer.publish()
    writer.close()
    found = lines(1)["pernyataan lepas"]
    assert found["state"] == "error"
    assert "dokumen/000000000000" in found["message"]
    zikg("store", "remove", "dokumen/000000000000", "--store", store)
    assert lines(0)["pernyataan lepas"]["state"] == "ok"
    zikg("store", "remove", four[0], "--store", store)
    info = json.loads(zikg("store", "info", "--store", store, "--format", "json").output)
    assert info["documents"] == 3
    zikg("store", "remove", "tidak-ada.txt", "--store", store, code=2)


def test_diff_tells_what_changed_in_legal_words(tmp_path: Path) -> None:
    """An amendment left out, a row with another target, a basis gone: each is named."""
    text = resources.path("data/decrees/kpu-kab-bintan-2025-12.txt").read_text(encoding="utf-8")
    changed = tmp_path / "b.txt"
    start = text.index("Undang-Undang Nomor 25 Tahun 2009")
    end = text.index("\n", start)
    other = text[:start] + "Undang-Undang Nomor 12 Tahun 2011 tentang Lain;" + text[end:]
    changed.write_text(other.replace("Maret", "Oktober"), encoding="utf-8")
    found = json.loads(zikg("diff", BINTAN, changed, "--format", "json").output)
    assert "uu/ri/2009/25" in [one["regulation"] for one in found["citations_gone"]]
    assert "uu/ri/2011/12" in [one["regulation"] for one in found["citations_new"]]
    targets = [
        (one["old"], one["new"])
        for row in found["rows_changed"]
        for one in row["changed"]
        if one["what"] == "target"
    ]
    assert all(old.replace("Maret", "Oktober") == new for old, new in targets)
    assert bool(targets) == ("Maret" in text[text.index("LAMPIRAN") :])
    assert "UU 25/2009" in zikg("diff", BINTAN, changed).output
    assert "Nothing changed" in zikg("diff", BINTAN, BINTAN, "--lang", "en").output


def test_diff_of_a_stored_decree_with_its_file_is_empty(store: Path, four: list[Path]) -> None:
    """The decree read again from the store is the decree of the file."""
    told = zikg("store", "info", "--store", store, "--documents", "--format", "json").output
    by_file = {files[0]: local for local, files in json.loads(told)["files"].items()}
    said = zikg("diff", by_file[str(four[0])], four[0], "--store", store).output
    assert "Tidak ada yang berubah" in said


def test_diff_of_stores_names_decrees(store: Path, four: list[Path], tmp_path: Path) -> None:
    """What is in one store only is named by its instrument; a decree is no store."""
    zikg("ingest", *four[:3], "--store", tmp_path / "less", "--no-national", "--jobs", 1)
    found = json.loads(zikg("diff", tmp_path / "less", store, "--format", "json").output)
    assert len(found["new"]) == 1
    assert not found["gone"]
    zikg("diff", store, four[0], code=2)


def test_diff_takes_a_reworded_row_for_the_same_row(tmp_path: Path) -> None:
    """A row of one component with other words changed; it did not go while another came."""
    text = resources.path("data/decrees/kpu-kab-bintan-2025-12.txt").read_text("utf-8")
    was = "Pengendalian internal telah terbentuk"
    assert text.count(was) == 1
    after = tmp_path / "b.txt"
    after.write_text(text.replace(was, "Pengendalian internal sudah dibentuk"), "utf-8")
    told = zikg("diff", BINTAN, after).output
    assert "Penerapan SPIP: indikator" in told
    assert "yang hilang" not in told
    assert "rencana yang baru" not in told
