"""``zikg registry export``: the registry as tables, data or graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from zikg.cli import options
from zikg.cli.failure import Failure, clear
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable
from zikg.registry import exporting, open_registry

if TYPE_CHECKING:
    from typing import IO

    from pyoxigraph import NamedNode, Quad

    from zikg.registry import Registry
    from zikg.report.writing import Out

Rows = Callable[["Registry", tuple[exporting.Name, ...]], Iterator[exporting.Row]]
_TABLES: Final[dict[str, Rows]] = {
    "regulations": exporting.regulation_rows,
    "changes": exporting.change_rows,
    "replacements": exporting.replacement_rows,
}


@click.command(
    name="export",
    epilog="""\b
Contoh:
  zikg registry export --format csv -o registri/
  zikg registry export --format json --layer own
  zikg registry export --format nq -o registri.nq""",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "ttl", "nq"]),
    default="csv",
    show_default=True,
    help="csv: folder berisi tiga tabel; json; ttl: Turtle; nq: N-Quads.",
)
@click.option(
    "--layer",
    type=click.Choice(["all", *exporting.LAYERS]),
    default="all",
    show_default=True,
    help="Lapisan: acuan yang diteliti, data sendiri, atau nasional. / Which layer.",
)
@options.configured
@options.lang
@options.output
@options.debug
@clear
def command(form: str, layer: str, lang: str, output: str | None, debug: bool) -> None:
    """Keluarkan registri: acuan, data sendiri, dan nasional."""
    wanted = exporting.LAYERS if layer == "all" else (cast("exporting.Name", layer),)
    registry = open_registry()
    if form == "csv":
        if output is None or output == "-":
            raise wrong_call(
                "--format csv menulis tiga tabel; sebutkan foldernya dengan -o FOLDER.",
                "--format csv writes three tables; name their folder with -o FOLDER.",
            )
        _tables(registry, wanted, Path(output), lang)
        return
    reachable(output)
    if form == "json":
        with opened(output) as out:
            _json(registry, wanted, cast("Out", out))
    else:
        with opened(output, binary=True) as raw:
            _graph(registry, layer, form, cast("IO[bytes]", raw))


def _tables(
    registry: Registry, wanted: tuple[exporting.Name, ...], folder: Path, lang: str
) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(
            f"{folder}: folder tidak dapat dibuat."
            if lang == "id"
            else f"{folder}: the folder cannot be made."
        ) from error
    for name, rows in _TABLES.items():
        with opened(str(folder / f"{name}.csv")) as out:
            # Its rows end in LF, as those of data/registry do.
            writer = csv.DictWriter(cast("Out", out), exporting.COLUMNS[name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows(registry, wanted))


def _json(registry: Registry, wanted: tuple[exporting.Name, ...], out: Out) -> None:
    info = {"version": registry.info.version, "sha256": registry.info.sha256}
    out.write('{\n"registry": ' + json.dumps(info))
    for name, rows in _TABLES.items():
        out.write(f',\n"{name}": [')
        for place, row in enumerate(rows(registry, wanted)):
            out.write((",\n" if place else "\n") + json.dumps(row, ensure_ascii=False))
        out.write("\n]")
    out.write("\n}\n")


def _graph(registry: Registry, layer: str, form: str, raw: IO[bytes]) -> None:
    from pyoxigraph import NamedNode, RdfFormat, serialize

    from zikg.namespaces import GRAPH_REGISTRY, PREFIXES

    quads = _quads(registry, layer, NamedNode(GRAPH_REGISTRY))
    if form == "nq":
        serialize(quads, raw, RdfFormat.N_QUADS)
    else:
        serialize((quad.triple for quad in quads), raw, RdfFormat.TURTLE, prefixes=PREFIXES)


def _quads(registry: Registry, layer: str, graph: NamedNode) -> Iterator[Quad]:
    from zikg.graph.national import layer_quads, national_quads
    from zikg.graph.registry import registry_quads

    if layer in ("all", "reference"):
        yield from registry_quads(registry, graph)
    if layer == "all":
        yield from national_quads(registry, graph)
    elif layer == "own":
        yield from layer_quads(registry, "own", graph)
    else:
        yield from layer_quads(registry, "national", graph)
