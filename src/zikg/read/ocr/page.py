"""Read one scanned page: put it upright, find its tables, recognise its words, write them down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.read.ocr.engine import Word, missing, recognise
from zikg.read.ocr.flow import Line, lines_of, without_furniture, write
from zikg.read.ocr.strokes import Stroke, find_strokes, wiped
from zikg.read.ocr.tables import Ruled, find_tables, read_cells
from zikg.read.ocr.upright import SCALE, grey, ink_of, lie_of, turned

if TYPE_CHECKING:
    from PIL.Image import Image

    from zikg.read.composing import Composer

_BLOCKS: Final = 4
"""Tesseract's mode for running text: a column of blocks of text."""
_POOR: Final = 0.6
"""Mean certainty below which a page may stand on its head."""
_DENSE: Final = 60
_FEW: Final = 6
_BAND: Final = 700
"""Pixels of the strip of a page on which the way up is tried."""


@dataclass(slots=True)
class _Sheet:
    """A page that stands upright: with and without ruling lines, its ink, and the lines."""

    whole: Image
    page: Image
    ink: Image
    strokes: list[Stroke]


@dataclass(slots=True)
class _Found:
    """What was recognised on a page: the words outside of tables, and the tables."""

    words: list[Word]
    tables: list[Ruled]

    @property
    def all(self) -> list[Word]:
        """All words of the page."""
        return self.words + [
            word for table in self.tables for words in table.words.values() for word in words
        ]


def read_page(picture: Image, composer: Composer, name: str = "halaman pindaian") -> None:
    """Recognise a scanned page and write it down; the caller begins the page.

    Args:
        picture: the page, at 200 to 300 dots an inch where there is a choice.
        composer: what paragraphs, tables and doubtful words are written to.
        name: what the file is called, for messages.

    Raises:
        ReadError: Tesseract is missing, fails or takes too long, or the picture is too big.
    """
    lack = missing(name)
    if lack is not None:
        raise lack
    sheet = _upright(grey(picture))
    found = _recognised(sheet)
    if len(found.all) >= _FEW and _mean(found.all) < _POOR:
        head = _recognised(_standing(turned(sheet.whole, 180, 0)))
        found = max(found, head, key=lambda each: _mean(each.all))
    _write(lines_of(found.words), found.tables, composer)


def _recognised(sheet: _Sheet) -> _Found:
    tables, outside = find_tables(sheet.ink, sheet.strokes)
    words = recognise(_without(sheet.page, tables), _BLOCKS) if outside else []
    read_cells(sheet.page, tables)
    return _Found(words, tables)


def _write(lines: list[Line], tables: list[Ruled], composer: Composer) -> None:
    """Write what stands outside of tables and the tables in the order of the page."""
    lines = without_furniture(lines)
    for table in tables:
        above = [line for line in lines if line.bottom <= (table.box[1] + table.box[3]) / 2]
        write(above, composer)
        lines = lines[len(above) :]
        composer.table(table.rows())
    write(lines, composer)


def _upright(page: Image) -> _Sheet:
    strokes = find_strokes(page)
    clean = wiped(page, strokes)
    sideways, angle = lie_of(ink_of(clean))
    quarter = _quarter(clean, angle) if sideways else 0
    angle = angle if quarter or not sideways else 0
    return _standing(turned(page, quarter, angle) if quarter or angle else page)


def _standing(page: Image) -> _Sheet:
    strokes = find_strokes(page)
    clean = wiped(page, strokes)
    ink = ink_of(clean)
    return _Sheet(page, _cleared(clean, ink), ink, strokes)


def _cleared(page: Image, ink: Image) -> Image:
    """Return a page with white paper where no letter is near: specks cost time and sense."""
    from PIL import Image as Pictures
    from PIL import ImageFilter

    dense = ink.reduce(2).point(lambda value: 255 if value >= _DENSE else 0)
    near = dense.filter(ImageFilter.MaxFilter(5)).resize(page.size, Pictures.Resampling.NEAREST)
    return Pictures.composite(page, Pictures.new("L", page.size, 255), near)


def _quarter(page: Image, angle: float) -> int:
    """Return which way a page that lies on its side is to be turned: where more is recognised."""

    def told(quarter: int) -> float:
        stood = turned(page, quarter, angle if quarter else 0)
        inked = ink_of(stood).reduce(2).point(lambda value: 255 if value >= _DENSE else 0).getbbox()
        box = tuple(2 * SCALE * side for side in inked or (0, 0, *stood.size))
        middle = (box[1] + box[3]) // 2
        top, bottom = max(box[1], middle - _BAND), min(box[3], middle + _BAND)
        band = stood.crop((0, top, stood.width, bottom))
        return sum(word.sure for word in recognise(band, 6) if len(word.text) > 2)

    return max((90, 270, 0), key=told)


def _without(page: Image, tables: list[Ruled]) -> Image:
    from PIL import ImageDraw

    rest = page.copy()
    pen = ImageDraw.Draw(rest)
    for table in tables:
        pen.rectangle(table.box, fill=255)
    return rest


def _mean(words: list[Word]) -> float:
    return sum(word.sure for word in words) / max(len(words), 1)
