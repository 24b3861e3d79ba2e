"""An instrument as a person names it at the command line: ``UU 5/2014``, an id, or an IRI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zikg.errors import IdentityError
from zikg.extract.citations import find
from zikg.iri import TYPES, parse_id
from zikg.model import Source
from zikg.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.registry import Registry

_LOOSE: Final = re.compile(
    r"""
    (?P<type>[A-Za-z][A-Za-z .-]*?)\.?\s*
    (?:\b(?:nomor|no)\b\.?\s*)?
    (?P<number>\d+[A-Za-z]?)
    \s*(?:/|\btahun\b|\bthn?\b\.?|\s)\s*
    (?P<year>\d{4})
    """,
    re.IGNORECASE | re.VERBOSE,
)


def instruments(words: str, registry: Registry) -> tuple[str, ...]:
    """Return the ids that some words may mean: one, several that fit, or none.

    Args:
        words: a short id, an IRI of ours, or a citation in any usual form.
        registry: what is known; a complete citation is understood without it.

    Example:
        >>> from zikg.registry import open_registry
        >>> known = open_registry()
        >>> instruments("PermenPANRB 90/2021", known), instruments("uu 5 2014", known)
        (('permen/panrb/2021/90',), ('uu/ri/2014/5',))
    """
    said = words.strip().strip("\"'").strip()
    local = said.removeprefix(BASE).removeprefix("eli/").strip("/")
    if local.partition("/")[0] in TYPES and local.count("/") == 3:
        try:
            return (str(parse_id(local)),)
        except IdentityError:
            return ()
    for form in _forms(said):
        source = Source("-", "0" * 64, form)
        found = find(
            source, 0, len(form), section=None, item=None, first_index=0, registry=registry
        )
        for citation in found:
            if citation.regulation is not None:
                return (citation.regulation,)
            if citation.candidates:
                return citation.candidates
    return ()


def _forms(words: str) -> Iterator[str]:
    """The words as typed, then as a decree would write them."""
    yield words
    loose = _LOOSE.fullmatch(words)
    if loose:
        kind = loose["type"].strip()
        for name in dict.fromkeys((kind, kind.upper(), kind.title())):
            yield f"{name} Nomor {loose['number']} Tahun {loose['year']}"
