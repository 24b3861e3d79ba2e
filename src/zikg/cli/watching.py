"""``zikg check --watch``: check again whenever one of the files changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zikg.cli.usage import wrong_call

if TYPE_CHECKING:
    from zikg.cli.checking import Call

_PAUSE = 200
"""Milliseconds without a change before the files are read again: programs save in steps."""


def watch(call: Call) -> int:
    """Run a check now and after each change of its files, until Ctrl+C; return the last exit code.

    Args:
        call: what to check; standard input cannot be watched.

    Raises:
        click.UsageError: a file is standard input.
    """
    from watchfiles import watch as changes

    if "-" in call.files:
        raise wrong_call(
            "--watch tidak dapat mengikuti masukan baku.", "--watch cannot follow standard input."
        )
    code = call.run()
    own = Path(call.output).resolve() if call.output else None
    said = {
        "id": "zikg: menunggu perubahan; Ctrl+C untuk berhenti.",
        "en": "zikg: waiting for changes; Ctrl+C stops.",
    }[call.lang]
    click.echo(said, err=True)
    watched = {_watched(path) for path in (*call.files, *filter(None, [call.annex]))}
    for found in changes(*watched, debounce=_PAUSE, raise_interrupt=False):
        touched = {Path(path).resolve() for _, path in found} - {own}
        if not any(_concerns(call, path) for path in touched):
            continue  # the report itself, or a neighbour in the folder
        click.echo("", err=True)
        code = call.run()
        click.echo(said, err=True)
    return code


def _concerns(call: Call, path: Path) -> bool:
    """Whether a file that changed is one that is checked."""
    for given in (*call.files, *filter(None, [call.annex])):
        named = Path(given).resolve()
        if path == named or (named.is_dir() and named in path.parents):
            return True
        if any(mark in given for mark in "*?["):
            return path.match(Path(given).name)
    return False


def _watched(path: str) -> Path:
    """Return what is watched for a file: its folder, as editors write a new file in its place."""
    given = Path(path)
    if given.is_dir():
        return given
    while not given.is_dir():
        given = given.parent
    return given
