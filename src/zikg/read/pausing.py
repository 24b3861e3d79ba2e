"""Pause the collector of cycles while many values without cycles are made.

Reading makes hundreds of thousands of small values that all stay; looking through them again and
again for cycles that cannot be there costs more than reading itself.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave the collector off inside, and as it was behind.

    Example:
        >>> with no_collection():
        ...     gc.isenabled()
        False
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
