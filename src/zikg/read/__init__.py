"""Read files into `Source` values: text, pages, tables."""

from zikg.read.source import LIMIT, join, read, read_bytes
from zikg.read.walk import walk

__all__ = ["LIMIT", "join", "read", "read_bytes", "walk"]
