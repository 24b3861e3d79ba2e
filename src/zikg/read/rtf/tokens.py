r"""Go through a file in Rich Text Format once: its letters, and the words that shape them.

The words of control are cut out in one pass (RTF 1.9.1). striprtf was tried first: it loses merged
cells and nested tables, and looks far ahead on damaged groups.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from zikg.errors import ReadError
from zikg.read.word.labels import symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"  # a word of control
    rb"|\\'([0-9a-fA-F]{2})"  # a byte
    rb"|\\([^a-zA-Z0-9])"  # a sign
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
)
_DEEPEST: Final = 500
"""Groups in each other; Word writes less than twenty."""
_MOST: Final = 1_500_000
"""Words of control and groups of a file; a decree with a long annex has 200,000."""
_SILENT: Final = frozenset(
    (
        *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"listtable"),
        *(b"listoverridetable", b"rsidtbl", b"generator", b"themedata", b"colorschememapping"),
        *(b"latentstyles", b"datastore", b"xmlnstbl", b"header", b"headerl", b"headerr"),
        *(b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"fldinst", b"bkmkstart"),
        *(b"bkmkend", b"annotation", b"atnid", b"atnauthor", b"revtbl", b"filetbl", b"pgdsctbl"),
        *(b"mmathPr", b"nonshppict", b"shpinst", b"xe", b"tc", b"ftnsep", b"ftnsepc", b"aftnsep"),
        *(b"aftnsepc", b"nonesttables", b"private", b"panose", b"falt"),
    )
)
"""Groups that are no text of the document."""
_SHOWN: Final = frozenset((b"listtext", b"pntext", b"shptxt", b"nesttableprops", b"footnote"))
r"""Groups that are read although they are marked ``\*`` or stand in others that are not."""
_SIGNS: Final = {
    b"tab": " ",
    b"line": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
}
_ESCAPED: Final = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_CHARSETS: Final = {0: "cp1252", 77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254"}
_SYMBOL: Final = 2


@dataclass(frozen=True, slots=True)
class Token:
    """Letters, or a word that shapes the text, with its number.

    ``note`` is whether it stands in a footnote, ``nested`` in what describes a nested row.
    """

    text: str = ""
    word: bytes = b""
    value: int | None = None
    note: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a group."""

    silent: bool = False
    font: int = 0
    skip: int = 1
    hidden: bool = False
    note: bool = False
    nested: bool = False


class Scanner:
    """Reads the tokens of a file.

    Args:
        data: the whole file.
        name: what it is called in messages.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._fonts: dict[int, int] = {}
        self._codepage = "cp1252"
        self._bytes = bytearray()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._starred = False
        self._skip = 0

    def tokens(self) -> Iterator[Token]:
        """Give the tokens in their order, those of silent groups left out.

        Raises:
            ReadError: the file is too long, nested too deep, or holds bytes that are no text.
        """
        if self._data.count(b"\\") + self._data.count(b"{") > _MOST:
            raise broken(self._name, "terlalu panjang", "it is too long")
        for match in _TOKEN.finditer(self._data):
            word, number, byte, sign, brace, text = match.groups()
            if byte is not None or text is not None:
                self._raw(bytes((int(byte, 16),)) if byte is not None else text)
                continue
            if self._bytes:
                yield from self._flush()
            if brace is not None:
                yield from self._brace(brace)
                if brace == b"}" and not self._stack:
                    return  # what follows the document is no part of it
            elif sign is not None:
                yield from self._sign(sign)
            else:
                yield from self._word(word, int(number) if number is not None else None)
        if self._bytes:
            yield from self._flush()

    def _raw(self, text: bytes) -> None:
        """Keep bytes that are letters, those left out that stand for a code before them."""
        cut = min(self._skip, len(text))
        self._skip -= cut
        if len(text) > cut and not (self._group.silent or self._group.hidden):
            self._bytes += text[cut:]

    def _flush(self) -> Iterator[Token]:
        """Turn the bytes that wait into letters of the font that they stand in."""
        charset = self._fonts.get(self._group.font, 0)
        if charset == _SYMBOL:
            letters = "".join(symbol(code, "Symbol") for code in self._bytes)
        else:
            encoding = _CHARSETS.get(charset, self._codepage) if charset else self._codepage
            letters = self._bytes.decode(encoding, "replace")
        self._bytes.clear()
        yield from self._letters(letters)

    def _letters(self, letters: str) -> Iterator[Token]:
        if letters and not (self._group.silent or self._group.hidden):
            yield Token(letters, note=self._group.note)

    def _brace(self, brace: bytes) -> Iterator[Token]:
        self._skip = 0
        self._starred = False
        if brace == b"{":
            if len(self._stack) >= _DEEPEST:
                raise broken(self._name, "bersarang terlalu dalam", "it is nested too deep")
            self._stack.append(self._group)
        elif self._stack:
            was, self._group = self._group, self._stack.pop()
            if was.note and not self._group.note:
                yield Token(word=b"par", note=True)

    def _sign(self, sign: bytes) -> Iterator[Token]:
        self._skip = 0
        if sign == b"*":
            self._starred = True
        elif sign in {b"\n", b"\r"}:
            yield from self._word(b"par", None)
        else:
            yield from self._letters(_ESCAPED.get(sign, ""))

    def _word(self, word: bytes, value: int | None) -> Iterator[Token]:
        if word == b"bin" and value:
            raise broken(self._name, "memuat data biner", "it holds binary data")
        if word == b"u" and value is not None:
            yield from self._letters(_letter(value))
            self._skip = self._group.skip
            return
        self._skip = 0
        self._set(word, value)
        self._starred = False
        if word in _SIGNS:
            yield from self._letters(_SIGNS[word])
        elif not self._group.silent:
            yield Token(word=word, value=value, note=self._group.note, nested=self._group.nested)

    def _set(self, word: bytes, value: int | None) -> None:
        """Change what holds in the group that is open."""
        group = self._group
        if word in _SHOWN:
            silent = group.silent and word != b"shptxt"
            note = group.note or word == b"footnote"
            nested = group.nested or word == b"nesttableprops"
            self._group = replace(group, silent=silent, note=note, nested=nested)
        elif word in _SILENT or self._starred:
            self._group = replace(group, silent=True)
        elif word == b"f" and value is not None:
            self._group = replace(group, font=value)
        elif word == b"fcharset":
            self._fonts[group.font] = value or 0
        elif word == b"ansicpg" and value is not None:
            self._codepage = f"cp{value}" if _known(f"cp{value}") else "cp1252"
        elif word == b"uc":
            self._group = replace(group, skip=min(max(value or 0, 0), 8))
        elif word in {b"v", b"deleted"}:
            self._group = replace(group, hidden=value != 0)
        elif word == b"plain":
            self._group = replace(group, hidden=False)


def broken(name: str, why: str, english: str) -> ReadError:
    """Return the sentence for a file that cannot be read."""
    return ReadError(
        f"Berkas {name} (RTF) tidak dapat dibaca: {why}; buka di Word, simpan sebagai .docx, "
        "lalu coba lagi.",
        f"The file {name} (RTF) cannot be read: {english}; open it in Word, save it as .docx, "
        "and try again.",
    )


def _letter(code: int) -> str:
    """Return the letter of a signed 16-bit code; symbol fonts hold theirs in the private area."""
    code %= 0x10000
    if 0xF020 <= code <= 0xF0FF:
        return symbol(code, "Symbol")
    return chr(code) if code >= 0x20 and not 0xD800 <= code < 0xE000 else " "


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
