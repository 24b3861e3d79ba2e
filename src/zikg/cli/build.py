"""``zikg build``: make again what the checks read, from the text sources."""

from __future__ import annotations

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear


@click.command(epilog="\b\nContoh:\n  zikg build\n  zikg build --check")
@click.option("--force", is_flag=True, help="Susun ulang semuanya. / Make everything again.")
@click.option(
    "--check",
    "check_only",
    is_flag=True,
    help="Hanya periksa apakah berkas turunan mutakhir. / Only verify generated files.",
)
@options.debug
@clear
def command(force: bool, check_only: bool, debug: bool) -> None:
    """Susun indeks registri, graf turunan, dan penalaran OWL dari berkas sumber."""
    from zikg.build import build

    report = build(force=force, check=check_only, progress=lambda line: click.echo(line, err=True))
    if check_only and report.stale:
        names = ", ".join(str(path) for path in report.stale)
        raise Failure(f"berkas turunan tidak mutakhir: {names}; jalankan zikg build.")
    click.echo(f"selesai: {report.summary}", err=True)
