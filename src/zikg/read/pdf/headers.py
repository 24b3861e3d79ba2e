"""Know the header line of a plan table by its words: ``No  Komponen  Indikator  Target``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from zikg import resources
from zikg.read.pdf.lines import Line, segments, text_of

if TYPE_CHECKING:
    from zikg.read.pdf.sheet import Word

_OTHER: Final = re.compile(r"[\W_]+")
GAP: Final = 0.8
"""Gap between the cells of a line, in letter heights; blanks of justified text are narrower."""
_LEAST: Final = 3
_COUNTING: Final = re.compile(r"\(?\d{1,2}\)?\.?")


@cache
def _words() -> dict[str, Any]:
    with resources.path("data/patterns/columns.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    kinds: dict[str, list[str]] = _words()["kinds"]
    pairs = [(word, kind) for kind, words in kinds.items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def column_kind(text: str) -> str | None:
    """Return the kind of column that a header cell names, or ``None``.

    Example:
        >>> column_kind("Target Waktu"), column_kind("Nama Pegawai")
        ('target', None)
    """
    words = _plain(text)
    return next(
        (kind for word, kind in _kinds() if words == word or words.startswith(f"{word} ")), None
    )


def _plain(text: str) -> str:
    return " ".join(_OTHER.sub(" ", text.casefold()).split())


def is_signing(line: Line) -> bool:
    """Whether a line opens a signature: "Ditetapkan di", or an office in capitals, alone.

    Args:
        line: a line of the page.
    """
    if len(segments(line, GAP)) > 1:
        return False
    words = f"{_plain(line.text)} "
    stop = _words()["stop"]
    office = any(words.startswith(f"{each} ") for each in stop["offices"])
    return any(words.startswith(f"{each} ") for each in stop["starts"]) or (
        office and line.text.isupper()
    )


def header_cells(line: Line) -> list[list[Word]]:
    """Return the cells of a line that heads the columns of a plan; empty for any other line.

    Args:
        line: a line of the page.
    """
    cells = segments(line, GAP)
    if len(cells) < _LEAST:
        return []
    kinds = [column_kind(text_of(cell)) for cell in cells]
    known = [kind for kind in kinds if kind]
    content = {kind for kind in known if kind not in {"number", "note"}}
    return cells if len(known) * 5 >= len(cells) * 3 and len(content) >= 2 else []


def is_counting(line: Line) -> bool:
    """Whether a line numbers the columns: 1 2 3 4 5."""
    cells = [text_of(cell) for cell in segments(line, GAP)]
    if len(cells) < _LEAST or not all(_COUNTING.fullmatch(cell) for cell in cells):
        return False
    values = [int(re.sub(r"\D", "", cell)) for cell in cells]
    return values == list(range(values[0], values[0] + len(values)))
