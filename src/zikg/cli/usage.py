"""Wrong calls in the language of the user: click's own sentences, in Indonesian.

What click says is recognised by the kind of its error and, where that is not enough, by its
words; what is not recognised is shown as click says it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGE: Final = "zikg.lang"
_INVALID: Final = re.compile(r"^Invalid value(?: for (?P<where>.+?))?: (?P<what>.*)$", re.DOTALL)
_SENTENCES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"^No such command '(.+?)'\.(?: Did you mean '(.+?)'\?)?.*$", "tidak ada perintah {0}"),
        (r"^Missing command\.$", "perintahnya belum disebut"),
        (r"^Option '(.+?)' requires an argument\.$", "pilihan {0} memerlukan nilai"),
        (r"^Option '(.+?)' requires (\d+) arguments\.$", "pilihan {0} memerlukan {1} nilai"),
        (r"^Option '(.+?)' does not take a value\.$", "pilihan {0} tidak memakai nilai"),
        (r"^Got unexpected extra arguments? \((.+)\)$", "ada yang berlebih: {0}"),
        (r"^Missing argument '(.+?)'\..*$", "{0} belum disebut"),
        (r"^Missing option '(.+?)'\..*$", "pilihan {0} belum disebut"),
        (r"^(.+?) is not one of (.+?)\.$", "{0} tidak dikenal; pilih salah satu dari {1}"),
        (r"^(.+?) is not a valid integer(?: range)?\.$", "{0} bukan bilangan bulat"),
        (r"^(.+?) is not in the range (.+?)\.$", "{0} di luar {1}"),
        (r"^(?:File|Path|Directory) '(.*?)' does not exist\.$", "{0} tidak ada"),
        (r"^(?:File|Path) '(.*?)' is a directory\.$", "{0} adalah folder, bukan berkas"),
        (r"^(?:File|Path) '(.*?)' is not writable\.$", "{0} tidak dapat ditulis"),
        (r"^(?:File|Path) '(.*?)' is not readable\.$", "{0} tidak dapat dibaca"),
    )
)
_NO_OPTION: Final = re.compile(r"^No such option:? '?(?P<name>[^'\s]+?)'?\.?(?:\s|$)")
_FOR: Final = re.compile(r"'([^']*)'")


class WrongCall(click.UsageError):
    """A wrong call, said in both languages."""

    def __init__(self, message: str, english: str, ctx: click.Context | None = None) -> None:
        super().__init__(message, ctx)
        self.english = english


def wrong_call(message: str, english: str) -> WrongCall:
    """Return the error of a wrong call of the running command.

    Args:
        message: one Indonesian sentence.
        english: the same in English.
    """
    return WrongCall(message, english, click.get_current_context(silent=True))


def spoken(arguments: Sequence[str]) -> str:
    """Return the language that a call asks for, before its options are read.

    Example:
        >>> spoken(["check", "--lang", "en", "a.txt"])
        'en'
    """
    chosen = os.environ.get("ZIKG_LANG", "id")
    for place, word in enumerate(arguments):
        if word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        elif word == "--lang" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
    return "en" if chosen == "en" else "id"


def language(ctx: click.Context | None = None) -> str:
    """Return the language of the running call."""
    here = ctx or click.get_current_context(silent=True)
    said: Any = here.meta.get(LANGUAGE) if here else None
    return "en" if said == "en" else "id"


def sentence(error: click.ClickException, lang: str) -> str:
    """Return what is wrong with a call, as one sentence.

    Args:
        error: the error that click, or a command, raised.
        lang: ``id`` or ``en``.

    Example:
        >>> sentence(click.UsageError("No such command 'chek'."), "id")
        "tidak ada perintah 'chek'."
    """
    if isinstance(error, WrongCall):
        return error.english if lang == "en" else error.message
    if lang == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = [f"'{name}'" for name in error.possibilities or ()]
        meant = f"; maksudnya {' atau '.join(near)}?" if near else "."
        return f"tidak ada pilihan '{error.option_name}'{meant}"
    said = error.format_message()
    invalid = _INVALID.match(said)
    if invalid:
        where = f"nilai {invalid['where']} salah: " if invalid["where"] else "nilai salah: "
        return where + _said(invalid["what"])
    return _said(said)


def _said(text: str) -> str:
    for pattern, words in _SENTENCES:
        found = pattern.match(text)
        if found:
            quoted = [
                group if not group or "'" in group or group[0].isdigit() else f"'{group}'"
                for group in found.groups()
            ]
            near = quoted[1] if "command" in pattern.pattern and len(quoted) > 1 else None
            return words.format(*quoted) + (f"; maksudnya {near}?" if near else ".")
    return text


def show(error: click.ClickException, lang: str) -> None:
    """Write a wrong call to standard error: how the command is called, and what was wrong."""
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(context.get_usage(), err=True)
        name = context.command_path
        seek = f"Bantuan: {name} --help" if lang == "id" else f"Help: {name} --help"
        click.echo(seek, err=True)
    click.echo(f"zikg: {sentence(error, lang)}", err=True)
