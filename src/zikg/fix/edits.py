"""Put edits into a text, and into the bytes of the file that the text was read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.fix.values import Edit

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
        >>> from zikg.fix.values import Edit
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


def put_bytes(data: bytes, text: str, edits: Sequence[Edit], *, shift: int = 0) -> bytes:
    """Return a file with edits put in: encoding, line ends and all other bytes stay.

    Args:
        data: the bytes of the file.
        text: the text that was read from them (LF line ends).
        edits: stretches of that text and their new words.
        shift: offset at which this file begins in the text that the edits count.

    Raises:
        FixError: the bytes are not those the text was read from.

    Example:
        >>> from zikg.fix.values import Edit
        >>> put_bytes(b"satu\\r\\ndua\\r\\n", "satu\\ndua\\n", [Edit(Span(5, 8), "tiga\\nempat")])
        b'satu\\r\\ntiga\\r\\nempat\\r\\n'
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
