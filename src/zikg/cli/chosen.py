"""Which findings a call is about (``--select``, ``--ignore``), and the exit code they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zikg.model import Finding, Result

_LEVELS: Final = {"error": 0, "warning": 1, "info": 2, "never": -1}


def chosen(
    findings: Iterable[Finding], wanted: tuple[str, ...], left_out: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return the findings whose codes begin as wanted and not as left out.

    Args:
        findings: all findings.
        wanted: codes or their beginnings; empty for all.
        left_out: codes or their beginnings that are not shown, whatever is wanted.
    """
    return tuple(
        finding
        for finding in findings
        if (not wanted or finding.code.startswith(wanted))
        and not (left_out and finding.code.startswith(left_out))
    )


def exit_code(results: Iterable[Result], fail_on: str, *, strict: bool = False) -> int:
    """Return the exit code of design section 8: 2 before 1 before 3 before 0.

    Args:
        results: the results that are shown.
        fail_on: the level from which on findings give 1; ``never`` for none.
        strict: whether something undecided gives 3.
    """
    results = list(results)
    if any(result.error is not None for result in results):
        return 2
    limit = _LEVELS[fail_on]
    if any(_LEVELS[f.severity] <= limit for result in results for f in result.findings):
        return 1
    return 3 if strict and any(result.undecided for result in results) else 0
