"""Put edits into a text, and into the bytes of the file that the text was read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.fix.values import Edit
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PAIR: Final = re.compile("\r\n")


class FixError(ZikgError):
    """A correction that cannot be carried out."""


def put(text: str, edits: Iterable[Edit], *, shift: int = 0) -> str:
    """Return a text with edits put in; what lies outside them stays as it is.

    Args:
        text: the text.
        edits: stretches and their new words; they must not overlap.
        shift: offset at which ``text`` begins in what the edits count.

    Raises:
        FixError: two edits overlap.

    Example:
        >>> put("UU 5/2014;", [Edit(Span(3, 9), "20/2023")])
        'UU 20/2023;'
    """
    pieces: list[str] = []
    done = shift
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < done:
            raise FixError(
                f"Dua perbaikan bertumpang tindih pada karakter {edit.span.start}; laporkan.",
                f"Two corrections overlap at character {edit.span.start}; please report it.",
            )
        pieces += (text[done - shift : edit.span.start - shift], edit.text)
        done = edit.span.end
    return "".join((*pieces, text[done - shift :]))


Text = list[Span | str]
"""A text in pieces: stretches of an original, and new words."""


class Pieces:
    """A text under correction: stretches of the original and new words between them.

    Args:
        text: the original.

    Example:
        >>> pieces = Pieces("satu dua")
        >>> pieces.put([Edit(Span(5, 8), "tiga")])
        >>> pieces.put([Edit(Span(0, 4), "lima")])
        >>> pieces.text, [(edit.span.start, edit.span.end) for edit in pieces.edits()]
        ('lima tiga', [(0, 4), (5, 8)])
    """

    def __init__(self, text: str) -> None:
        self._original = text
        self._pieces: Text = [Span(0, len(text))]

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(map(self._words, self._pieces))

    def put(self, edits: Sequence[Edit]) -> None:
        """Put in edits that count the text as it is now; they do not overlap."""
        ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
        for edit in reversed(ordered):
            before, rest = self._cut(self._pieces, edit.span.start)
            _, after = self._cut(rest, edit.span.end - edit.span.start)
            self._pieces = [*before, edit.text, *after]

    def _cut(self, pieces: Text, offset: int) -> tuple[Text, Text]:
        """Return the pieces before and behind an offset."""
        for index, piece in enumerate(pieces):
            length = len(self._words(piece))
            if offset < length:
                if isinstance(piece, str):
                    halves: tuple[Span | str, Span | str] = (piece[:offset], piece[offset:])
                else:
                    middle = piece.start + offset
                    halves = (Span(piece.start, middle), Span(middle, piece.end))
                return [*pieces[:index], halves[0]], [halves[1], *pieces[index + 1 :]]
            offset -= length
        return pieces, []

    def _words(self, piece: Span | str) -> str:
        return piece if isinstance(piece, str) else self._original[piece.start : piece.end]

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits that make the text out of the original."""
        found: list[Edit] = []
        done, words = 0, ""
        for piece in (*self._pieces, Span(len(self._original), len(self._original))):
            if isinstance(piece, str):
                words += piece
                continue
            if piece.start == piece.end and piece.end < len(self._original):
                continue
            if words or piece.start > done:
                found.append(Edit(Span(done, piece.start), words))
            done, words = piece.end, ""
        return tuple(found)


def put_bytes(data: bytes, text: str, edits: Sequence[Edit], *, shift: int = 0) -> bytes:
    r"""Return a file with edits put in: encoding, line ends and all other bytes stay.

    Args:
        data: the bytes of the file.
        text: the text that was read from them (LF line ends).
        edits: stretches of that text and their new words.
        shift: offset at which this file begins in the text that the edits count.

    Raises:
        FixError: the bytes are not those the text was read from.

    Example:
        >>> put_bytes(b"satu\r\ndua\r\n", "satu\ndua\n", [Edit(Span(5, 8), "tiga\nempat")])
        b'satu\r\ntiga\r\nempat\r\n'
    """
    encoding, skip = next(
        ((code, len(bom)) for bom, code in _BOMS if data.startswith(bom)), ("utf-8", 0)
    )
    raw = data[skip:].decode(encoding)
    pairs = [match.start() for match in _PAIR.finditer(raw)]
    if len(raw) - len(pairs) != len(text):
        raise FixError(
            "Berkas berubah sejak dibaca; jalankan lagi.",
            "The file has changed since it was read; run it again.",
        )
    # The n-th pair of CR LF stands n characters further on in the file than its LF in the text.
    places = [place - count for count, place in enumerate(pairs)]
    newline = "\r\n" if len(pairs) * 2 > text.count("\n") else "\n"
    moved = [_moved(edit, places, newline, shift) for edit in edits]
    return data[:skip] + put(raw, moved).encode(encoding)


def _moved(edit: Edit, places: list[int], newline: str, shift: int) -> Edit:
    def at(offset: int) -> int:
        return offset - shift + bisect_left(places, offset - shift)

    words = edit.text if newline == "\n" else edit.text.replace("\n", newline)
    return type(edit)(Span(at(edit.span.start), at(edit.span.end)), words)
