"""Read the parts of a decree: sections, citations, plan, signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zikg.model import Decree, Source
    from zikg.registry import Registry

__all__ = ["extract"]


def extract(source: Source, registry: Registry) -> Decree:
    """Return everything that is read from a document; see `zikg.extract.decree.extract`."""
    # The single pieces (dates, view) are used below this level and must not pull in the whole.
    from zikg.extract.decree import extract as whole

    return whole(source, registry)
