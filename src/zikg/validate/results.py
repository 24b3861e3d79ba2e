"""A finding as a SHACL validation result: what every graph that holds findings says of it.

Reports in Turtle (`zikg.report.shacl`) and the store (`zikg.audit.findings`) begin with these
statements and add their own; so a query reads both alike (SHACL section 3.6.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from zikg.graph import terms
from zikg.graph.terms import TYPE, term
from zikg.iri import instrument_iri, is_instrument
from zikg.namespaces import RULE, SH
from zikg.rules.catalogue import SEVERITY_IRI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zikg.model import Finding

Statement = tuple[NamedNode, NamedNode | Literal]
"""Predicate and object; the subject is the result."""


def result_statements(finding: Finding, document: NamedNode, lang: str) -> Iterator[Statement]:
    """Give what is said of a result.

    Args:
        finding: the finding.
        document: the document, the focus of what has none of its own.
        lang: language of the message where the finding carries only one.
    """
    yield TYPE, sh("ValidationResult")
    yield sh("resultSeverity"), NamedNode(SEVERITY_IRI[finding.severity])
    yield sh("focusNode"), NamedNode(finding.focus) if finding.focus else document
    yield sh("sourceShape"), NamedNode(finding.shape or RULE + finding.code)
    if finding.value:
        yield sh("value"), NamedNode(finding.value)
    for spoken, message in finding.messages or ((lang, finding.message),):
        yield sh("resultMessage"), Literal(message, language=spoken)
    yield term("code"), Literal(finding.code)
    yield term("fingerprint"), Literal(finding.fingerprint)
    yield term("line"), terms.whole(finding.line)
    yield term("asWritten"), Literal(finding.quote)
    for related in finding.related:
        if is_instrument(related):
            yield term("related"), NamedNode(instrument_iri(related))


def sh(name: str) -> NamedNode:
    """Return a term of SHACL."""
    return NamedNode(SH + name)
