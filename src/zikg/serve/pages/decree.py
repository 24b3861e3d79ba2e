"""A decree: its head, its text with the findings marked in place, its plan, its legal bases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from zikg.model import Interval
from zikg.namespaces import BASE
from zikg.report.coverage import coverage
from zikg.report.extraction import extract_json
from zikg.report.json import result_json
from zikg.report.marking import mark
from zikg.report.placing import whole_place
from zikg.report.words import BASIS, SEVERITY, STAGE
from zikg.rules import rule
from zikg.serve.pages import reading
from zikg.serve.pages.call import Call, Json, Refusal, View
from zikg.serve.pages.census import offices, provinces
from zikg.serve.pages.documents import heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from zikg.model import Finding, Result
    from zikg.report.marking import Block

_ORDER: Final = list(SEVERITY)


def show(call: Call, document: str) -> View:
    """Return the page of a document.

    Raises:
        Refusal: the store has no such document.
    """
    found = heads(call, [f"{BASE}dokumen/{document}"])
    if not found:
        raise Refusal(
            404,
            f"Dokumen {document} tidak ada dalam penyimpanan ini. Cari lewat kotak pencarian, "
            "atau lihat daftar dokumen.",
            f"Document {document} is not in this store. Use the search box or the list of "
            "documents.",
        )
    head = found[0]
    about = reading.manifest(call, document)
    text = reading.source(call, document, about)
    audited = reading.audit(call, document)
    office = offices(call).get(head["office"] or "")
    data: Json = {
        **head,
        "sha256": about.sha256,
        "ingested": about.ingested,
        "province": provinces(call).get(office.province) if office else None,
        "audited": audited is not None,
        "audit_day": audited.day if audited else None,
        "audit_agrees": None,
        "check": None,
        "citations": [],
        "plan": None,
        "text": None,
        "dataset": call.reader.version,
        "permalink": call.absolute(call.path),
    }
    shown: Json = {"blocks": [], "findings": [], "coverage": [], "counts": {}, "about": None}
    if text is not None:
        result = reading.checked(call, text)
        _tell(call, result, data, shown)
        if audited is not None:
            now = {finding.fingerprint for finding in result.findings}
            data["audit_agrees"] = now == audited.raised
    title = (
        f"{call.say('Keputusan', 'Decree')} {head['number'] or '…'} – {head['office_name'] or ''}"
    )
    return View("decree.html", title, data, shown)


def _tell(call: Call, result: Result, data: Json, shown: Json) -> None:
    """Put what was read and found into the data and, with its marks, into what is shown."""
    decree, run = result.decree, result.run
    if decree is None or run is None:
        data["check"] = result_json(result)
        return
    read = json.loads(
        extract_json(
            [(result.path, decree, run.judged, None)], call.registry, Interval.of(call.today)
        )
    )["documents"][0]
    data |= {key: read[key] for key in ("text", "citations", "plan")}
    data["check"] = result_json(result)
    findings = sorted(
        result.findings, key=lambda f: (_ORDER.index(f.severity), f.span.start, f.code)
    )
    blocks = list(mark(decree.source, findings))
    shown |= {
        "findings": numbered(findings, blocks, call.lang),
        "blocks": blocks,
        "coverage": [c for c in coverage(result, call.registry) if c.component.mandatory],
        "counts": {level: sum(f.severity == level for f in findings) for level in _ORDER},
        "about": {
            "stage": STAGE[decree.stage][call.lang],
            "judged": run.judged.printed,
            "basis": BASIS[run.basis][call.lang],
            "place": decree.place.value if decree.place else None,
            "signatory": decree.signatory.value if decree.signatory else None,
            "undecided": result.undecided,
            "error": result.error,
        },
    }


def numbered(
    findings: Sequence[Finding], blocks: Iterable[Block], lang: str
) -> list[dict[str, Any]]:
    """Return findings for a template, numbered from 1, each with whether the text marks it.

    Args:
        findings: in the order in which the text marks them.
        blocks: the marked text.
        lang: ``id`` or ``en``.
    """
    pieces = (piece for block in blocks for row in block.rows for cell in row for piece in cell)
    marked = {number for piece in pieces for number in piece.opens}
    return [
        _told(finding, number, lang) | {"marked": number in marked}
        for number, finding in enumerate(findings, start=1)
    ]


def _told(finding: Finding, number: int, lang: str) -> dict[str, Any]:
    """Return a finding with what its rule says."""
    about = rule(finding.code)
    return {
        "n": number,
        "f": finding,
        "where": whole_place(finding, lang),
        "facts": [fact for fact in finding.because if fact.source],
        "label": about.label[lang],
        "why": about.why[lang],
        "remedy": about.remedy[lang],
        "source": about.source[lang],
    }
