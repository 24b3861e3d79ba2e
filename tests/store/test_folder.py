"""A store folder: snapshots, the one writer, and what a killed writer leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from zikg.errors import StoreError
from zikg.store import open_store, open_writer
from zikg.store.moving import backup, form_of, load
from zikg.store.updating import as_bytes

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = "x:g"


def quad(number: int) -> Quad:
    return Quad(NamedNode(f"x:{number}"), NamedNode("x:p"), Literal(str(number)), NamedNode(GRAPH))


def test_a_reader_sees_one_state(tmp_path: Path) -> None:
    """A reader keeps the snapshot that it opened; the next one sees what was published since."""
    writer = open_writer(tmp_path / "s")
    writer.load(as_bytes([quad(1)]))
    with pytest.raises(StoreError, match="belum berisi"):
        open_store(tmp_path / "s")
    writer.publish()
    reader = open_store(tmp_path / "s")
    writer.exchange([quad(1)], [quad(2)])
    writer.publish()
    writer.publish()
    assert list(reader.quads(GRAPH)) == [quad(1)]
    newer = open_store(tmp_path / "s")
    assert list(newer.quads(GRAPH)) == [quad(2)]
    assert (reader.version, newer.version) == ("1", "2")


def test_what_a_killed_writer_left_is_published_by_the_next(tmp_path: Path) -> None:
    """Written but not published: the next writer publishes it, though it writes nothing itself."""
    writer = open_writer(tmp_path / "s")
    writer.load(as_bytes([quad(1)]))
    writer.publish()
    writer.load(as_bytes([quad(2)]))
    writer.close()  # as after a kill: nothing was published
    writer = open_writer(tmp_path / "s")
    writer.publish()
    assert len(list(open_store(tmp_path / "s").quads(GRAPH))) == 2


def test_a_folder_that_was_hardly_begun_is_taken(tmp_path: Path) -> None:
    """Killed while the folder was made, it is made again; a folder of something else is refused."""
    (tmp_path / "s" / "snapshots").mkdir(parents=True)
    (tmp_path / "s" / "zikg-store.json.new").write_text("{")
    open_writer(tmp_path / "s").close()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "foto.jpg").write_bytes(b"")
    with pytest.raises(StoreError, match=r"foto\.jpg"):
        open_writer(tmp_path / "other")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second writer is refused in one sentence."""
    first = open_writer(tmp_path / "s")
    with pytest.raises(StoreError, match="proses lain"):
        open_writer(tmp_path / "s")
    first.close()
    open_writer(tmp_path / "s").close()


def test_a_backup_is_a_store_of_its_own(tmp_path: Path) -> None:
    """The copy is read and written like any store, and its original does not change with it."""
    writer = open_writer(tmp_path / "s")
    writer.load(as_bytes([quad(1)]))
    writer.publish()
    writer.close()
    backup(open_store(tmp_path / "s"), tmp_path / "copy")
    copy = open_writer(tmp_path / "copy")
    copy.load(as_bytes([quad(2)]))
    copy.publish()
    assert len(list(open_store(tmp_path / "copy").quads(GRAPH))) == 2
    assert list(open_store(tmp_path / "s").quads(GRAPH)) == [quad(1)]


def test_a_damaged_dump_changes_nothing(tmp_path: Path) -> None:
    """A dump that breaks off is refused before anything of it is loaded."""
    file = tmp_path / "a.nq"
    file.write_bytes(as_bytes([quad(1)]) + b"<x:b> <x:")
    writer = open_writer(tmp_path / "s")
    with pytest.raises(StoreError, match="Tidak ada yang berubah"):
        load(writer, str(file))
    assert not list(writer.quads(GRAPH))
    with pytest.raises(StoreError, match="tidak dikenal"):
        form_of("a.xlsx")
