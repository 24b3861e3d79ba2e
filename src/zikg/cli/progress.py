"""How far long work has come, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN: Final = 5.0
"""Seconds between two lines where no terminal shows a bar."""


class Progress:
    """Shows how many are done, and of how many; nothing of what is done at once.

    Args:
        indonesian: what is being done.
        english: the same.
        lang: language, ``id`` or ``en``.
    """

    def __init__(self, indonesian: str, english: str, lang: str) -> None:
        self._words = english if lang == "en" else indonesian
        self._bar: Any = None
        self._told = time.monotonic()

    def __enter__(self) -> Callable[[int, int], None]:
        return self._on_terminal if sys.stderr.isatty() else self._in_lines

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _on_terminal(self, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

            columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn())
            self._bar = Progress(
                *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
            )
            self._bar.add_task(self._words, total=total)
            self._bar.start()
        self._bar.update(0, completed=done)

    def _in_lines(self, done: int, total: int) -> None:
        if time.monotonic() - self._told > _PLAIN:
            self._told = time.monotonic()
            click.echo(f"{self._words}: {done}/{total}", err=True)
