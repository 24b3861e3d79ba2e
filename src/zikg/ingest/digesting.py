"""The digest of a file without reading it as a document: what tells whether it is known."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from zikg.errors import ReadError
from zikg.read import archive

_BLOCK: Final = 1 << 16
"""Bytes read at once: a text decree whole."""


def digest(path: str) -> str | None:
    """Return the sha256 of the bytes of a file, or of a member of an archive.

    Args:
        path: as `zikg.read.walk` gives it.

    Returns:
        64 hex digits; ``None`` where the file cannot be opened (reading it tells why).
    """
    try:
        packed = archive.split(path)
        if packed is not None:
            return hashlib.sha256(archive.member(*packed)[1]).hexdigest()
        found = hashlib.sha256()
        with Path(path).open("rb", buffering=0) as file:
            while block := file.read(_BLOCK):
                found.update(block)
        return found.hexdigest()
    except (OSError, ValueError, ReadError):
        return None
