"""What a store holds of which files: the manifest in ``graph/run``, and the same in memory.

A file is known by the digest of its absolute path, so that two files of one relative name in two
folders are two; what readers of the store see is the path as it was given.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

from zikg.graph import nt
from zikg.graph.nt import TYPE, term
from zikg.ingest import rdf
from zikg.namespaces import BASE, GRAPH_RUN, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Quad

    from zikg.graph.nt import Fact
    from zikg.store import Reader

_RUN: Final = NamedNode(GRAPH_RUN)
_STORED = """
SELECT ?d ?made ?file ?path {
  GRAPH <%s> { ?d zikg:madeWith ?made ; zikg:storedFile ?file . ?file zikg:file ?path }
}"""


@dataclass(slots=True)
class Stored:
    """A document, or the graph of an RDF file, as the manifest lists it.

    ``made`` is the digest of the code and data that read it, ``files`` its paths by their keys.
    """

    made: str
    files: dict[str, str]
    decree: bool = True


@dataclass
class Manifest:
    """All that is stored, by id (``dokumen/ab12...``), and which id every file has."""

    stored: dict[str, Stored] = field(default_factory=dict)
    by_file: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Reader) -> Manifest:
        """Return the manifest of a store."""
        found = cls()
        answer: Any = store.query(_STORED % GRAPH_RUN)
        for row in answer:
            local = row["d"].value.removeprefix(BASE)
            key = row["file"].value.rpartition("/")[2]
            entry = found.stored.setdefault(local, Stored(row["made"].value, {}, decree=False))
            entry.files[key] = row["path"].value
            found.by_file[key] = local
        decrees: Any = store.query("SELECT DISTINCT ?d { GRAPH ?g { ?d a zikg:Decree } }")
        for row in decrees:
            known = found.stored.get(row["d"].value.removeprefix(BASE))
            if known is not None:
                known.decree = True
        return found

    def put(self, local: str, made: str, files: Mapping[str, str], *, decree: bool) -> None:
        """Note that a document is stored under some files."""
        self.stored[local] = Stored(made, dict(files), decree)
        self.by_file.update(dict.fromkeys(files, local))

    def forget(self, local: str) -> None:
        """Note that a document is stored no more."""
        for key in self.stored.pop(local).files:
            if self.by_file.get(key) == local:
                del self.by_file[key]


def local_id(path: str, digest: str) -> str:
    """Return the id under which a file is stored, by the digest of its bytes."""
    if rdf.is_rdf(path):
        return rdf.graph_of(digest).removeprefix(BASE)
    return f"dokumen/{digest[:12]}"


def file_key(path: str) -> str:
    """Return what a file is known by: 12 hex digits of the digest of its absolute path."""
    folder, name = os.path.split(path)
    if not name or name in {os.curdir, os.pardir} or os.path.islink(path):  # noqa: PTH114
        whole = os.path.realpath(path)
    else:  # of a folder with many files the folder is looked up once
        whole = os.path.join(_folder(os.path.abspath(folder)), name)  # noqa: PTH100, PTH118
    return sha256(os.fsencode(whole)).hexdigest()[:12]


@lru_cache(maxsize=1_024)
def _folder(path: str) -> str:
    return os.path.realpath(path)


def shown(path: str) -> str:
    """Return a path as it can be written into the graph: whatever bytes its name has."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def file_quads(local: str, key: str, path: str) -> Iterator[Quad]:
    """Return what the manifest says of one file of a document."""
    return nt.quads(_file(local, key, path), _RUN)


def _file(local: str, key: str, path: str) -> Iterator[Fact]:
    document, file, name = nt.node(local), nt.node(f"{local}/berkas/{key}"), nt.words(shown(path))
    yield document, term("storedFile"), file
    yield file, term("file"), name
    yield document, term("file"), name


def entry_lines(
    local: str, digest: str, kind: str, made: str, *, when: str, files: Mapping[str, str]
) -> bytes:
    """Return what the manifest says of a document, as N-Quads.

    Args:
        local: its id.
        digest: sha256 of its bytes.
        kind: what was read: ``text``, ``docx``, ``ttl``.
        made: digest of code and data.
        when: the time, as ``xsd:dateTime``.
        files: its paths by their keys.
    """
    node = nt.node(local)
    kept = "StoredDocument" if local.startswith("dokumen/") else "StoredGraph"
    facts = [
        (node, TYPE, term(kept)),
        (node, term("sha256"), nt.words(digest)),
        (node, term("fileKind"), nt.words(kind)),
        (node, term("madeWith"), nt.words(made)),
        (node, term("ingestedAt"), f'"{when}"^^<{XSD}dateTime>'),
    ]
    for key, path in files.items():
        facts += _file(local, key, path)
    return nt.lines(facts, _RUN).encode()
