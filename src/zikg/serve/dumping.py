"""The whole dataset as one compressed file, made while it is sent."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat

from zikg.serve.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from zikg.serve.dataset import ServedReader

FORMS: Final = {"nq": "application/n-quads", "trig": "application/trig"}
"""Suffix and media type of what a dump holds, inside gzip."""
_PIECE: Final = 1 << 17


def stream(reader: ServedReader, form: str, send: Callable[[bytes], None]) -> None:
    """Send every named graph, compressed with gzip.

    The default graph is left out: it only repeats what the named graphs hold.

    Args:
        reader: the dataset.
        form: ``nq`` or ``trig``.
        send: takes the next bytes.

    Raises:
        Problem: there is no such form.
    """
    if form not in FORMS:
        raise Problem(
            "not-found",
            f"Salinan data tersedia sebagai {', '.join(FORMS)}.",
            f"Dumps come as {', '.join(FORMS)}.",
        )
    out = _Packed(send)
    for graph in sorted(reader.store.named_graphs(), key=str):
        if form == "trig":
            out.write(f"{graph} {{\n".encode())
            reader.store.dump(out, RdfFormat.N_TRIPLES, from_graph=graph)  # type: ignore[arg-type]
            out.write(b"}\n")
        else:
            named = _Named(out, str(graph).encode())
            reader.store.dump(named, RdfFormat.N_TRIPLES, from_graph=graph)  # type: ignore[arg-type]
            named.end()
    out.end()


class _Packed:
    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._packer = zlib.compressobj(5, zlib.DEFLATED, 31)
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += self._packer.compress(data)
        if len(self._held) >= _PIECE:
            self._send(bytes(self._held))
            self._held.clear()
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces are sent as they are full."""

    def end(self) -> None:
        self._send(bytes(self._held + self._packer.flush()))


class _Named:
    """Puts the name of the graph behind each triple: N-Triples in, N-Quads out."""

    def __init__(self, out: _Packed, name: bytes) -> None:
        self._out, self._end = out, b" " + name + b" .\n"
        self._rest = b""

    def write(self, data: bytes) -> int:
        text = self._rest + data
        whole = text.rfind(b"\n") + 1
        # A line feed inside a literal is escaped, so this ends a line and nothing else.
        self._out.write(text[:whole].replace(b" .\n", self._end))
        self._rest = text[whole:]
        return len(data)

    def flush(self) -> None:
        """Do nothing: a part of a line waits for the rest."""

    def end(self) -> None:
        self._out.write(self._rest.replace(b" .\n", self._end))
