"""Read Word documents (OOXML: .docx, .docm, .dotx, .dotm) into a `Source`."""

from __future__ import annotations

from zikg.read.word.document import read_word, trace_word
from zikg.read.word.trace import Trace

__all__ = ["Trace", "read_word", "trace_word"]
