"""Read Rich Text Format (RTF)."""

from zikg.read.rtf.document import read_rtf

__all__ = ["read_rtf"]
