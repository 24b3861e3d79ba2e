"""Which queries are light: those whose shape workers have answered in no time, again and again.

The shape of a query is its text without IRIs, strings and comments. Queries of one shape do the
same with other things, so most take as long as each other; those that do not are caught by
`zikg.serve.runner`.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Any, Final

# The terminals IRIREF and STRING_LITERAL* of https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
_CONSTANT: Final = re.compile(
    r"<[^<>\"{}|^`\\\x00-\x20]*>"
    r'|"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'(?:[^'\\\r\n]|\\.)*'"
    r"|\#[^\r\n]*",
    re.DOTALL,
)
# Values that a query makes and names can be made again from themselves, and grow without end.
_MAKES_VALUES: Final = re.compile(r"(?<![?$:])\bas\b", re.IGNORECASE)
_ENOUGH: Final = 3
_MOST: Final = 1024
_LONGEST: Final = 4096


def shape(text: str) -> str:
    r"""Return the shape of a query; empty for one that is never light.

    Example:
        >>> shape('SELECT ?t { <http://x/a> ?p "b" } LIMIT 5 # c').replace("\0", "_")
        'SELECT ?t { _ ?p _ } LIMIT 5 _'
    """
    if len(text) > _LONGEST:
        return ""
    found = _CONSTANT.sub("\0", text)
    return "" if _MAKES_VALUES.search(found) else found


class Shapes:
    """The shapes that are known to be light, for one version of the data."""

    def __init__(self) -> None:
        self._seen: OrderedDict[Any, int] = OrderedDict()

    def light(self, key: Any) -> bool:
        """Return whether queries of a shape were light often enough."""
        return self._seen.get(key, 0) >= _ENOUGH

    def learn(self, key: Any, *, light: bool) -> None:
        """Take in how long a query took; one that was not light makes its shape unknown."""
        if not light:
            self._seen.pop(key, None)
            return
        self._seen[key] = min(_ENOUGH, self._seen.get(key, 0) + 1)
        self._seen.move_to_end(key)
        if len(self._seen) > _MOST:
            self._seen.popitem(last=False)

    def clear(self) -> None:
        """Forget everything, as of other data."""
        self._seen.clear()
