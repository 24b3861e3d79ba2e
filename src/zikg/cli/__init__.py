"""The command line: thin, each command in a module of its own that is loaded when it is used."""

from __future__ import annotations

import difflib
import importlib
import sys
from typing import TYPE_CHECKING, Any, Final

import click

import zikg
from zikg.cli import usage

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "check": ("zikg.cli.check", "Periksa rancangan dan keputusan. / Validate drafts and decrees."),
    "extract": ("zikg.cli.extract", "Apa yang terbaca, sebagai data. / What was read, as data."),
    "fix": ("zikg.cli.fix", "Perbaiki dasar hukum dan rencana. / Correct a decree."),
    "rule": ("zikg.cli.rule", "Jelaskan suatu aturan. / Explain a rule."),
    "ingest": ("zikg.cli.ingest", "Masukkan banyak keputusan. / Many decrees into the store."),
    "audit": ("zikg.cli.audit", "Periksa seluruh penyimpanan. / Validate the whole store."),
    "query": ("zikg.cli.query", "Kueri tersimpan atau SPARQL sendiri. / Saved or own SPARQL."),
    "impact": ("zikg.cli.impact", "Siapa terdampak suatu peraturan. / Who goes stale, when."),
    "plot": ("zikg.cli.plot", "Gambar: kutipan, linimasa, cakupan. / Pictures."),
    "diff": ("zikg.cli.diff", "Apa yang berubah, dalam bahasa hukum. / What changed."),
    "serve": ("zikg.cli.serve", "Titik akhir SPARQL dan halaman web. / Endpoint and pages."),
    "store": ("zikg.cli.store", "Info, muat, curah, cadangkan. / Info, load, dump, backup."),
    "doctor": ("zikg.cli.doctor", "Apakah semuanya beres? / Is everything in order?"),
    "registry": ("zikg.cli.registry", "Lihat, cari, dan periksa registri. / The registry of law."),
    "build": ("zikg.cli.build", "Susun ulang indeks dan penalaran. / Rebuild what checks read."),
    "bench": ("zikg.cli.bench", "Ukur kecepatan berdampingan. / Measure speed side by side."),
}
"""Command name to module and one-line help: ``--help`` answers without loading any of them."""

_HELP: Final = "Tampilkan bantuan ini. / Show this help."
_HEADINGS: Final = {"Options": "Pilihan / Options", "Commands": "Perintah / Commands"}


class Formatter(click.HelpFormatter):
    """Help pages with headings in Indonesian."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        words = args.replace("[OPTIONS]", "[PILIHAN]").replace("COMMAND [ARGS]...", "PERINTAH ...")
        super().write_usage(prog, words, prefix or "Pemakaian: ")

    def section(self, name: str) -> Any:
        """Open a section under its heading."""
        return super().section(_HEADINGS.get(name, name))


class Context(click.Context):
    """The context of every command: it makes help pages with our headings."""

    formatter_class = Formatter


def prepared(command: click.Command) -> click.Command:
    """Give a command, and those below it, our help pages."""
    command.context_class = Context
    if command.add_help_option:
        command.add_help_option = False
        decorate = click.help_option("-h", "--help", help=_HELP)
        decorate(command)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            prepared(below)
    return command


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
        return prepared(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that a call names, or say which one may be meant."""
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            raise usage.WrongCall(
                f"tidak ada perintah '{args[0]}'; maksudnya '{near[0]}'?",
                f"No such command '{args[0]}'. Did you mean '{near[0]}'?",
                ctx,
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        with formatter.section("Perintah / Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options of the group; the language of the call is known from here on."""
        ctx.meta[usage.LANGUAGE] = usage.spoken(args)
        return super().parse_args(ctx, args)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run a call; what is wrong with it is said in the language it asks for."""
        words = list(sys.argv[1:] if args is None else args)
        if not extra.get("standalone_mode", True):
            return super().main(words, *more, **extra)
        try:
            sys.exit(super().main(words, *more, **(extra | {"standalone_mode": False})) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            usage.show(error, usage.spoken(words))
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("zikg: dihentikan. / stopped.", err=True)
            sys.exit(130)


@click.group(
    "zikg",
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="",
    subcommand_metavar="PERINTAH ...",
    epilog="Contoh / Example: zikg check rancangan.txt",
)
@click.version_option(
    zikg.__version__, "--version", prog_name="zikg", help="Tampilkan versi. / Show the version."
)
def main() -> None:
    """Pemeriksa keputusan Zona Integritas terhadap peraturan yang berlaku.

    Checks Zona Integritas decrees against the law in force at their date.
    """


prepared(main)
