"""The JSON of ``zikg check``: keys of design section 8, none ever removed."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING, Any

import zikg
from zikg.graph.nodes import document_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import (
        BaselineUse,
        Decree,
        Finding,
        Result,
        Span,
        Standing,
        StandingAt,
    )
    from zikg.report.writing import Head, Out

Json = dict[str, Any]


def decree_json(decree: Decree) -> Json:
    """Return the block ``decree`` that check and extract share."""
    return {
        "id": decree.id,
        "document": document_id(decree),
        "stage": decree.stage,
        "type": decree.type,
        "issuer": decree.issuer,
        "issuer_name": decree.issuer_name,
        "number": decree.number.value if decree.number else None,
        "year": decree.year,
        "title": decree.title.value if decree.title else None,
        "date": decree.when.printed if decree.when else None,
        "place": decree.place.value if decree.place else None,
        "signatory": decree.signatory.value if decree.signatory else None,
    }


def finding_json(finding: Finding) -> Json:
    """Return one finding with every key of design section 8."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "section": finding.section,
        "item": finding.item,
        "subject": finding.subject,
        "related": list(finding.related),
        "since": finding.since,
        "quote": finding.quote,
        "start": finding.span.start,
        "end": finding.span.end,
        "spans": spans_json(finding.spans),
        "line": finding.line,
        "column": finding.column,
        "page": finding.page,
        "place": finding.place or None,
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "because": [
            {
                "text": fact.text,
                "source": fact.source,
                "confidence": fact.confidence,
                "since": fact.since,
                "subject": fact.subject or None,
                "relation": fact.relation or None,
                "object": fact.object or None,
                "provision": fact.provision or None,
            }
            for fact in finding.because
        ],
        "fix": {"text": finding.fix.text, "safe": finding.fix.safe} if finding.fix else None,
    }


def standing_json(standing: Standing) -> Json:
    """Return a regulation cited at three dates: judged, as of, and the next change known."""
    following = standing.next
    return {
        "section": standing.section,
        "item": standing.item,
        "regulation": standing.regulation,
        "judged": _standing_at(standing.judged),
        "as_of": _standing_at(standing.as_of),
        "next": {
            "kind": following.kind,
            "by": following.by,
            "from": following.since.printed,
        }
        if following
        else None,
        "right_when_judged": standing.right,
    }


def _standing_at(at: StandingAt) -> Json:
    return {"status": at.status, "since": at.since, "by": list(at.by)}


def result_json(result: Result) -> Json:
    """Return one document with its findings."""
    run = result.run
    return {
        "path": result.path,
        "decree": decree_json(result.decree) if result.decree else None,
        "judged_at": run.judged.printed if run else None,
        "judged_basis": run.basis if run else None,
        "findings": [finding_json(finding) for finding in result.findings],
        "undecided": list(result.undecided),
        "standings": [standing_json(standing) for standing in result.standings],
        "error": result.error,
    }


class JsonWriter:
    """Writes the JSON of a check over all its documents, one document at a time.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._counts = dict.fromkeys(("error", "warning", "info"), 0)
        self._any = False

    def begin(self, head: Head) -> None:
        """Write the keys that come before the documents."""
        opening = json.dumps(head_json(head), ensure_ascii=False, indent=2)
        self._out.write(opening.removesuffix("\n}") + ',\n  "documents": [')

    def add(self, result: Result) -> None:
        """Write one document."""
        for finding in result.findings:
            self._counts[finding.severity] += 1
        text = json.dumps(result_json(result), ensure_ascii=False, indent=2)
        # No line of JSON begins inside a string, so that the lines can be moved as they are.
        self._out.write((",\n" if self._any else "\n") + indent(text, "    "))
        self._any = True

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write the summary."""
        closing: Json = {"summary": self._counts}
        if baseline is not None:
            closing["baseline"] = {"known": baseline.known, "unmatched": baseline.unmatched}
        text = json.dumps(closing, ensure_ascii=False, indent=2)
        self._out.write(("\n  ]," if self._any else "],") + text.removeprefix("{") + "\n")


def head_json(head: Head) -> Json:
    """Return what holds for all documents of a report."""
    return {
        "zikg": zikg.__version__,
        "registry": {
            "version": head.registry.version,
            "date": head.registry.date,
            "sha256": head.registry.sha256,
        },
        "as_of": head.as_of.isoformat(),
    }


def spans_json(spans: Sequence[Span]) -> list[list[int]]:
    """Return pieces of the text as pairs of offsets."""
    return [[span.start, span.end] for span in spans]
