"""Bring a scanned page into shape: grey, about 300 dots an inch, upright, straight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read import limits

if TYPE_CHECKING:
    from PIL.Image import Image

_SHORT: Final = 2480
"""Pixels of the short side of A4 at 300 dpi."""
_LOW, _HIGH = 1900, 3600
_STRIP: Final = 1.7
_MOST: Final = 3.0
_SMALL: Final = 900
"""Pixels of the long side of the copy on which angles are tried."""
_MOST_SKEW: Final = 3.0
_CLEARLY: Final = 1.3
_QUARTER: Final = (0, 90)
SCALE: Final = 4
"""How many times smaller the picture of the ink is."""
_INK: Final = 205
"""Of 255: a block of four by four pixels that is darker holds a piece of a letter."""
_BLACK: Final = 130
"""The brightest that ink is taken to be."""
_PAPER: Final = 9
_GRAINY: Final = 5


def grey(picture: Image) -> Image:
    """Return a picture of a page in grey on white, at a size at which Tesseract reads well.

    Raises:
        ReadError: it has more pixels than a page has.
    """
    from PIL import Image as Pictures
    from PIL import ImageOps

    width, height = picture.size
    if width * height > limits.PIXELS:
        most = f"{limits.PIXELS / 1e6:g}"
        raise ReadError(
            f"Gambar {width} x {height} piksel terlalu besar (paling besar {most} juta piksel); "
            "pindai ulang dengan 300 dpi.",
            f"A picture of {width} x {height} pixels is too big ({most} million at most); "
            "scan it again at 300 dpi.",
        )
    page = ImageOps.exif_transpose(picture)
    if page.mode in {"RGBA", "LA", "PA"} or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Pictures.new("RGBA", page.size, (255, 255, 255, 255))
        page = Pictures.alpha_composite(paper, page)
    if page.mode.startswith("I") or page.mode == "F":
        page = page.convert("I").point(lambda value: value / 256).convert("L")
    page = _on_white(page.convert("L"))
    # A strip cut out of a page is as wide as the page, not as high.
    short = page.width if page.width > _STRIP * page.height else min(page.size)
    if not _LOW <= short <= _HIGH:
        factor = min(_SHORT / max(short, 1), _MOST)
        size = (max(1, round(page.width * factor)), max(1, round(page.height * factor)))
        page = page.resize(size, Pictures.Resampling.LANCZOS)
    page = _stretched(page)
    return _smooth(page) if _grain(page) > _GRAINY else page


def _on_white(page: Image) -> Image:
    """Return a page with the shades of its paper taken away: a photograph is darker at one side."""
    from PIL import ImageChops, ImageFilter

    if min(page.size) < 8 * _PAPER:
        return page
    small = page.reduce(8).filter(ImageFilter.MaxFilter(_PAPER)).filter(ImageFilter.BoxBlur(_PAPER))
    return ImageChops.invert(ImageChops.subtract(small.resize(page.size, 2), page))  # 2: bilinear


def _stretched(page: Image) -> Image:
    """Return a page from black to white, but never the grain of an empty page blown up to ink."""
    counts = page.histogram()
    total = sum(counts)
    dark, light = (_level(counts, total * share) for share in (0.005, 0.5))
    dark, light = min(dark, _BLACK), max(light, _BLACK + 40)
    return page.point([min(255, max(0, (v - dark) * 255 // (light - dark))) for v in range(256)])


def _level(counts: list[int], share: float) -> int:
    """Return the brightness below which a number of pixels lies."""
    seen = 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= share:
            return level
    return len(counts) - 1


def _grain(page: Image) -> int:
    """Return how far a usual pixel is from its neighbours: noise, as most of a page is paper."""
    from PIL import ImageChops, ImageFilter

    counts = ImageChops.difference(page, page.filter(ImageFilter.BoxBlur(1))).histogram()
    return _level(counts, sum(counts) / 2)


def _smooth(page: Image) -> Image:
    from PIL import ImageFilter

    return page.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(0.6))


def ink_of(page: Image) -> Image:
    """Return where a page is dark, a quarter as big: 255 there, else 0."""
    return page.reduce(SCALE).point(lambda value: 255 if value < _INK else 0)


def lie_of(ink: Image) -> tuple[bool, float]:
    """Return whether the lines of text run upright (a page scanned sideways), and their skew.

    Args:
        ink: the ink of the page without ruling lines, as `ink_of` gives it.

    Returns:
        Whether the page lies on its side, and the degrees to turn it, counter-clockwise, after it
        was put on its feet.
    """
    small = ink.reduce(max(1, round(max(ink.size) / _SMALL)))
    (straight, angle), (sideways, tilt) = (_best(small.rotate(q, expand=True)) for q in _QUARTER)
    return (True, tilt) if sideways > straight * _CLEARLY else (False, angle)


def turned(picture: Image, quarter: int, angle: float) -> Image:
    """Return a page turned by quarter turns and by a small angle, counter-clockwise, degrees."""
    from PIL import Image as Pictures

    if quarter:
        picture = picture.rotate(quarter, expand=True)
    if abs(angle) < 0.1:
        return picture
    return picture.rotate(angle, Pictures.Resampling.BICUBIC, expand=True, fillcolor=255)


def _best(small: Image) -> tuple[float, float]:
    """Return how sharply lines of text stand apart at the best angle, and that angle."""
    found = max(
        ((_sharpness(small, step / 2), step / 2) for step in _steps()), key=lambda pair: pair[0]
    )
    for fine in (0.25, 0.1):
        around = ((_sharpness(small, found[1] + off), found[1] + off) for off in (-fine, fine))
        found = max(found, *around, key=lambda pair: pair[0])
    return found[0], round(found[1], 2)


def _steps() -> range:
    return range(-round(2 * _MOST_SKEW), round(2 * _MOST_SKEW) + 1)


def _sharpness(small: Image, angle: float) -> float:
    from itertools import pairwise

    if angle:
        small = small.rotate(angle)
    means = small.resize((1, small.height), 4).tobytes()  # 4 is the mean over the row
    return float(sum((a - b) ** 2 for a, b in pairwise(means)) * small.width**2)
