"""One decree in every format: the same findings, the same plan, at the right places."""

from __future__ import annotations

import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1]
# The writers of DOCX and PDF stand beside the tests of those readers.
sys.path[:0] = [str(_TESTS), str(_TESTS / "read")]
