"""Feed damaged and hostile files to the readers: ``python -m tests.fuzz --minutes 5 --seed 1``."""

from __future__ import annotations

import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1]
# Run as a module of the folder `tests`, the writers of the tests are not on the path yet.
sys.path[:0] = [str(_TESTS), str(_TESTS / "read")]
