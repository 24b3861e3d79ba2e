"""The decrees that are written in every format: real ones, written ones, generated ones."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Final

from zikg.bench.generate import draw
from zikg.bench.writing import write

from .comparing import registry

_ROOT: Final = Path(__file__).parents[2]
FILES: Final = (
    *sorted((_ROOT / "data" / "decrees").glob("*.txt")),
    _ROOT / "tests" / "decrees" / "kpu-kab-sragen-2025.txt",
    _ROOT / "tests" / "decrees" / "kip-kab-pidie-2025.txt",
    _ROOT / "tests" / "decrees" / "kpu-kab-malang-2025.md",
    _ROOT / "tests" / "decrees" / "kpu-kota-surakarta-2020.md",
    _ROOT / "tests" / "decrees" / "kpu-prov-jawa-tengah-2026.txt",
)


def text_of(path: Path) -> str:
    """Return the text of a decree, its tabs kept for tables alone."""
    return settled(path.read_text("utf-8"))


def settled(text: str) -> str:
    """Return a text in which only rows of tables have tabs.

    Tabs that push words to the right of the page, or set "Menimbang", ":" and the words apart, are
    no columns of a table in any other format.

    Args:
        text: a decree.
    """
    lines = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 1 and (
            cells[1] == ":" or (line.startswith("\t\t") and not any(cells[:-1]))
        ):
            lines.append(" ".join(filter(None, cells)).removeprefix("- "))
        else:
            lines.append(line)
    return "\n".join(lines)


def generated(seed: int) -> str:
    """Return the text of a correct decree drawn by chance.

    Args:
        seed: the same seed gives the same decree.
    """
    return settled(write(draw(Random(seed), registry())))
