"""Digests of the code and data that stored statements depend on: what is fresh is left alone."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from zikg import resources
from zikg.namespaces import BASE
from zikg.registry import open_registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FACTS: Final = (
    "graph",
    "ingest/base.py",
    "ingest/rdf.py",
    "iri",
    "namespaces.py",
    "reason",
    "registry",
)
_READING: Final = ("extract", "ingest/making.py", "model", "read")
_LAW: Final = ("data/*.csv", "data/zi/*.csv")


@cache
def base_key(*, national: bool) -> str:
    """Return the digest of all that the base of a store is made of.

    Args:
        national: whether the national registry belongs to it.
    """
    seen = _digest(_FACTS, (*_LAW, "ontology/*.ttl"))
    return sha256(f"{BASE} {national} {seen} {_registry()}".encode()).hexdigest()[:16]


@cache
def made_with() -> str:
    """Return the digest of the code and the data that make statements of a document."""
    seen = _digest((*_FACTS, *_READING), (*_LAW, "data/patterns/*"))
    return sha256(f"{BASE} {seen} {_registry()}".encode()).hexdigest()[:16]


def _registry() -> str:
    """Return the digest of all layers of the registry, the user's own facts among them."""
    return open_registry().info.sha256


def _digest(code: Iterable[str], data: Iterable[str]) -> str:
    seen = sha256()
    for path in (*_code(code), *_data(data)):
        content = path.read_bytes()
        seen.update(f"{path.name} {len(content)}\n".encode())
        seen.update(content)
    return seen.hexdigest()


def _code(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        place = resources.PACKAGE / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else (place,)


def _data(patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(path for path in resources.root().glob(pattern) if path.is_file())
