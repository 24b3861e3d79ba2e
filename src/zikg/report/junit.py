"""JUnit XML: each document is a test suite, each rule that was broken in it a failed test.

The dialect is the common one of Jenkins, GitLab and GitHub reporters: ``testsuites``,
``testsuite``, ``testcase``, ``failure``, ``error``, ``skipped``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from zikg.report.placing import path_of, place_words, whole_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zikg.model import Accepted, BaselineUse, Finding, Result
    from zikg.report.writing import Head, Out

# XML 1.0 knows no way to write these.
_ILLEGAL: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitWriter:
    """Writes JUnit XML; notes are passed tests with a word, errors and warnings are failures.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out

    def begin(self, head: Head) -> None:
        """Open the suites."""
        self._head = head
        self._out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="zikg">\n')

    def add(self, result: Result) -> None:
        """Write the suite of one document."""
        cases = list(self._cases(result))
        failed = sum(kind == "failure" for kind, _ in cases)
        skipped = sum(kind == "skipped" for kind, _ in cases)
        errors = sum(kind == "error" for kind, _ in cases)
        self._out.write(
            f"  <testsuite name={_attribute(result.path)} tests={_attribute(len(cases))}"
            f" failures={_attribute(failed)} errors={_attribute(errors)}"
            f" skipped={_attribute(skipped)}>\n"
        )
        self._out.write(
            "    <properties>\n"
            + _property("zikg.registry", self._head.registry.version)
            + _property("zikg.as_of", self._head.as_of.isoformat())
            + "    </properties>\n"
        )
        for _, case in cases:
            self._out.write(case)
        self._out.write("  </testsuite>\n")

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Close the suites."""
        self._out.write("</testsuites>\n")

    def _cases(self, result: Result) -> Iterator[tuple[str, str]]:
        suite = _attribute(_class(result.path))
        if result.error is not None:
            inner = f"<error message={_attribute(result.error)}/>"
            yield "error", f'    <testcase classname={suite} name="dibaca">{inner}</testcase>\n'
            return
        for finding in result.findings:
            kind, inner = self._finding(result, finding)
            yield (
                kind,
                f"    <testcase classname={suite} {self._name(finding)}>{inner}</testcase>\n",
            )
        for accepted in result.accepted:
            name = self._name(accepted.finding)
            inner = f"<skipped message={_attribute(_reason(accepted))}/>"
            yield "skipped", f"    <testcase classname={suite} {name}>{inner}</testcase>\n"
        if not (result.findings or result.accepted):
            yield "", f'    <testcase classname={suite} name="diperiksa"/>\n'

    def _name(self, finding: Finding) -> str:
        where = place_words(finding, self._head.lang)
        parts: Sequence[str] = [finding.code, finding.name, finding.subject or "", where]
        return f"name={_attribute(' '.join(filter(None, parts)))}"

    def _finding(self, result: Result, finding: Finding) -> tuple[str, str]:
        told = [
            finding.message,
            f"{path_of(result, finding)}: {whole_place(finding, self._head.lang)}",
        ]
        told += [f"“{finding.quote}”"] * bool(finding.quote)
        told += [fact.text for fact in finding.because if fact.source]
        told += [f"→ {finding.fix.text}"] if finding.fix else []
        text = _text("\n".join(told))
        if finding.severity == "info":
            return "", f"<system-out>{text}</system-out>"
        said = f"type={_attribute(finding.severity)} message={_attribute(finding.message)}"
        return "failure", f"<failure {said}>{text}</failure>"


def _reason(accepted: Accepted) -> str:
    if not accepted.reason:
        return "baseline"
    return f"{accepted.reason} ({accepted.until})"


def _class(path: str) -> str:
    """Return a path as a class name: dots would make packages of it."""
    return path.replace(".", "_")


def _property(name: str, value: str) -> str:
    return f"      <property name={_attribute(name)} value={_attribute(value)}/>\n"


def _attribute(value: object) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", str(value)), {"\n": "&#10;", "\t": "&#9;"})


def _text(value: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", value))
