"""Values between the processes of the server: a length, a marshalled head, bytes behind it.

Both ends are forks of one process, so they agree on the form; nothing of it is ever read from
outside.
"""

from __future__ import annotations

import marshal
import struct
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import socket

_SIZES: Final = struct.Struct("<II")
_PIECE: Final = 1 << 18


def frame(head: tuple[Any, ...], body: bytes = b"") -> bytes:
    """Return a message as bytes.

    Example:
        >>> list(Frames().feed(frame((1, "a"), b"xyz")))
        [((1, 'a'), b'xyz')]
    """
    packed = marshal.dumps(head)
    return _SIZES.pack(len(packed), len(body)) + packed + body


class Frames:
    """Messages as they come in, in pieces of any size."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[tuple[tuple[Any, ...], bytes]]:
        """Take bytes, and return the messages that are whole by now."""
        held = self._held
        held += data
        done, whole = 0, []
        while len(held) - done >= _SIZES.size:
            first, second = _SIZES.unpack_from(held, done)
            begin = done + _SIZES.size
            if len(held) < begin + first + second:
                break
            middle = begin + first
            whole.append(
                (marshal.loads(held[begin:middle]), bytes(held[middle : middle + second]))  # noqa: S302 - our own fork wrote it
            )
            done = middle + second
        if done:
            del held[:done]
        return whole


def receive(channel: socket.socket, frames: Frames) -> list[tuple[tuple[Any, ...], bytes]] | None:
    """Wait for messages; ``None`` when the other end is gone."""
    while True:
        data = channel.recv(_PIECE)
        if not data:
            return None
        whole = frames.feed(data)
        if whole:
            return whole
