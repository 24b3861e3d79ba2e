"""Read scans: pictures of pages, through Tesseract with Indonesian data (extra ``zikg[ocr]``)."""

from zikg.read.ocr.engine import available, missing
from zikg.read.ocr.page import read_page
from zikg.read.ocr.picture import read_picture

__all__ = ["available", "missing", "read_page", "read_picture"]
