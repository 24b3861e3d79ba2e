"""``zikg store``: what is stored; dump, load, copy and remove it."""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.stored import store_option
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable

if TYPE_CHECKING:
    from zikg.ingest.inventory import Inventory
    from zikg.ingest.manifest import Manifest, Stored


@click.group(
    epilog="""\b
Contoh:
  zikg store info
  zikg store dump -o semua.nq.gz
  zikg store load semua.nq.gz --store salinan/
  zikg store remove sk-lama.docx"""
)
def command() -> None:
    """Isi penyimpanan: lihat, curahkan, muat, cadangkan, hapus."""


@command.command(epilog="\b\nContoh:\n  zikg store info\n  zikg store info --documents")
@store_option
@click.option("--documents", is_flag=True, help="Daftar naskah. / List the documents.")
@options.text_or_json
@options.lang
@options.debug
@clear
def info(store: str | None, documents: bool, form: str, lang: str, debug: bool) -> None:
    """Berapa naskah, keputusan, dan pernyataan; dengan registri mana, sejak kapan."""
    from zikg.ingest.inventory import inventory
    from zikg.ingest.manifest import Manifest
    from zikg.store import open_store

    reader = open_store(store)
    try:
        found = inventory(reader)
        manifest = Manifest.of(reader) if documents else None
    finally:
        reader.close()
    if form == "json":
        data = asdict(found) | {"statements": found.statements}
        if manifest is not None:
            data["files"] = {
                local: sorted(entry.files.values()) for local, entry in _listed(manifest)
            }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in _info_lines(found, lang):
        click.echo(line)
    for local, entry in _listed(manifest) if manifest else ():
        click.echo(f"{local}  {', '.join(sorted(entry.files.values()))}")


@command.command(
    epilog="\b\nContoh:\n  zikg store dump -o semua.nq.gz\n"
    "  zikg store dump --graph registry -o registri.ttl"
)
@store_option
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Berkas .nq .trig .ttl .nt")
@click.option("--graph", metavar="NAMA", help="Satu graf: registry, inferred, dokumen/ab12...")
@options.lang
@options.debug
@clear
def dump(store: str | None, output: str | None, graph: str | None, lang: str, debug: bool) -> None:
    """Curahkan isi penyimpanan ke berkas RDF; .gz di belakang nama memampatkannya."""
    from zikg.namespaces import BASE
    from zikg.store import open_store
    from zikg.store.moving import dump as write
    from zikg.store.moving import form_of

    reachable(output)
    form = form_of(output or ".nq")
    iri = graph if graph is None or "://" in graph else f"{BASE}graph/{_below(graph)}"
    reader = open_store(store)
    try:
        with opened(output, binary=True) as out:
            plain = cast("IO[bytes]", out)
            if output and output.lower().endswith(".gz"):
                with gzip.GzipFile(fileobj=plain, mode="wb", compresslevel=6, mtime=0) as packed:
                    write(reader, cast("IO[bytes]", packed), form, iri)
            else:
                write(reader, plain, form, iri)
    finally:
        reader.close()


@command.command(epilog="\b\nContoh:\n  zikg store load semua.nq.gz --store salinan/")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@store_option
@options.lang
@options.debug
@clear
def load(file: str, store: str | None, lang: str, debug: bool) -> None:
    """Muat curahan (.nq atau .trig) ke penyimpanan; yang sudah ada tetap."""
    from zikg.store import open_writer
    from zikg.store.moving import load as read

    writer = open_writer(store)
    try:
        count = read(writer, file)
        writer.publish()
    finally:
        writer.close()
    said = {"id": f"{count} pernyataan dimuat.", "en": f"{count} statements loaded."}
    click.echo(said[lang])


@command.command(epilog="\b\nContoh:\n  zikg store backup cadangan-2026-11/")
@click.argument("folder", type=click.Path(file_okay=False))
@store_option
@options.lang
@options.debug
@clear
def backup(folder: str, store: str | None, lang: str, debug: bool) -> None:
    """Salin penyimpanan ke folder baru, yang langsung dapat dipakai sebagai penyimpanan."""
    from zikg.store import open_store
    from zikg.store.moving import backup as copy

    reader = open_store(store)
    try:
        copy(reader, Path(folder))
    finally:
        reader.close()
    click.echo(folder)


@command.command(
    epilog="\b\nContoh:\n  zikg store remove sk-lama.docx\n  zikg store remove dokumen/0a1b2c3d4e5f"
)
@click.argument("documents", nargs=-1, required=True, metavar="DOKUMEN...")
@store_option
@options.lang
@options.debug
@clear
def remove(documents: tuple[str, ...], store: str | None, lang: str, debug: bool) -> None:
    """Hapus naskah beserta semua yang diturunkan darinya; DOKUMEN adalah id atau berkasnya."""
    from zikg.cli.stored import documents as find
    from zikg.ingest.replacing import Gone, replace
    from zikg.store import open_writer

    writer = open_writer(store)
    try:
        gone = {local: None for word in documents for local in find(writer, word)}
        replace(writer, Gone(list(gone)), ())
        writer.publish()
    finally:
        writer.close()
    for local in gone:
        click.echo({"id": f"{local} dihapus", "en": f"{local} removed"}[lang])


@command.command(epilog="\b\nContoh:\n  zikg store optimize")
@store_option
@options.lang
@options.debug
@clear
def optimize(store: str | None, lang: str, debug: bool) -> None:
    """Rapikan berkas basis data setelah banyak penambahan; kueri menjadi lebih cepat."""
    from zikg.store import open_writer
    from zikg.store.folder import FolderWriter

    writer = open_writer(store)
    try:
        if not isinstance(writer, FolderWriter):
            raise wrong_call(
                "hanya folder yang dapat dirapikan; server merapikan dirinya sendiri.",
                "Only a folder can be optimized; a server does so by itself.",
            )
        writer.optimize()
        writer.publish()
    finally:
        writer.close()
    sys.exit(0)


def _below(graph: str) -> str:
    return graph.removeprefix("graph/")


def _listed(manifest: Manifest) -> list[tuple[str, Stored]]:
    return sorted(manifest.stored.items(), key=lambda entry: entry[0])


def _info_lines(found: Inventory, lang: str) -> list[str]:
    words = {
        "id": ("penyimpanan", "versi", "naskah", "keputusan", "registri", "dimasukkan", "ukuran"),
        "en": ("store", "version", "documents", "decrees", "registry", "ingested", "size"),
    }[lang]
    place, version, documents, decrees, registry, ingested, size = words
    lines = [
        f"{place:<12} {found.place}",
        f"{version:<12} {found.version}",
        f"{documents:<12} {found.documents}",
        f"{decrees:<12} {found.decrees}",
        f"{registry:<12} {found.registry_version or '-'} ({found.registry_date or '-'})",
        f"{ingested:<12} {found.first or '-'} .. {found.last or '-'}",
    ]
    if found.size is not None:
        lines.append(f"{size:<12} {found.size / 1e6:.1f} MB")
    width = max((len(name) for name in found.graphs), default=0)
    lines += [f"  {name:<{width}} {count:>12,}" for name, count in found.graphs.items()]
    return lines
