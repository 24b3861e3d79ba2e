"""Find the files that the user means: single files, folders, patterns."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES: Final = (".txt", ".text", ".md", ".markdown")
"""What is picked from a folder; a file that is named itself is read whatever its name."""


def walk(paths: Iterable[str]) -> Iterator[str]:
    """Give the files to read, in the order of the call, each one once.

    Folders are walked to the bottom by name, hidden ones left out; patterns are expanded.
    What does not exist, or a folder without a readable file, is given as it is, so that
    reading it says what is wrong. ``-`` (standard input) passes.

    Args:
        paths: files, folders and patterns as the user typed them.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            key = found if found == "-" else os.path.realpath(found)
            if key not in seen:
                seen.add(key)
                yield found


def _expand(path: str) -> Iterator[str]:
    if path == "-":
        yield path
    elif Path(path).is_dir():
        yield from _folder(path)
    elif not os.path.lexists(path) and glob.has_magic(path):
        names = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - absolute patterns too
        if not names:
            yield path
        for name in names:
            if not Path(name).is_dir():
                yield name
            elif "**" not in path:
                # "**" lists the files below by itself.
                yield from _folder(name)
    else:
        yield path


def _folder(path: str) -> Iterator[str]:
    empty = True
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                empty = False
                yield str(Path(folder, name))
    if empty:
        yield path
