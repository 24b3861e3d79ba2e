"""Style sheets, scripts and pictures that travel with the package."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from gzip import compress
from hashlib import sha256
from typing import Final

from zikg import resources

_FOLDER: Final = resources.PACKAGE / "serve" / "static"
_TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent; ``packed`` is the same in gzip, empty where that saves nothing."""

    media: str
    body: bytes
    packed: bytes
    tag: str


@lru_cache(maxsize=256)
def asset(name: str) -> Asset | None:
    """Return a file of the static folder; ``None`` where there is none.

    Args:
        name: its path below the folder; one that leads out of it names nothing.
    """
    path = (_FOLDER / name).resolve()
    if not path.is_relative_to(_FOLDER.resolve()) or not path.is_file():
        return None
    body = path.read_bytes()
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media = _TYPES.get(path.suffix, guessed)
    packed = compress(body, 6, mtime=0) if media.startswith(("text/", "image/svg")) else b""
    return Asset(media, body, packed, f'"{sha256(body).hexdigest()[:16]}"')
