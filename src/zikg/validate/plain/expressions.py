"""Expressions of a query as Python: calls of the functions of `zikg.validate.plain.values`."""

from __future__ import annotations

from typing import Final

from zikg.errors import BuildError
from zikg.rules.syntax import Call, Expr, Term, Var

_COMPARE: Final = {
    "=": "equal",
    "!=": "unequal",
    "<": "less",
    "<=": "less_equal",
    ">": "more",
    ">=": "more_equal",
    "IN": "among",
}
_JOIN: Final = {"&&": "both", "||": "either", "!": "negated"}
_FUNCTIONS: Final = {"COALESCE": "first", "CONCAT": "joined", "STR": "lexical", "SUBSTR": "cut"}

Env = dict[str, tuple[str, bool]]
"""The local that holds a variable, and whether it is certainly bound."""


def use(name: str, env: Env) -> str:
    """Return the local that holds a variable; ``None`` where it has no value."""
    return env[name][0] if name in env else "None"


def as_test(expr: Expr, env: Env) -> str:
    """Return an expression that is true, false or ``None``."""
    if isinstance(expr, Call):
        if expr.name in _COMPARE:
            return f"{_COMPARE[expr.name]}({_terms(expr, env)})"
        if expr.name in _JOIN:
            told = ", ".join(as_test(part, env) for part in expr.args)
            return f"{_JOIN[expr.name]}({told})"
        if expr.name == "BOUND":
            return f"({_terms(expr, env)} is not None)"
    return f"truth({as_term(expr, env)})"


def as_term(expr: Expr, env: Env) -> str:
    """Return an expression that is a term, or ``None``."""
    if isinstance(expr, Var):
        return use(expr.name, env)
    if isinstance(expr, str):
        return repr(expr)
    if expr.name == "IF":
        test, one, other = expr.args
        return f"chosen({as_test(test, env)}, {as_term(one, env)}, {as_term(other, env)})"
    if expr.name in _FUNCTIONS:
        return f"{_FUNCTIONS[expr.name]}({_terms(expr, env)})"
    raise BuildError(f"no term: {expr.name}")


def _terms(call: Call, env: Env) -> str:
    return ", ".join(as_term(part, env) for part in call.args)


def how_bound(term: Term, env: Env) -> str:
    """Return whether a term has a value: ``known``, ``maybe`` or ``free``."""
    if isinstance(term, str):
        return "known"
    if term.name not in env:
        return "free"
    return "known" if env[term.name][1] else "maybe"
