"""Check a generated decree as `zikg check` would, and compare what is found with what must be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from zikg.bench.writing import write
from zikg.extract import extract
from zikg.read import read_bytes
from zikg.registry import open_registry
from zikg.validate import check, run_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from zikg.bench.breaking import Broken, Expected
    from zikg.bench.sample import Sample
    from zikg.model import Finding

LOUD: Final = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a pair came out.

    ``noise`` are errors and warnings on the decree without fault; ``extra`` what the broken one
    gave beyond what it must, infos too, ``missed`` what it did not give. All are lines to be read.
    """

    noise: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with the pair."""
        return not (self.noise or self.extra or self.missed)


def findings(
    sample: Sample, *, as_of: date | None = None, final: bool = False, engine: str = "compiled"
) -> tuple[Finding, ...]:
    """Return what the check finds in a generated decree.

    Args:
        sample: the decree.
        as_of: the day it is looked at; its own when not given.
        final: whether a draft is judged as if about to be signed.
        engine: as for `zikg.validate.check`.
    """
    registry = open_registry()
    suffix = "md" if sample.style.markdown else "txt"
    decree = extract(read_bytes(write(sample).encode(), f"{sample.maker.slug}.{suffix}"), registry)
    return check(
        decree, run_for(decree, as_of or sample.day, final=final), registry, engine=engine
    ).findings


def noise(before: Iterable[Finding]) -> tuple[str, ...]:
    """Return what must not be found in a decree without fault.

    Args:
        before: what is found in it.
    """
    return tuple(line(found) for found in before if found.severity in LOUD or _unread(found))


def judge(before: Sequence[Finding], broken: Broken, *, engine: str = "compiled") -> Verdict:
    """Return how a decree without fault and the same with one fault come out.

    Args:
        before: what is found in the decree without fault.
        broken: the same decree with one thing broken, and what must be found in it.
        engine: as for `zikg.validate.check`.
    """
    after = findings(broken.sample, as_of=broken.as_of, final=broken.final, engine=engine)
    extra, missed = compare(_new(before, after), broken.expected, broken.beside)
    return Verdict(noise(before), extra, missed)


def compare(
    found: Iterable[Finding],
    expected: Iterable[Expected],
    beside: frozenset[str] = frozenset(),
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what must not be there, and what is missing.

    Args:
        found: the findings that the fault added.
        expected: what must be among them, each answered by one finding.
        beside: codes of infos that may be among them.
    """
    left = list(found)
    missed = []
    for one in expected:
        hit = next((each for each in left if one.answers(each)), None)
        if hit is None:
            missed.append(str(one))
        else:
            left.remove(hit)
    extra = (each for each in left if each.severity in LOUD or each.code not in beside)
    return tuple(map(line, extra)), tuple(missed)


def _new(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """What the fault added: infos that stood there before are none of its doing."""
    known = Counter(_key(found) for found in before if found.severity not in LOUD)
    added = []
    for found in after:
        if known[_key(found)] > 0 and found.severity not in LOUD:
            known[_key(found)] -= 1
        else:
            added.append(found)
    return added


def _unread(found: Finding) -> bool:
    """Whether a plan that is there was not read: everything said of it would be silent."""
    return found.code == "ZI112"


def _key(found: Finding) -> tuple[str, str | None, str | None]:
    # Not by item: a basis put in moves those below it.
    return found.code, found.subject, found.section


def line(found: Finding) -> str:
    """Return a finding in one line."""
    return f"{found.code} {found.severity} {found.subject} {found.section}/{found.item}"
