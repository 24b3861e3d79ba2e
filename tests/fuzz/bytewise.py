"""Mutations of bytes that know nothing of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

_ODD: Final = (
    *(b"\x00", b"\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\xff" * 8, b"\n" * 50),
    *(b"\t" * 400, b"-1", b"4294967296", b"1e999", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
)


def mutate(data: bytes, rng: Random) -> bytes:
    """Return the bytes with one to eight of them, or chunks of them, changed.

    Args:
        data: a file.
        rng: source of chance.
    """
    held = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        if not held:
            break
        at = rng.randrange(len(held))
        size = min(rng.choice((1, 2, 4, 16, 100, 1000)), len(held) - at)
        way = rng.randrange(7)
        if way == 0:
            held[at] ^= 1 << rng.randrange(8)
        elif way == 1:
            held[at] = rng.randrange(256)
        elif way == 2:
            del held[at:]
        elif way == 3:
            del held[at : at + size]
        elif way == 4:
            chunk = bytes(held[at : at + size]) * rng.choice((1, 2, 10, 200))
            place = rng.randrange(len(held))
            held[place:place] = chunk[:200_000]
        elif way == 5:
            held[at:at] = rng.choice(_ODD)
        else:
            other = rng.randrange(len(held))
            chunk = bytes(held[other : other + size])
            held[at : at + len(chunk)] = chunk
    return bytes(held[:900_000])
