"""Terms compared as SPARQL 1.1 compares them (sections 17.2, 17.3 and 15.1), written as N-Triples.

An expression that is an error (an unbound variable, values that cannot be compared) is ``None``; a
FILTER lets pass only what is true.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from zikg.namespaces import XSD

if TYPE_CHECKING:
    from collections.abc import Callable

Told = str | None
"""A term as N-Triples writes it; ``None`` is unbound or an error."""

_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_WRITTEN: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_DATE: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\Z")
_EXACT: Final = frozenset(XSD + name for name in ("integer", "decimal"))
_BROAD: Final = frozenset(XSD + name for name in ("double", "float"))
_BOOLEAN: Final = {"true": True, "1": True, "false": False, "0": False}


class BeyondError(Exception):
    """Two values that only a SPARQL engine can be trusted to compare."""


@lru_cache(maxsize=16384)
def value(term: str) -> tuple[str, Any]:
    """Return the kind and the value of a term.

    Raises:
        BeyondError: a literal of a kind that the shapes have not compared so far.

    Example:
        >>> value('"2024-01-31"^^<http://www.w3.org/2001/XMLSchema#date>')
        ('date', '2024-01-31')
    """
    if term.startswith("<"):
        return "iri", term[1:-1]
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise BeyondError(term)
    text, datatype = unescaped(match[1]), match[2]
    if match[3]:
        return f"@{match[3].lower()}", text
    if datatype is None or datatype == XSD + "string":
        return "string", text
    if datatype in _EXACT or datatype in _BROAD:
        return "number", _number(term, text, exact=datatype in _EXACT)
    # Years of four digits in front: days without a zone compare as they are written.
    if datatype == XSD + "date" and _DATE.match(text):
        return "date", text
    if datatype == XSD + "boolean" and text in _BOOLEAN:
        return "boolean", _BOOLEAN[text]
    raise BeyondError(term)


def _number(term: str, text: str, *, exact: bool) -> Any:
    from decimal import Decimal, InvalidOperation  # few decrees compare numbers

    try:
        return Decimal(text) if exact else float(text)
    except (InvalidOperation, ValueError):
        raise BeyondError(term) from None


def unescaped(text: str) -> str:
    """Return the words of a literal without the escapes of N-Triples."""
    if "\\" not in text:
        return text

    def plain(match: re.Match[str]) -> str:
        code = match[1]
        if code[0] in "uU" and len(code) > 1:
            return chr(int(code[1:], 16))
        return _ESCAPED.get(code, code)

    return _ESCAPE.sub(plain, text)


def text_literal(text: str) -> str:
    """Return plain words as N-Triples writes them."""
    return f'"{text.translate(_WRITTEN)}"'


def equal(one: Told, other: Told) -> bool | None:
    """Return whether two terms are equal by value."""
    if one is None or other is None:
        return None
    if one == other:
        return True
    if one[0] == "<" or other[0] == "<":
        return False
    (kind, left), (other_kind, right) = value(one), value(other)
    if kind == other_kind:
        return bool(left == right)
    if "@" in {kind[0], other_kind[0]} and {kind[0], other_kind[0]} <= {"@", "s"}:
        return False
    raise BeyondError(one)


def unequal(one: Told, other: Told) -> bool | None:
    """Return whether two terms differ by value."""
    same = equal(one, other)
    return None if same is None else not same


def _compared(one: Told, other: Told, test: Callable[[Any, Any], bool]) -> bool | None:
    if one is None or other is None or one[0] == "<" or other[0] == "<":
        return None
    (kind, left), (other_kind, right) = value(one), value(other)
    if kind != other_kind or kind[0] == "@":
        return None
    return test(left, right)


def less(one: Told, other: Told) -> bool | None:
    """Return ``one < other``."""
    return _compared(one, other, lambda left, right: left < right)


def less_equal(one: Told, other: Told) -> bool | None:
    """Return ``one <= other``."""
    return _compared(one, other, lambda left, right: left <= right)


def more(one: Told, other: Told) -> bool | None:
    """Return ``one > other``."""
    return less(other, one)


def more_equal(one: Told, other: Told) -> bool | None:
    """Return ``one >= other``."""
    return less_equal(other, one)


def either(one: bool | None, other: bool | None) -> bool | None:
    """Return ``one || other``, with errors as SPARQL section 17.2 has them."""
    if one or other:
        return True
    return None if one is None or other is None else False


def both(one: bool | None, other: bool | None) -> bool | None:
    """Return ``one && other``."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def negated(one: bool | None) -> bool | None:
    """Return ``!one``."""
    return None if one is None else not one


def among(one: Told, *others: Told) -> bool | None:
    """Return ``one IN (others)``."""
    found: bool | None = False
    for other in others:
        found = either(found, equal(one, other))
    return found


def truth(one: Told) -> bool | None:
    """Return the effective boolean value of a term."""
    if one is None or one[0] == "<":
        return None
    kind, found = value(one)
    if kind in {"boolean", "string", "number"}:
        return bool(found)
    return None


def chosen(test: bool | None, one: Told, other: Told) -> Told:
    """Return ``IF(test, one, other)``."""
    if test is None:
        return None
    return one if test else other


def first(*terms: Told) -> Told:
    """Return ``COALESCE(terms)``."""
    return next((term for term in terms if term is not None), None)


def joined(*terms: Told) -> Told:
    """Return ``CONCAT(terms)`` of plain words."""
    texts = []
    for term in terms:
        if term is None or term[0] == "<":
            return None
        kind, found = value(term)
        if kind != "string":
            raise BeyondError(term)
        texts.append(found)
    return text_literal("".join(texts))


def lexical(term: Told) -> Told:
    """Return ``STR(term)``: the words of a literal, whatever its kind, or an IRI as words."""
    if term is None:
        return None
    if term[0] == "<":
        return text_literal(term[1:-1])
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise BeyondError(term)
    return f'"{match[1]}"'


def cut(term: Told, start: Told, length: Told) -> Told:
    """Return ``SUBSTR(term, start, length)`` of plain words, counted from 1."""
    if term is None or start is None or length is None or term[0] == "<":
        return None
    (kind, words), (_, first), (_, many) = value(term), value(start), value(length)
    if kind != "string" or first < 1 or first % 1 or many < 0 or many % 1:
        raise BeyondError(term)
    return text_literal(words[int(first) - 1 : int(first) - 1 + int(many)])


_RANKS: Final = {"iri": 1, "boolean": 2, "number": 3, "date": 4, "string": 5}


def order_key(term: Told) -> tuple[int, Any, str]:
    """Return what ORDER BY compares: unbound first, then IRIs, then literals by value."""
    if term is None:
        return (0, "", "")
    kind, found = value(term)
    return (_RANKS.get(kind, 6), found, term)
