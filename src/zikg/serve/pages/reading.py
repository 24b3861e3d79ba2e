"""A stored decree read again from its text: the same findings as its audit, with their places.

The store holds the text of a decree and how it lay in the file; checking it again takes less than a
tenth of a second and gives what triples cannot hold as well: pieces of text, reasons, proposals.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from zikg.errors import ZikgError
from zikg.namespaces import BASE
from zikg.serve.pages.asking import rows

if TYPE_CHECKING:
    from zikg.model import Decree, Result, Source
    from zikg.serve.pages.call import Call

_TEXT: Final = """SELECT ?text ?layout WHERE { GRAPH <{base}graph/evidence> {
  ?d zikg:text ?text OPTIONAL { ?d zikg:layout ?layout } } }"""
_MANIFEST: Final = """SELECT ?file ?sha ?at WHERE { GRAPH <{base}graph/run> {
  ?d a zikg:StoredDocument OPTIONAL { ?d zikg:file ?file } OPTIONAL { ?d zikg:sha256 ?sha }
  OPTIONAL { ?d zikg:ingestedAt ?at } } }"""
_DIGEST: Final = "SELECT ?sha WHERE { GRAPH ?g { ?d a zikg:Decree ; zikg:sha256 ?sha } }"
_REPORT: Final = """SELECT ?on ?f WHERE { GRAPH <{base}graph/findings> {
  ?r a sh:ValidationReport OPTIONAL { ?r zikg:asOf ?on } OPTIONAL { ?r sh:result ?f } } }"""
_MOST: Final = 16
_checked: OrderedDict[tuple[str, ...], Result] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store says of the file: its name as given, its digest, when it was read."""

    file: str | None
    sha256: str
    ingested: str | None


def manifest(call: Call, document: str) -> Manifest:
    """Return what the store says of the file of a document."""
    iri = f"{BASE}dokumen/{document}"
    row = next(iter(rows(call.reader, _MANIFEST, d=iri)), {})
    digest = row.get("sha") or next(iter(rows(call.reader, _DIGEST, d=iri)), {}).get("sha")
    return Manifest(row.get("file"), digest or document, row.get("at"))


def source(call: Call, document: str, about: Manifest) -> Source | None:
    """Return the text of a document as the store holds it; ``None`` where it holds none."""
    from zikg.graph.spans import rebuilt
    from zikg.read import read_bytes

    path = about.file or document
    found = rows(call.reader, _TEXT, d=f"{BASE}dokumen/{document}")
    if found and "layout" in found[0]:
        return rebuilt(path, about.sha256, found[0]["text"], found[0]["layout"])
    if found:
        return replace(read_bytes(found[0]["text"].encode(), path), sha256=about.sha256)
    return _bundled(document)


def _bundled(document: str) -> Source | None:
    """Return a decree that comes with zikg, whose text lies in a file and not in a store."""
    from hashlib import sha256

    from zikg.read import read_bytes
    from zikg.resources import path

    for file in sorted(path("data/decrees").glob("*.txt")):
        content = file.read_bytes()
        if sha256(content).hexdigest().startswith(document):
            return read_bytes(content, file.name)
    return None


def checked(call: Call, text: Source) -> Result:
    """Return the check of a document by the registry at hand, as things stand today."""
    from zikg.extract import extract
    from zikg.validate import check, run_for

    key = (text.sha256, text.path, call.lang, call.today.isoformat(), call.registry.info.sha256)
    if key in _checked:
        _checked.move_to_end(key)
        return _checked[key]
    decree: Decree = extract(text, call.registry)
    run = run_for(decree, call.today)
    try:
        result = check(decree, run, call.registry, engine="compiled", lang=call.lang)
    except ZikgError as error:
        result = replace(_empty(text), error=error.text(call.lang))
    # The graph of a check is megabytes, and no page reads it.
    _checked[key] = replace(result, graph=None)
    while len(_checked) > _MOST:
        _checked.popitem(last=False)
    return _checked[key]


def _empty(text: Source) -> Result:
    from zikg.model import Result

    return Result(text.path)


@dataclass(frozen=True, slots=True)
class Audit:
    """What the audit of the store raised on a document, by fingerprint, and as of which day."""

    day: str | None
    raised: frozenset[str]


def audit(call: Call, document: str) -> Audit | None:
    """Return the audit of a document in the store; ``None`` where it was not audited."""
    found = rows(call.reader, _REPORT, r=f"{BASE}dokumen/{document}/hasil")
    if not found:
        return None
    raised = frozenset(row["f"].rpartition("/")[2] for row in found if "f" in row)
    return Audit(found[0].get("on"), raised)
