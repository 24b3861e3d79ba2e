"""Options that several commands share, and the date that counts as today."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType):
    """A date option in ISO form, read to a :class:`datetime.date`."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date, or fail with a sentence that shows the form."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} bukan tanggal; tulis seperti 2025-02-07.", param, ctx)


def today() -> date:
    """Return the date of today; ``ZIKG_TODAY`` (ISO) sets it, for tests and reproducible runs."""
    fixed = os.environ.get("ZIKG_TODAY")
    if not fixed:
        return date.today()
    try:
        return date.fromisoformat(fixed)
    except ValueError:
        raise click.UsageError(
            f"ZIKG_TODAY={fixed!r} bukan tanggal; tulis seperti 2025-02-07."
        ) from None


lang: Decorator = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    envvar="ZIKG_LANG",
    help="Bahasa laporan. / Language of the report.",
)
as_of: Decorator = click.option(
    "--as-of",
    type=Day(),
    help="Tanggal acuan (bawaan: hari ini). Rancangan diperiksa pada tanggal ini; untuk keputusan "
    "yang telah ditetapkan hanya perubahan sesudahnya (ZI215) yang dilihat.",
)
output: Decorator = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True),
    help="Tulis ke berkas, bukan ke layar. / Write to a file.",
)
debug: Decorator = click.option(
    "--debug", is_flag=True, help="Tampilkan jejak galat. / Show tracebacks."
)
annex: Decorator = click.option(
    "--with",
    "annex",
    metavar="LAMPIRAN",
    help="Lampiran keputusan dalam berkas lain. / The annex in another file.",
)
