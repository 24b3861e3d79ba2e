"""Cells for spreadsheets: text that begins like a formula is shown, never run."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Args:
        value: the words of a cell.

    Example:
        >>> neutral("=HYPERLINK(1)"), neutral("Nomor 5")
        ("'=HYPERLINK(1)", 'Nomor 5')
    """
    return f"'{value}" if value.startswith(_FORMULA) else value
