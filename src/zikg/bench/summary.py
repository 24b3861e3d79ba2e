"""The result of a run as a table: on the terminal, and kept in ``docs/quality.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from zikg.bench.rules import Tally

_HEAD: Final = ("kode", "pasangan", "tepat", "berisik", "lebih", "kurang")
_BEGIN: Final = "<!-- zikg bench rules -->"
_END: Final = "<!-- /zikg bench rules -->"


@dataclass(frozen=True, slots=True)
class Made:
    """Under which conditions a run was made."""

    date: str
    seed: int
    version: str
    registry: str
    seconds: float
    breakages: int


def table(counts: dict[str, Tally]) -> list[tuple[str, ...]]:
    """Return the rows of the table, its head and its sum among them.

    Args:
        counts: the counts by code.
    """
    body = [
        (code, str(one.pairs), str(one.right), str(one.noise), str(one.extra), str(one.missed))
        for code, one in counts.items()
    ]
    total = ["jumlah"]
    names = ("pairs", "right", "noise", "extra", "missed")
    total += [str(sum(getattr(one, name) for one in counts.values())) for name in names]
    return [_HEAD, *body, tuple(total)]


def text(counts: dict[str, Tally]) -> str:
    """Return the table for the terminal.

    Args:
        counts: the counts by code.
    """
    return "\n".join(
        f"{row[0]:<8}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in table(counts)
    )


def keep(path: Path, counts: dict[str, Tally], made: Made) -> None:
    """Write the result into a page, in the place of the one before.

    Args:
        path: the page; made anew where it has no place for the result.
        counts: the counts by code.
        made: date, seed and version.
    """
    before = path.read_text("utf-8") if path.exists() else _PAGE
    head, _, rest = before.partition(_BEGIN)
    tail = rest.partition(_END)[2]
    path.write_text(f"{head}{_BEGIN}\n{_markdown(counts, made)}\n{_END}{tail}", "utf-8")


def _markdown(counts: dict[str, Tally], made: Made) -> str:
    head, *body = table(counts)
    pairs = sum(one.pairs for one in counts.values())
    lines = [
        f"Run of {made.date}: {pairs} pairs, seed {made.seed}, {made.breakages} breakages, "
        f"zikg {made.version}, registry {made.registry}, {made.seconds:.0f} s.",
        "",
        f"| {' | '.join(('code', 'pairs', 'exactly right', 'noise', 'extra', 'missed'))} |",
        "|" + " --- |" * len(head),
        *(f"| {' | '.join(row)} |" for row in (*body[:-1], ("all", *body[-1][1:]))),
    ]
    return "\n".join(lines)


_PAGE: Final = f"""# Quality: the rules on generated decrees

`zikg bench rules` writes decrees that are right at a random day (2015 to 2026) under the Zona
Integritas regime then in force, for a random office, in varied forms, and checks that none gives an
error or a warning and that each plan is read. Then it breaks exactly one thing in each and checks
that exactly the finding for it appears: code, severity, subject, section and item. The oracle reads
only the facts of the registry; it shares no code with the stages that judge.

- *exactly right*: nothing more, nothing less than what must be found, and no noise;
- *noise*: an error or warning on the decree without fault, or its plan was not read;
- *extra*: a finding beyond those of the fault, infos too, but for infos that a breakage names as
  what follows from it (a letter put among the bases is in no registry: ZI207 beside ZI214);
- *missed*: a finding of the fault that is not there.

What is drawn: every KPU and KIP of the country and their secretariats, courts, dinas, kanwil and
other offices; drafts, originals and copies; plain text and Markdown, wrapped or not; plans as pipe,
tab or HTML tables, one for all areas or one for each, with the area as a row, a line or a column,
merged or repeated; both regimes. Every code has a breakage, most several, but two: ZI116 (its cause
is the day of the decree, not a fault in it) and ZI219 (no two regulations of the registry share
type, number and year).

Pairs are drawn in batches of 100. A decree takes up to five faults, one at a time, and is judged
without fault once for all of them: 20,000 pairs stand on about 4,400 decrees. The broken decree of
every hundredth pair is judged by both engines. A pair is drawn from seed and place alone: any of
them can be had again with the same version, and neither the number of workers nor that of pairs
changes it. Write the result anew with
`zikg bench rules --pairs 20000 --seed 2026 --workers 2 --write docs/quality.md`.

{_BEGIN}
{_END}
"""
