"""``zikg registry check``: does a registry contradict itself, and the nation's the reference?"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date  # noqa: TC003 - click reads the signatures
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zikg.cli import options
from zikg.cli.failure import clear
from zikg.cli.registry_output import width
from zikg.cli.usage import wrong_call
from zikg.cli.write import reachable, write
from zikg.model import Report
from zikg.registry import open_registry

if TYPE_CHECKING:
    from zikg.model import Result
    from zikg.registry import Registry

_SHOWN = 3
"""Examples of each code in the words for a person; the data have them all."""


@click.command(
    name="check",
    epilog="""\b
Contoh:
  zikg registry check
  zikg registry check data/registry --format json
  zikg registry check --national

\b
Kode keluar / exit code:
  0 bersih   1 ada hasil pada tingkat --fail-on   2 tabelnya tak terbaca
  --national selalu 0: datanya berkepastian rendah, hasilnya laporan / always 0: a report""",
)
@click.argument("folder", required=False, type=click.Path(file_okay=False), metavar="[FOLDER]")
@click.option(
    "--national",
    is_flag=True,
    help="Periksa registri nasional, juga terhadap acuan (sekitar 30 detik). / The nation's.",
)
@options.configured
@options.text_or_json
@options.as_of
@options.lang
@options.fail_on
@options.select
@options.ignore
@options.engine
@options.output
@options.debug
@clear
def command(
    folder: str | None,
    national: bool,
    form: str,
    as_of: date | None,
    lang: str,
    fail_on: str,
    select: str | None,
    ignore: str | None,
    engine: str,
    output: str | None,
    debug: bool,
) -> None:
    """Periksa apakah registri bertentangan dengan dirinya sendiri (ZI401 sampai ZI407).

    FOLDER memuat regulations.csv dan changes.csv; bawaan: registri yang menyertai zikg.
    """
    from zikg.cli.chosen import chosen, exit_code
    from zikg.registry.records import read_records
    from zikg.report import render
    from zikg.validate.registry import check_registry

    reachable(output)
    if national and folder:
        raise wrong_call(
            "--national tidak memakai FOLDER; pilih salah satu.",
            "--national takes no FOLDER; choose one of them.",
        )
    registry = open_registry()
    with tempfile.TemporaryDirectory() as place:
        if national:
            _copy(registry, Path(place))
        records = read_records(Path(place) if national else Path(folder) if folder else None)
    results = tuple(
        replace(
            result, findings=chosen(result.findings, options.codes(select), options.codes(ignore))
        )
        for result in check_registry(records, registry, engine=engine, lang=lang)
    )
    if national:
        told = _problems(registry, results)
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        write(text if form == "json" else _words(told, lang), output)
        return
    info = records.info if folder else registry.info
    report = Report(results, info, as_of or options.today(), lang)
    colour = form == "text" and output is None and sys.stdout.isatty()
    write(render(report, registry, form=form, colour=colour, width=width(output)), output)
    sys.exit(exit_code(results, fail_on))


def _copy(registry: Registry, folder: Path) -> None:
    """Write the national registry as the tables that the check reads."""
    from zikg.registry import exporting

    for name, rows in (
        ("regulations", exporting.regulation_rows(registry, ("national",))),
        ("changes", exporting.change_rows(registry, ("national",))),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, exporting.COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _problems(registry: Registry, results: tuple[Result, ...]) -> dict[str, Any]:
    from zikg.registry.comparing import differences
    from zikg.registry.national_rows import read_national

    read = read_national()
    return {
        "registry": {"version": registry.info.version, "sha256": registry.info.sha256},
        "against_reference": [
            {"id": d.id, "what": d.what, "reference": d.reference, "national": d.national}
            for d in differences(registry)
        ],
        "merged": [{"row": raw, "with": other} for raw, other in read.identities.merged],
        "not_told_apart": [{"id": id_, "rows": list(raw)} for id_, raw in read.identities.parted],
        "refused_dates": [
            {"row": raw, "column": column, "date": day} for raw, column, day in read.refused_dates
        ],
        "findings": [
            {
                "code": found.code,
                "severity": found.severity,
                "subject": found.subject,
                "message": found.message,
                "row": found.quote,
            }
            for result in results
            for found in result.findings
        ],
    }


def _words(told: dict[str, Any], lang: str) -> str:
    """The report for a person: what differs in full, the rest as counts with examples."""
    indonesian = lang == "id"
    lines = [
        f"{'Berbeda dari acuan (acuan yang berlaku)' if indonesian else 'Unlike the reference'}"
        f": {len(told['against_reference'])}"
    ]
    lines += [
        f"  {d['id']}  {d['what']}: {d['reference']}  |  {d['national']}"
        for d in told["against_reference"]
    ]
    for name, words, english in (
        ("merged", "Baris yang sama, digabung", "Rows of one act, merged"),
        ("not_told_apart", "Nomor sama, judul lain: tidak dibedakan", "One number, other titles"),
        ("refused_dates", "Tanggal yang ditolak", "Dates refused"),
    ):
        lines.append(f"{words if indonesian else english}: {len(told[name])}")
        lines += ["  " + "  ".join(map(str, row.values())) for row in told[name][:_SHOWN]]
    codes = Counter(found["code"] for found in told["findings"])
    for code, count in sorted(codes.items()):
        lines.append(f"{code}: {count}")
        same = [found for found in told["findings"] if found["code"] == code]
        lines += [f"  {found['message']}" for found in same[:_SHOWN]]
    whole = "Semuanya: --format json" if indonesian else "All of it: --format json"
    return "\n".join([*lines, whole]) + "\n"
