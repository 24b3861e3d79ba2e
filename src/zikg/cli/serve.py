"""``zikg serve``: the SPARQL endpoint and the web pages over a store."""

from __future__ import annotations

import os
import sys

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.usage import wrong_call
from zikg.errors import StoreError
from zikg.serve.settings import MEGABYTE, Settings


@click.command(
    epilog="""\b
Contoh:
  zikg serve
  zikg serve --store data/penyimpanan --port 8080 --open
  zikg serve --timeout 10 --max-rows 20000 --workers 4
  zikg serve --store data/penyimpanan --public-host zi.contoh.go.id"""
)
@click.option(
    "--store",
    metavar="FOLDER",
    help="Folder penyimpanan; tanpa ini ZIKG_STORE, lalu registri dan keputusan bawaan.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Porta."
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Batas waktu satu kueri, dalam detik.",
)
@click.option(
    "--max-rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1, 10_000_000),
    help="Paling banyak baris jawaban.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Banyaknya proses penerima; masing-masing dengan pekerjanya sendiri.  [bawaan: CPU, 2-8]",
)
@click.option(
    "--memory",
    default=1024,
    show_default=True,
    type=click.IntRange(64, 1_000_000),
    help="Memori yang boleh dipakai satu permintaan, dalam MiB.",
)
@click.option("--cors", is_flag=True, help="Izinkan halaman asal lain membaca jawaban.")
@click.option(
    "--public-host",
    "hosts",
    multiple=True,
    metavar="NAMA",
    help="Nama server di belakang proksi; boleh berkali-kali.",
)
@click.option("--access-log", is_flag=True, help="Catat setiap permintaan, tanpa isi kuerinya.")
@click.option("--open", "show", is_flag=True, help="Buka peramban.")
@options.lang
@options.debug
@clear
def command(
    store: str | None,
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    workers: int | None,
    memory: int,
    cors: bool,
    hosts: tuple[str, ...],
    access_log: bool,
    show: bool,
    lang: str,
    debug: bool,
) -> None:
    """Layani titik akhir SPARQL dan halaman web. / Serve the SPARQL endpoint and the pages.

    Hanya dibaca; mendengarkan di komputer ini saja kecuali --host diubah. Data baru dari zikg
    ingest dipakai tanpa mulai ulang. Berhenti dengan Ctrl-C.
    """
    _installed()
    from zikg.serve import bind, bundled_folder, run
    from zikg.store import is_url
    from zikg.store.snapshots import recognise

    place = store or os.environ.get("ZIKG_STORE") or ""
    if is_url(place):
        raise wrong_call(
            "zikg serve melayani folder; server SPARQL itu sudah dapat dipakai langsung di "
            f"{place}.",
            f"zikg serve serves a folder; that SPARQL server can be used directly at {place}.",
        )
    fronts = workers or min(8, max(2, os.cpu_count() or 2))
    listening = bind(host, port, fronts)
    if place:
        from pathlib import Path

        recognise(Path(place))
    else:
        place = bundled_folder()
        click.echo(
            "zikg: tanpa --store, yang dilayani registri dan keputusan bawaan."
            if lang == "id"
            else "zikg: no --store, so the bundled registry and decrees are served.",
            err=True,
        )
    settings = Settings(
        folder=place,
        host=host,
        port=listening[0].getsockname()[1],
        timeout=timeout,
        rows=max_rows,
        fronts=fronts,
        memory=memory * MEGABYTE,
        cors=cors,
        hosts=hosts,
        log=access_log,
    )
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{settings.port}/"

    def started(version: str) -> None:
        click.echo(address)
        told = f"SPARQL: {address}sparql   versi data: {version}   berhenti: Ctrl-C"
        english = f"SPARQL: {address}sparql   data version: {version}   stop: Ctrl-C"
        click.echo(told if lang == "id" else english, err=True)
        sys.stdout.flush()
        if show:
            click.launch(address)

    run(settings, listening, started=started, tell=lambda line: click.echo(line, err=True))


def _installed() -> None:
    try:
        import uvicorn  # noqa: F401 - comes with the extra
    except ImportError as error:
        raise Failure(
            "zikg serve memerlukan paket tambahan; pasang dengan: pip install 'zikg[serve]'"
        ) from error
    if not hasattr(os, "fork"):
        raise Failure("zikg serve memerlukan Linux atau macOS.") from StoreError("fork")
