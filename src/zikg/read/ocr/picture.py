"""Read a picture of a decree: PNG, JPEG, TIFF of many pages, BMP, WEBP."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read import limits
from zikg.read.composing import Composer
from zikg.read.ocr.engine import missing
from zikg.read.ocr.page import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from zikg.model import Source

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "MPO")


def read_picture(data: bytes, name: str) -> Source:
    """Recognise the text of a picture; each frame of a TIFF is a page.

    Args:
        data: the whole file.
        name: what it is called in messages and reports.

    Raises:
        ReadError: OCR is not installed, the picture is damaged or too big, or holds no text.
    """
    lack = missing(name)
    if lack is not None:
        raise lack
    composer = Composer("scan")
    for number, frame in enumerate(_frames(data, name), start=1):
        composer.page()
        read_page(frame, composer, name if number == 1 else f"{name} halaman {number}")
    source = composer.source(name, hashlib.sha256(data).hexdigest())
    if not source.text.strip():
        raise ReadError(
            f"Di gambar {name} tidak ada teks yang dapat dikenali; pindai ulang dengan 300 dpi.",
            f"No text could be recognised in the picture {name}; scan it again at 300 dpi.",
        )
    return source


def _frames(data: bytes, name: str) -> Iterator[Image]:
    """Yield the pages of a picture, each one loaded within the limit of pixels."""
    from PIL import Image as Pictures
    from PIL import UnidentifiedImageError

    with warnings.catch_warnings():
        # Pillow warns from its own limit on; ours is checked before a pixel is loaded.
        warnings.simplefilter("ignore")
        try:
            with Pictures.open(BytesIO(data), formats=_FORMATS) as picture:
                count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
                if count > limits.PAGES:
                    raise ReadError(
                        f"Berkas {name} berisi {count} halaman pindaian (paling banyak "
                        f"{limits.PAGES}); bagi menjadi beberapa berkas.",
                        f"The file {name} holds {count} scanned pages ({limits.PAGES} at most); "
                        "divide it into several files.",
                    )
                for number in range(count):
                    if count > 1:
                        picture.seek(number)
                    yield _loaded(picture, name)
        except Pictures.DecompressionBombError as error:
            raise _too_big(name) from error
        except UnidentifiedImageError as error:
            raise _damaged(name, error) from error
        except (OSError, ValueError, SyntaxError, LookupError, OverflowError) as error:
            raise _damaged(name, error) from error
        except (TypeError, AttributeError, MemoryError, EOFError) as error:
            raise _damaged(name, error) from error


def _loaded(picture: Image, name: str) -> Image:
    width, height = picture.size
    if width * height > limits.PIXELS:
        raise _too_big(name)
    picture.load()
    return picture.copy()


def _too_big(name: str) -> ReadError:
    return ReadError(
        f"Gambar {name} terlalu besar, paling besar {limits.PIXELS / 1e6:g} juta piksel; "
        "pindai ulang dengan 300 dpi.",
        f"The picture {name} is too big, {limits.PIXELS / 1e6:g} million pixels at most; "
        "scan it again at 300 dpi.",
    )


def _damaged(name: str, error: Exception) -> ReadError:
    kind = type(error).__name__
    return ReadError(
        f"Gambar {name} rusak atau terpotong ({kind}); simpan atau pindai ulang.",
        f"The picture {name} is damaged or cut off ({kind}); save or scan it again.",
    )
