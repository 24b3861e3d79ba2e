"""The result of the extraction benchmark: for the terminal, as JSON, and in its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from zikg.bench.extraction_score import FINDING, READING
from zikg.errors import ZikgError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from zikg.bench.extraction import Outcome, Speed
    from zikg.bench.extraction_score import Found, Score, Share

Json = dict[str, Any]
_BEGIN: Final = "<!-- zikg bench extraction -->"
_END: Final = "<!-- /zikg bench extraction -->"
_WORDS: Final = {
    "group": ("kelompok", "group"),
    "gold": ("ada", "there"),
    "read": ("terbaca", "read"),
    "exact": ("rentang persis", "exact span"),
    "overlap": ("rentang bertumpang", "overlapping span"),
    "free": ("tanpa rentang", "without spans"),
    "simple": ("pola sederhana", "simple pattern"),
    "all": ("semua", "all"),
    "number": ("nomor", "number"),
    "year": ("tahun", "year"),
    "issuer": ("pembentuk (bukan negara)", "issuer (other than the state)"),
    "role": ("peran", "role"),
    "relation": ("hubungan dan sasarannya", "relation and its target"),
    "gazette": ("lembaran resmi, semua dari satu rujukan", "gazettes, all of a mention"),
    "section": ("bagian keputusan", "section of the decree"),
    "item": ("butir keputusan", "item of the decree"),
    "gazettes": ("nomor lembaran resmi, F1", "gazette numbers, F1"),
    "silent": ("naskah tanpa rujukan, tetap kosong", "texts without a mention, left so"),
    "tables": ("tabel rencana utuh", "plan tables whole"),
    "areas": ("judul area", "headings of areas"),
    "rows": ("baris rencana", "plan rows"),
    "cells": ("sel rencana", "plan cells"),
    "surplus": ("baris rencana berlebih", "surplus plan rows"),
    "what": ("yang dibaca", "what was read"),
    "right": ("benar", "right"),
    "judged": ("dinilai", "judged"),
    "speed": ("dokumen per detik", "documents a second"),
    "texts": ("naskah", "texts"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """Under which conditions a run was made."""

    date: str
    version: str
    registry: str


def word(key: str, lang: str) -> str:
    """Return what a thing measured is called."""
    return _WORDS[key][lang == "en"]


def text(outcome: Outcome, split: str, lang: str) -> str:
    """Return the result for the terminal.

    Args:
        outcome: what was measured.
        split: the part of the gold set, as asked for.
        lang: ``id`` or ``en``.
    """
    tables = [_finding(outcome, lang), _reading(outcome, lang)]
    head = f"{outcome.read.passages} {word('texts', lang)} ({split})"
    return "\n\n".join(
        [head, *("\n".join(_aligned(table)) for table in tables), _speed(outcome, lang)]
    )


def as_json(outcome: Outcome, split: str, made: Made) -> Json:
    """Return the result as data.

    Args:
        outcome: what was measured.
        split: the part of the gold set.
        made: date, version, registry.
    """
    tables = outcome.tables
    return {
        "zikg": made.version,
        "registry": made.registry,
        "date": made.date,
        "split": split,
        "passages": outcome.read.passages,
        "groups": _groups(outcome.read),
        "reading": {what: _share(share) for what, share in _readings(outcome.read).items()},
        "gazettes": _found(outcome.read.gazettes),
        "silent": _share(outcome.read.silent),
        "plan": {
            "tables": _share(tables.tables),
            "areas": _share(tables.areas),
            "rows": _share(tables.rows),
            "cells": _share(tables.cells),
            "surplus": tables.surplus,
        },
        "speed": _rates(outcome.speed),
        "simple": {"groups": _groups(outcome.simple), "speed": _rates(outcome.simple_speed)},
    }


def keep(path: Path, parts: Mapping[str, Outcome], made: Made) -> None:
    """Write the result into its page, in the place of the one before.

    Args:
        path: the page.
        parts: what was measured, by part of the gold set.
        made: date, version, registry.

    Raises:
        ZikgError: the page is not there, or has no place for the result.
    """
    before = path.read_text("utf-8") if path.exists() else ""
    head, found, rest = before.partition(_BEGIN)
    if not found:
        raise ZikgError(
            f"{path} tidak punya tempat untuk hasilnya; tulis dahulu {_BEGIN} dan {_END} di sana.",
            f"{path} has no place for the result; put {_BEGIN} and {_END} there first.",
        )
    tail = rest.partition(_END)[2]
    path.write_text(f"{head}{_BEGIN}\n{_markdown(parts, made)}\n{_END}{tail}", "utf-8")


def _markdown(parts: Mapping[str, Outcome], made: Made) -> str:
    lines = [f"Run of {made.date}: zikg {made.version}, registry {made.registry}."]
    for split, outcome in parts.items():
        lines += ["", f"### {split}: {outcome.read.passages} texts", ""]
        lines += _table(_finding(outcome, "en"))
        lines += ["", *_table(_reading(outcome, "en")), "", f"{_speed(outcome, 'en')}."]
    return "\n".join(lines)


def _table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield "|" + " --- |" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in body)


def _aligned(rows: list[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()


def _finding(outcome: Outcome, lang: str) -> list[tuple[str, ...]]:
    """Return the rows of the table of mentions: all, by era, by type, by style."""
    ways = [f"{word(way, lang)} P/R/F1" for way in FINDING]
    head = (*(word(key, lang) for key in ("group", "gold", "read")), *ways, word("simple", lang))
    rows: list[tuple[str, ...]] = [(*head[:-1], f"{head[-1]} F1")]
    for key in _ordered(outcome.read):
        ways_of = outcome.read.groups[key]
        counts = ways_of["free"]
        simple = outcome.simple.groups.get(key)
        rows.append(
            (
                word("all", lang) if key == "all" else key,
                str(counts.gold),
                str(counts.read),
                *(_three(ways_of[way]) for way in FINDING),
                f"{simple['free'].f1:.3f}" if simple else "0.000",
            )
        )
    return rows


def _ordered(score: Score) -> list[str]:
    """Return the groups in the order in which they are told.

    A style has one or two locked texts: figures by style would be a list of their errors.
    """
    locked = "split:test" in score.groups
    order = ("all", "era:", "type:", *(() if locked else ("style:",)))
    return sorted(
        (key for key in score.groups if key.startswith(order)),
        key=lambda key: (next(at for at, head in enumerate(order) if key.startswith(head)), key),
    )


def _three(found: Found) -> str:
    return f"{found.precision:.3f} {found.recall:.3f} {found.f1:.3f}"


def _reading(outcome: Outcome, lang: str) -> list[tuple[str, ...]]:
    tables = outcome.tables
    shares: dict[str, Share] = {
        **_readings(outcome.read),
        "silent": outcome.read.silent,
        "tables": tables.tables,
        "areas": tables.areas,
        "rows": tables.rows,
        "cells": tables.cells,
    }
    head = tuple(word(key, lang) for key in ("what", "right", "judged"))
    rows: list[tuple[str, ...]] = [(*head, "%")]
    for what, share in shares.items():
        rate = "–" if share.rate is None else f"{share.rate * 100:.1f}"
        rows.append((word(what, lang), str(share.right), str(share.judged), rate))
    rows.append((word("gazettes", lang), "", "", f"{outcome.read.gazettes.f1 * 100:.1f}"))
    rows.append((word("surplus", lang), str(tables.surplus), "", ""))
    return rows


def _readings(score: Score) -> dict[str, Share]:
    return {what: score.reading[what] for what in READING if what in score.reading}


def _speed(outcome: Outcome, lang: str) -> str:
    own, simple = outcome.speed.documents, outcome.simple_speed.documents
    return (
        f"{word('speed', lang)}: zikg {own:.0f}, {word('simple', lang)} {simple:.0f} "
        f"(1 : {simple / own:.0f})"
    )


def _groups(score: Score) -> Json:
    return {
        key: {way: _found(found) for way, found in score.groups[key].items()}
        for key in _ordered(score)
    }


def _found(found: Found) -> Json:
    return {
        "gold": found.gold,
        "read": found.read,
        "right": found.right,
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "f1": round(found.f1, 4),
    }


def _share(share: Share) -> Json:
    return {"judged": share.judged, "right": share.right, "rate": share.rate}


def _rates(speed: Speed) -> Json:
    return {
        "documents_per_second": round(speed.documents, 1),
        "characters_per_second": round(speed.characters),
    }
