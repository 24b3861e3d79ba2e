"""The profile of SHACL-SPARQL that the shapes keep to, so that they can be run set-wise.

A constraint is ``SELECT $this [?value] WHERE { ... }`` over basic triple patterns with plain
predicates, ``OPTIONAL`` and ``FILTER NOT EXISTS`` of one triple each that hangs on a variable of
the basic pattern, and comparisons. No sub-select, path, UNION, MINUS, BIND, VALUES, GRAPH or
SERVICE: replacing ``$this`` by a variable bound by the target class then changes nothing
(SHACL section 5.3.1 asks for pre-binding, which equals a join for these forms).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from zikg.errors import BuildError

_TOKEN: Final = re.compile(
    r"""\s*(?:\#[^\n]*\n\s*)*(
      [?$]\w+                               # variable
    | "(?:[^"\\]|\\.)*"                      # string
    | <[^<>\s]*>                             # IRI
    | [A-Za-z][\w-]*:[\w-]+                  # prefixed name
    | \d+                                   # number
    | [A-Za-z]+                             # keyword, true, false, a
    | <=|>=|!=|&&|\|\||[{}().;,=<>!^/*+|]
    )""",
    re.VERBOSE,
)
_COMPARE: Final = frozenset({"=", "!=", "<", ">", "<=", ">=", "&&", "||", "(", ")", ",", "IN"})


@dataclass(frozen=True, slots=True)
class Select:
    """A constraint in the profile: its variables, patterns and the body as written.

    ``triples`` are the basic pattern, ``optional`` and ``absent`` the one-triple groups, each
    triple as (subject, predicate, object) in SPARQL notation; ``filters`` the comparisons.
    """

    variables: tuple[str, ...]
    triples: tuple[tuple[str, str, str], ...]
    optional: tuple[tuple[str, str, str], ...]
    absent: tuple[tuple[str, str, str], ...]
    filters: tuple[str, ...]
    body: str


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            match = _TOKEN.match(text, position)
            if match is None:
                raise BuildError(f"di luar profil / outside the profile: {text[position:][:40]!r}")
            self.tokens.append(match.group(1))
            position = match.end()
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, wanted: str | None = None) -> str:
        token = self.peek()
        if wanted is not None and token.upper() != wanted:
            raise BuildError(f"{wanted} expected, {token!r} found: {' '.join(self.text.split())}")
        self.place += 1
        return token


def parse(text: str) -> Select:
    """Return a constraint read as the profile allows.

    Args:
        text: the value of ``sh:select``.

    Raises:
        BuildError: the query uses anything else.

    Example:
        >>> parse("SELECT $this WHERE { $this zikg:lacksPart ?part . }").triples
        (('?this', 'zikg:lacksPart', '?part'),)
    """
    reader = _Reader(text)
    reader.take("SELECT")
    variables = []
    while reader.peek()[:1] in {"?", "$"}:
        variables.append(_term(reader))
    if variables not in (["?this"], ["?this", "?value"]):
        raise BuildError(f"SELECT $this [?value] expected: {' '.join(text.split())}")
    reader.take("WHERE")
    reader.take("{")
    triples: list[tuple[str, str, str]] = []
    optional: list[tuple[str, str, str]] = []
    absent: list[tuple[str, str, str]] = []
    filters: list[str] = []
    while reader.peek() != "}":
        if reader.peek().upper() == "OPTIONAL":
            reader.take()
            optional.append(_one(reader))
        elif reader.peek().upper() == "FILTER":
            reader.take()
            if reader.peek().upper() == "NOT":
                reader.take()
                reader.take("EXISTS")
                absent.append(_one(reader))
            else:
                filters.append(_comparison(reader))
        else:
            triples.extend(_same_subject(reader))
    reader.take("}")
    if reader.peek():
        raise BuildError(f"nothing may follow WHERE: {reader.peek()!r}")
    _hang_together(triples, [*optional, *absent], text)
    body = text[text.index("{") + 1 : text.rindex("}")]
    return Select(
        tuple(variables), tuple(triples), tuple(optional), tuple(absent), tuple(filters), body
    )


def _term(reader: _Reader) -> str:
    token = reader.take()
    if token[:1] in "?$":
        return "?" + token[1:]
    if token[:1] in '"<' or ":" in token or token in {"true", "false"} or token.isdigit():
        return token
    raise BuildError(f"no term of the profile: {token!r}")


def _same_subject(reader: _Reader) -> list[tuple[str, str, str]]:
    subject = _term(reader)
    found = []
    while True:
        predicate = reader.take()
        if predicate != "a" and (":" not in predicate or predicate[:1] in '?$"'):
            raise BuildError(f"a plain predicate expected: {predicate!r}")
        found.append((subject, predicate, _term(reader)))
        if reader.peek() == ";":
            reader.take()
            continue
        if reader.peek() == ".":
            reader.take()
        return found


def _one(reader: _Reader) -> tuple[str, str, str]:
    reader.take("{")
    found = _same_subject(reader)
    reader.take("}")
    if len(found) != 1:
        raise BuildError("OPTIONAL and NOT EXISTS hold one triple")
    return found[0]


def _comparison(reader: _Reader) -> str:
    depth, words = 0, []
    while True:
        token = reader.take()
        if token.upper() in _COMPARE:
            depth += {"(": 1, ")": -1}.get(token, 0)
        else:
            plain = token[:1] in '?$"<' or ":" in token or token.isdigit()
            if not plain and token not in {"true", "false"}:
                raise BuildError(f"no comparison of the profile: {token!r}")
        words.append(token)
        if depth == 0:
            return " ".join(words)


def _hang_together(
    triples: list[tuple[str, str, str]], groups: list[tuple[str, str, str]], text: str
) -> None:
    bound = {term for triple in triples for term in triple if term.startswith("?")} | {"?this"}
    for subject, _, value in groups:
        if subject not in bound and value not in bound:
            raise BuildError(f"a group hangs on no variable: {' '.join(text.split())}")
