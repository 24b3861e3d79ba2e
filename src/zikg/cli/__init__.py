"""The command line: thin, each command in a module of its own that is loaded when it is used."""

from __future__ import annotations

import importlib
from typing import Final

import click

import zikg

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "check": ("zikg.cli.check", "Periksa rancangan dan keputusan. / Validate drafts and decrees."),
    "extract": ("zikg.cli.extract", "Apa yang terbaca, sebagai data. / What was read, as data."),
    "rule": ("zikg.cli.rule", "Jelaskan suatu aturan. / Explain a rule."),
    "build": ("zikg.cli.build", "Susun ulang indeks dan penalaran. / Rebuild what checks read."),
    "bench": ("zikg.cli.bench", "Ukur kecepatan berdampingan. / Measure speed side by side."),
}
"""Command name to module and one-line help: ``--help`` answers without loading any of them."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, its module imported now; ``None`` where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        with formatter.section("Perintah / Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Contoh / Example: zikg check rancangan.txt",
)
@click.version_option(zikg.__version__, "--version", prog_name="zikg")
def main() -> None:
    """Pemeriksa keputusan Zona Integritas terhadap peraturan yang berlaku.

    Checks Zona Integritas decrees against the law in force at their date.
    """
