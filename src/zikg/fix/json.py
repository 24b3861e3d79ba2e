"""A correction as JSON: keys may be added, none is ever removed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import zikg

if TYPE_CHECKING:
    from zikg.fix.values import Change, Correction
    from zikg.model import Finding


def render(correction: Correction, path: str) -> str:
    """Return a correction as JSON.

    Args:
        correction: what was proposed and put in.
        path: name of the file.
    """
    run, registry = correction.run, correction.registry
    document = {
        "zikg": zikg.__version__,
        "registry": {
            "version": registry.version,
            "date": registry.date,
            "sha256": registry.sha256,
        },
        "path": path,
        "decree": {"id": correction.decree.id, "document": correction.decree.source.document},
        "judged_at": run.judged.printed,
        "judged_basis": run.basis,
        "changes": [_change(change) for change in correction.changes],
        "open": [_finding(finding) for finding in correction.open],
        "new": [_finding(finding) for finding in correction.new],
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in correction.edits
        ],
        "mengingat": [{"label": label, "text": words} for label, words in correction.mengingat],
        "text": correction.text,
        "summary": {
            "applied": len(correction.applied),
            "pending": len(correction.changes) - len(correction.applied),
            "open": len(correction.open),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "codes": list(change.codes),
        "severity": change.severity,
        "section": change.section,
        "item": change.item or None,
        "to": change.to,
        "line": change.line,
        "before": change.before or None,
        "after": change.after or None,
        "reasons": list(change.reasons),
        "because": [
            {"text": fact.text, "source": fact.source, "confidence": fact.confidence}
            for fact in change.because
        ],
        "safe": change.safe,
        "applied": change.applied,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "section": finding.section,
        "item": finding.item,
        "subject": finding.subject,
        "quote": finding.quote,
        "line": finding.line,
        "fingerprint": finding.fingerprint,
    }
