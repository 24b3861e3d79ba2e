"""``zikg audit``: every document of the store examined, findings written into it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, cast

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.write import opened
from zikg.validate.engine import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from zikg.audit import Summary
    from zikg.report.writing import Out

FORMATS = ("text", "json", "csv")
_RANK = {"error": 0, "warning": 1, "info": 2}


class _Group(click.Group):
    """Without the name of a subcommand the audit itself is run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_Group,
    epilog="""\b
Contoh:
  zikg audit
  zikg audit --store data/arsip --as-of 2026-01-31 --jobs 2
  zikg audit --full --format csv -o audit.csv
  zikg audit run --help
  zikg audit why eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20

\b
Kode keluar / exit code:
  0 bersih   1 ada temuan pada tingkat --fail-on   2 ada dokumen yang tak dapat diperiksa""",
)
def command() -> None:
    """Periksa seluruh isi penyimpanan; hasilnya ditulis ke graph/findings. / Audit the store.

    Tanpa subperintah: `run`. Yang tidak berubah sejak audit terakhir tidak diperiksa lagi.
    """


@command.command(
    epilog="\b\nContoh:\n  zikg audit run --jobs 2\n  zikg audit run --full --engine both"
)
@click.option(
    "--store",
    "place",
    metavar="DIR|URL",
    help="Penyimpanan (bawaan: ZIKG_STORE, lalu folder data pengguna). / The store.",
)
@options.as_of
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    help="Banyaknya proses (bawaan: banyaknya inti). / Processes.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="compiled",
    show_default=True,
    help="Mesin validasi; both membandingkan. / Engine.",
)
@click.option("--full", is_flag=True, help="Periksa semuanya lagi. / Examine all anew.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
    help="Bentuk ringkasan. / Form of the summary.",
)  # fmt: skip
@options.output
@options.fail_on
@options.lang
@options.debug
@clear
def run(
    place: str | None,
    as_of: date | None,
    jobs: int,
    engine: str,
    full: bool,
    form: str,
    output: str | None,
    fail_on: str,
    lang: str,
    debug: bool,
) -> None:
    """Periksa dokumen yang berubah. / Examine the documents that changed."""
    from zikg.audit import audit
    from zikg.store import is_url, open_store, open_writer

    if place is None or not is_url(place):
        open_store(place).close()  # a folder that holds no store is told, not made
    store = open_writer(place)
    try:
        summary = audit(
            store,
            day=as_of or options.today(),
            jobs=jobs,
            engine=engine,
            full=full,
            progress=_progress(lang),
        )
    finally:
        store.close()
    with opened(output) as out:
        cast("Out", out).write({"text": _text, "json": _json, "csv": _csv}[form](summary, lang))
    for path, error in summary.failed:
        click.echo(f"zikg: {path}: {error}", err=True)
    if summary.interrupted:
        said = {
            "id": "Dihentikan; yang sudah diperiksa tersimpan. Ulangi untuk melanjutkan.",
            "en": "Stopped; what was examined is stored. Call again to go on.",
        }
        raise Failure(said[lang])
    levels = options.LEVELS[: options.LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(summary.count(level) for level in levels)
    sys.exit(2 if summary.failed else 1 if found else 0)


def _progress(lang: str) -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None
    label = "Memeriksa" if lang == "id" else "Auditing"

    def show(done: int, total: int) -> None:
        if done % 20 == 0 or done == total:
            end = "\n" if done == total else "\r"
            click.echo(f"{label} {done}/{total} ({done * 100 // total}%)", nl=False, err=True)
            click.echo(end, nl=False, err=True)

    return show


def _rows(summary: Summary) -> list[tuple[str, str, int, int]]:
    """Return code, severity, findings and documents that have the code, gravest first."""
    return [
        (code, severity, count, summary.documents[code])
        for (code, severity), count in sorted(
            summary.findings.items(), key=lambda item: (_RANK[item[0][1]], item[0][0])
        )
    ]


def _text(summary: Summary, lang: str) -> str:
    from zikg.rules import rule
    from zikg.rules.explain import SEVERITIES

    words = {
        "id": (
            f"{summary.total} dokumen: {summary.examined} diperiksa, {summary.kept} tidak berubah, "
            f"{len(summary.failed)} tidak dapat diperiksa. Per {summary.as_of.isoformat()}, "
            f"{summary.seconds:.1f} detik.",
            f"Tidak dapat diputuskan: {summary.undecided}.",
            ("kode", "tingkat", "hasil", "dokumen", "aturan"),
        ),
        "en": (
            f"{summary.total} documents: {summary.examined} examined, {summary.kept} unchanged, "
            f"{len(summary.failed)} not examined. As of {summary.as_of.isoformat()}, "
            f"{summary.seconds:.1f} s.",
            f"Undecided: {summary.undecided}.",
            ("code", "severity", "findings", "documents", "rule"),
        ),
    }
    first, last, heads = words[lang]
    lines = [first, ""]
    if summary.findings:
        lines.append(f"{heads[0]:<8}{heads[1]:<16}{heads[2]:>9}{heads[3]:>10}  {heads[4]}")
    for code, severity, count, documents in _rows(summary):
        label = rule(code).label[lang]
        lines.append(f"{code:<8}{SEVERITIES[lang][severity]:<16}{count:>9}{documents:>10}  {label}")
    return "\n".join([*lines, "", last, ""])


def _json(summary: Summary, lang: str) -> str:
    import json

    import zikg

    told = {
        "zikg": zikg.__version__,
        "registry": {"sha256": summary.registry},
        "as_of": summary.as_of.isoformat(),
        "documents": {
            "total": summary.total,
            "examined": summary.examined,
            "kept": summary.kept,
            "failed": [{"path": path, "error": error} for path, error in summary.failed],
        },
        "findings": [
            {"code": code, "severity": severity, "count": count, "documents": documents}
            for code, severity, count, documents in _rows(summary)
        ],
        "undecided": summary.undecided,
        "summary": {level: summary.count(level) for level in _RANK},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _csv(summary: Summary, lang: str) -> str:
    lines = [
        f"{code},{severity},{n},{documents}" for code, severity, n, documents in _rows(summary)
    ]
    return "\n".join(["code,severity,findings,documents", *lines, ""])


@command.command(
    epilog="\b\nContoh:\n  zikg audit why eli/uu/ri/2014/5 eli:repealed_by eli/uu/ri/2023/20"
)
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
@options.lang
@options.debug
@clear
def why(subject: str, predicate: str, object_: str, lang: str, debug: bool) -> None:
    """Dari mana satu pernyataan disimpulkan: rantai premis dengan nama aturan OWL 2 RL. / Why.

    Simpul ditulis sebagai IRI, sebagai nama pendek (zikg:..., eli:...), atau sebagai id di bawah
    basis (eli/uu/ri/2014/5, change/..., org/...).
    """
    from zikg.reason.setrules_why import explain_inferred, printed

    chain = explain_inferred(subject, predicate, object_)
    click.echo("\n".join(printed(chain, lang)))
