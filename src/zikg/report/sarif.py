"""SARIF 2.1.0 (OASIS): findings for code scanning, with proofs, fixes and suppressions."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import zikg
from zikg.fix import Step, steps
from zikg.namespaces import RULE
from zikg.report.placing import end_of, path_of, place_words
from zikg.rules import Rule, catalogue

if TYPE_CHECKING:
    from zikg.model import BaselineUse, Finding, Result, Span
    from zikg.registry import Registry
    from zikg.report.writing import Head, Out

Json = dict[str, Any]

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL: Final = {"error": "error", "warning": "warning", "info": "note"}
_LANGUAGE: Final = {"id": "id-ID", "en": "en-US"}


class SarifWriter:
    """Writes one run; results one by one, what sums up the run behind them.

    Args:
        out: where to write.
        registry: what the fixes are made with.
    """

    def __init__(self, out: Out, registry: Registry) -> None:
        self._out = out
        self._registry = registry
        self._rules = [rule for rule in catalogue() if rule.family != "registry"]
        self._index = {rule.code: place for place, rule in enumerate(self._rules)}
        self._any = False
        self._errors: list[tuple[str, str]] = []

    def begin(self, head: Head) -> None:
        """Write the tool with its rules, and open the results."""
        self._head = head
        run: Json = {
            "tool": {
                "driver": {
                    "name": "zikg",
                    "semanticVersion": zikg.__version__,
                    "informationUri": RULE.removesuffix("rule/"),
                    "language": _LANGUAGE[head.lang],
                    "rules": [_rule(rule, head.lang) for rule in self._rules],
                }
            },
            "language": _LANGUAGE[head.lang],
            "columnKind": "unicodeCodePoints",
            "properties": {
                "registry": {"version": head.registry.version, "sha256": head.registry.sha256},
                "asOf": head.as_of.isoformat(),
            },
        }
        opening = {"$schema": SCHEMA, "version": "2.1.0"}
        text = _pretty(opening).removesuffix("\n}") + ',\n  "runs": [\n'
        text += indent(_pretty(run).removesuffix("\n}"), "    ") + ',\n      "results": ['
        self._out.write(text)

    def add(self, result: Result) -> None:
        """Write the results of one document."""
        if result.error is not None:
            self._errors.append((result.path, result.error))
        # With a baseline, SARIF wants to be told of each result whether it is new.
        state = "new" if result.accepted else None
        mended = _mended(result, self._registry, self._head.lang)
        for finding in result.findings:
            fixes = mended.get((finding.code, finding.section, finding.item), [])
            self._result(result, finding, fixes, state)
        for accepted in result.accepted:
            # Without a status a suppression counts as accepted (SARIF section 3.35.3).
            suppression: Json = {"kind": "external"}
            if accepted.reason:
                suppression["justification"] = f"{accepted.reason} ({accepted.until})"
            self._result(result, accepted.finding, [], "unchanged", suppression)

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Close the results, and tell what could not be read."""
        notices = [
            {
                "level": "error",
                "message": {"text": error},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
            }
            for path, error in self._errors
        ]
        invocation: Json = {
            "executionSuccessful": not self._errors,
            "toolExecutionNotifications": notices,
        }
        text = _pretty({"invocations": [invocation]}).removeprefix("{")
        closing = "\n      ]," if self._any else "],"
        self._out.write(closing + indent(text, "    ") + "\n  ]\n}\n")

    def _result(
        self,
        result: Result,
        finding: Finding,
        fixes: list[Step],
        state: str | None,
        suppression: Json | None = None,
    ) -> None:
        told = _told(result, finding, self._head.lang) | {"ruleIndex": self._index[finding.code]}
        if fixes:
            told["fixes"] = [_fix(result, step) for step in fixes]
        if state:
            told["baselineState"] = state
        if suppression:
            told["suppressions"] = [suppression]
        self._out.write((",\n" if self._any else "\n") + indent(_pretty(told), " " * 8))
        self._any = True


def _rule(rule: Rule, lang: str) -> Json:
    said = [rule.what[lang], rule.why[lang], rule.remedy[lang], rule.source[lang]]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.label[lang]},
        "fullDescription": {"text": rule.what[lang]},
        "help": {"text": "\n\n".join(said)},
        "helpUri": RULE + rule.code,
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _told(result: Result, finding: Finding, lang: str) -> Json:
    message = finding.message
    proofs = [fact.text for fact in finding.because if fact.source]
    return {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": "\n".join([message, *proofs])},
        "locations": [_location(result, finding, lang)],
        # The document is part of it: two offices that make one mistake have a result each.
        "partialFingerprints": {"zikg/v1": finding.fingerprint},
        "properties": {
            "name": finding.name,
            "subject": finding.subject,
            "related": list(finding.related),
            "since": finding.since,
            "confidence": finding.confidence,
            "because": [
                {"text": fact.text, "source": fact.source, "confidence": fact.confidence}
                for fact in finding.because
            ],
            "proposal": finding.fix.text if finding.fix else None,
        },
    }


def _location(result: Result, finding: Finding, lang: str) -> Json:
    physical: Json = {"artifactLocation": _artifact(path_of(result, finding))}
    decree = result.decree
    logical: Json = {"kind": "element", "name": place_words(finding, lang)}
    if finding.section:
        logical["fullyQualifiedName"] = "/".join(filter(None, (finding.section, finding.item)))
    if decree is not None and decree.source.kind == "text":
        last, column = end_of(result, finding)
        physical["region"] = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": last,
            "endColumn": column,
            **({"snippet": {"text": finding.quote}} if finding.quote else {}),
        }
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _mended(
    result: Result, registry: Registry, lang: str
) -> dict[tuple[str, str | None, str | None], list[Step]]:
    """Return the corrections of a text file, by the findings that they take away."""
    decree = result.decree
    if decree is None or result.graph is None or not result.findings:
        return {}
    if decree.source.kind != "text" or decree.source.files:
        # A correction names lines of the file, and other formats have none.
        return {}
    found: dict[tuple[str, str | None, str | None], list[Step]] = {}
    for step in steps(result, registry, lang=lang):
        for change in step.changes:
            for code in change.codes:
                found.setdefault((code, change.section, change.item), []).append(step)
    return found


def _fix(result: Result, step: Step) -> Json:
    reasons = [reason for change in step.changes for reason in change.reasons]
    replacements = [
        {"deletedRegion": _region(result, edit.span), "insertedContent": {"text": edit.text}}
        for edit in step.edits
    ]
    changed = {"artifactLocation": _artifact(result.path), "replacements": replacements}
    said = "; ".join(dict.fromkeys(reasons))
    return {
        **({"description": {"text": said}} if said else {}),
        "artifactChanges": [changed],
    }


def _region(result: Result, span: Span) -> Json:
    assert result.decree is not None
    source = result.decree.source
    line, column, _ = source.locate(span.start)
    last, end, _ = source.locate(span.end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}


def _artifact(path: str) -> Json:
    """Return the place of a file: relative to the folder of the call, else as an absolute URI."""
    if path == "-":
        return {"uri": "stdin"}
    given = Path(path)
    if given.is_absolute():
        return {"uri": given.as_uri()}
    return {"uri": quote(given.as_posix()), "uriBaseId": "SRCROOT"}


def _pretty(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
