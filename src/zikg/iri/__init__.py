"""Identity: short ids and IRIs of everything that zikg names (design section 4).

A short id is the IRI without its base (``zi/2021/6/p3``, ``rule/ZI201``); a legal instrument also
loses ``eli/`` (``uu/ri/2014/5``). Printing and parsing are inverse of each other.
"""

from zikg.iri.instruments import (
    NATIONAL,
    TYPES,
    InstrumentId,
    distinguish,
    instrument_id,
    is_instrument,
    number_slug,
    parse_id,
    slug,
)
from zikg.iri.naming import change_id, instrument_iri, iri_of, short_id

__all__ = [
    "NATIONAL",
    "TYPES",
    "InstrumentId",
    "change_id",
    "distinguish",
    "instrument_id",
    "instrument_iri",
    "iri_of",
    "is_instrument",
    "number_slug",
    "parse_id",
    "short_id",
    "slug",
]
