"""``zikg diff``: what changed between two decrees or two stores, in legal words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.stored import store_option
from zikg.cli.usage import wrong_call

if TYPE_CHECKING:
    from datetime import date

    from zikg.cli.differing import Difference
    from zikg.model import Decree, Result


@click.command(
    epilog="""\b
Contoh:
  zikg diff sk-2024.docx sk-2025.docx
  zikg diff dokumen/0a1b2c3d4e5f rancangan.txt --store arsip/
  zikg diff cadangan-oktober/ arsip/
  zikg diff lama.nq.gz arsip/ --format json"""
)
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@store_option
@options.as_of
@options.text_or_json
@options.lang
@options.debug
@clear
def command(
    old: str,
    new: str,
    store: str | None,
    as_of: date | None,
    form: str,
    lang: str,
    debug: bool,
) -> None:
    """Apa yang berubah dari A ke B: dasar hukum, rencana aksi, hasil pemeriksaan, yang usang.

    A dan B dua keputusan (berkas, atau naskah yang tersimpan), atau dua penyimpanan (folder, alamat
    server, salinan, atau curahan .nq/.trig).
    """
    from zikg.cli.differing_stores import as_store

    stores = as_store(old), as_store(new)
    if stores[0] is None and stores[1] is None:
        _decrees((old, new), store, as_of or options.today(), form, lang)
        return
    if stores[0] is None or stores[1] is None:
        raise wrong_call(
            "A dan B harus sejenis: dua keputusan, atau dua penyimpanan.",
            "A and B must be of one kind: two decrees, or two stores.",
        )
    from zikg.cli.differing_stores import store_difference
    from zikg.cli.differing_words import store_lines

    found = store_difference(stores[0], stores[1], lang)
    if form == "json":
        _write({"a": old, "b": new, **asdict(found)})
        return
    for line in store_lines(found, lang):
        click.echo(line)


def _decrees(words: tuple[str, str], store: str | None, day: date, form: str, lang: str) -> None:
    from zikg.cli.differing import difference
    from zikg.cli.differing_words import decree_lines
    from zikg.registry import open_registry
    from zikg.validate import check, run_for

    registry = open_registry()
    results: list[Result] = []
    for word in words:
        decree = _decree(word, store)
        run = run_for(decree, day)
        results.append(check(decree, run, registry, engine="compiled", lang=lang))
    found = difference(*results)
    if form == "json":
        _write({"a": words[0], "b": words[1], "as_of": day.isoformat(), **_as_data(found)})
        return
    for line in decree_lines(results[0], results[1], found, registry, lang):
        click.echo(line)


def _decree(word: str, place: str | None) -> Decree:
    from zikg.cli.differing_stores import source_of
    from zikg.cli.stored import documents
    from zikg.extract import extract
    from zikg.read import read
    from zikg.registry import open_registry
    from zikg.store import open_store

    stored = word.startswith("dokumen/") and not Path(word).exists()
    if not stored:
        return extract(read(word), open_registry())
    store = open_store(place)
    try:
        return extract(source_of(store, documents(store, word)[0]), open_registry())
    finally:
        store.close()


def _as_data(found: Difference) -> dict[str, Any]:
    data = asdict(found)
    for name in ("findings_gone", "findings_new"):
        data[name] = [
            {
                "code": one.code,
                "severity": one.severity,
                "section": one.section,
                "item": one.item,
                "subject": one.subject,
                "message": one.message,
            }
            for one in getattr(found, name)
        ]
    for name in ("citations_changed", "rows_changed"):
        data[name] = [
            {
                "name": one.name,
                "changed": [{"what": w, "old": was, "new": now} for w, was, now in one.what],
            }
            for one in getattr(found, name)
        ]
    for name in ("stale_gone", "stale_new"):
        data[name] = [
            {"regulation": regulation, "status": status, "since": since}
            for regulation, status, since in getattr(found, name)
        ]
    return data


def _write(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
