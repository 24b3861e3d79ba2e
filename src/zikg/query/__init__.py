"""Questions over many decrees: the library of saved queries, one's own SPARQL, and impact.

A saved query is a file ``queries/NAME.rq`` that describes itself; a new one changes nothing here.
"""

from __future__ import annotations

from zikg.query.answers import Answered, answer, ask
from zikg.query.binding import bind
from zikg.query.bundled import bundled, opened
from zikg.query.library import find, library
from zikg.query.saved import Column, Parameter, Query, parse_query

__all__ = [
    "Answered",
    "Column",
    "Parameter",
    "Query",
    "answer",
    "ask",
    "bind",
    "bundled",
    "find",
    "library",
    "opened",
    "parse_query",
]
