"""Read OpenDocument texts (ODT, OTT)."""

from zikg.read.odt.document import read_odt

__all__ = ["read_odt"]
