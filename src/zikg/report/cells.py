"""Cells for spreadsheets: numbers and days as such; text that begins like a formula never runs."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Value = str | int | float | bool | date | None
"""What a cell holds; a moment is a date too."""
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


def typed(text: str, datatype: str) -> Value:
    """Return a literal's value as Excel and JSON know it: a number, a truth, a day, else its text.

    Args:
        text: the lexical form.
        datatype: the name of its XML Schema datatype, such as ``integer``.

    Example:
        >>> typed("12", "integer"), typed("1945-08-17", "date"), typed("=1+1", "integer")
        (12, datetime.date(1945, 8, 17), '=1+1')
    """
    made = _TYPES.get(datatype)
    if made is None or not made[0].fullmatch(text):
        return text
    try:
        return made[1](text)
    except (ValueError, OverflowError):
        return text


def _finite(text: str) -> float:
    """Return a number; one too big for a float is refused, as JSON and Excel know no infinity."""
    value = float(text)
    if not math.isfinite(value):
        raise OverflowError(text)
    return value


_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,300}")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_INTEGERS: Final = (
    *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
    *("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort"),
    *("unsignedByte", "gYear"),
)
_TYPES: Final[dict[str, tuple[re.Pattern[str], Callable[[str], Value]]]] = {
    **dict.fromkeys(_INTEGERS, (_INTEGER, int)),
    **dict.fromkeys(("decimal", "double", "float"), (_DECIMAL, _finite)),
    "boolean": (re.compile("true|false|1|0"), lambda text: text in {"true", "1"}),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    "dateTime": (
        re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z?"),
        lambda text: datetime.fromisoformat(text.removesuffix("Z")),
    ),
}
