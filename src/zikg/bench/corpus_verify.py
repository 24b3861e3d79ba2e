"""Check the files of a corpus as `zikg check` would, and compare with its answer key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final

from zikg.bench import corpus_key
from zikg.bench.judging import LOUD, compare
from zikg.errors import ReadError, ZikgError
from zikg.extract import extract
from zikg.read import read
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from zikg.bench.corpus_key import Key
    from zikg.model import Decree, Finding

_CHUNK: Final = 50
_EXAMPLES: Final = 20
_SECTIONS: Final = frozenset({"menimbang", "mengingat"})


@dataclass(frozen=True, slots=True)
class Checked:
    """How one file came out.

    ``missed`` and ``noise`` are findings in one line each; ``misread`` the fields that were read
    otherwise than the key says; ``error`` why the file could not be read.
    """

    file: str
    planted: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    misread: tuple[tuple[str, str], ...] = ()
    error: str | None = None

    @property
    def right(self) -> bool:
        """Whether everything is as the key says."""
        return not (self.missed or self.noise or self.misread or self.error)


@dataclass(slots=True)
class Verified:
    """The counts over a corpus; of what is wrong the first few files as examples."""

    files: int = 0
    right: int = 0
    failed: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    noise: Counter[str] = field(default_factory=Counter)
    misread: Counter[str] = field(default_factory=Counter)
    examples: list[Checked] = field(default_factory=list)

    def add(self, one: Checked) -> None:
        """Count one more file."""
        self.files += 1
        self.right += one.right
        self.failed += one.error is not None
        self.planted.update(one.planted)
        for count, lines in (
            (self.expected, one.expected),
            (self.missed, one.missed),
            (self.noise, one.noise),
        ):
            count.update(line.partition(" ")[0] for line in lines)
        self.misread.update(name for name, _ in one.misread)
        if not one.right and len(self.examples) < _EXAMPLES:
            self.examples.append(one)

    def as_json(self) -> dict[str, Any]:
        """Return the counts as data."""
        counts = ("planted", "expected", "missed", "noise", "misread")
        return {
            **{name: getattr(self, name) for name in ("files", "right", "failed")},
            **{name: dict(sorted(getattr(self, name).items())) for name in counts},
            "examples": [
                {
                    "file": one.file,
                    "missed": list(one.missed),
                    "noise": list(one.noise),
                    "misread": [f"{name}: {told}" for name, told in one.misread],
                    "error": one.error,
                }
                for one in self.examples
            ],
        }


def keys(folder: Path) -> Iterator[Key]:
    """Yield the entries of the key of a corpus.

    Args:
        folder: the folder of the corpus.

    Raises:
        ReadError: it has no key, or a line of it is none.
    """
    path = folder / corpus_key.NAME
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield corpus_key.read(line)
                except ValueError as error:
                    raise ReadError(
                        f"{path}: baris {number} bukan kunci; buat ulang korpusnya.",
                        f"{path}: line {number} is no entry of a key; make the corpus anew.",
                    ) from error
    except OSError as error:
        raise ReadError(
            f"{path} tidak ada; --verify memerlukan folder buatan zikg bench corpus.",
            f"{path} is not there; --verify needs a folder made by zikg bench corpus.",
        ) from error


def verify(folder: Path, jobs: int = 1) -> Iterator[Checked]:
    """Yield how each file of a corpus comes out, in the order of the key.

    Args:
        folder: the folder of the corpus.
        jobs: number of processes; 1 works in this one.

    Raises:
        ReadError: it has no key.
    """
    entries = keys(folder)
    chunks = iter(lambda: list(islice(entries, _CHUNK)), [])
    work = ((folder, chunk) for chunk in chunks)
    if jobs <= 1:
        for one in work:
            yield from _chunk(one)
        return
    with get_context("spawn").Pool(jobs) as processes:
        for done in processes.imap(_chunk, work):
            yield from done


def _chunk(work: tuple[Path, list[Key]]) -> list[Checked]:
    folder, entries = work
    return [examine(folder, key) for key in entries]


def examine(folder: Path, key: Key) -> Checked:
    """Return how one file comes out.

    Args:
        folder: the folder of the corpus.
        key: its entry.
    """
    registry = open_registry()
    planted = tuple(one.code for one in key.planted)
    expected = tuple(map(str, key.expected))
    try:
        decree = extract(read(str(folder / key.file)), registry)
        run = run_for(decree, key.as_of, final=key.final)
        found = check(decree, run, registry).findings
    except ZikgError as error:
        return Checked(key.file, planted, expected, error=error.text("id"))
    beside = frozenset(code for one in key.planted for code in one.beside)
    extra, missed = compare(_counted(found, key), key.expected, beside)
    loud = tuple(one for one in extra if one.split()[1] in LOUD or one.startswith("ZI112"))
    return Checked(key.file, planted, expected, missed, loud, tuple(_misread(decree, key)))


def _counted(found: Iterable[Finding], key: Key) -> Iterator[Finding]:
    """Yield what the key can speak of: notes only where it expects one of their code."""
    codes = {one.code for one in key.expected} | {"ZI112"}
    return (each for each in found if each.severity in LOUD or each.code in codes)


def _misread(decree: Decree, key: Key) -> Iterator[tuple[str, str]]:
    known = Counter[tuple[str, str | None, str]](
        (each.section, each.item, each.id) for each in key.citations if each.id
    )
    unclear = {(each.section, each.item) for each in key.citations if not each.id}
    cited = Counter[tuple[str, str | None, str]](
        (each.section, each.item, each.regulation)
        for each in decree.citations
        if each.section in _SECTIONS and each.role != "title" and each.regulation
        if (each.section, each.item) not in unclear or each.regulation in key.cited
    )
    rows = decree.plan.rows if decree.plan else ()
    # A row may name several components of one regime.
    planned = {element for row in rows for regime, element in row.elements if regime == key.regime}
    covered = planned & {*key.covers, *key.missing}
    when = decree.when.earliest if decree.when else None
    pairs: tuple[tuple[str, object, object], ...] = (
        ("id", key.id, decree.id if key.id else None),
        ("satker", key.satker, decree.issuer),
        ("number", key.number, decree.number.value if decree.number else None),
        ("year", key.year, decree.year),
        ("date", key.date, when),
        ("stage", key.stage, decree.stage),
        ("covers", set(key.covers), covered),
    )
    for name, wanted, got in pairs:
        if wanted != got:
            told = f"{_plain(wanted)} -> {_plain(got)}"
            yield name, told
    for name, left in (("citation-missed", known - cited), ("citation-added", cited - known)):
        if left:
            yield name, ", ".join(f"{each[0]}/{each[1]} {each[2]}" for each in sorted(left))


def _plain(value: object) -> str:
    return " ".join(sorted(map(str, value))) if isinstance(value, set) else str(value)
