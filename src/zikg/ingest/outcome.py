"""What became of each file of a call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

State = Literal["read", "replaced", "unchanged", "failed"]


class Made(NamedTuple):
    """What a worker made of one file: its statements, or the sentences that tell why not.

    ``work`` is the instrument that a decree realises, by its short id.
    """

    path: str
    sha256: str = ""
    kind: str = ""
    quads: bytes = b""
    decree: bool = False
    work: str | None = None
    error: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    ``read`` is new, ``replaced`` took the place of what stood under its name, or was read anew as
    code or data have changed; ``decree`` is false for a text that is none (it is stored all the
    same) and for RDF. ``document`` is the id of what is stored, ``reason`` the sentence of a
    failure in Indonesian and English.
    """

    path: str
    state: State
    document: str | None = None
    decree: bool = True
    reason: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all files of a call, in the order of the call.

    ``base`` tells whether the reference data were loaded or renewed, ``seconds`` how long all took;
    ``interrupted`` is set where the call was broken off: what is counted is stored.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    base: Literal["loaded", "renewed", "fresh"]
    version: str
    interrupted: bool = False
    left: int = 0
    place: str = field(default="")

    def counts(self) -> dict[str, int]:
        """Return how many files ended in each state, and how many are no decree."""
        found = Counter(outcome.state for outcome in self.outcomes)
        texts = [one for one in self.outcomes if (one.document or "").startswith("dokumen/")]
        states: tuple[State, ...] = ("read", "replaced", "unchanged", "failed")
        return {
            **{state: found[state] for state in states},
            "not_a_decree": sum(not one.decree for one in texts),
        }
