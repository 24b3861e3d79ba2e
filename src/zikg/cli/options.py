"""Options that several commands share, and the date that counts as today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from zikg.cli.config import ConfigError, Settings, find, load
from zikg.cli.failure import Failure
from zikg.cli.usage import language, wrong_call

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
LEVELS: Final = ("error", "warning", "info", "never")
"""What ``--fail-on`` takes, gravest first."""
_SETTINGS: Final = "zikg.settings"
_NONE: Final = "zikg.no-config"


class Day(click.ParamType[date]):
    """A date option in ISO form, read to a :class:`datetime.date`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with a sentence that shows the form."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            shown = _swapped(value) or "2025-02-07"
            if language(ctx) == "en":
                self.fail(f"{value!r} is not a date; write it as {shown}.", param, ctx)
            self.fail(f"{value!r} bukan tanggal; tulis seperti {shown}.", param, ctx)


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
    from zikg.validate.run import today as day_of_run

    return day_of_run()


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
            raise wrong_call(
                "--config dan --no-config tidak dapat dipakai bersama.",
                "--config and --no-config exclude each other.",
            )
        return
    if ctx.resilient_parsing:
        return
    path = Path(value) if value is not None else find()
    if path is None:
        return
    try:
        said = load(path)
    except ConfigError as error:
        raise Failure(error.text(language(ctx))) from error
    ctx.meta[_SETTINGS] = said
    ctx.default_map = {
        parameter.name: said.options[parameter.name]
        for parameter in ctx.command.params
        if parameter.name in said.options and _fits(parameter, said.options[parameter.name])
    }


def _fits(parameter: click.Parameter, value: object) -> bool:
    """Whether this command knows the value: another one may write more formats."""
    return not isinstance(parameter.type, click.Choice) or value in parameter.type.choices


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
output_or_folder: Decorator = click.option(
    "-o",
    "--output",
    type=click.Path(writable=True),
    help="Tulis ke berkas, bukan ke layar; docx: untuk beberapa naskah sebuah FOLDER/. / Write to "
    "a file; docx: of several documents to a FOLDER/.",
)
fail_on: Decorator = click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Tingkat yang memberi kode keluar 1. / Level that exits with 1.",
)
text_or_json: Decorator = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk jawaban. / Form of the answer.",
)
engine: Decorator = click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl", "both"]),
    default="compiled",
    show_default=True,
    help="Mesin SHACL; both membandingkan keduanya. / SHACL engine; both compares them.",
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


def codes(text: str | None) -> tuple[str, ...]:
    """Return the codes of a list as typed.

    Example:
        >>> codes("zi2, ZI301")
        ('ZI2', 'ZI301')
    """
    return tuple(code.strip().upper() for code in (text or "").split(",") if code.strip())


def _known(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse a code that no rule has: a slip would silently show or hide everything."""
    if value is None or ctx.resilient_parsing:
        return value
    from zikg.rules import catalogue

    every = [rule.code for rule in catalogue()]
    for code in codes(value):
        if not any(known.startswith(code) for known in every):
            name = param.opts[0]
            raise wrong_call(
                f"{name}: tidak ada aturan dengan kode {code}; daftar semua aturan: zikg rule.",
                f"{name}: no rule has the code {code}; list them all with: zikg rule.",
            )
    return value


select: Decorator = click.option(
    "--select",
    callback=_known,
    metavar="KODE,...",
    help="Hanya kode ini, mis. ZI2 atau ZI201,ZI301. / Only these codes.",
)
ignore: Decorator = click.option(
    "--ignore",
    callback=_known,
    metavar="KODE,...",
    help="Tanpa kode ini. / Without these codes.",
)
