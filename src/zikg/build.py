"""``zikg build``: from the text sources to everything that the fast paths read.

The index of the registry, the generated Turtle that is committed, the OWL closure, and the check of
the shapes against SHACL's own shapes. All is keyed by content: what is fresh is left alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import Quad, RdfFormat, serialize

from zikg import resources
from zikg.errors import BuildError
from zikg.extract import extract
from zikg.graph.concepts import component_quads
from zikg.graph.document import decree_quads
from zikg.graph.registry import registry_quads
from zikg.graph.satker import issuer_quads
from zikg.ingest.base import base_bytes
from zikg.namespaces import BASE, PREFIXES
from zikg.query.pages import check_pages as check_query_pages
from zikg.query.pages import write_pages as write_query_pages
from zikg.read import read_bytes
from zikg.reason import closure
from zikg.registry import Registry, national, open_registry
from zikg.rules.pages import check_pages, write_pages
from zikg.validate.plain.program import program

if TYPE_CHECKING:
    from pathlib import Path

State = Literal["made", "fresh", "stale", "skipped"]
Producer = Callable[[Registry], Iterable[Quad]]

_WORDS: Final[dict[State, str]] = {
    "made": "disusun",
    "fresh": "sudah mutakhir",
    "stale": "tidak mutakhir",
    "skipped": "dilewati",
}
_CHECKED: Final = "shapes.checked"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was built: its name, where it lies, what was done and how long it took."""

    name: str
    state: State
    seconds: float
    path: Path | None = None

    def __str__(self) -> str:
        return f"{self.name}: {_WORDS[self.state]} ({self.seconds:.1f} dtk)"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``stale`` are the generated files that do not fit their sources."""

    steps: tuple[Step, ...]

    @property
    def stale(self) -> tuple[Path, ...]:
        """The generated files that are missing or not up to date (only with ``check``)."""
        return tuple(step.path for step in self.steps if step.state == "stale" and step.path)

    @property
    def summary(self) -> str:
        """One Indonesian line: how much was made, how much was fresh."""
        made = sum(step.state == "made" for step in self.steps)
        total = sum(step.seconds for step in self.steps)
        return f"{made} dari {len(self.steps)} berkas disusun, {total:.1f} dtk"


def generated() -> tuple[tuple[str, str, Producer], ...]:
    """Return the generated Turtle files: path below the root, what it is, and who makes it.

    A new kind of generated file is a new row here and nothing else.
    """
    return (
        (
            "data/registry/reference.ttl",
            "Registri: peraturan, perubahan, pengganti (dari data/registry/*.csv)",
            _reference,
        ),
        *(
            (
                f"data/zi/components-{regime}.ttl",
                f"Komponen Zona Integritas {regime} (dari data/zi/components.csv)",
                lambda registry, regime=regime: component_quads(registry, regime, outcomes=True),
            )
            for regime, _ in open_registry().guidelines()
        ),
        (
            "data/satker.ttl",
            "Susunan satuan kerja KPU sejauh terlihat dalam data/decrees "
            "(dari data/issuers.csv; kode wilayah dari data/regions.csv, ODbL-1.0)",
            lambda _: issuer_quads(closure.decree_issuers()),
        ),
        *(
            (
                f"data/decrees/{file.stem}.ttl",
                f"Keputusan sebagaimana terbaca (dari data/decrees/{file.name})",
                lambda registry, file=file: _decree(file, registry),
            )
            for file in sorted(resources.path("data/decrees").glob("*.txt"))
        ),
    )


def build(
    *,
    force: bool = False,
    check: bool = False,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Make everything that is missing or stale.

    Args:
        force: make it all, fresh or not.
        check: write nothing that is committed; report the generated files that are out of date.
        progress: called with one line for each step.

    Raises:
        BuildError: the registry contradicts the ontology, or a shape is not well formed.
        RegistryError: a data file is missing or contradicts itself.
    """
    steps: list[Step] = []

    def note(name: str, began: float, state: State, path: Path | None = None) -> None:
        steps.append(Step(name, state, perf_counter() - began, path))
        if progress is not None:
            progress(str(steps[-1]))

    began = perf_counter()
    registry = open_registry()
    note("indeks registri", began, "fresh")
    if registry.national_sha256:
        began = perf_counter()
        new = national.refresh(registry.national_sha256, force=force)
        note("indeks registri nasional", began, "made" if new else "fresh")
    for name, title, producer in generated():
        began = perf_counter()
        path = resources.path(name)
        if resources.root() == resources.PACKAGE / "_data":
            note(name, began, "skipped", path)  # an installed package brings its files along
        else:
            content = turtle(title, producer(registry))
            note(name, began, _put(path, content, write=not check, force=force), path)
    if resources.root() != resources.PACKAGE / "_data":
        for name, folder, find, write in (
            ("halaman aturan", "docs/rules", check_pages, write_pages),
            ("halaman kueri", "docs/queries", check_query_pages, write_query_pages),
        ):
            began = perf_counter()
            stale = find()
            if not check:
                write()
            state: State = "fresh" if not stale else "stale" if check else "made"
            note(name, began, state, resources.path(folder))
    began = perf_counter()
    place, made = closure.refresh(force=force)
    note("penalaran OWL", began, "made" if made else "fresh", place)
    began = perf_counter()
    note("aturan SHACL", began, _check_shapes(force=force))
    began = perf_counter()
    program()
    note("aturan tersusun", began, "fresh")
    began = perf_counter()
    base_bytes(national=True)
    note("dasar penyimpanan", began, "fresh")
    return BuildReport(tuple(steps))


