"""The SPARQL that the shapes file is written in, read into a tree.

Wider than the profile of constraints (`zikg.rules.profile`): what explains a violation may also
use nested OPTIONAL, UNION, BIND, COUNT, ORDER BY and a path of one repeated predicate. Anything
else is refused, and then left to a SPARQL engine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.errors import BuildError
from zikg.namespaces import RDF, XSD
from zikg.rules.syntax import (
    Absent,
    Bind,
    Call,
    Element,
    Expr,
    Filter,
    Group,
    Optional,
    Pattern,
    Query,
    Term,
    Union,
    Var,
)
from zikg.rules.turtle import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOKEN: Final = re.compile(
    r"""\s*(?:\#[^\n]*\n\s*)*(
      [?$]\w+                               # variable
    | "(?:[^"\\]|\\.)*"                      # string
    | <[^<>\s]*>                             # IRI
    | [A-Za-z][\w-]*:[\w-]+                  # prefixed name
    | \d+                                   # number
    | [A-Za-z]+                             # keyword, function, true, false, a
    | <=|>=|!=|&&|\|\||[{}().;,=<>!*]
    )""",
    re.VERBOSE,
)
_COMPARISONS: Final = frozenset(("=", "!=", "<", ">", "<=", ">="))
_FUNCTIONS: Final = {"BOUND": 1, "IF": 3, "COALESCE": None, "CONCAT": None, "STR": 1, "SUBSTR": 3}


def read(text: str) -> Query:
    """Return a query as a tree.

    Args:
        text: the query, with ``$this`` and ``?value`` as variables like any other.

    Raises:
        BuildError: it uses SPARQL beyond what is told above.

    Example:
        >>> read('SELECT ?a WHERE { ?a zikg:item "4" } ORDER BY DESC(?a)').order
        (('a', True),)
    """
    return _Reader(text).query()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[str] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            match = _TOKEN.match(text, position)
            if match is None:
                raise self._beyond(text[position:][:40])
            self._tokens.append(match[1])
            position = match.end()
        self._place = 0

    def _beyond(self, found: str) -> BuildError:
        shown = " ".join(self._text.split())
        return BuildError(f"di luar profil / outside the profile: {found!r} ({shown})")

    def _peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _next_is(self, *wanted: str) -> bool:
        return self._peek().upper() in wanted

    def _take(self, *wanted: str) -> str:
        token = self._peek()
        if not token or (wanted and token.upper() not in wanted):
            raise self._beyond(token or "end")
        self._place += 1
        return token

    def query(self) -> Query:
        self._take("SELECT")
        distinct = self._next_is("DISTINCT") and bool(self._take())
        names, counted = [], ""
        while not self._next_is("WHERE"):
            if self._next_is("("):
                for word in ("(", "COUNT", "(", "DISTINCT"):
                    self._take(word)
                counted = self._variable()
                self._take(")")
                self._take("AS")
                names.append(self._variable())
                self._take(")")
            else:
                names.append(self._variable())
        self._take("WHERE")
        group = self._group()
        if counted:
            self._take("GROUP")
            self._take("BY")
            if self._variable() != "this":
                raise self._beyond("GROUP BY")
        order = tuple(self._order()) if self._next_is("ORDER") else ()
        if self._peek() or (counted and len(names) > 1):
            raise self._beyond(self._peek())
        return Query(tuple(names), distinct, group, order, counted)

    def _order(self) -> Iterator[tuple[str, bool]]:
        self._take("ORDER")
        self._take("BY")
        while self._peek():
            down = self._next_is("DESC")
            if down or self._next_is("ASC"):
                self._take()
                self._take("(")
                yield self._variable(), down
                self._take(")")
            else:
                yield self._variable(), False

    def _variable(self) -> str:
        token = self._take()
        if token[:1] not in "?$":
            raise self._beyond(token)
        return token[1:]

    def _group(self) -> Group:
        self._take("{")
        found: list[Element] = []
        while not self._next_is("}"):
            if self._next_is("OPTIONAL"):
                self._take()
                found.append(Optional(self._group()))
            elif self._next_is("FILTER"):
                self._take()
                found.append(self._filter())
            elif self._next_is("BIND"):
                self._take()
                self._take("(")
                expr = self._expr()
                self._take("AS")
                found.append(Bind(expr, self._variable()))
                self._take(")")
            elif self._next_is("{"):
                groups = [self._group()]
                while self._next_is("UNION"):
                    self._take()
                    groups.append(self._group())
                found.append(Union(tuple(groups)))
            elif self._next_is("."):
                self._take()
            else:
                found.extend(self._triples())
        self._take("}")
        return tuple(found)

    def _filter(self) -> Element:
        if self._next_is("NOT"):
            self._take()
            self._take("EXISTS")
            return Absent(self._group())
        self._take("(")
        expr = self._expr()
        self._take(")")
        return Filter(expr)

    def _triples(self) -> Iterator[Pattern]:
        subject = self._term()
        while True:
            predicate = self._take()
            iri = f"<{RDF}type>" if predicate == "a" else self._iri(predicate)
            repeated = self._next_is("*") and bool(self._take())
            yield Pattern(subject, iri, self._term(), repeated)
            while self._next_is(","):
                self._take()
                yield Pattern(subject, iri, self._term(), repeated)
            if self._next_is(";"):
                self._take()
                continue
            return

    def _iri(self, token: str) -> str:
        if token.startswith("<"):
            return token
        prefix, _, local = token.partition(":")
        if not local or prefix not in NAMES:
            raise self._beyond(token)
        return f"<{NAMES[prefix]}{local}>"

    def _term(self) -> Term:
        token = self._take()
        if token[:1] in "?$":
            return Var(token[1:])
        if token[:1] == '"':
            return token
        if token in {"true", "false"}:
            return f'"{token}"^^<{XSD}boolean>'
        if token.isdigit():
            return f'"{token}"^^<{XSD}integer>'
        return self._iri(token)

    def _expr(self) -> Expr:
        return self._joined("||", lambda: self._joined("&&", self._comparison))

    def _joined(self, sign: str, part: Callable[[], Expr]) -> Expr:
        found = part()
        while self._next_is(sign):
            self._take()
            found = Call(sign, (found, part()))
        return found

    def _comparison(self) -> Expr:
        left = self._primary()
        if self._peek() in _COMPARISONS:
            return Call(self._take(), (left, self._primary()))
        if self._next_is("IN"):
            self._take()
            return Call("IN", (left, *self._arguments()))
        return left

    def _primary(self) -> Expr:
        if self._next_is("("):
            self._take()
            found = self._expr()
            self._take(")")
            return found
        if self._next_is("!"):
            self._take()
            return Call("!", (self._primary(),))
        name = self._peek().upper()
        if name in _FUNCTIONS:
            self._take()
            args = tuple(self._arguments())
            wanted = _FUNCTIONS[name]
            if (wanted or len(args)) != len(args):
                raise self._beyond(name)
            return Call(name, args)
        return self._term()

    def _arguments(self) -> list[Expr]:
        self._take("(")
        found = [self._expr()]
        while self._next_is(","):
            self._take()
            found.append(self._expr())
        self._take(")")
        return found
