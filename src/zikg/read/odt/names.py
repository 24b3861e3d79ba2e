"""The names of OpenDocument in the form in which lxml gives them."""

from __future__ import annotations

from typing import Final

_BASE: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{_BASE}office:1.0}}"
TEXT: Final = f"{_BASE}text:1.0}}"
TABLE: Final = f"{_BASE}table:1.0}}"
STYLE: Final = f"{_BASE}style:1.0}}"
DRAW: Final = f"{_BASE}drawing:1.0}}"
META: Final = f"{_BASE}meta:1.0}}"
FO: Final = f"{_BASE}xsl-fo-compatible:1.0}}"


def whole(written: str | None, otherwise: int) -> int:
    """Return a whole number as written, or another where none is.

    Example:
        >>> whole("12", 1), whole("zwölf", 1), whole(None, 3)
        (12, 1, 3)
    """
    if written is not None and written.isascii() and written.isdigit() and len(written) < 10:
        return int(written)
    return otherwise
