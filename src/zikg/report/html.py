"""One self-contained HTML file: each decree with its findings marked in place, and why.

No script and nothing from elsewhere: the filter by severity is made with style alone, and the page
prints as it stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import zikg
from zikg.report.coverage import coverage
from zikg.report.inspection import name_of_decree
from zikg.report.marking import mark
from zikg.report.placing import whole_place
from zikg.report.words import BASIS, CERTAINTY, MARK, PHRASE, SEVERITY, STAGE
from zikg.resources import PACKAGE
from zikg.rules import rule
from zikg.validate.words import date_words, day_words

if TYPE_CHECKING:
    from jinja2 import Environment

    from zikg.model import BaselineUse, Finding, Result
    from zikg.registry import Registry
    from zikg.report.writing import Head, Out

_ORDER: Final = list(SEVERITY)
WORDS: Final[dict[str, dict[str, str]]] = {
    "title": {"id": "Hasil pemeriksaan keputusan", "en": "Results of the check of decrees"},
    "show": {"id": "Tampilkan", "en": "Show"},
    "text": {"id": "Naskah", "en": "Text"},
    "findings": {"id": "Hasil pemeriksaan", "en": "Findings"},
    "to-text": {"id": "ke naskah", "en": "to the text"},
    "about": {"id": "Tentang aturan ini", "en": "About this rule"},
    "why": {"id": "Mengapa penting", "en": "Why it matters"},
    "remedy": {"id": "Perbaikan", "en": "What to do"},
    "provision": {"id": "Dasar aturan", "en": "Provision"},
    "accepted": {"id": "Diketahui (baseline)", "en": "Known (baseline)"},
    "coverage": {"id": "Komponen yang wajib direncanakan", "en": "Mandatory components"},
    "component": {"id": "Subkomponen", "en": "Sub-element"},
    "area": {"id": "Area", "en": "Area"},
    "rows": {"id": "Baris", "en": "Rows"},
    "none-planned": {"id": "belum ada", "en": "none yet"},
    "page": {"id": "Halaman", "en": "Page"},
    "digest": {"id": "Sidik naskah (SHA-256)", "en": "Digest of the file (SHA-256)"},
    "top": {"id": "ke ringkasan", "en": "to the summary"},
}
"""What the page says beside the words of every report."""


class HtmlWriter:
    """Writes the page; the summary comes last in the file and first on the screen.

    Args:
        out: where to write.
        registry: knows the components.
    """

    def __init__(self, out: Out, registry: Registry) -> None:
        self._out = out
        self._registry = registry
        self._lines: list[dict[str, Any]] = []

    def begin(self, head: Head) -> None:
        """Write head and style of the page."""
        self._head = head
        self._out.write(_template("begin.html").render(self._common()))

    def add(self, result: Result) -> None:
        """Write the section of one document."""
        number = len(self._lines) + 1
        lang = self._head.lang
        findings = sorted(
            result.findings, key=lambda f: (_ORDER.index(f.severity), f.span.start, f.code)
        )
        counts = {level: sum(f.severity == level for f in findings) for level in _ORDER}
        self._lines.append(
            {"number": number, "path": result.path, "error": result.error, "counts": counts}
        )
        decree, run = result.decree, result.run
        about: dict[str, Any] = {}
        if decree is not None and run is not None:
            about = {
                "name": name_of_decree(result),
                "office": decree.issuer_name,
                "title": decree.title.value if decree.title else None,
                "stage": STAGE[decree.stage][lang],
                "judged": f"{date_words(run.judged, lang)} ({BASIS[run.basis][lang]})",
                "sha256": decree.source.sha256,
                "blocks": mark(decree.source, findings),
                "coverage": [c for c in coverage(result, self._registry) if c.component.mandatory],
            }
        told = [_finding(finding, n, lang) for n, finding in enumerate(findings, start=1)]
        data = {"n": number, "result": result, "about": about, "findings": told, "counts": counts}
        self._out.write(_template("document.html").render(self._common() | data))

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write the summary and close the page."""
        totals = {level: sum(line["counts"][level] for line in self._lines) for level in _ORDER}
        read = any(not line["error"] for line in self._lines)
        data = {"lines": self._lines, "totals": totals, "baseline": baseline, "read": read}
        self._out.write(_template("end.html").render(self._common() | data))

    def _common(self) -> dict[str, Any]:
        lang = self._head.lang
        said = {key: words[lang] for key, words in {**PHRASE, **WORDS}.items()}
        return {
            "lang": lang,
            "say": said,
            "levels": {level: SEVERITY[level][lang] for level in _ORDER},
            "signs": MARK,
            "head": self._head,
            "as_of": day_words(self._head.as_of, lang),
            "version": zikg.__version__,
        }


def _finding(finding: Finding, number: int, lang: str) -> dict[str, Any]:
    told = rule(finding.code)
    return {
        "n": number,
        "f": finding,
        "where": whole_place(finding, lang),
        "facts": [fact for fact in finding.because if fact.source],
        "certainty": CERTAINTY[finding.confidence][lang],
        "label": told.label[lang],
        "what": told.what[lang],
        "why": told.why[lang],
        "remedy": told.remedy[lang],
        "source": told.source[lang],
    }


def _template(name: str) -> Any:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(PACKAGE / "report" / "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