def turtle(title: str, quads: Iterable[Quad]) -> str:
    """Return quads as Turtle, the same bytes for the same facts.

    Args:
        title: what the file is, for its first line.
        quads: the facts; their graph is left out.
    """
    from rdflib import Graph  # heavy, and only needed at build

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    lines = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    head = (
        f"# {title}. Disusun oleh `zikg build`; jangan disunting.\n"
        f"# Generated by `zikg build`; do not edit. CC0-1.0.\n"
    )
    return head + re.sub(r"\n{3,}", "\n\n", graph.serialize(format="turtle"))


def _reference(registry: Registry) -> Iterable[Quad]:
    yield from registry_quads(registry)
    yield from issuer_quads({found.issuer for found in registry.regulations() if found.issuer})


def _decree(file: Path, registry: Registry) -> Iterable[Quad]:
    # Named by its file alone, so that the graph is the same wherever the checkout lies.
    decree = extract(read_bytes(file.read_bytes(), file.name), registry)
    return decree_quads(decree, registry)


def _put(path: Path, content: str, *, write: bool, force: bool) -> State:
    known = path.read_text(encoding="utf-8") if path.is_file() else None
    if known == content and not force:
        return "fresh"
    if not write:
        return "stale" if known != content else "fresh"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(content, encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return "made"


def _check_shapes(*, force: bool) -> State:
    """Hold the shapes against SHACL's own shapes, once for each content."""
    files = sorted(resources.path("shapes").glob("**/*.ttl"))
    if not files:
        return "skipped"
    seen = sha256(BASE.encode())
    for file in files:
        seen.update(file.read_bytes())
    marks = [folder / _CHECKED for folder in (resources.built(), resources.cache_folder())]
    if not force and any(m.is_file() and m.read_text() == seen.hexdigest() for m in marks):
        return "fresh"
    check_shapes(files)
    for mark in marks:
        try:
            _put(mark, seen.hexdigest(), write=True, force=True)
        except OSError:
            continue
        break
    return "made"


def check_shapes(files: Iterable[Path]) -> None:
    """Hold shapes against the SHACL shapes of SHACL (meta-SHACL).

    Raises:
        BuildError: a file is not Turtle, or a shape is not well formed.
    """
    from pyshacl import validate  # heavy, and only needed at build
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    shapes = Graph()
    try:
        for file in files:
            shapes.parse(file, format="turtle")
        validate(Graph(), shacl_graph=shapes, meta_shacl=True, advanced=True)
    except (BadSyntax, ReportableRuntimeError, ShapeLoadError) as error:
        told = str(error)
        raise BuildError(
            f"Aturan di shapes/ tidak sah menurut SHACL: {told}.",
            f"The shapes in shapes/ are not well-formed SHACL: {told}.",
        ) from error
