"""Put recognised words in lines and paragraphs, as a reader of the page would say them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median
from typing import TYPE_CHECKING, Final

from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.read.composing import Composer
    from zikg.read.ocr.engine import Word

DOUBT: Final = 0.9
"""Below this certainty of Tesseract a word is remembered as doubtful."""
_BLANK: Final = 0.6
"""Width of a blank, in heights of a letter, with some room for a ragged edge."""
_APART: Final = 1.75
"""Distance of lines, in usual distances, from which a new paragraph begins."""
_MARK: Final = re.compile(r"\(?(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{1,5})[.)]|[-•●▪*]|:")
_ITEM: Final = re.compile(r"(?:[A-Z]\w+\s?:\s)?\(?(\d{1,3}|[a-z])[.)]\s")
"""The mark of an item, behind the label of its list in the first one ("Menimbang : a.")."""
_SAME_SHAPE: Final = re.compile(r"[COPSUVWXZ][\W_]*")
"""Letters that are told from small ones by their height alone; behind "huruf" stand small ones."""
_LABEL: Final = re.compile(r"[A-Z]\w+\s?:|[A-Z]{4,}\b")
_FIRST: Final = re.compile(r"[A-Z][a-z]{6,}|[A-Z]{4,}")
"""What may be the label of a column: "Mengingat", "KESATU"."""
_DOTS: Final = frozenset(("»", ">", ";", "!", "|", "•", "“", "£", "="))
_STROKES: Final = frozenset(("1", "l", "I", "i", ".", "-"))
_SIGN: Final = 0.5
_PAGE: Final = re.compile(
    r"[-–—~=.\s]*(?:(?:hal(?:aman)?|page)[.\s]*)?\d{1,3}(?:\s*(?:dari|of|/)\s*\d{1,3})?[-–—~=.\s]*",
    re.IGNORECASE,
)
_SITE: Final = re.compile(r"(?:https?://)?(?:www\.|jdih\.)[\w./-]+", re.IGNORECASE)
_SHORT: Final = 0.12
_HALF: Final = 0.4
_SCRAP: Final = 6
_UNSURE: Final = 0.7
_TRIM: Final = re.compile(r"^[|_~]+|[|_~]+$")
_BROKEN: Final = re.compile(r"(?:[^\W\d_]|/)-$")


@dataclass(slots=True)
class Line:
    """Words on one line, left to right."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where its first word begins, in pixels."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """The top of a usual word in it."""
        return median(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of a usual word in it."""
        return median(word.bottom for word in self.words)

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Said:
    """Text put together of words, and where in it the doubtful ones stand."""

    text: str = ""
    doubts: list[tuple[int, int, float]] = field(default_factory=list)

    def add(self, words: Iterable[Word]) -> None:
        """Append words; one broken by a hyphen at the end of the line is mended."""
        for word in words:
            text = word.text
            if _SAME_SHAPE.fullmatch(text) and self.text.lower().endswith("huruf"):
                text = text.lower()
            if self.text:
                self.text = _before(self.text, text)
            start = len(self.text)
            self.text += text
            if word.sure < DOUBT:
                self.doubts.append((start, len(self.text), word.sure))

    @property
    def sure(self) -> float:
        """How sure its least sure word is; 1 where no word is doubtful."""
        return min((sure for _, _, sure in self.doubts), default=1.0)


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return words in lines, top to bottom; pieces of one line in several blocks are joined.

    Args:
        words: as Tesseract gives them, with the lines that it saw.
    """
    groups: dict[tuple[int, int, int], Line] = {}
    for word in words:
        word.text = _TRIM.sub("", word.text)
        if word.text:
            groups.setdefault(word.line, Line()).words.append(word)
    lines: list[Line] = []
    for line in sorted(groups.values(), key=lambda line: line.top):
        for other in lines[-4:]:
            if _beside(line, other):
                other.words += line.words
                break
        else:
            lines.append(line)
    for line in lines:
        line.words.sort(key=lambda word: word.left)
        _colon(line.words)
    return sorted(lines, key=lambda line: line.top)


def _colon(words: list[Word]) -> None:
    """Put the colon back behind a label: its two dots are often read as a stroke or a sign."""
    if len(words) < 3 or not _FIRST.fullmatch(words[0].text):
        return
    listed = _MARK.fullmatch(words[2].text) is not None
    if words[1].text in _DOTS or (listed and words[1].text in _STROKES):
        words[1].text = ":"
        words[1].sure = min(words[1].sure, _SIGN)


def without_furniture(lines: list[Line]) -> list[Line]:
    """Leave out page numbers and the address of the publisher at the edges of a page."""
    kept = list(lines)
    for edge in (0, -1):
        for _ in range(2):
            if kept and _is_furniture(kept[edge]):
                del kept[edge]
    return kept


def _is_furniture(line: Line) -> bool:
    if _PAGE.fullmatch(line.text) or _SITE.fullmatch(line.text):
        return True
    # A few signs that Tesseract could not make out: "- 2 -" with its strokes.
    return len(line.text) <= _SCRAP and all(word.sure < _UNSURE for word in line.words)


def write(lines: Sequence[Line], composer: Composer) -> None:
    """Write lines down as paragraphs, and remember the doubtful words.

    Args:
        lines: lines of one stretch of a page, top to bottom.
        composer: what they are written to.
    """
    if not lines:
        return
    pitches = [
        below.bottom - above.bottom
        for above, below in pairwise(lines)
        if below.bottom > above.bottom
    ]
    pitch = median(pitches) if pitches else lines[0].bottom - lines[0].top
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    paragraphs = [Said()]
    last: Line | None = None
    for line in lines:
        if last is not None and not _goes_on(last, line, pitch, left, right):
            paragraphs.append(Said())
        paragraphs[-1].add(line.words)
        last = line
    inside = digits = False
    # On the last line of a page a paragraph ends where the line does.
    ended = lines[-1].right < right - _SHORT * (right - left)
    for said, after in zip_longest(paragraphs, paragraphs[1:]):
        item = _ITEM.match(said.text)
        # The rest of an item from the page before begins the page.
        rest = said is paragraphs[0] and said.text.endswith(("),", "):"))
        inside = item is not None or rest or (inside and _LABEL.match(said.text) is None)
        digits = item[1].isdigit() if item is not None else digits
        if inside:
            _close(said, after, digits, ended)
        _put(said, composer)


def _close(said: Said, after: Said | None, digits: bool, ended: bool) -> None:
    """Put back the semicolon that ends an item of a list: the Indonesian data know none.

    Tesseract reads a comma or a colon for it; which sign stood there stays in doubt.
    """
    following = _ITEM.match(after.text) if after is not None else None
    begun = after is None or following is not None or _LABEL.match(after.text)
    comma = said.text.endswith("," if after is not None or ended else "),")
    # A colon may open a list of another kind: "1. ...:" before "a.".
    bare = following is not None and following.start(1) <= 1
    opens = following is not None and bare and following[1].isdigit() != digits
    colon = said.text.endswith("):" if after is None else ":") and not opens
    if begun and (comma or colon):
        said.text = said.text[:-1] + ";"
        said.doubts.append((len(said.text) - 1, len(said.text), _SIGN))


def _put(said: Said, composer: Composer) -> None:
    span = composer.line(said.text)
    for start, end, sure in said.doubts:
        composer.doubt(Span(span.start + start, span.start + end), sure)


def _goes_on(last: Line, line: Line, pitch: float, left: float, right: float) -> bool:
    """Whether a line continues the paragraph of the one above it."""
    if line.bottom - last.bottom > _APART * pitch:
        return False
    first = line.words[0].text
    if _BROKEN.search(last.text) and not _MARK.fullmatch(first):
        return True
    # Where the first word would have found room above, a new paragraph begins.
    room = line.words[0].right - line.words[0].left + _BLANK * (line.bottom - line.top)
    if _MARK.fullmatch(first) or last.right + room < right:
        return False
    # What begins in the right half is a signature, or what stands above one.
    half = left + _HALF * (right - left)
    if last.left < half < line.left:
        return False
    # Of capitals is a heading or a signature, and not of the text below it.
    if last.text.isupper() != line.text.isupper() and len(last.words) > 1:
        return False
    height = max(line.bottom - line.top, 1.0)
    # What begins left of the text above is the next label or number of a list.
    if line.left < last.left - height and not first[:1].islower():
        return False
    middle = (left + right) / 2
    centred = all(
        abs((each.left + each.right) / 2 - middle) < 2 * height and each.left > left + 2 * height
        for each in (last, line)
    )
    return not centred


def _beside(line: Line, other: Line) -> bool:
    """Whether two pieces stand on one line, side by side."""
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    if overlap < 0.5 * min(line.bottom - line.top, other.bottom - other.top):
        return False
    return line.left >= other.right - 8 or line.right <= other.left + 8


def _before(text: str, word: str) -> str:
    """Return the text made ready for the next word: a blank, or no hyphen of a broken word."""
    if not _BROKEN.search(text) or not word[:1].isalpha():
        return f"{text} "
    start = text.rfind(" ") + 1
    stem = text[start:-1]
    # "Undang-" "Undang" and "masing-" "masing" keep their hyphen, "pem-" "bangunan" loses it.
    low, first = stem.lower(), word.lower()
    doubled = any(low.endswith(first[:letters]) for letters in range(4, 9) if first[letters - 1 :])
    doubled = doubled or low.startswith(re.sub(r"\W.*", "", first)[:4])
    keeps = doubled or word[:1].isupper() or not stem.isalpha()
    return text if keeps else text[:-1]
