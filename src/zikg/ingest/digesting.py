"""The digest of a file without reading it as a document: what tells whether it is known."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zikg.errors import ReadError
from zikg.read import archive


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
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, ReadError):
        return None
