"""The words of a SPARQL text: enough to fill parameters in and to refuse what must not run.

Where a text can be read in two ways, a word counts as code and not as text: too much may be
refused, nothing slips through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from zikg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["string", "iri", "comment", "variable", "name", "word", "other"]

# SPARQL 1.1 section 19.8; a backslash outside a string escapes one character of a local name.
_TOKEN: Final = re.compile(
    r"""
    (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.-]*:(?:[\w.:%-]|\\.)*)      # a prefixed name
    | (?P<word>[^\W\d]\w*)
    | (?P<other>\\.|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_READS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_WRITES: Final = frozenset(
    "INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split()  # noqa: SIM905 - as in §3
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a SPARQL text and where it begins."""

    kind: Kind
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a SPARQL text, blanks left out.

    Example:
        >>> [token.text for token in tokens("ASK {?s <a:b> 'SERVICE' # x")]
        ['ASK', '{', '?s', '<a:b>', "'SERVICE'", '# x']
    """
    for match in _TOKEN.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # named as the kinds are
        if not match[0].isspace():
            yield Token(kind, match[0], match.start())


@dataclass(frozen=True, slots=True)
class Safe:
    """A query that only reads, and reads nothing but the store.

    ``form`` is ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; ``dataset`` whether it names
    the graphs it reads (``FROM``).
    """

    text: str
    form: str
    dataset: bool


def safe(text: str) -> Safe:
    """Return a query that may run; one that writes or leaves the machine is refused.

    Args:
        text: SPARQL as typed.

    Raises:
        QueryError: it is an update, it calls ``SERVICE``, or it is no query at all.

    Example:
        >>> safe("PREFIX a: <b:> SELECT * FROM <a:g> {?s ?p ?o}").form
        'SELECT'
    """
    plain = _CODE_POINT.sub(lambda found: _character(found[1] or found[2]), text)
    words = [token.text.upper() for token in tokens(plain) if token.kind == "word"]
    if "SERVICE" in words:
        raise QueryError(
            "SERVICE ditolak: kueri hanya membaca penyimpanan ini, tanpa jaringan.",
            "SERVICE is refused: a query reads this store alone, without any network.",
        )
    form = next((word for word in words if word in _READS | _WRITES), None)
    if form in _WRITES:
        raise QueryError(
            f"{form} ditolak: kueri hanya membaca. Isi penyimpanan diubah dengan zikg ingest.",
            f"{form} is refused: a query only reads. Change the store with zikg ingest.",
        )
    if form is None:
        raise QueryError(
            "Ini bukan kueri SPARQL: tidak ada SELECT, ASK, CONSTRUCT, atau DESCRIBE.",
            "This is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    return Safe(text, form, "FROM" in words)


def _character(digits: str) -> str:
    point = int(digits, 16)
    return chr(point) if point <= 0x10FFFF else "�"
