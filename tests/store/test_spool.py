"""Where documents wait before they are loaded together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from zikg.errors import StoreError
from zikg.store import open_writer
from zikg.store.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

ONE = b"<x:a> <x:p> <x:b> <x:g> .\n"
OTHER = b"<x:c> <x:p> <x:d> <x:g> .\n"


def test_what_waited_in_a_file_is_loaded_whole(tmp_path: Path) -> None:
    """A folder store takes the file as it is; then the file is gone."""
    writer = open_writer(tmp_path / "satu")
    spool = writer.spool()
    spool.add(ONE)
    spool.add(OTHER)
    writer.load(*spool.finished())
    assert {quad.subject for quad in writer.quads("x:g")} == {NamedNode("x:a"), NamedNode("x:c")}
    spool.drop()
    assert list((tmp_path / "satu" / "spool").iterdir()) == []
    writer.close()


def test_what_a_killed_writer_left_is_removed(tmp_path: Path) -> None:
    """Its documents do not count as stored: they are read again by the next call."""
    writer = open_writer(tmp_path / "satu")
    writer.spool().add(ONE)
    writer.close()
    assert len(list((tmp_path / "satu" / "spool").iterdir())) == 1
    writer = open_writer(tmp_path / "satu")
    assert list((tmp_path / "satu" / "spool").iterdir()) == []
    assert list(writer.quads("x:g")) == []
    writer.close()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """One sentence, as for the store itself."""
    writer = open_writer(tmp_path / "satu")
    (tmp_path / "satu" / "spool").rmdir()
    with pytest.raises(StoreError, match="tidak dapat ditulis"):
        writer.spool()
    writer.close()


def test_in_memory_it_is_the_statements_and_tells_when_it_is_full() -> None:
    """For a server, which gets them in one request."""
    spool = Spool(len(ONE))
    spool.add(ONE)
    assert not spool.full
    spool.add(OTHER)
    assert spool.full
    assert spool.finished(2) == (ONE + OTHER,)
    spool.drop()


@pytest.mark.parametrize(("parts", "files"), [(2, 2), (3, 3), (9, 4)])
def test_in_parts_each_document_is_whole(tmp_path: Path, parts: int, files: int) -> None:
    """Loaded at the same time; never more parts than documents, and none is left behind."""
    writer = open_writer(tmp_path / "satu")
    spool = writer.spool()
    documents = [b"".join(_line(name, each) for each in range(50)) for name in "abcd"]
    for document in documents:
        spool.add(document)
    parted = spool.finished(parts)
    texts = [path.read_bytes() for path in parted if not isinstance(path, bytes)]
    assert len(texts) == files
    assert b"".join(texts) == b"".join(documents)
    assert all(sum(document in text for text in texts) == 1 for document in documents)
    writer.load(*parted)
    assert len(list(writer.quads("x:g"))) == 200
    spool.drop()
    assert list((tmp_path / "satu" / "spool").iterdir()) == []
    writer.close()


def _line(name: str, each: int) -> bytes:
    return f"<x:{name}> <x:p> <x:{each}> <x:g> .\n".encode()
