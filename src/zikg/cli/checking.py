"""The check of one call: files in, a report out, document by document."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click

from zikg.cli import copying, options
from zikg.cli.chosen import Tally, chosen
from zikg.cli.usage import wrong_call
from zikg.cli.write import opened, reachable
from zikg.errors import ZikgError
from zikg.model import Result
from zikg.registry import Registry, open_registry
from zikg.report import BINARY, COPIES, open_binary, open_writer
from zikg.report.writing import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from zikg.cli.config import Settings
    from zikg.cli.known import Known
    from zikg.report.writing import Out, Writer


@dataclass(frozen=True, slots=True)
class Call:
    """What a call of ``zikg check`` asks for; names as those of its options."""

    files: tuple[str, ...]
    form: str
    output: str | None
    day: date
    lang: str
    fail_on: str
    select: str | None
    ignore: str | None
    strict: bool
    final: bool
    known: Known
    annex: str | None
    engine: str
    explain: bool
    debug: bool
    fix: bool = False
    unsafe: bool = False

    def refuse_nonsense(self) -> None:
        """Refuse what cannot be done, before any work is done.

        Raises:
            click.UsageError: options that do not go together.
            Failure: the output cannot be written.
        """
        if self.annex is not None and len(self.files) != 1:
            raise wrong_call(
                "--with hanya untuk satu berkas keputusan.", "--with goes with one decree only."
            )
        reachable(self.output, (*self.files, self.annex))
        copying.refuse(self.form, self.output, self.files, fix=self.fix, unsafe=self.unsafe)
        if self.form in BINARY and self.output is None:
            raise wrong_call(
                f"--format {self.form} memerlukan -o FILE{BINARY[self.form]}.",
                f"--format {self.form} needs -o FILE{BINARY[self.form]}.",
            )

    def run(self) -> int:
        """Check the files, write the report, and return the exit code of design section 8."""
        sieve = self.known.load(self.day)
        registry = open_registry()
        settings = options.settings()
        tally = Tally()
        with self._opened(registry, tally) as writer:
            writer.begin(Head(registry.info, self.day, self.lang))
            for result in self._results(registry):
                shown = _choose(result, self.select, self.ignore, settings)
                if sieve is not None:
                    shown = sieve.sift(result, shown)
                tally.add(shown)
                # A graph is megabytes: nothing of it is kept when the document is written.
                writer.add(shown)
            writer.end(self.known.finish(sieve, self.lang))
        for sentence in tally.failed:
            click.echo(f"zikg: {sentence}", err=True)
        return tally.code(self.fail_on, strict=self.strict)

    @contextmanager
    def _opened(self, registry: Registry, tally: Tally) -> Iterator[Writer]:
        if self.form in COPIES:
            yield copying.CopyWriter(
                *(str(self.output), registry, self.files, tally.failed),
                fix=self.fix,
                unsafe=self.unsafe,
                debug=self.debug,
            )
            return
        with opened(self.output, binary=self.form in BINARY) as out:
            yield self._writer(out, registry)

    def _writer(self, out: Out | IO[bytes], registry: Registry) -> Writer:
        if self.form in BINARY:
            return open_binary(self.form, cast("IO[bytes]", out), registry)
        colour = self.form == "text" and self.output is None and sys.stdout.isatty()
        width = min(shutil.get_terminal_size().columns, 110) if colour else 100
        text = cast("Out", out)
        return open_writer(
            self.form, text, registry, colour=colour, width=width, explain=self.explain
        )

    def _results(self, registry: Registry) -> Iterable[Result]:
        # A SHACL report carries its messages in both languages; the others the one asked for.
        also = tuple({"id", "en"} - {self.lang}) if self.form == "ttl" else ()
        return _progress(
            *(self.files, registry, self.day, self.lang, self.final, self.annex),
            *(self.engine, self.debug, also),
        )


def _choose(result: Result, select: str | None, ignore: str | None, settings: Settings) -> Result:
    """Return a result with the findings that the call is about."""
    if not (select or ignore or settings.per_file_ignores):
        return result
    left_out = (*options.codes(ignore), *_ignored(result.path, settings))
    return replace(result, findings=chosen(result.findings, options.codes(select), left_out))


def _ignored(path: str, settings: Settings) -> Iterator[str]:
    """Give the codes that the configuration ignores in a file; its globs hang on its folder."""
    if path == "-":
        return
    local = Path(os.path.relpath(path, settings.folder)).as_posix()
    for glob, codes in settings.per_file_ignores:
        # As in .gitignore: a glob without a slash speaks of the name alone.
        if fnmatchcase(local, glob) or ("/" not in glob and fnmatchcase(Path(path).name, glob)):
            yield from codes


def _progress(
    files: Sequence[str],
    registry: Registry,
    day: date,
    lang: str,
    final: bool,
    annex: str | None,
    engine: str,
    debug: bool,
    also: tuple[str, ...] = (),
) -> Iterable[Result]:
    from zikg.read import walk

    found = list(walk(files))
    # Where the text runs over the same terminal, it is progress enough.
    many = len(found) > 3 and sys.stderr.isatty() and not sys.stdout.isatty()
    label = "Memeriksa" if lang == "id" else "Checking"
    with click.progressbar(
        found, label=label, file=sys.stderr, hidden=not many, show_pos=True
    ) as bar:
        for path in bar:
            yield check_file(path, registry, day, lang, final, annex, engine, debug, also)


def check_file(
    path: str,
    registry: Registry,
    day: date,
    lang: str = "id",
    final: bool = False,
    annex: str | None = None,
    engine: str = "compiled",
    debug: bool = False,
    also: tuple[str, ...] = (),
) -> Result:
    """Return the result of one file; an error that concerns only it becomes its ``error``."""
    from zikg.extract import extract
    from zikg.read import join, read
    from zikg.validate import check, run_for

    try:
        source = read(path)
        if annex is not None:
            source = join(source, read(annex))
        decree = extract(source, registry)
        run = run_for(decree, day, final=final)
        return check(decree, run, registry, engine=engine, lang=lang, also=also)
    except ZikgError as error:
        if debug:
            raise
        return Result(path, error=error.text(lang))
    except Exception as error:
        # One document that trips a defect must not stop the others; --debug shows where.
        if debug:
            raise
        kind = type(error).__name__
        said = {
            "id": f"{path}: galat tak terduga ({kind}); jalankan lagi dengan --debug dan laporkan.",
            "en": f"{path}: unexpected error ({kind}); run again with --debug and report it.",
        }
        return Result(path, error=said[lang])
