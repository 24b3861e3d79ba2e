"""Mutations of PDF files: objects, names, numbers, streams, references."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from . import bytewise

if TYPE_CHECKING:
    from random import Random

_OBJECT: Final = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
_NUMBER: Final = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME: Final = re.compile(rb"/[A-Za-z]\w*")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_REFERENCE: Final = re.compile(rb"\b\d+ 0 R\b")
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"99999999999",
    b"-2147483649",
    b"0.0000001",
    b"1e9",
    b"65536",
)
_DRAWN: Final = (
    *(
        b"q " * 3000,
        b"Q " * 50,
        b"BT " * 50,
        b"0 0 m 1 1 l S " * 5000,
        b"/F9 0 Tf ",
        b"1e30 0 0 1e30 0 0 cm ",
    ),
    *(
        b"0 0 0 0 0 0 cm ",
        b"[(a) -99999 (b)] TJ ",
        b"(" * 3000,
        b"<41" * 500,
        b"0 Tz 9999 Tc ",
        b"BI ID EI ",
    ),
    *(b"(abc) Tj " * 4000, b"10 10 500 500 re S " * 3000, b"NaN 1 Td ", b"/X0 Do ", b"3 Tr "),
)


def mutate(data: bytes, rng: Random) -> bytes:
    """Return the file with one to five changes of its objects, or of what its pages draw.

    Args:
        data: a PDF file.
        rng: source of chance.
    """
    for _ in range(rng.choice((1, 1, 2, 5))):
        data = _change(data, rng)
    return data[:900_000]


def _change(data: bytes, rng: Random) -> bytes:
    way = rng.randrange(8)
    if way == 0:
        return bytewise.mutate(data, rng)
    if way <= 2:
        return _drawn(data, rng)
    pattern = (_OBJECT, _NUMBER, _NAME, _REFERENCE, _NUMBER)[way - 3]
    found = list(pattern.finditer(data))
    if not found:
        return data
    one, other = rng.choice(found), rng.choice(found)
    put = other[0]
    if pattern is _NUMBER:
        put = rng.choice(_NUMBERS)
    elif pattern is _OBJECT and rng.random() < 0.5:
        put = rng.choice((b"", one[0] * 3))
    return data[: one.start()] + put + data[one.end() :]


def _drawn(data: bytes, rng: Random) -> bytes:
    """Change what a page draws, and pack it again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    packed = True
    try:
        held = zlib.decompress(one[1])
    except zlib.error:
        held, packed = one[1], False
    at = rng.randrange(len(held) + 1)
    if rng.random() < 0.6:
        held = held[:at] + rng.choice(_DRAWN) + held[at:]
    else:
        held = bytewise.mutate(held, rng)
    made = zlib.compress(held) if packed else held
    before = re.sub(rb"/Length \d+(?=[^/]*$)", b"/Length %d" % len(made), data[: one.start(1)])
    return before + made + data[one.end(1) :]
