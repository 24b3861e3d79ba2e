"""The baseline on the command line: what is known is left out, and nothing goes silently."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from zikg.cli.usage import wrong_call
from zikg.model import BaselineUse
from zikg.report import baseline as files
from zikg.report import sifting
from zikg.validate.words import day_words as said_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """What a call asks of its baseline; ``path`` is ``None`` where it names none."""

    path: str | None
    write: bool
    prune: bool

    def load(self, day: date) -> sifting.Sieve | None:
        """Return what findings are held against, before anything is examined.

        Args:
            day: the day that waivers are held against.

        Raises:
            BaselineError: the baseline cannot be read.
            click.UsageError: the options need a baseline and none is named.
        """
        if self.path is None:
            if self.write or self.prune:
                raise wrong_call(
                    "--write-baseline dan --prune-baseline memerlukan --baseline FILE.",
                    "--write-baseline and --prune-baseline need --baseline FILE.",
                )
            return None
        if self.write and self.prune:
            raise wrong_call(
                "--write-baseline sudah menulis semuanya; --prune-baseline tidak perlu.",
                "--write-baseline writes it all; leave out --prune-baseline.",
            )
        baseline = files.load(Path(self.path), missing_ok=self.write)
        return sifting.Sieve(baseline, day, write=self.write)

    def finish(self, sieve: sifting.Sieve | None, lang: str) -> BaselineUse | None:
        """Write or prune the file after the last document, and say what became of it.

        Args:
            sieve: what the findings went through; ``None`` where the call names no baseline.
            lang: language of what is said on standard error.
        """
        if sieve is None:
            return None
        sifted = sieve.finish()
        baseline, unmatched = sifted.baseline, sifted.unmatched
        if self.write:
            files.save(baseline)
            _say(lang, "written", path=baseline.path, count=len(set(baseline.known)))
        if self.prune:
            if unmatched:
                files.save(sifting.pruned(baseline, unmatched))
            _say(lang, "pruned", path=baseline.path, count=len(unmatched))
        elif unmatched:
            _say(lang, "unmatched", path=baseline.path, count=len(unmatched))
        _tell(sifted, lang)
        return BaselineUse(sifted.known, 0 if self.prune else len(unmatched))


def _tell(sifted: sifting.Sifted, lang: str) -> None:
    for waiver, finding in sifted.expired:
        about = " ".join(filter(None, (finding.code, finding.subject)))
        last = said_day(waiver.until, lang)
        _say(lang, "expired", about=about, last=last, reason=waiver.reason)


_SENTENCES: Final = {
    "written": {
        "id": "{path}: {count} hasil dicatat sebagai diketahui.",
        "en": "{path}: {count} findings recorded as known.",
    },
    "pruned": {
        "id": "{path}: {count} entri yang tidak lagi ada dihapus.",
        "en": "{path}: {count} entries that no longer occur were removed.",
    },
    "unmatched": {
        "id": "{path}: {count} entri tidak lagi cocok dengan hasil mana pun; "
        "hapus dengan --prune-baseline.",
        "en": "{path}: {count} entries match nothing any more; remove them with --prune-baseline.",
    },
    "expired": {
        "id": "pengecualian atas {about} berakhir {last} ({reason}); dihitung lagi.",
        "en": "the waiver for {about} ended on {last} ({reason}); it counts again.",
    },
}


def _say(lang: str, which: str, **values: object) -> None:
    click.echo(f"zikg: {_SENTENCES[which][lang].format_map(values)}", err=True)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--baseline``, ``--write-baseline`` and ``--prune-baseline``."""
    for option in (
        click.option(
            "--prune-baseline",
            is_flag=True,
            help="Hapus entri yang tidak lagi ada. / Remove entries that no longer occur.",
        ),
        click.option(
            "--write-baseline",
            is_flag=True,
            help="Catat semua hasil sebagai diketahui. / Record all findings as known.",
        ),
        click.option(
            "--baseline",
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help="Hanya yang belum tercatat di berkas ini. / Only what this file does not know.",
        ),
    ):
        command = option(command)
    return command
