"""At which date a decree is judged: as `zikg.reason.run` says."""

from __future__ import annotations

from zikg.reason.run import run_for, today

__all__ = ["run_for", "today"]
