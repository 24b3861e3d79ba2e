"""The JSON of ``zikg check`` and ``zikg extract``: keys of design section 8, none ever removed."""

from __future__ import annotations

import json
from textwrap import indent
from typing import TYPE_CHECKING, Any

import zikg
from zikg.extract.view import flat
from zikg.graph.nodes import citation_id, document_id
from zikg.registry.status import status_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import (
        Area,
        BaselineUse,
        Cell,
        Citation,
        Decree,
        Finding,
        Interval,
        Result,
        Row,
        Span,
        Standing,
        StandingAt,
    )
    from zikg.registry import Registry
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
        "spans": _spans(finding.spans),
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


def extract_json(
    read: Sequence[tuple[str, Decree | None, Interval | None, str | None]],
    registry: Registry,
    today: Interval,
) -> str:
    """Return the JSON of ``zikg extract``.

    Args:
        read: for each file its name, what was read, the date it is judged at, or its error.
        registry: where the status of a regulation is looked up.
        today: the date of the second status.
    """
    documents = []
    for path, decree, judged, error in read:
        if decree is None or judged is None:
            documents.append({"path": path, "error": error})
            continue
        documents.append(_extracted(path, decree, judged, registry, today))
    return json.dumps({"documents": documents}, ensure_ascii=False, indent=2) + "\n"


def _extracted(
    path: str, decree: Decree, judged: Interval, registry: Registry, today: Interval
) -> Json:
    from zikg.registry.status import regime_at

    regime, _ = regime_at(registry, judged)
    plan = decree.plan
    return {
        "path": path,
        "error": None,
        "text": decree.source.text,
        "decree": decree_json(decree) if decree.is_decree else None,
        "citations": [
            _citation_json(citation, decree, judged, registry, today)
            for citation in decree.citations
        ],
        "plan": {
            "years": list(plan.years),
            "columns": list(plan.columns),
            "areas": [_area_json(area, decree, regime) for area in plan.areas],
        }
        if plan
        else None,
    }


def _citation_json(
    citation: Citation, decree: Decree, judged: Interval, registry: Registry, today: Interval
) -> Json:
    line, _, page = decree.source.locate(citation.span.start)
    return {
        "id": citation_id(decree, citation),
        "section": citation.section,
        "item": citation.item,
        "type": citation.type,
        "issuer": citation.issuer,
        "issuer_name": citation.issuer_name,
        "number": citation.number,
        "year": citation.year,
        "regulation": citation.regulation,
        "candidates": list(citation.candidates),
        "status": {
            "judged": _status(registry, citation, judged),
            "today": _status(registry, citation, today),
        },
        "title": citation.title,
        "gazette": [
            {"kind": gazette.kind, "year": gazette.year, "number": gazette.number}
            for gazette in citation.gazettes
        ],
        "role": citation.role,
        "of": citation_id(decree, decree.citations[citation.of])
        if citation.of is not None
        else None,
        "relation": citation.relation,
        "date": citation.dated.printed if citation.dated else None,
        "pinpoint": citation.pinpoint,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "spans": _spans(citation.spans),
        "line": line,
        "page": page,
        "place": decree.source.place_at(citation.span.start) or None,
        "confidence": citation.confidence,
    }


def _status(registry: Registry, citation: Citation, when: Interval) -> str:
    if citation.regulation is None:
        return "Status tidak diketahui"
    return status_at(registry, citation.regulation, when).label


def _area_json(area: Area, decree: Decree, regime: str | None) -> Json:
    return {
        "number": area.number,
        "heading": area.heading,
        "area": area.area(regime) if regime else None,
        "match": area.match,
        "rows": [_row_json(row, decree, regime) for row in area.rows],
    }


def _row_json(row: Row, decree: Decree, regime: str | None) -> Json:
    line, _, page = decree.source.locate(row.span.start)
    return {
        "number": row.number,
        "component": row.component.text,
        "element": row.element(regime) if regime else None,
        "elements": {named: row.element(named) for named, _ in row.elements},
        "indicator": _cell(row.indicator),
        "action": _cell(row.action),
        "evidence": _cell(row.evidence),
        "responsible": _cell(row.responsible),
        "output": _cell(row.output),
        "target": _cell(row.target),
        "start_date": row.start.isoformat() if row.start else None,
        "end_date": row.end.isoformat() if row.end else None,
        "periods": [period.printed for period in row.periods],
        "note": _cell(row.note),
        "quote": flat(decree.source.text, row.span.start, row.span.end),
        "start": row.span.start,
        "end": row.span.end,
        "line": line,
        "page": page,
        "place": decree.source.place_at(row.span.start) or None,
    }


def _cell(cell: Cell | None) -> str | None:
    return cell.text if cell else None


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
