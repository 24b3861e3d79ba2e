"""The registry: which regulations there are, what changed them, who issues what.

`open_registry` gives a `Registry`; `zikg.registry.status` judges at a date, and
`zikg.registry.issuers` knows the offices.
"""

from __future__ import annotations

from zikg.registry.index import open_registry
from zikg.registry.lookup import Registry

__all__ = ["Registry", "open_registry"]
