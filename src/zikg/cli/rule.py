"""``zikg rule``: explain a rule, or list them all."""

from __future__ import annotations

import sys

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.report.words import SEVERITY


@click.command(epilog="\b\nContoh:\n  zikg rule\n  zikg rule ZI201\n  zikg rule ZI201 --lang en")
@click.argument("code", required=False, metavar="[KODE]")
@options.configured
@options.lang
@options.debug
@clear
def command(code: str | None, lang: str, debug: bool) -> None:
    """Jelaskan suatu aturan; tanpa KODE, daftar semua aturan."""
    from zikg.rules import catalogue

    rules = catalogue()
    if code is None:
        for rule in rules:
            level = SEVERITY[rule.severity][lang].split(" – ")[0]
            click.echo(f"{rule.code}  {level:<16} {rule.label[lang]}")
        return
    wanted = code.strip().upper()
    found = [rule for rule in rules if rule.code == wanted]
    if not found:
        raise Failure(
            f"{code}: tidak ada aturan dengan kode ini; daftar semua aturan: zikg rule."
            if lang == "id"
            else f"{code}: no rule has this code; list them all with: zikg rule --lang en."
        )
    from zikg.rules.explain import in_terminal

    click.echo(in_terminal(found[0], lang, colour=sys.stdout.isatty()))
