"""The digest of all that an examination depends on apart from the document and the registry."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Final

from zikg import resources
from zikg.namespaces import BASE

_CODE: Final = (
    "audit",
    "extract",
    "graph",
    "iri",
    "model",
    "namespaces.py",
    "read",
    "reason",
    "registry",
    "rules",
    "validate",
)
_DATA: Final = ("data/*.csv", "data/patterns/*", "data/zi/*.csv", "shapes/*.ttl")


@cache
def engine_key() -> str:
    """Return the digest of the code that examines, of the shapes and of the data beside the law."""
    seen = sha256(BASE.encode())
    for name in _CODE:
        place = resources.PACKAGE / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            seen.update(f"{path.name} ".encode() + path.read_bytes())
    for pattern in _DATA:
        for path in sorted(resources.root().glob(pattern)):
            seen.update(f"{path.name} ".encode() + path.read_bytes())
    return seen.hexdigest()[:16]
