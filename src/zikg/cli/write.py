"""Write results where they belong: standard output, or a file that is never half-written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from zikg.cli.failure import Failure


def write(text: str, output: str | None) -> None:
    """Write ``text`` to standard output, or whole to a file.

    Args:
        text: the finished report.
        output: path of the file, or ``None`` or ``-`` for standard output.

    Raises:
        Failure: the file cannot be written.
    """
    if output is None or output == "-":
        click.echo(text, nl=False, color=True)
        return
    target = Path(output)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        reason = error.strerror or "galat"
        raise Failure(
            f"{output}: tidak dapat ditulis ({reason}); pilih tempat lain dengan -o."
        ) from error
