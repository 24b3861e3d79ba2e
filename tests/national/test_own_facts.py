"""Facts of one's own: a source for each, no contradiction, and nothing half-written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from zikg.cli import main
from zikg.graph import terms
from zikg.graph.national import national_quads
from zikg.registry import open_registry

if TYPE_CHECKING:
    from pathlib import Path

REGULATION = "id,title,effective,confidence,source\npermen/panrb/2026/71,Uji,2026-01-05,high,BN 1\n"
CHANGE = (
    "act,kind,target,effective,source\n"
    "permen/panrb/2026/71,amends,permen/panrb/2021/90,2026-01-05,BN 1\n"
)


def put(folder: Path, into: Path, *tables: str, lang: str = "id") -> Result:
    files = []
    for place, table in enumerate(tables):
        file = folder / f"{place}.csv"
        file.write_text(table, encoding="utf-8")
        files.append(str(file))
    words = ["registry", "import", *files, "--into", str(into), "--lang", lang]
    return CliRunner().invoke(main, words)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "own"


def test_what_is_imported_is_known_from_then_on(own: Path, tmp_path: Path) -> None:
    done = put(tmp_path, own, REGULATION, CHANGE)
    assert done.exit_code == 0, done.output
    assert "1 peraturan, 1 perubahan" in done.output
    registry = open_registry(overlay=own)
    held = registry.get("permen/panrb/2026/71")
    assert held
    assert (held.source, held.status_known) == ("BN 1", False)
    assert registry.layer_of(held.id) == "own"
    assert held.id in {change.act for change in registry.changes_to("permen/panrb/2021/90")}
    assert registry.search("uji 2026", 5)[0][0].id == held.id
    assert registry.info.sha256 != open_registry().info.sha256
    assert put(tmp_path, own, REGULATION, CHANGE).output.startswith("0 peraturan, 0 perubahan")


def test_own_facts_are_in_the_graph(own: Path, tmp_path: Path) -> None:
    put(tmp_path, own, REGULATION, CHANGE)
    registry = open_registry(overlay=own)
    registry.national = None  # only the own facts, for speed
    subjects = {quad.subject for quad in national_quads(registry)}
    assert terms.work("permen/panrb/2026/71") in subjects
    assert terms.node("change/permen-panrb-2026-71--amends--permen-panrb-2021-90") in subjects


@pytest.mark.parametrize(
    ("table", "sides"),
    [
        (
            "id,title,source\nuu/ri/2014/5,Aparatur Negara,koran\n",
            ("'Aparatur Sipil Negara'", "'Aparatur Negara' [koran]"),
        ),
        ("id,title,source\npp/ri/2026/971,Judul,\n", ("tidak ada sumber",)),
        (
            "act,kind,target,source\nuu/ri/2023/20,amends,uu/ri/2014/5,blog\n",
            ("uu/ri/2023/20 revokes uu/ri/2014/5", "uu/ri/2023/20 amends uu/ri/2014/5"),
        ),
        (
            "act,kind,target,source,effective\n"
            "permen/panrb/2021/90,revokes,permen/panrb/2014/52,koran,2020-01-01\n",
            ("2021-12 [", "2020-01-01 [koran]"),
        ),
        (
            "act,kind,target,source\nuu/ri/2014/5,revokes,uu/ri/2023/20,blog\n",
            ("uu/ri/2023/20 revokes uu/ri/2014/5", "uu/ri/2014/5 revokes uu/ri/2023/20"),
        ),
        (
            "act,kind,target,source\npp/ri/2026/971,revokes,uu/ri/2014/5,blog\n",
            ("pp/ri/2026/971 tidak ada dalam registri",),
        ),
        ("act,kind,target,source\nuu/ri/2023/20,kills,uu/ri/1999/28,blog\n", ("kind",)),
        ("target,by,source\nuu/ri/1999/28,uu/ri/1999/28,blog\n", ("dirinya sendiri",)),
    ],
)
def test_what_contradicts_is_refused_with_both_sides_and_nothing_is_written(
    own: Path, tmp_path: Path, table: str, sides: tuple[str, ...]
) -> None:
    done = put(tmp_path, own, REGULATION, table)
    assert done.exit_code == 2
    for side in sides:
        assert side in done.output
    assert "tidak ada yang ditulis" in done.output
    assert not own.exists()


def test_own_facts_contradict_each_other_no_more_than_the_reference(
    own: Path, tmp_path: Path
) -> None:
    assert put(tmp_path, own, REGULATION, CHANGE).exit_code == 0
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    other = CHANGE.replace("amends", "revokes")
    done = put(tmp_path, own, other, lang="en")
    assert done.exit_code == 2
    assert "the registry: permen/panrb/2026/71 amends" in done.output
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("a,b\n1,2\n", "bukan kolom registri"),
        ("id,source,titel\nuu/ri/2026/9,x,y\n", "kolom tidak dikenal: titel"),
        ("id,source\nuu/ri/2026/9\n", "jumlah kolomnya salah"),
    ],
)
def test_a_file_of_other_columns_is_named(
    own: Path, tmp_path: Path, table: str, words: str
) -> None:
    done = put(tmp_path, own, table)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_a_named_folder_that_is_not_there_is_no_silent_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZIKG_REGISTRY", str(tmp_path / "tidak-ada"))
    done = CliRunner().invoke(main, ["registry", "show", "UU 5/2014"])
    assert done.exit_code == 2
    assert "folder itu tidak ada" in done.output
