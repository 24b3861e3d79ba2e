"""What an audit remembers of a document: for what its findings hold, and how they are counted.

One literal beside the evidence of the document (``zikg:auditRecord``), in JSON; who replaces the
document takes it away with the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zikg.audit.watching import Call


@dataclass(frozen=True, slots=True)
class Record:
    """The last audit of one document.

    ``engine`` and ``registry`` are digests; ``calls`` what was asked of the registry and ``told``
    the digest of its answers; ``graphs`` the digest of the statements that it was examined with.
    The findings hold as of ``as_of`` and of every day strictly between ``after`` and ``before``.
    """

    engine: str
    registry: str
    calls: tuple[Call, ...]
    told: str
    graphs: str
    as_of: date
    after: date | None
    before: date | None
    findings: tuple[tuple[str, str], ...]
    undecided: int
    error: str

    def holds_on(self, day: date) -> bool:
        """Whether the findings hold as of a day."""
        if day == self.as_of:
            return True
        if self.after is None or self.before is None:
            return False
        return self.after < day < self.before

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(
            {
                "engine": self.engine,
                "registry": self.registry,
                "calls": self.calls,
                "told": self.told,
                "graphs": self.graphs,
                "asOf": self.as_of.isoformat(),
                "after": self.after.isoformat() if self.after else None,
                "before": self.before.isoformat() if self.before else None,
                "findings": self.findings,
                "undecided": self.undecided,
                "error": self.error,
            },
            separators=(",", ":"),
        )


def read_record(text: str) -> Record | None:
    """Return a record as it was written; ``None`` where another version of zikg wrote it."""
    try:
        held: dict[str, Any] = json.loads(text)
        return Record(
            held["engine"],
            held["registry"],
            tuple(_call(*call) for call in held["calls"]),
            held["told"],
            held["graphs"],
            date.fromisoformat(held["asOf"]),
            date.fromisoformat(held["after"]) if held["after"] else None,
            date.fromisoformat(held["before"]) if held["before"] else None,
            tuple((code, severity) for code, severity in held["findings"]),
            held["undecided"],
            held["error"],
        )
    except (KeyError, TypeError, ValueError):
        return None


def _call(name: str, args: list[Any], named: list[list[Any]]) -> Call:
    return name, tuple(args), tuple((key, value) for key, value in named)
