"""Find the files that the user means: single files, folders, patterns, archives."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from zikg.read import archive
from zikg.read.kinds import PACKED, SUFFIXES, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def walk(paths: Iterable[str]) -> Iterator[str]:
    """Give the files to read, in the order of the call, each one once.

    Folders are walked to the bottom by name, hidden ones left out; patterns are expanded; the
    documents in an archive are given as ``arsip.zip/keputusan.docx``.
    What does not exist, or a folder without a readable file, is given as it is, so that
    reading it says what is wrong. ``-`` (standard input) passes.

    Args:
        paths: files, archives, folders and patterns as the user typed them.
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
                # What Word leaves beside a document that is open is no document.
                yield from () if Path(name).name.startswith("~$") else _file(name)
            elif "**" not in path:
                # "**" lists the files below by itself.
                yield from _folder(name)
    else:
        yield from _file(path)


def _file(path: str) -> Iterator[str]:
    """Give a file, or the documents in it where it is an archive."""
    name = path.lower()
    if name.endswith(PACKED) or not name.endswith(SUFFIXES):
        yield from archive.members(path)
    else:
        yield path


def _folder(path: str) -> Iterator[str]:
    empty = True
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if wanted(name):
                empty = False
                yield from _file(str(Path(folder, name)))
    if empty:
        yield path
