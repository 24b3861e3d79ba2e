"""Queries as they are sent to a server: with the prefixes that they use, and values filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode, Variable

_TOKEN: Final = re.compile(
    r"""
      (?P<skip> <[^<>"{}|^`\\\s]*>                         # an IRI
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'          # a string
      | \#[^\n]* )                                         # a comment
    | (?P<var> [?$]\w+ )
    | (?P<mark> [{}] )
    | (?P<name> (?:[A-Za-z][\w.-]*)?:(?=[\w%\\:])? )      # the prefix of a name
    | (?P<word> [A-Za-z]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


def with_prefixes(text: str) -> str:
    """Return a query or an update with the declarations of our prefixes that it uses.

    Example:
        >>> with_prefixes("ASK { ?d a zikg:Decree }").splitlines()[0]
        'PREFIX zikg: <https://w3id.org/zikg/ontology#>'
    """
    used = {match["name"][:-1] for match in _TOKEN.finditer(text) if match["name"]}
    declared = {match[1].lower() for match in re.finditer(r"(?im)^\s*PREFIX\s+([\w.-]*):", text)}
    lines = [
        f"PREFIX {prefix}: <{namespace}>\n"
        for prefix, namespace in PREFIXES.items()
        if prefix in used and prefix not in declared
    ]
    return "".join(lines) + text


def gives_triples(text: str) -> bool:
    """Whether a query asks for triples.

    Example:
        >>> gives_triples("PREFIX a: <x:select> CONSTRUCT WHERE { ?s ?p ?o }")
        True
    """
    words = (match["word"].upper() for match in _TOKEN.finditer(text) if match["word"])
    forms = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
    return next((word for word in words if word in forms), "") in {"CONSTRUCT", "DESCRIBE"}


def filled(text: str, values: Mapping[Variable, NamedNode | Literal] | None) -> str:
    """Return a query with values in the place of variables.

    In a SELECT clause a variable keeps its name: ``SELECT ?day`` becomes ``SELECT (... AS ?day)``.

    Args:
        text: the query.
        values: what stands for which variable.
    """
    if not values:
        return text
    terms = {variable.value: str(term) for variable, term in values.items()}
    grouped = {
        name
        for clause in re.findall(r"(?is)\bGROUP\s+BY\b([^{}]*)", text)
        for name in re.findall(r"[?$](\w+)", clause)
    }
    clause = ""

    def put(match: re.Match[str]) -> str:
        nonlocal clause
        if match["word"]:
            word = match["word"].upper()
            if word in {"SELECT", "GROUP", "ORDER", "HAVING", "LIMIT", "WHERE"}:
                clause = word
        elif match["mark"]:
            clause = ""
        elif match["var"] and (name := match["var"][1:]) in terms:
            if clause == "GROUP" or (clause == "SELECT" and name not in grouped):
                return f"({terms[name]} AS ?{name})"
            return match[0] if clause in {"SELECT", "ORDER"} else terms[name]
        return match[0]

    return _TOKEN.sub(put, text)
