"""Which findings a call is about (``--select``, ``--ignore``), and the exit code they give."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Tally:
    """What the exit code needs of the documents, one after the other."""

    failed: list[str] = field(default_factory=list)
    """The sentences of the files that could not be read."""
    gravest: int = 3
    undecided: bool = False

    def add(self, result: Result) -> None:
        """Count one document as it is shown."""
        if result.error is not None:
            self.failed.append(result.error)
        for finding in result.findings:
            self.gravest = min(self.gravest, _LEVELS[finding.severity])
        self.undecided = self.undecided or bool(result.undecided)

    def code(self, fail_on: str, *, strict: bool = False) -> int:
        """Return the exit code of design section 8: 2 before 1 before 3 before 0.

        Args:
            fail_on: the level from which on findings give 1; ``never`` for none.
            strict: whether something undecided gives 3.
        """
        if self.failed:
            return 2
        if self.gravest <= _LEVELS[fail_on]:
            return 1
        return 3 if strict and self.undecided else 0


def exit_code(results: Iterable[Result], fail_on: str, *, strict: bool = False) -> int:
    """Return the exit code over results that are all at hand; as `Tally.code`."""
    tally = Tally()
    for result in results:
        tally.add(result)
    return tally.code(fail_on, strict=strict)
