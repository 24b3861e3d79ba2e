"""An audit told: in the terminal, as JSON, as tables by code, by decree, and of every finding."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode

import zikg
from zikg.audit.tables import audited_decrees, audited_findings
from zikg.namespaces import BASE
from zikg.query import Answered, Column
from zikg.registry.issuers import name_of
from zikg.report.answer import Told, rows_of, write_text, write_workbook
from zikg.report.words import STAGE
from zikg.rules import rule
from zikg.rules.catalogue import SEVERITY_IRI
from zikg.rules.explain import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from zikg.audit import Summary
    from zikg.audit.tables import AuditedDecree
    from zikg.model import Severity
    from zikg.report.writing import Out
    from zikg.store import Reader

_SHEETS: Final = {
    "id": {"codes": "kode", "decrees": "keputusan", "findings": "hasil"},
    "en": {"codes": "codes", "decrees": "decrees", "findings": "findings"},
}
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "codes": ("code", "severity", "findings", "documents", "rule"),
    "decrees": (
        *("file", "office", "satker", "decree", "date", "stage", "errors", "warnings", "notes"),
        *("undecided", "failed", "as_of", "document"),
    ),
    "findings": (
        *("file", "office", "satker", "decree", "date", "code", "severity", "section", "item"),
        *("line", "message", "quote", "subject", "since", "document"),
    ),
}
_LABELS: Final[dict[str, tuple[str, str]]] = {
    "as_of": ("Per", "As of"),
    "code": ("Kode", "Code"),
    "date": ("Tanggal", "Date"),
    "decree": ("Keputusan", "Decree"),
    "document": ("Naskah", "Document"),
    "documents": ("Keputusan", "Decrees"),
    "errors": ("Tidak sesuai", "Errors"),
    "failed": ("Galat", "Not examined"),
    "file": ("Berkas", "File"),
    "findings": ("Hasil", "Findings"),
    "item": ("Butir", "Item"),
    "line": ("Baris", "Line"),
    "message": ("Pesan", "Message"),
    "notes": ("Catatan", "Notes"),
    "office": ("Satker", "Office"),
    "quote": ("Tertulis", "As written"),
    "rule": ("Aturan", "Rule"),
    "satker": ("Id satker", "Office id"),
    "section": ("Bagian", "Section"),
    "severity": ("Tingkat", "Severity"),
    "since": ("Sejak", "Since"),
    "stage": ("Tahap", "Stage"),
    "subject": ("Perihal", "Subject"),
    "undecided": ("Tidak dapat diperiksa", "Undecided"),
    "warnings": ("Perlu diperiksa", "Warnings"),
}


def as_text(summary: Summary, lang: str) -> str:
    """Return what an audit came to, for the terminal."""
    words = {
        "id": (
            f"{summary.total} dokumen: {summary.examined} diperiksa, {summary.kept} tidak berubah, "
            f"{len(summary.failed)} tidak dapat diperiksa. Per {summary.as_of.isoformat()}, "
            f"{summary.seconds:.1f} detik.",
            f"Tidak dapat diputuskan: {summary.undecided}.",
            ("kode", "tingkat", "hasil", "dokumen", "aturan"),
        ),
        "en": (
            f"{summary.total} documents: {summary.examined} examined, {summary.kept} unchanged, "
            f"{len(summary.failed)} not examined. As of {summary.as_of.isoformat()}, "
            f"{summary.seconds:.1f} s.",
            f"Undecided: {summary.undecided}.",
            ("code", "severity", "findings", "documents", "rule"),
        ),
    }
    first, last, heads = words[lang]
    lines = [first, ""]
    if summary.findings:
        lines.append(f"{heads[0]:<8}{heads[1]:<16}{heads[2]:>9}{heads[3]:>10}  {heads[4]}")
    for code, severity, count, documents in _codes(summary):
        label = rule(code).label[lang]
        lines.append(f"{code:<8}{SEVERITIES[lang][severity]:<16}{count:>9}{documents:>10}  {label}")
    return "\n".join([*lines, "", last, ""])


def as_json(summary: Summary) -> str:
    """Return what an audit came to as JSON; keys may be added, never removed."""
    told = {
        "zikg": zikg.__version__,
        "registry": {"sha256": summary.registry},
        "as_of": summary.as_of.isoformat(),
        "documents": {
            "total": summary.total,
            "examined": summary.examined,
            "kept": summary.kept,
            "failed": [{"path": path, "error": error} for path, error in summary.failed],
        },
        "findings": [
            {"code": code, "severity": severity, "count": count, "documents": documents}
            for code, severity, count, documents in _codes(summary)
        ],
        "undecided": summary.undecided,
        "summary": {level: summary.count(level) for level in SEVERITY_IRI},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def write_table(name: str, summary: Summary, store: Reader, lang: str, out: Out) -> None:
    """Write one table as CSV: headings and codes are those of the data, in no language.

    Args:
        name: ``codes``, ``decrees`` or ``findings``.
        summary: what the audit came to.
        store: the store that was audited.
        lang: language of the messages.
        out: where to.
    """
    write_text(_tables(summary, store, lang)[name], "csv", out)


def write_sheets(summary: Summary, store: Reader, lang: str, file: IO[bytes]) -> tuple[str, ...]:
    """Write all tables as the sheets of a workbook.

    Args:
        summary: what the audit came to.
        store: the store that was audited.
        lang: language of headings and words.
        file: where to.

    Returns:
        The names of the sheets that could not hold all rows.
    """
    told = {_SHEETS[lang][name]: table for name, table in _tables(summary, store, lang).items()}
    write_workbook(told, file)
    return tuple(name for name, table in told.items() if table.truncated)


def _codes(summary: Summary) -> list[tuple[str, Severity, int, int]]:
    """Return code, severity, findings and decrees that have the code, gravest first."""
    found = summary.findings
    return [
        (code, severity, found[code, severity], summary.documents[code])
        for severity in SEVERITY_IRI
        for code in sorted(code for code, level in found if level == severity)
    ]


def _tables(summary: Summary, store: Reader, lang: str) -> dict[str, Told]:
    def table(name: str, rows: Iterable[Sequence[object]]) -> Told:
        return Told(Answered("", _columns(_COLUMNS[name]), rows_of(rows)), lang)

    counted = ((*row, rule(row[0]).label[lang]) for row in _codes(summary))
    return {
        "codes": table("codes", counted),
        "decrees": table("decrees", _decrees(store)),
        "findings": table("findings", _findings(store, lang)),
    }


def _columns(names: Sequence[str]) -> tuple[Column, ...]:
    severities = {
        level: {lang: said[level] for lang, said in SEVERITIES.items()} for level in SEVERITY_IRI
    }
    values: Mapping[str, Mapping[Any, Mapping[str, str]]] = {"severity": severities, "stage": STAGE}
    return tuple(
        Column(name, dict(zip(("id", "en"), _LABELS[name], strict=True)), values.get(name, {}))
        for name in names
    )


def _decrees(store: Reader) -> Iterator[tuple[object, ...]]:
    for decree in audited_decrees(store):
        counts = (decree.count(severity) for severity in SEVERITY_IRI)
        record = decree.record
        last = (record.undecided, record.error or None, record.as_of, _node(decree.document))
        yield (*_whose(decree), decree.stage, *counts, *last)


def _findings(store: Reader, lang: str) -> Iterator[tuple[object, ...]]:
    for decree, found in audited_findings(store):
        yield (
            *_whose(decree),
            *(found.code, found.severity, found.section, found.item, found.line),
            *(found.messages.get(lang), found.quote, found.subject, found.since),
            _node(decree.document),
        )


def _whose(decree: AuditedDecree) -> tuple[object, ...]:
    """Return file, office, id of the office, instrument and date of a decree."""
    slug = (decree.satker or "").removeprefix(f"{BASE}org/")
    dated = decree.dated.printed if decree.dated else None
    nodes = tuple(NamedNode(iri) if iri else None for iri in (decree.satker, decree.work))
    return (decree.path, name_of(slug) if slug else None, *nodes, dated)


def _node(local: str) -> NamedNode:
    return NamedNode(BASE + local)
