"""Lines of the head of a page that stand between two lines of one item: no words of the item.

A scan or a copied text repeats the name of the office (or of the decree) at the head of each page.
Such a line is told by three things together: it is all in capitals between two lines of ordinary
prose, before MEMUTUSKAN; it stands above the title of the decree too, or more than once; and the
words before it do not lead to a name. A name in capitals that a sentence needs is thus left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENS: Final = re.compile(r"(?<!\w)Menimbang(?!\w)", re.IGNORECASE)
_DECIDES: Final = re.compile(r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N")
_ABOUT: Final = re.compile(r"^[\s*_#>|]*TENTANG[\s*_|]*$|\bTENTANG\b", re.MULTILINE)
_PAGE: Final = re.compile(
    r"[\s(\[.~|/–—-]*(?:(?:halaman|hal\.?)\s*)?\d{1,3}[\s)\].~|/\d–—-]*", re.IGNORECASE
)
_LEADS: Final = re.compile(
    r"(?:tentang|keputusan|peraturan|ketua|kepala|sekretaris|menetapkan|nama|oleh|dari|pada|di|:)"
    r"[\s*_]*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:menimbang|mengingat|memperhatikan|menetapkan|membaca|mendengar)\b", re.IGNORECASE
)
_LETTERS: Final = 6
_MOST: Final = 400_000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def loud(self) -> bool:
        if self.text.isascii() and not self.text.isupper():
            return False
        letters = [character for character in self.text if character.isalpha()]
        return len(letters) >= _LETTERS and all(map(str.isupper, letters))

    @property
    def prose(self) -> bool:
        return sum(map(str.islower, self.text)) >= _LETTERS


def heads_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the heads of pages inside a stretch, begin and end of each in that stretch.

    Args:
        text: the whole text of the document.
        start: first code point of the stretch (inclusive).
        end: last code point (exclusive).
    """
    for first, last in running_heads(text):
        if first < end and last > start:
            yield max(first, start) - start, min(last, end) - start


@lru_cache(maxsize=16)
def running_heads(text: str) -> tuple[tuple[int, int], ...]:
    r"""Return where heads of pages stand inside the opening of a decree, start and end.

    Args:
        text: the whole text of the document.

    Example:
        >>> text = "KPU X\nTENTANG\nY\nMenimbang : a. bahwa untuk\nKPU KOTA X\nmenata;\nMEMUTUSKAN"
        >>> text = text.replace("KPU X", "KPU KOTA X")
        >>> [text[start:end] for start, end in running_heads(text)]
        ['KPU KOTA X']
    """
    opens = _OPENS.search(text, 0, _MOST)
    decides = _DECIDES.search(text, opens.end(), _MOST) if opens else None
    if opens is None or decides is None:
        return ()
    lines = [line for line in _lines(text, opens.start(), decides.start()) if line.text]
    loud = [line for line in lines if line.loud]
    if not loud:
        return ()
    about = _ABOUT.search(text, 0, opens.start())
    above = _lines(text, 0, about.start() if about else 0)
    top = f" {' '.join(_plain(line.text) for line in above)} "
    title = _lines(text, about.end(), opens.start()) if about else []
    named = {_plain(line.text) for line in title}
    count = Counter(_plain(line.text) for line in loud)
    likely = [
        line.loud
        and not _LABEL.match(line.text)
        and "\t" not in line.text
        and _repeated(line, top, count)
        and _plain(line.text) not in named
        for line in lines
    ]
    found = []
    for index, line in enumerate(lines):
        if likely[index]:
            before = _beside(lines, likely, index, -1)
            behind = _beside(lines, likely, index, 1)
            if before and behind and before.prose and behind.prose and _goes_on(before.text):
                found.append((line.start, line.end))
    return tuple(found)


def _repeated(line: _Line, top: str, count: Counter[str]) -> bool:
    """Whether a line stands above the title too, more than once, or under the name of a JDIH."""
    words = _plain(line.text)
    return f" {words} " in top or count[words] > 1 or words.startswith("JDIH ")


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        bare = text[start:stop].strip(" \r\f*_#>")
        first = text.find(bare, start, stop) if bare else start
        lines.append(_Line(first, first + len(bare), bare))
        start = stop + 1
    return lines


def _plain(text: str) -> str:
    """Return a line as heads are compared: figures and blanks apart."""
    return " ".join(re.sub(r"\d+", "0", text).split())


def _beside(lines: list[_Line], likely: list[bool], index: int, step: int) -> _Line | None:
    """Return the next line of the item itself: no other line of the head, no page number."""
    index += step
    while 0 <= index < len(lines):
        if not likely[index] and not _PAGE.fullmatch(lines[index].text):
            return lines[index]
        index += step
    return None


def _goes_on(text: str) -> bool:
    """Whether a line breaks off inside a sentence, and does not lead to a name."""
    return not text.endswith((".", ";", ":")) and not _LEADS.search(text)
