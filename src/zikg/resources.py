"""Where the data folders lie: beside the source in a checkout, inside the package in a wheel.

``ontology/ shapes/ queries/ data/`` are the source of truth and travel inside the wheel as
``zikg/_data``; what ``zikg build`` makes from them lies in ``zikg/_built`` (checkout and wheel).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/ shapes/ queries/ data/``."""
    packed = PACKAGE / "_data"
    return packed if packed.is_dir() else PACKAGE.parents[1]


def path(name: str) -> Path:
    """Return the path of a data file or folder by its name below the root.

    Args:
        name: a path below the root, such as ``"data/regions.csv"``.

    Example:
        >>> path("data/regions.csv").name
        'regions.csv'
    """
    return root() / name


def built() -> Path:
    """Return the folder of the artefacts that ``zikg build`` writes."""
    return PACKAGE / "_built"


def cache_folder() -> Path:
    """Return the user's cache folder for zikg: where artefacts go if `built` cannot be written."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path("~/.cache").expanduser()) / "zikg"


def differing(folder: Path, wanted: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the Markdown files of a folder that differ from what they should be, or should not be.

    Args:
        folder: where generated pages lie.
        wanted: their texts by file name.
    """
    stale = [
        folder / name
        for name, text in wanted.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    return tuple(sorted([*stale, *(f for f in folder.glob("*.md") if f.name not in wanted)]))


def rewrite(folder: Path, wanted: Mapping[str, str]) -> tuple[Path, ...]:
    """Make the Markdown files of a folder what they should be; return those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = differing(folder, wanted)
    for file in changed:
        if file.name in wanted:
            file.write_text(wanted[file.name], encoding="utf-8")
        else:
            file.unlink()
    return changed
