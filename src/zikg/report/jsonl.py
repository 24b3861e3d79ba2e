"""JSON Lines: one document on a line, each with what holds for all, for streams and databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zikg.report.json import head_json, result_json

if TYPE_CHECKING:
    from zikg.model import BaselineUse, Result
    from zikg.report.writing import Head, Out


class JsonLinesWriter:
    """Writes one line for each document: the keys of the JSON of a check and of one document.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out

    def begin(self, head: Head) -> None:
        """Remember what holds for all documents: every line says it."""
        self._head = head_json(head)

    def add(self, result: Result) -> None:
        """Write one document."""
        line = json.dumps(self._head | result_json(result), ensure_ascii=False)
        # U+2028 and U+2029 are line ends to some readers of lines.
        self._out.write(line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n")

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write nothing more: every line stands alone."""
