"""Options that several commands share, and the date that counts as today."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from zikg.cli.config import ConfigError, Settings, find, load

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
LEVELS: Final = ("error", "warning", "info", "never")
"""What ``--fail-on`` takes, gravest first."""
_SETTINGS: Final = "zikg.settings"
_NONE: Final = "zikg.no-config"


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
            self.fail(_no_date(value, ctx), param, ctx)


def _no_date(value: str, ctx: click.Context | None) -> str:
    english = ctx is not None and ctx.params.get("lang") == "en"
    shown = _swapped(value) or "2025-02-07"
    if english:
        return f"{value!r} is not a date; write it as {shown}."
    return f"{value!r} bukan tanggal; tulis seperti {shown}."


def _swapped(value: str) -> str | None:
    """Return a date written day first (``31-12-2025``) as it should be written."""
    pieces = value.replace("/", "-").replace(".", "-").split("-")
    if len(pieces) == 3 and len(pieces[2]) == 4 and all(piece.isdecimal() for piece in pieces):
        day, month, year = map(int, pieces)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return None


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


def settings() -> Settings:
    """Return the configuration of the running command; an empty one where none was read."""
    found = click.get_current_context().meta.get(_SETTINGS, Settings())
    assert isinstance(found, Settings)
    return found


def _without(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[_NONE] = True


def _configure(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Read the configuration before any other option takes its default."""
    if ctx.meta.get(_NONE):
        if value is not None:
            raise click.UsageError("--config dan --no-config tidak dapat dipakai bersama.", ctx)
        return
    if ctx.resilient_parsing:
        return
    path = Path(value) if value is not None else find()
    if path is None:
        return
    try:
        said = load(path)
    except ConfigError as error:
        from zikg.cli.failure import Failure

        raise Failure(error.text(language())) from error
    ctx.meta[_SETTINGS] = said
    own = {parameter.name for parameter in ctx.command.params}
    ctx.default_map = {key: value for key, value in said.options.items() if key in own}


def language(arguments: list[str] | None = None) -> str:
    """Return the language asked for, before the options are read: for messages of wrong calls.

    Args:
        arguments: the words of the call; those of the process unless told.
    """
    import sys

    words = sys.argv[1:] if arguments is None else arguments
    chosen = os.environ.get("ZIKG_LANG", "id")
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        elif word == "--lang" and place + 1 < len(words):
            chosen = words[place + 1]
    return "en" if chosen == "en" else "id"


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--config`` and ``--no-config``: the other options take their defaults from the file."""
    with_file = click.option(
        "--config",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help="Berkas konfigurasi (bawaan: zikg.toml atau pyproject.toml terdekat). / "
        "Configuration file.",
    )
    without = click.option(
        "--no-config",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_without,
        help="Abaikan berkas konfigurasi. / Read no configuration.",
    )
    return without(with_file(command))


lang: Decorator = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    envvar="ZIKG_LANG",
    is_eager=True,
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
fail_on: Decorator = click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Tingkat yang memberi kode keluar 1. / Level that exits with 1.",
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
