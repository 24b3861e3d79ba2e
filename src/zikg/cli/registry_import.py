"""``zikg registry import``: add facts of one's own, each with its source."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.registry_output import say
from zikg.registry import open_registry


@click.command(
    name="import",
    epilog="""\b
Contoh:
  zikg registry import perubahan-2026.csv
  zikg registry import peraturan.csv perubahan.csv --into registri-biro-hukum

\b
Kolom paling sedikit / least columns:
  peraturan   id,source            (juga title, gazette, enacted, promulgated, effective, ...)
  perubahan   act,kind,target,source   (kind: amends, revokes, partly_revokes, adopts)
  pengganti   target,by,source

\b
Kode keluar / exit code:
  0 semua masuk   2 ada yang ditolak: tidak satu baris pun ditulis / refused: nothing is written""",
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="BERKAS.csv...",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder data sendiri; bawaan: ZIKG_REGISTRY, atau folder data pengguna.",
)
@options.configured
@options.lang
@options.debug
@clear
def command(files: tuple[Path, ...], into: Path | None, lang: str, debug: bool) -> None:
    """Tambahkan peraturan, perubahan, atau pengganti milik sendiri, masing-masing dengan sumbernya.

    Yang bertentangan dengan acuan atau data sendiri ditolak dan kedua sisinya ditunjukkan.
    """
    from zikg.registry.adding import add
    from zikg.registry.overlay import wanted_folder

    folder = into or wanted_folder()
    done = add(files, folder, open_registry(overlay=folder))
    if done.refused:
        for refusal in done.refused:
            say(lang, f"{refusal.where}: {refusal.why}", f"{refusal.where}: {refusal.english}")
        say(
            lang,
            f"{len(done.refused)} baris ditolak; tidak ada yang ditulis.",
            f"{len(done.refused)} rows refused; nothing was written.",
        )
        sys.exit(2)
    added = done.added
    words = (
        f"{added['regulations']} peraturan, {added['changes']} perubahan, "
        f"{added['replacements']} pengganti ditambahkan ke {folder}; "
        f"{done.known} sudah ada."
    )
    english = (
        f"{added['regulations']} regulations, {added['changes']} changes, "
        f"{added['replacements']} replacements added to {folder}; {done.known} known already."
    )
    click.echo(english if lang == "en" else words)
