"""A copy of the user's Word document with a comment on the words of each finding."""

from __future__ import annotations

from zikg.report.word.annotate import Marked, annotate

__all__ = ["Marked", "annotate"]
