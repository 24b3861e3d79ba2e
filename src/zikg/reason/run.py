"""At which date a decree is judged (design section 5, "the judged date")."""

from __future__ import annotations

import os
from datetime import date

from zikg.errors import ZikgError
from zikg.model import Basis, Decree, Interval, Run


def today() -> date:
    """Return the date of today; ``ZIKG_TODAY`` (ISO) sets it, for reproducible runs.

    Raises:
        ZikgError: ``ZIKG_TODAY`` is not a date.
    """
    fixed = os.environ.get("ZIKG_TODAY")
    if not fixed:
        return date.today()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise ZikgError(
            f"ZIKG_TODAY={fixed!r} bukan tanggal; tulis seperti 2025-02-07.",
            f"ZIKG_TODAY={fixed!r} is not a date; write it like 2025-02-07.",
        ) from None


def run_for(decree: Decree, as_of: date, *, final: bool = False) -> Run:
    """Return the run of one decree: judged at its own date, a draft at ``as_of``.

    A decree whose date could not be read is judged like a draft; of a date known in part (a
    month, a year) the whole interval counts.

    Args:
        decree: the decree as read.
        as_of: the date given with ``--as-of``, else today.
        final: whether a draft is to be judged as if it were about to be signed.

    Example:
        >>> from zikg.model import Source
        >>> draft = Decree(Source("-", "0" * 64, ""), "keputusan/kpu/2025/draf-00000000", "draft",
        ...                "keputusan", "kpu", None, None, 2025, None, None, None, None, None)
        >>> run_for(draft, date(2025, 3, 1)).judged.printed
        '2025-03-01'
    """
    if decree.is_decree and decree.stage != "draft" and decree.when is not None:
        return Run(decree.when, "decree", as_of, final)
    basis: Basis = "today" if as_of == today() else "as-of"
    return Run(Interval.of(as_of), basis, as_of, final)
