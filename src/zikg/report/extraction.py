"""The JSON of ``zikg extract``: what was read, as data (design section 8)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from zikg.extract.view import flat
from zikg.graph.nodes import citation_id
from zikg.registry.status import regime_at, status_at
from zikg.report.json import decree_json, spans_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zikg.model import Area, Cell, Citation, Decree, Interval, Row
    from zikg.registry import Registry
    from zikg.report.json import Json


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
        "spans": spans_json(citation.spans),
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
