"""``zikg doctor``: is everything in order, and if not, what to do."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.stored import store_option

if TYPE_CHECKING:
    from zikg.ingest.examining import State

_MARKS: Final[dict[str, dict[State, str]]] = {
    "id": {"ok": "ok", "warning": "peringatan", "error": "galat"},
    "en": {"ok": "ok", "warning": "warning", "error": "error"},
}


@click.command(
    epilog="""\b
Contoh:
  zikg doctor
  zikg doctor --store arsip-store/ --format json

\b
Kode keluar / exit code:
  0 semuanya beres (peringatan boleh ada)   1 ada galat"""
)
@store_option
@options.text_or_json
@options.lang
@options.debug
@clear
def command(store: str | None, form: str, lang: str, debug: bool) -> None:
    """Periksa pemasangan dan penyimpanan; setiap baris menyebut apa yang perlu dilakukan."""
    from zikg.ingest.examining import installation
    from zikg.ingest.examining_store import examine

    lines = [*installation(), *examine(store)]
    failed = any(line.state == "error" for line in lines)
    if form == "json":
        data = [
            {"name": line.name, "state": line.state, "message": line.said[lang == "en"]}
            for line in lines
        ]
        click.echo(json.dumps({"ok": not failed, "lines": data}, ensure_ascii=False, indent=2))
    else:
        width = max(len(mark) for mark in _MARKS[lang].values())
        for line in lines:
            click.echo(
                f"{_MARKS[lang][line.state]:<{width}}  {line.name}: {line.said[lang == 'en']}"
            )
    sys.exit(1 if failed else 0)
