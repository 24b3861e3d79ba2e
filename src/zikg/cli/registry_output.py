"""How the commands of ``zikg registry`` write: width of the terminal, data, talk on the side."""

from __future__ import annotations

import json
import shutil
import sys
from typing import Any

import click


def width(output: str | None) -> int:
    """Return the columns to wrap at: of the terminal, 100 for a file or a pipe."""
    if output is not None or not sys.stdout.isatty():
        return 100
    return min(shutil.get_terminal_size().columns, 110)


def data(value: Any) -> str:
    """Return a value as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def say(lang: str, words: str, english: str) -> None:
    """Say something beside the result, on standard error."""
    click.echo(f"zikg: {english if lang == 'en' else words}", err=True)
