"""Titles as they are compared for identity: letters and digits, nothing else."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(r"[\W_]+")


def folded(title: str) -> str:
    """Return a title as it is compared: letters and digits in lower case.

    Example:
        >>> folded("Barang/Jasa  Pemerintah") == folded("barang/jasa pemerintah")
        True
    """
    return _MARKS.sub(" ", title).casefold().strip()


def same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are equal but for case, blanks and marks; an unknown one is no other."""
    return not one or not other or folded(one) == folded(other)


def akin(one: str | None, other: str | None) -> bool:
    """Whether two titles may be those of one act: they share half the words of the shorter one.

    Example:
        >>> akin("Disiplin Pegawai Negeri Sipil", "Disiplin Pegawai Negeri")
        True
        >>> akin("Pedoman Evaluasi Reformasi Birokrasi", "Jabatan Fungsional dan Angka Kreditnya")
        False
    """
    if not one or not other:
        return True
    first, second = set(folded(one).split()), set(folded(other).split())
    return 2 * len(first & second) >= min(len(first), len(second))
