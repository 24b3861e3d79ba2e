"""Validation: a decree against the shapes, each finding with its reason, place and remedy.

`run_for` says at which date a decree is judged, `check` judges it.
"""

from __future__ import annotations

from zikg.validate.examine import check
from zikg.validate.run import run_for

__all__ = ["check", "run_for"]
