"""Many documents into a store: what is new is read, what is known is left alone.

`ingest` does a whole call; `renew_base` brings the reference data of a store up to date.
"""

from __future__ import annotations

from zikg.ingest.base import renew_base
from zikg.ingest.outcome import Outcome, Summary
from zikg.ingest.pipeline import ingest

__all__ = ["Outcome", "Summary", "ingest", "renew_base"]
