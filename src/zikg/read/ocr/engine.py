"""Run Tesseract: whether it is there, and the words it recognises in a picture."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zikg.errors import ReadError
from zikg.read import limits

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE: Final = "ind"
_PIP: Final = "pip install 'zikg[ocr]'"
_APT: Final = "sudo apt-get install tesseract-ocr tesseract-ocr-ind"


@dataclass(slots=True)
class Word:
    """A recognised word, its box in pixels, how sure its letters are (0 to 1), and its line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float
    line: tuple[int, int, int] = (0, 0, 0)

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between its top and its bottom."""
        return (self.top + self.bottom) / 2


def available() -> bool:
    """Whether scans can be read here: pytesseract, Tesseract and its Indonesian data."""
    return _lacking() is None


def missing(name: str) -> ReadError | None:
    """Return the sentence that says what to install to read a scan; ``None`` where all is there.

    Args:
        name: what the user called the file.
    """
    lack = _lacking()
    if lack is None:
        return None
    indonesian, english, command = lack
    return ReadError(
        f"Berkas {name} adalah hasil pindai atau gambar, dan {indonesian}; jalankan: {command}.",
        f"The file {name} is a scan or a picture, and {english}; run: {command}.",
    )


@lru_cache(maxsize=1)
def _lacking() -> tuple[str, str, str] | None:
    """Return what is missing, in two languages, and the commands that bring it."""
    try:
        import pytesseract
    except ImportError:
        return "pembaca OCR belum terpasang", "its OCR reader is not installed", f"{_PIP} && {_APT}"
    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError, RuntimeError, ValueError):
        # TesseractNotFoundError is an OSError.
        return "program Tesseract belum terpasang", "Tesseract is not installed", _APT
    if LANGUAGE not in languages:
        return (
            "data bahasa Indonesia Tesseract belum terpasang",
            "the Indonesian data of Tesseract are not installed",
            _APT,
        )
    return None


def recognise(picture: Image, mode: int, *, seconds: float = limits.PAGE_SECONDS) -> list[Word]:
    """Return the words in a picture, in the order in which Tesseract reads them.

    Args:
        picture: grey, upright, about 300 dots an inch.
        mode: Tesseract's page segmentation mode (``--psm``): 6 is one block, 4 a column of blocks.
        seconds: the time after which the program is killed.

    Raises:
        ReadError: Tesseract took too long or failed.
    """
    import pytesseract

    # On a busy machine the threads of Tesseract wait for each other ten times as long as they work.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    with tempfile.TemporaryDirectory(prefix="zikg-") as folder:
        file = Path(folder, "page.pgm")  # no compression: it is read once
        picture.convert("L").save(file)
        try:
            found: dict[str, list[Any]] = pytesseract.image_to_data(
                str(file),
                lang=LANGUAGE,
                config=f"--oem 1 --psm {mode} --dpi 300",
                output_type=pytesseract.Output.DICT,
                timeout=seconds,
            )
        except (pytesseract.TesseractError, RuntimeError, OSError, ValueError, KeyError) as error:
            late = isinstance(error, RuntimeError) and "timeout" in str(error)
            raise _failed(late, seconds) from error
    return list(_words(found))


def _words(found: dict[str, list[Any]]) -> list[Word]:
    words: list[Word] = []
    for index, text in enumerate(found["text"]):
        sure = float(found["conf"][index])
        if sure < 0 or not str(text).strip():
            continue
        left, top = float(found["left"][index]), float(found["top"][index])
        words.append(
            Word(
                str(text).strip(),
                left,
                top,
                left + float(found["width"][index]),
                top + float(found["height"][index]),
                round(min(sure, 100.0) / 100, 2),
                (
                    int(found["block_num"][index]),
                    int(found["par_num"][index]),
                    int(found["line_num"][index]),
                ),
            )
        )
    return words


def _failed(late: bool, seconds: float) -> ReadError:
    if late:
        return ReadError(
            f"OCR sebuah halaman melebihi {seconds:g} detik dan dihentikan; "
            "pindai ulang dengan 300 dpi hitam-putih atau berikan berkas aslinya.",
            f"OCR of a page took more than {seconds:g} seconds and was stopped; "
            "scan it again at 300 dpi in black and white, or give the original file.",
        )
    return ReadError(
        "OCR sebuah halaman gagal; periksa pemasangan Tesseract dengan `tesseract --version`.",
        "OCR of a page failed; check the installation with `tesseract --version`.",
    )
