"""How a command ends when something is wrong: one clear sentence and exit code 2."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


class Failure(click.ClickException):
    """A wrong call or an unreadable file; click's own default of 1 would read as findings."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Write the sentence to standard error."""
        click.echo(f"zikg: {self.format_message()}", err=True)


def clear(run: Callable[P, R]) -> Callable[P, R]:
    """Turn every error into one sentence; ``--debug`` lets the traceback through."""

    @functools.wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except ZikgError as error:
            if kwargs.get("debug"):
                raise
            raise Failure(error.text(str(kwargs.get("lang") or "id"))) from error

    return wrapped
