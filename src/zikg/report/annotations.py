"""Findings as the annotations of a pipeline: GitHub workflow commands, GitLab code quality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from zikg.report.placing import end_of, path_of, whole_place

if TYPE_CHECKING:
    from zikg.model import BaselineUse, Finding, Result
    from zikg.report.writing import Head, Out

_COMMAND: Final = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB: Final = {"error": "critical", "warning": "minor", "info": "info"}


class GithubWriter:
    """Writes workflow commands (``::error file=...``), which GitHub shows beside the lines.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out

    def begin(self, head: Head) -> None:
        """Remember the language."""
        self._lang = head.lang

    def add(self, result: Result) -> None:
        """Write a command for each finding, or for the error of a document."""
        if result.error is not None:
            place = f"file={_property(result.path)},title=zikg"
            self._out.write(f"::error {place}::{_message(result.error)}\n")
        for finding in result.findings:
            self._out.write(self._command(result, finding))

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Write nothing more."""

    def _command(self, result: Result, finding: Finding) -> str:
        place = {"file": path_of(result, finding)}
        if result.decree is not None and result.decree.source.kind == "text":
            last, column = end_of(result, finding)
            place |= {"line": str(finding.line), "endLine": str(last)}
            if last == finding.line:
                # GitHub takes columns for one line only.
                place |= {"col": str(finding.column), "endColumn": str(column)}
        where = whole_place(finding, self._lang)
        place["title"] = f"{finding.code} {finding.name} ({where})"
        said = ",".join(f"{key}={_property(value)}" for key, value in place.items())
        return f"::{_COMMAND[finding.severity]} {said}::{_message(_told(finding, self._lang))}\n"


class GitlabWriter:
    """Writes a code quality report: the JSON array of issues that GitLab reads.

    Args:
        out: where to write.
    """

    def __init__(self, out: Out) -> None:
        self._out = out
        self._any = False

    def begin(self, head: Head) -> None:
        """Open the array."""
        self._lang = head.lang
        self._out.write("[")

    def add(self, result: Result) -> None:
        """Write an issue for each finding, or for the error of a document."""
        if result.error is not None:
            self._issue(
                {
                    "description": result.error,
                    "check_name": "zikg",
                    "fingerprint": f"zikg-{result.path}",
                    "severity": "blocker",
                    "location": {"path": result.path, "lines": {"begin": 1}},
                }
            )
        for finding in result.findings:
            last, _ = end_of(result, finding)
            # Lines mean nothing in Word and PDF files; GitLab asks for one all the same.
            is_text = result.decree is None or result.decree.source.kind == "text"
            lines = {"begin": finding.line, "end": last} if is_text else {"begin": 1}
            self._issue(
                {
                    "description": f"{whole_place(finding, self._lang)}: "
                    f"{_told(finding, self._lang)}",
                    "check_name": finding.code,
                    # One finding in two documents is two issues.
                    "fingerprint": f"{finding.fingerprint}-{_document(result)}",
                    "severity": _GITLAB[finding.severity],
                    "location": {
                        "path": path_of(result, finding),
                        "lines": lines,
                    },
                }
            )

    def end(self, baseline: BaselineUse | None = None) -> None:
        """Close the array."""
        self._out.write("\n]\n" if self._any else "]\n")

    def _issue(self, issue: dict[str, Any]) -> None:
        self._out.write(",\n" if self._any else "\n")
        self._out.write(json.dumps(issue, ensure_ascii=False))
        self._any = True


def _told(finding: Finding, lang: str) -> str:
    if finding.fix is None:
        return finding.message
    label = "Usulan" if lang == "id" else "Proposed"
    return f"{finding.message} {label}: {finding.fix.text}"


def _document(result: Result) -> str:
    return result.decree.source.document if result.decree else ""


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
