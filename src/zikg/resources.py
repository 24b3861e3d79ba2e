"""Where the data folders lie: beside the source in a checkout, inside the package in a wheel.

``ontology/ shapes/ queries/ data/`` are the source of truth and travel inside the wheel as
``zikg/_data``; what ``zikg build`` makes from them lies in ``zikg/_built`` (checkout and wheel).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Final

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
