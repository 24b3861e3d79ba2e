"""Let the tests of the readers use the driver of the acceptance tests, run alone as well."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
